"""The plan: a day or a week, and the form beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

from kivy.properties import BooleanProperty, StringProperty
from kivy.uix.widget import Widget

from kiosk.domain.machine.printing import Format
from kiosk.domain.reception.appointments import Appointment
from kiosk.domain.reception.planning import Waiting
from kiosk.domain.reception.slots import Slot
from kiosk.services.planning import CannotPlan, Doubtful, Planned
from screens.desk.plan.form import PlanForm
from screens.desk.printed import say_printed
from screens.desk.staff_screen import StaffScreen
from screens.desk.wording import booked_said
from screens.running.lanes import Lane
from screens.staff.long_list import Part
from screens.staff.making import button, column, row, rule_part, text_part
from screens.staff.parts import StaffText

# So many appointments of one hour stand beside it; of more, each group says the hour anew.
MOST_TOGETHER = 4
Days = tuple[tuple[date, tuple[Slot, ...]], ...]


class PlanScreen(StaffScreen):
    """Shows what is planned and takes what is typed; every change can be taken back.

    `is_doubtful` says that what stands in the form was warned of: the button then does it even so.
    """

    heading = "Planning"
    span = StringProperty("")
    form_title = StringProperty("Nouveau rendez‑vous")
    hint = StringProperty("")
    hint_paint = StringProperty("soft")
    is_week = BooleanProperty(False)
    is_doubtful = BooleanProperty(False)
    moving = StringProperty("")

    def __init__(self, **properties: object) -> None:
        self.form: PlanForm | None = None
        super().__init__(**properties)
        self._day = self.desk.outfit.now().date()

    def enter(self) -> None:
        """Show today, with an empty form that has the focus."""
        self._day, self.is_week = self.desk.outfit.now().date(), False
        self.form = PlanForm(self.ids.form.__self__, self.desk.keys, self.submit, self._forget_warning)
        self._start_form()
        self.refresh()
        self.ask(lambda s: s.imports.waiting(), self._tell_waiting)

    def _tell_waiting(self, waiting: tuple[Waiting, ...]) -> None:
        """Say that an import waits for an answer: no file takes anybody away by itself."""
        if waiting:
            self.desk.say("Des rendez‑vous ne sont plus dans un fichier importé. Répondez sous « Importer ».", "care")

    def leave(self) -> None:
        """Hold nothing of what was typed."""
        if self.form is not None:
            self.form.close()
        self.form, self.moving = None, ""
        self.ids.slots.fill([])

    def refresh(self) -> None:
        """Read the plan again."""
        day, week = self._day, self.is_week
        self.ask(lambda s: s.planning.week(day) if week else ((day, s.planning.day(day)),), self._show)

    # --- the days
    def _show(self, days: Days) -> None:
        t = self.desk.t
        monday = self._day - timedelta(days=self._day.weekday())
        self.span = f"Semaine du {t.day(monday)}" if self.is_week else t.day(self._day).capitalize()
        parts: list[Part] = []
        for day, slots in days:
            if self.is_week:
                parts.append(text_part(t.day(day).capitalize(), (day,), role="label"))
            for slot in slots:
                parts += self._slot_parts(slot)
        self.ids.slots.show(parts or [text_part("Pas de permanence.", ("closed",))], stay=False)

    def _slot_parts(self, slot: Slot) -> Iterator[Part]:
        """Say an hour; where more stand in it than one sees at once, they follow in parts of their own."""
        for place in range(0, max(1, len(slot.appointments)), MOST_TOGETHER):
            some = slot.appointments[place : place + MOST_TOGETHER]
            key = (slot.starts, place, some, slot.is_free, slot.is_busy)
            yield Part(key, partial(self._slot, slot, some), rows=len(some) or 1)
        yield rule_part((slot.starts, "rule"))

    def _slot(self, slot: Slot, planned: tuple[Appointment, ...]) -> Widget:
        hour = StaffText(
            words=self.desk.t.hour(slot.starts, whole=True), role="strong", size_hint_x=None,
            width=self.look.body * 5.5, pos_hint={"center_y": 0.5},
        )  # fmt: skip
        if slot.is_free:
            free = StaffText(words="Libre", paint="soft", pos_hint={"center_y": 0.5})
            return row(hour, free, button("Choisir", lambda: self._choose(slot.starts), "add"))
        if slot.is_busy and not planned:
            return row(hour, StaffText(words="Occupé", paint="soft", pos_hint={"center_y": 0.5}))
        return row(hour, column(*(self._planned(a) for a in planned)))

    def _planned(self, appointment: Appointment) -> Widget:
        words = StaffText(words=booked_said(appointment), pos_hint={"center_y": 0.5})
        slip = button("", lambda: self._print_slip(appointment), "print")
        slip.spoken = "Imprimer le bulletin"
        move = button("Déplacer", lambda: self._begin_move(appointment))
        cancel = button("Annuler", lambda: self._cancel(appointment))
        return row(words, slip, move, cancel)

    def _print_slip(self, appointment: Appointment) -> None:
        self.ask(
            lambda s: s.paperwork.print_slips((appointment,), Format.TICKET),
            lambda ended: say_printed(self.desk, ended),
            lane=Lane.PRINTING,
        )

    def earlier(self) -> None:
        """Show the day or the week before."""
        self._turn(-1)

    def later(self) -> None:
        """Show the next one."""
        self._turn(1)

    def _turn(self, way: int) -> None:
        self._day += timedelta(days=way * (7 if self.is_week else 1))
        self.refresh()

    def go_today(self) -> None:
        """Show today."""
        self._day = self.desk.outfit.now().date()
        self.refresh()

    def toggle_week(self) -> None:
        """Show the week, or the day."""
        self.is_week = not self.is_week
        self.refresh()

    # --- the form
    def _start_form(self) -> None:
        self.moving, self.form_title = "", "Nouveau rendez‑vous"
        if self.form is not None:
            self.form.start(self._day)
        self.say("Jour, heure, lettres, puis Entrée. Exemple : 2411, 1430, BEN.")

    def _begin_move(self, appointment: Appointment) -> None:
        self.moving = appointment.slip_code
        self.form_title = f"Déplacer {appointment.letters or 'ce rendez‑vous'}"
        self.say("Choisissez une heure libre, ou tapez le jour et l’heure.")
        if self.form is not None:
            self.form.start_move()

    def _choose(self, starts: datetime) -> None:
        self.bring("second")
        if self.form is not None:
            self.form.choose(starts)

    def _forget_warning(self) -> None:
        if self.is_doubtful:
            self.say("")

    def go_back(self) -> None:
        """Escape: leave a move, or what was warned of."""
        if self.moving or self.is_doubtful:
            self._start_form()

    def submit(self) -> None:
        """Add or move, if day and hour can be read; what looks wrong is warned of first."""
        self._send(even_so=False)

    def submit_even_so(self) -> None:
        """Add or move what was warned of."""
        self._send(even_so=True)

    def _send(self, *, even_so: bool) -> None:
        wish = self.form.read(self.desk.outfit.now()) if self.form is not None else None
        if wish is None:
            self.say("Écrivez le jour ainsi : 2411. L’heure ainsi : 1430 ou 9.", "stop")
            return
        code, said, first = self.moving, (wish.starts, wish.motif, wish.letters), wish.first_visit
        if code:
            self.ask(lambda s: s.planning.move(code, wish.starts, even_so=even_so), self._settle)
        else:
            self.ask(lambda s: s.planning.add(*said, first_visit=first, even_so=even_so), self._settle)
        self._day = wish.starts.date()

    def _cancel(self, appointment: Appointment) -> None:
        self.ask(lambda s: s.planning.cancel(appointment.slip_code), self._settle)

    def _settle(self, outcome: Planned | Doubtful | CannotPlan) -> None:
        if isinstance(outcome, CannotPlan):
            self.say(outcome.why, "stop")
            return
        if isinstance(outcome, Doubtful):
            self.say(f"{outcome.why} Changez l’heure, ou choisissez « Garder ».", "care")
            self.is_doubtful = True
            self.desk.keys.focus(self.ids.submit)
            self.refresh()
            return
        words = "Le rendez‑vous est annulé." if outcome.after is None else f"C’est noté : {self._said(outcome.after)}."
        self.desk.say(words, undo=lambda: self.ask(lambda s: s.planning.undo(outcome), self._settle_undo))
        self._start_form()
        self.refresh()

    def _settle_undo(self, outcome: Planned | CannotPlan) -> None:
        if isinstance(outcome, CannotPlan):
            self.desk.say(outcome.why, "care")
        else:
            self.desk.say("C’est annulé.")
        self.refresh()

    def _said(self, appointment: Appointment) -> str:
        local = appointment.starts.astimezone(self.desk.outfit.settings.site.zone)
        return f"{self.desk.t.day(local.date())} à {self.desk.t.hour(local, whole=True)}"

    def say(self, words: str, paint: str = "soft") -> None:
        """Say something above the form; whatever was warned of before no longer holds."""
        self.hint, self.hint_paint, self.is_doubtful = words, paint, False

    def import_file(self) -> None:
        """Import a plan from a file."""
        self.desk.show("importing")
