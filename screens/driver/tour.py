"""The tour: a whole visit by real touches, with a picture of every moment; demo and smoke test in one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from kivy.core.window import Window

from kiosk.domain.guides.guide import Question
from kiosk.domain.reception.codes import SLIP_DIGITS, damm
from kiosk.screen_ports import Outfit
from screens.app import open_shell
from screens.driver.hand import Hand, Lost
from screens.toolkit.controls import Control
from screens.toolkit.theme import Look


class Step(TypedDict):
    """One picture of the tour; `milliseconds` from the touch to it, where a touch led there."""

    screen: str
    picture: str
    language: str
    theme: str
    size: int
    milliseconds: float | None


class Report(TypedDict):
    """What tour.json holds."""

    site: str
    window: str
    steps: list[Step]


@dataclass(frozen=True, slots=True)
class Comfort:
    """The comfort in which the tour is made."""

    language: str
    text_size: int
    theme: str
    low: bool = False


class Tour:
    """Walks through the kiosk and keeps what it saw."""

    def __init__(self, outfit: Outfit, out: Path, comfort: Comfort) -> None:
        self._out = out
        self._comfort = comfort
        self._steps: list[Step] = []
        out.mkdir(parents=True, exist_ok=True)
        self.shell = open_shell(outfit)
        self.hand = Hand(self.shell)
        self.shell.wake()
        self.hand.until(lambda: self.shell.is_ready, "the guides did not load")
        self.hand.rest()

    def see(self, name: str, milliseconds: float | None = None) -> None:
        """Keep a picture of the moment."""
        self.hand.rest()
        picture = f"{len(self._steps) + 1:02d}-{name}.png"
        self.hand.photograph(self._out / picture)
        shell = self.shell
        self._steps.append(
            {
                "screen": shell.screen.name,
                "picture": picture,
                "language": shell.t.language,
                "theme": shell.look.theme,
                "size": shell.look.size,
                "milliseconds": None if milliseconds is None else round(milliseconds, 1),
            }
        )

    def touch(self, words: str, name: str) -> None:
        """Tap what says something, then keep a picture."""
        self.see(name, self.hand.reach(words))

    def dress(self) -> None:
        """Set the comfort by the kiosk's own controls."""
        own_names = dict(self.shell.outfit.languages)
        if self._comfort.language != "fr":
            if self._has_no_chip(own_names):
                more = any(words == "Autres langues" for words in self.hand.words())
                self.hand.tap("Autres langues" if more else own_names["fr"])
            self.hand.reach(own_names[self._comfort.language])
            self.hand.rest()
        self._press_until(("Texte plus grand", "Texte plus petit"), lambda look: look.size == self._comfort.text_size)
        self._press_until(("Contraste",), lambda look: look.theme == self._comfort.theme)
        self._press_until(("Écran plus bas", "Écran normal"), lambda look: look.low == self._comfort.low)
        if self.shell.screen.name == "comfort":
            self.hand.reach("C’est bon")

    def _has_no_chip(self, own_names: dict[str, str]) -> bool:
        return not any(c.words == own_names[self._comfort.language] for c in self.hand.controls())

    def _press_until(self, names: tuple[str, ...], done: Callable[[Look], bool]) -> None:
        for _ in range(5):
            if done(self.shell.look):
                return
            said = [self.shell.t(name) for name in names]
            control = next((c for c in self.hand.controls() if c.words in said), None)
            if control is None and self.shell.screen.name != "comfort":
                self.hand.tap("Confort")
                continue
            self.hand.tap(control) if control else self.hand.reach("Suite")

    def arrive(self) -> None:
        """Check in by hour and letters, and print the receipt."""
        self.see("home")
        self.touch("J’ai rendez‑vous avec le médiateur", "hour")
        self.touch(self.shell.t.hour(self.shell.situation.hours_today[3]), "letters")
        for letter in "BEN":
            self.hand.reach(letter)
        self.see("letters-typed")
        self.touch("C’est bon", "arrived")
        self.touch("Imprimer mon reçu", "receipt")
        self.hand.reach("Continuer")

    def prepare(self) -> None:
        """Prepare an identity card: questions, papers, steps, list, print."""
        self.touch("Préparer ma démarche en attendant", "themes")
        self.touch("Mes papiers", "guides")
        self.touch("Refaire ma carte d’identité", "question")
        while self.shell.screen.name == "questions":
            asked = self._question()
            self.touch(asked.answers[0].text, "question")
            if self.shell.screen.name == "questions" and self._question() == asked:
                raise Lost(f"{asked.id} is asked again and again: its answer stands where nothing takes it")
        for place, paper in enumerate(self.shell.situation.visit.own_list.papers()):
            words = "Je l’ai" if place != 1 else "Je ne l’ai pas"
            self.hand.reach(f"{self.shell.t(paper.name)}. {self.shell.t(words)}")
            self.hand.rest()
        self.see("papers-ticked")
        self.touch("Continuer", "step")
        while self.shell.screen.name == "step":
            self.see("step", self.hand.tap(self._forward()))
        self.touch("Imprimer sur une feuille", "printed-a4")
        self.hand.reach("Continuer")
        self.hand.rest()
        self.touch("Imprimer un petit ticket", "printed-ticket")
        self.hand.reach("Continuer")
        self.hand.rest()

    def _question(self) -> Question:
        question = self.shell.situation.visit.own_list.next_question()
        if question is None:
            raise Lost("the questions' screen asks nothing")
        return question

    def _forward(self) -> Control:
        """Return the one filled action, which leads on; bars fold and wrap, so that its place tells nothing."""
        filled = [control for control in self.hand.controls() if control.style == "filled"]
        if not filled:
            raise Lost(f"nothing leads on from {self.shell.screen.name}: {self.hand.words()}")
        return filled[0]

    def meet(self) -> None:
        """Let another person check in by slip code meanwhile, then resume."""
        self.touch("Une autre personne arrive", "someone-else")
        self.touch("J’ai rendez‑vous avec le médiateur", "hour-again")
        self.touch("J’ai un papier", "slip-code")
        body = "48213"
        for digit in body + str(damm(body)):
            self.hand.reach(digit)
        assert len(body) + 1 == SLIP_DIGITS  # noqa: S101 (the tour is a check as well)
        self.see("slip-code-typed")
        self.touch("C’est bon", "arrived-by-slip")
        self.touch("Je reprends ma liste", "resumed")

    def wander(self) -> None:
        """See what is left: languages, comfort, the time-out, the walk-in door."""
        while self.shell.screen.name != "more_time":
            self.hand.wait(5)
        self.see("more-time")
        self.touch("Oui, je continue", "back-again")
        self.touch("Début", "home-again")
        self.touch("Je n’ai pas de rendez‑vous", "walk-in")
        self.touch("Travailler", "walk-in-number")
        erase = next(c for c in self.hand.controls() if c.style == "stop")
        self.see("erased", self.hand.tap(erase))

    def report(self) -> Report:
        """Return what tour.json holds."""
        window = f"{int(Window.width)}x{int(Window.height)}"
        return {"site": self.shell.outfit.settings.site.id, "window": window, "steps": self._steps}


def walk(outfit: Outfit, out: Path, comfort: Comfort) -> Report:
    """Make the tour; return its report."""
    tour = Tour(outfit, out, comfort)
    tour.dress()
    tour.arrive()
    tour.prepare()
    tour.meet()
    tour.wander()
    report = tour.report()
    tour.hand.let_go()
    return report
