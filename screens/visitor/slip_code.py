"""The six digits of an appointment slip, typed."""

from functools import partial

from kivy.properties import BooleanProperty, ListProperty, NumericProperty, StringProperty

from kiosk.domain.reception.codes import SLIP_DIGITS, Mistyped
from kiosk.services.arrivals import Noted, Shown, TooMany
from screens.kiosk.visit import Door
from screens.kiosk.visitor_screen import VisitorScreen
from screens.toolkit.choices import Choice


class SlipCodeScreen(VisitorScreen):
    """Checks in by slip, or shows a list with the number of a slip. Only the check digit can be wrong here (P3)."""

    digits = StringProperty("")
    keys: list[Choice] = ListProperty([])
    columns = NumericProperty(3)
    roomy = NumericProperty(34.0)
    is_wrong = BooleanProperty(False)

    @property
    def needs_the_data(self) -> bool:
        """Say whether a code leads to a number here, rather than a list to its number."""
        return self.visit.door is not Door.ATTACH

    def enter(self) -> None:
        """Show what was typed, without a complaint: a question or a language in between loses nothing."""
        self.is_wrong = False

    def refresh(self) -> None:
        """Draw the keys and what was typed."""
        t = self.t
        self.columns = 3 if self.is_wide and not self.look.low else 6
        self.roomy = min(34.0, self.look.width / self.look.ppi * 25.4 / 9)
        self.digits = self.visit.digits
        erase = Choice("", self.erase, icon="backspace", shape="key", style="plain", spoken=t("Corriger"))
        numbers = [Choice(d, partial(self.type, d), shape="key") for d in "1234567890"]
        self.keys = [*numbers[:9], erase, numbers[9]] if self.columns == 3 else [*numbers, erase]
        without = t("Je n’ai pas mon papier")
        self.actions = [
            self.secondary(without, self.without_paper, "help"),
            self.primary(t("C’est bon"), self.confirm, "check", enabled=len(self.digits) == SLIP_DIGITS),
        ]

    def typed_aloud(self, *, alone: bool) -> str:
        """Say how many digits were typed, and the last of them to who hears it alone."""
        digits, t = self.visit.digits, self.t
        if not digits:
            return t("Rien n’est tapé.")
        typed = t("{page} sur {pages}", page=len(digits), pages=SLIP_DIGITS)
        last = digits[-1] if alone else t("Un chiffre")
        return f"{last}. {typed}"

    def type(self, digit: str) -> None:
        """Take a digit."""
        if len(self.visit.digits) < SLIP_DIGITS:
            self.visit.digits += digit
            self.is_wrong = False
            self._say_typed()

    def erase(self) -> None:
        """Take the last digit back."""
        self.visit.digits = self.visit.digits[:-1]
        self.is_wrong = False
        self._say_typed()

    def _say_typed(self) -> None:
        self.refresh()
        self.navigator.arrange_soon()

    def without_paper(self) -> None:
        """Do without the slip: by the hour, or back to the list."""
        if self.visit.door is Door.ATTACH:
            self.navigator.back()
        else:
            self.navigator.go("hour")

    def confirm(self) -> None:
        """Show the slip's digits to the service."""
        visit, typed, language = self.visit, self.visit.digits, self.t.language

        def settle(outcome: Shown) -> None:
            if self.visit is visit:  # erased meanwhile: the next visit knows nothing of this slip
                self._settled(outcome)

        if visit.door is Door.ATTACH and visit.checklist is not None:
            visit.shown_list = token = visit.checklist.token()
            self.errands.ask(lambda s: s.arrivals.attach_to_slip(typed, token, language), settle)
        else:
            self.errands.ask(lambda s: s.arrivals.present(typed, language), settle)

    def _settled(self, outcome: Shown) -> None:
        if isinstance(outcome, TooMany):
            # What was typed stays for later.
            self.navigator.go("too_many")
            return
        if isinstance(outcome, Mistyped):
            self.is_wrong = True
            self.visit.digits = ""
            self._say_typed()
            return
        self.visit.digits = ""
        if self.visit.door is Door.ATTACH:
            self.visit.shows_list = isinstance(outcome, Noted) or outcome.shows_list
        self.errands.arrival_of(self.visit)(outcome)

    def take_slip(self, digits: str) -> bool:
        """Take a slip shown here for the one that the list is to go with."""
        if self.visit.door is not Door.ATTACH or self.visit.checklist is None:
            return False
        self.visit.digits = digits
        self.confirm()
        return True

    def after_scan(self) -> bool:
        """Take a slip shown here for this visitor's arrival, unless a number was given already."""
        return self.visit.noted is None
