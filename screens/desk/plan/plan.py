"""The plan: a day or a week, and the form beside it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from kivy.properties import BooleanProperty, StringProperty
from kivy.uix.widget import Widget

from kiosk.domain.machine.printing import Format, Printed
from kiosk.domain.reception.appointments import Appointment
from kiosk.domain.reception.slots import Slot
from kiosk.services.planning import CannotPlan, Doubtful, Planned
from screens.desk.plan.form import PlanForm
from screens.desk.queue.rows import MOTIFS
from screens.desk.staff_screen import StaffScreen
from screens.running.lanes import Lane
from screens.staff.making import button, column, row
from screens.staff.parts import StaffRule, StaffText
from screens.staff.printed import PRINTED

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
        self._day: date | None = None
        self.form = PlanForm(self)
        super().__init__(**properties)

    def enter(self) -> None:
        """Show today, with an empty form that has the focus."""
        self._day, self.is_week = self.desk.outfit.now().date(), False
        self.form.open()
        self._start_form()
        self.refresh()

    def leave(self) -> None:
        """Hold nothing of what was typed."""
        self.form.close()
        self.moving = ""
        self.ids.slots.fill([])

    def refresh(self) -> None:
        """Read the plan again."""
        day, week = self._day, self.is_week
        if day is not None:
            self.ask(lambda s: s.planning.week(day) if week else ((day, s.planning.day(day)),), self._show)

    # --- the days
    def _show(self, days: Days) -> None:
        t = self.desk.t
        monday = self._day - timedelta(days=self._day.weekday())
        self.span = f"Semaine du {t.day(monday)}" if self.is_week else t.day(self._day).capitalize()
        rows: list[Widget] = []
        for day, slots in days:
            if self.is_week:
                rows.append(StaffText(words=t.day(day).capitalize(), role="label", paint="soft"))
            for slot in slots:
                rows += [self._slot(slot), StaffRule()]
        self.ids.slots.fill(rows or [StaffText(words="Pas de permanence.", paint="soft")])

    def _slot(self, slot: Slot) -> Widget:
        hour = StaffText(words=_hour(slot.starts), role="strong", size_hint_x=None, width=self.look.body * 5.5,
                         pos_hint={"center_y": 0.5})  # fmt: skip
        if slot.is_free:
            free = StaffText(words="Libre", paint="soft", pos_hint={"center_y": 0.5})
            return row(hour, free, button("Choisir", lambda: self.form.choose(slot.starts), "add"))
        if slot.is_busy and not slot.appointments:
            return row(hour, StaffText(words="Occupé", paint="soft", pos_hint={"center_y": 0.5}))
        return row(hour, column(*(self._planned(a) for a in slot.appointments)))

    def _planned(self, appointment: Appointment) -> Widget:
        said = [appointment.letters or "—", MOTIFS[appointment.motif]]
        if appointment.first_visit:
            said.append("première venue")
        words = StaffText(words=" · ".join(said), pos_hint={"center_y": 0.5})
        slip = button("", lambda: self._print_slip(appointment), "print")
        slip.spoken = "Imprimer le bulletin"
        move = button("Déplacer", lambda: self._begin_move(appointment))
        cancel = button("Annuler", lambda: self._cancel(appointment))
        return row(words, slip, move, cancel)

    def _print_slip(self, appointment: Appointment) -> None:
        def told(ended: Printed) -> None:
            self.desk.say(PRINTED[ended], "ok" if ended is Printed.DELIVERED else "care")

        self.ask(lambda s: s.paperwork.print_slips((appointment,), Format.TICKET), told, lane=Lane.PRINTING)

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
        self.form.start(self._day)
        self.say("Jour, heure, lettres, puis Entrée. Exemple : 2411, 1430, BEN.")

    def _begin_move(self, appointment: Appointment) -> None:
        self.moving = appointment.slip_code
        self.form_title = f"Déplacer {appointment.letters or 'ce rendez‑vous'}"
        self.form.draw()
        self.say("Choisissez une heure libre, ou tapez le jour et l’heure.")
        self.desk.keys.focus(self.form.fields["date"])

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
        entry = self.form.read(self.desk.outfit.now())
        if entry is None:
            self.say("Écrivez le jour ainsi : 2411. L’heure ainsi : 1430 ou 9.", "stop")
            return
        code, said, first = self.moving, (entry.starts, entry.motif, entry.letters), entry.first_visit
        if code:
            self.ask(lambda s: s.planning.move(code, entry.starts, even_so=even_so), self._settle)
        else:
            self.ask(lambda s: s.planning.add(*said, first_visit=first, even_so=even_so), self._settle)
        self._day = entry.starts.date()

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
        return f"{self.desk.t.day(local.date())} à {_hour(local)}"

    def say(self, words: str, paint: str = "soft") -> None:
        """Say something above the form; whatever was warned of before no longer holds."""
        self.hint, self.hint_paint, self.is_doubtful = words, paint, False

    def import_file(self) -> None:
        """Import a plan from a file."""
        self.desk.show("importing")


def _hour(moment: datetime) -> str:
    return f"{moment.hour}\u00a0h\u00a0{moment.minute:02d}"
