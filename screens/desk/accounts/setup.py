"""The first administrator: whoever holds the code that the installer printed."""

from __future__ import annotations

from kivy.properties import StringProperty

from kiosk.domain.reception.access import LABEL_LETTERS, PIN_DIGITS, Staff
from kiosk.services.access import Refused, Throttled
from screens.desk.staff_screen import StaffScreen
from screens.staff.parts import ACCENTS, ALPHABET, DIGITS

SETUP_DIGITS = 8
_ENTRIES = {
    "code": (DIGITS, SETUP_DIGITS),
    "label": (ALPHABET + ACCENTS + DIGITS, LABEL_LETTERS),
    "pin": (DIGITS, PIN_DIGITS),
    "again": (DIGITS, PIN_DIGITS),
}


class SetupScreen(StaffScreen):
    """Three entries; nothing is made before all of them stand."""

    heading = "Premier administrateur"
    hint = StringProperty("")
    hint_paint = StringProperty("soft")

    def enter(self) -> None:
        """Begin with the code."""
        for name, (kinds, limit) in _ENTRIES.items():
            field = self.ids[name]
            field.focus_on, field.kinds, field.limit, field.value = self.desk.keys.focus, kinds, limit, ""
            field.masked = name in {"pin", "again"}
            field.entered = self.create
        self.hint, self.hint_paint = "Le code à 8 chiffres est sur la feuille d’installation.", "soft"
        self.desk.keys.focus(self.ids.code)

    def leave(self) -> None:
        """Hold nothing."""
        for name in _ENTRIES:
            self.ids[name].value = ""

    def create(self) -> None:
        """Make the account."""
        code, label, pin = self.ids.code.value, self.ids.label.value, self.ids.pin.value
        if pin != self.ids.again.value:
            self._refuse("Les deux codes ne sont pas les mêmes.")
            return
        pad = self.pad
        self.ask(lambda s: s.access.create_administrator(code, label, pin, pad), self._settle)

    def _settle(self, outcome: Staff | Refused | Throttled) -> None:
        match outcome:
            case Staff():
                self.desk.unlock(outcome)
            case Refused(why=why):
                self._refuse(why)
            case Throttled(wait=wait):
                self._refuse(f"Trop d’essais. Attendez {int(wait.total_seconds()) + 1} secondes.")

    def _refuse(self, why: str) -> None:
        self.hint, self.hint_paint = why, "stop"

    def go_back(self) -> None:
        """On the kiosk, back to the visitor's screen."""
        if self.desk.on_kiosk:
            self.desk.leave()
