"""The first letters of the family name; masked a second after they are typed."""

from functools import partial
from string import ascii_uppercase

from kivy.clock import Clock
from kivy.properties import ListProperty, NumericProperty

from kiosk.domain.reception.appointments import LETTERS
from screens.kiosk.visitor_screen import VisitorScreen
from screens.toolkit.choices import Choice

MASK_AFTER = 1.0  # seconds (P6)
MASK = "•"


class LettersScreen(VisitorScreen):
    """The second half of a check-in without paper. One or two letters will do for a short name."""

    typed: list[str] = ListProperty([])
    keys: list[Choice] = ListProperty([])
    columns = NumericProperty(9)
    needs_the_data = True

    def __init__(self, **properties: object) -> None:
        self._mask_soon = Clock.create_trigger(self._mask, MASK_AFTER)
        self._masked = 0
        super().__init__(**properties)

    def enter(self) -> None:
        """Show nothing of what was typed before."""
        self._masked = len(self.visit.letters)

    def refresh(self) -> None:
        """Draw the keys and the boxes."""
        t, typed = self.t, self.visit.letters
        self.columns = 13 if self.look.low or self.look.is_short else 9
        erase = Choice("", self.erase, icon="backspace", shape="key", style="plain", spoken=t("Corriger"))
        if not self.keys or self.keys[-1].spoken != erase.spoken:
            self.keys = [*(Choice(c, partial(self.type, c), shape="key") for c in ascii_uppercase), erase]
        self.typed = [MASK if i < self._masked else letter for i, letter in enumerate(typed)]
        self.actions = [
            self.secondary(t("Je ne sais pas"), self.skip, "help"),
            self.primary(t("C’est bon"), self.confirm, "check", enabled=bool(typed)),
        ]

    def typed_aloud(self, *, alone: bool) -> str:
        """Say how many letters were typed, and the last of them to who hears it alone."""
        letters, t = self.visit.letters, self.t
        if not letters:
            return t("Rien n’est tapé.")
        typed = t("{page} sur {pages}", page=len(letters), pages=LETTERS)
        last = letters[-1] if alone else t("Une lettre")
        return f"{last}. {typed}"

    def type(self, letter: str) -> None:
        """Take a letter; those before it are masked at once."""
        if len(self.visit.letters) < LETTERS:
            self._masked = len(self.visit.letters)
            self.visit.letters += letter
            self._mask_soon()
            self._say_typed()

    def erase(self) -> None:
        """Take the last letter back."""
        self.visit.letters = self.visit.letters[:-1]
        self._masked = min(self._masked, len(self.visit.letters))
        self._say_typed()

    def _mask(self, *_: object) -> None:
        self._masked = len(self.visit.letters)
        self._say_typed()

    def _say_typed(self) -> None:
        self.refresh()
        self.navigator.arrange_soon()

    def skip(self) -> None:
        """Arrive without letters."""
        self.visit.letters = ""
        self.confirm()

    def confirm(self) -> None:
        """Note the arrival. Within one visit a second confirmation changes nothing."""
        if self.visit.noted is not None:
            self.visit.seen_before, self.visit.letters = True, ""
            self.navigator.go("arrived")
            return
        visit, language = self.visit, self.t.language
        hour, letters = visit.hour, visit.letters
        self.errands.ask(lambda s: s.arrivals.declare(hour, letters, language), self.errands.arrival_of(visit))

    def leave(self) -> None:
        """Mask everything."""
        self._mask_soon.cancel()
        self._masked = LETTERS
        self.typed = [MASK] * len(self.visit.letters)

    def after_scan(self) -> bool:
        """Take a slip shown here for this visitor's arrival, unless a number was given already."""
        return self.visit.noted is None
