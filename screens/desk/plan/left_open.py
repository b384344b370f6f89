"""What imports left open: files that still stand, appointments that a file leaves out, hours that are taken twice."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from kivy.properties import BooleanProperty
from kivy.uix.widget import Widget

from kiosk.domain.reception.appointments import Appointment
from kiosk.domain.reception.planning import Crowded, Original, Waiting
from kiosk.services.imports import Undone
from screens.desk import places
from screens.desk.plan import questions
from screens.desk.staff_screen import StaffScreen
from screens.desk.wording import booked_said
from screens.running.lanes import Lane
from screens.toolkit.choices import Act


class Open(NamedTuple):
    """What imports left open: files that still stand, what waits for a yes, hours taken twice, what stays by hand."""

    originals: tuple[Original, ...]
    waiting: tuple[Waiting, ...]
    crowded: tuple[Crowded, ...]
    by_hand: tuple[Appointment, ...]
    can_undo: bool


class LeftOpen(StaffScreen):
    """Asks in the list `lines`, while no file is looked at."""

    is_shown = False
    letters_shown = BooleanProperty(True)
    hides_letters = BooleanProperty(False)

    def __init__(self, **properties: object) -> None:
        self._left: Open | None = None
        super().__init__(**properties)

    def enter(self) -> None:
        """Hide letters in the waiting room."""
        self.hides_letters = self.desk.on_kiosk
        self.letters_shown = not self.hides_letters

    def hold_letters(self, *, held: bool) -> None:
        """Show letters for as long as somebody holds "Montrer": the desk stands in the waiting room."""
        if self.hides_letters and self.letters_shown != held:
            self.letters_shown = held
            self.say_again()

    def say_again(self) -> None:
        """Say again what is on show."""
        if self._left is not None:
            self._ask_open(self._left)

    @property
    def is_busy(self) -> bool:
        """Say whether a file is looked at."""
        return False

    @property
    def places(self) -> tuple[str, ...]:
        """Return where files for the desk may stand."""
        folder = self.desk.outfit.settings.imports.folder
        return (folder, *places.PLACES) if folder else places.PLACES

    def look_open(self) -> None:
        """Ask again what is left open."""
        where = self.places
        self.ask(
            lambda s: Open(
                s.imports.originals(where), s.imports.waiting(), s.imports.crowded(), s.imports.by_hand(),
                s.imports.can_undo(),
            ),
            self._ask_open,
            lane=Lane.IMPORTS,
        )  # fmt: skip

    def _ask_open(self, left: Open) -> None:
        """Ask what the last imports left open, unless a file is already looked at."""
        if self.is_busy:
            return
        self._left = left
        self.ids.lines.fill(
            [
                *questions.originals(left.originals, self._destroyer),
                *(part for each in left.waiting for part in self._question(each)),
                *questions.crowded(left.crowded, self.hour_said),
                *questions.by_hand(left.by_hand, self.said, self.hour_said),
                *(questions.way_back(self.undo) if left.can_undo else []),
            ]
        )

    def _destroyer(self, original: Original) -> Act:
        def destroy() -> None:
            self.ask(lambda s: s.imports.destroy(original), self._destroyed, lane=Lane.IMPORTS)

        return destroy

    def _destroyed(self, is_gone: bool) -> None:  # noqa: FBT001
        words = "Le fichier est détruit." if is_gone else "Ce fichier ne peut pas être détruit. Effacez‑le vous‑même."
        self.desk.say(words, "ok" if is_gone else "care")
        if self.is_shown:
            self.enter()

    def _question(self, waiting: Waiting) -> list[Widget]:
        zone = self.desk.outfit.settings.site.zone
        days = dict.fromkeys(self.desk.t.day(each.starts.astimezone(zone).date()) for each in waiting.appointments)
        is_online = str(waiting.agenda) in self.desk.outfit.settings.imports.addresses
        source = "l’agenda en ligne" if is_online else "le fichier"
        return questions.asked(waiting, source, self.said, list(days), self._answers(waiting))

    def _answers(self, waiting: Waiting) -> tuple[Act, Act]:
        def remove() -> None:
            self.ask(lambda s: s.imports.remove(waiting), self._removed, lane=Lane.IMPORTS)

        def keep() -> None:
            self.ask(lambda s: s.imports.keep(waiting), self._kept, lane=Lane.IMPORTS)

        return remove, keep

    def _removed(self, number: int) -> None:
        self.desk.say(f"{number} rendez‑vous retirés.", undo=self.undo)
        self.look_open()

    def _kept(self, number: int) -> None:
        self.desk.say(f"{number} rendez‑vous gardés.")
        self.look_open()

    def undo(self) -> None:
        """Take the last import back."""
        self.ask(lambda s: s.imports.undo(), self._undone, lane=Lane.IMPORTS)

    def _undone(self, answer: Undone) -> None:
        self.desk.say(questions.undone(answer))
        if self.is_shown:
            self.look_open()

    def said(self, appointment: Appointment) -> str:
        """Say an appointment by its hour."""
        return f"{self.hour_said(appointment.starts)} · {booked_said(appointment, shows_letters=self.letters_shown)}"

    def hour_said(self, at: datetime) -> str:
        """Say a day and an hour of the site."""
        local = at.astimezone(self.desk.outfit.settings.site.zone)
        return f"{local:%d/%m} {self.desk.t.hour(local, whole=True)}"
