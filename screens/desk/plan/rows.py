"""The hours of the plan as parts of its list: who is planned in each, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from kivy.uix.widget import Widget

from kiosk.domain.reception.appointments import Appointment
from kiosk.domain.reception.slots import Slot
from kiosk.screen_ports import Translator
from screens.desk.wording import booked_said
from screens.staff.long_list import Part
from screens.staff.making import button, column, row, rule_part
from screens.staff.parts import StaffText
from screens.toolkit.theme import Look

# So many appointments of one hour stand beside it; of more, each group says the hour anew.
MOST_TOGETHER = 4


@dataclass(frozen=True, slots=True)
class PlanActs:
    """What a touch in the plan does."""

    choose: Callable[[datetime], None]
    print_slip: Callable[[Appointment], None]
    change: Callable[[Appointment], None]
    cancel: Callable[[Appointment], None]


@dataclass(frozen=True, slots=True)
class PlanRows:
    """Draws hours for a look; letters only where they may be seen."""

    t: Translator
    look: Look
    acts: PlanActs
    shows_letters: bool

    def parts(self, slot: Slot) -> Iterator[Part]:
        """Say an hour; where more stand in it than one sees at once, they follow in parts of their own."""
        for place in range(0, max(1, len(slot.appointments)), MOST_TOGETHER):
            some = slot.appointments[place : place + MOST_TOGETHER]
            key = (slot.starts, place, some, slot.is_free, slot.is_busy, self.shows_letters)
            yield Part(key, partial(self._slot, slot, some), rows=len(some) or 1)
        yield rule_part((slot.starts, "rule"))

    def _slot(self, slot: Slot, planned: tuple[Appointment, ...]) -> Widget:
        hour = StaffText(
            words=self.t.hour(slot.starts, whole=True), role="strong", size_hint_x=None,
            width=self.look.body * 5.5, pos_hint={"center_y": 0.5},
        )  # fmt: skip
        if slot.is_free:
            free = StaffText(words="Libre", paint="soft", pos_hint={"center_y": 0.5})
            return row(hour, free, button("Choisir", lambda: self.acts.choose(slot.starts), "add"))
        if slot.is_busy and not planned:
            return row(hour, StaffText(words="Occupé", paint="soft", pos_hint={"center_y": 0.5}))
        return row(hour, column(*(self._planned(a) for a in planned)))

    def _planned(self, appointment: Appointment) -> Widget:
        said = booked_said(appointment, shows_letters=self.shows_letters)
        slip = button("", lambda: self.acts.print_slip(appointment), "print")
        slip.spoken = "Imprimer le bulletin"
        change = button("Modifier", lambda: self.acts.change(appointment))
        cancel = button("Annuler", lambda: self.acts.cancel(appointment))
        return row(StaffText(words=said, pos_hint={"center_y": 0.5}), slip, change, cancel)
