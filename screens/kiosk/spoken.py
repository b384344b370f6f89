"""What a screen says aloud: what stands on it, in reading order, in its own language. The one place that decides it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kivy.uix.widget import Widget

from kiosk.domain.speech.phrases import Phrase, phrases
from kiosk.screen_ports import Translator
from screens.kiosk.visit import Visit
from screens.kiosk.visitor_screen import VisitorScreen
from screens.page.blocks import Block
from screens.toolkit.controls import Control


@dataclass(frozen=True, slots=True)
class Said:
    """Something said: words, the state of what they name, and their language where it is not the screen's."""

    words: str
    state: str = ""
    language: str = ""
    is_passing: bool = False

    def phrases(self, language: str) -> tuple[Phrase, ...]:
        """Return it in phrases; `language` is the screen's."""
        of_words = phrases(self.words, self.language or language, is_passing=self.is_passing)
        return (*of_words, *phrases(self.state, language))


@dataclass(frozen=True, slots=True)
class Page:
    """What one page of a screen says, and where that is."""

    place: tuple[object, ...]
    texts: tuple[Said, ...] = ()
    choices: tuple[Said, ...] = ()

    def news(self, before: Page) -> tuple[Said, ...]:
        """Return what is said here and was not before: of choices, what became chosen, and those that are new."""
        known = {choice.words for choice in before.choices}
        texts = [said for said in self.texts if said not in before.texts]
        choices = [
            said for said in self.choices if said not in before.choices and (said.state or said.words not in known)
        ]
        return (*texts, *choices)


class Speaker:
    """Puts a screen into words. `hears_alone` says whether one person hears, and letters may be said."""

    def __init__(self, t: Translator, visit: Visit, *, hears_alone: bool) -> None:
        self._t, self._visit, self._hears_alone = t, visit, hears_alone

    def page(self, screen: VisitorScreen, actions: Sequence[Control]) -> Page:
        """Return what the page on show says; `actions` are the screen's own in the bottom bar."""
        title, place = screen.title(), (screen.name, screen.title(), int(screen.body.page), self._t.language)
        words = [title, *(w for w in self._read(screen) if w != title)]
        typed = Said(screen.typed_aloud(alone=self._hears_alone), is_passing=True)
        texts = (*(Said(w, is_passing=self.is_passing(w)) for w in words if w), *([typed] if typed.words else ()))
        choices = tuple(self.of(c) for c in (*screen.body.controls(), *actions) if not c.is_key)
        return Page(place, texts, choices)

    def _read(self, screen: VisitorScreen) -> Iterator[str]:
        for widget in reversed(screen.body.children):
            if isinstance(widget, Block):
                yield from screen.aloud(widget)

    def of(self, control: Control) -> Said:
        """Return what one control says, with its state."""
        t = self._t
        if control.is_key and control.words and not self._hears_alone:
            # Whoever waits beside must not learn a name letter by letter.
            return Said(t("Un chiffre") if control.words.isdigit() else t("Une lettre"))
        state = t("C’est choisi.") if control.chosen else "" if control.enabled else t("Pas possible maintenant.")
        return Said(control.say(), state, control.language, self.is_passing(control.say(), control))

    def is_passing(self, words: str, control: Widget | None = None) -> bool:
        """Say whether words hold something of this visit: its number, an hour, what was typed."""
        if isinstance(control, Control) and (control.is_key or control.shape == "tile"):
            return len(words) == 1 or any(map(str.isdigit, words))
        return any(own in words for own in self._own())

    def _own(self) -> Iterator[str]:
        visit, t = self._visit, self._t
        if visit.noted is not None:
            yield from (str(visit.noted.ticket), t.hour(visit.noted.at))
        yield from (t.hour(hour) for hour in (visit.hour, visit.leaves_by) if hour is not None)

    def whole(self, page: Page) -> list[Phrase]:
        """Return all that a page says: its texts, how many choices there are, and each."""
        said = [phrase for each in page.texts for phrase in each.phrases(self._t.language)]
        if page.choices:
            said += phrases(self._count(len(page.choices)), self._t.language)
        return said + [phrase for each in page.choices for phrase in each.phrases(self._t.language)]

    def _count(self, count: int) -> str:
        t = self._t
        return t("Un choix :") if count == 1 else t("{number} choix :", number=count)
