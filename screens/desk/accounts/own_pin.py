"""One's own code, changed by whoever knows the one in force: nobody else is needed."""

from __future__ import annotations

from kivy.properties import StringProperty

from kiosk.domain.reception.access import PIN_DIGITS, Staff
from kiosk.services.access import Refused, Throttled
from screens.desk.staff_screen import StaffScreen
from screens.staff.parts import DIGITS

_ENTRIES = ("old", "pin", "again")


class OwnPinScreen(StaffScreen):
    """Three entries; nothing changes before all of them stand."""

    heading = StringProperty("Mon code")
    hint = StringProperty("")
    hint_paint = StringProperty("soft")

    def enter(self) -> None:
        """Begin with the code in force."""
        for name in _ENTRIES:
            field = self.ids[name]
            field.focus_on, field.kinds, field.limit, field.value = self.desk.keys.focus, DIGITS, PIN_DIGITS, ""
            field.masked, field.entered = True, self.change
        staff = self.desk.staff
        self.heading = f"Mon code · {staff.label}" if staff is not None else "Mon code"
        self.hint, self.hint_paint = "Choisissez 6 chiffres que vous seul connaissez.", "soft"
        self.desk.keys.focus(self.ids.old)

    def leave(self) -> None:
        """Hold no digit."""
        for name in _ENTRIES:
            self.ids[name].value = ""

    def change(self) -> None:
        """Change it, once both new codes are the same."""
        staff, pad = self.desk.staff, self.pad
        old, pin, again = (self.ids[name].value for name in _ENTRIES)
        if pin != again:
            self._refuse("Les deux nouveaux codes ne sont pas les mêmes.")
        elif staff is not None:
            label = staff.label
            self.ask(lambda s: s.access.change_own(label, old, pin, pad), self._settle)

    def _settle(self, outcome: Staff | Refused | Throttled) -> None:
        match outcome:
            case Staff():
                self.desk.show("day")
                self.desk.say("Votre code est changé.")
            case Refused(why=why):
                self._refuse(why)
            case Throttled(wait=wait):
                self._refuse(f"Trop d’essais. Attendez {int(wait.total_seconds()) + 1} secondes.")

    def _refuse(self, why: str) -> None:
        self.hint, self.hint_paint = why, "stop"

    def go_back(self) -> None:
        """Escape: leave it as it is."""
        self.desk.show("day")
