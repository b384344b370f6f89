"""The plan: a day or a week, and a form that a keyboard alone fills in a few seconds."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from kivy.properties import BooleanProperty, StringProperty
from kivy.uix.widget import Widget

from kiosk.domain.appointments import Appointment, Motif
from kiosk.domain.printing import Format, Printed
from kiosk.domain.slots import Slot
from kiosk.services.planning import CannotPlan, Planned
from screens.choices import Choice
from screens.lanes import Lane
from screens.staff.base import StaffScreen
from screens.staff.making import button, choice_button, column, row
from screens.staff.parts import StaffField, StaffRule, StaffText
from screens.staff.plan_entry import read_date, read_hour
from screens.staff.printed import PRINTED
from screens.staff.queue_rows import MOTIFS

DIGITS, ALPHABET = "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
Days = tuple[tuple[date, tuple[Slot, ...]], ...]


class PlanScreen(StaffScreen):
    """Shows what is planned and takes what is typed; every change can be taken back."""

    heading = "Planning"
    span = StringProperty("")
    form_title = StringProperty("Nouveau rendez‑vous")
    hint = StringProperty("")
    hint_paint = StringProperty("soft")
    is_week = BooleanProperty(False)
    moving = StringProperty("")

    def __init__(self, **properties: object) -> None:
        self._day: date | None = None
        self._motif = Motif.FRANCE_SERVICES
        self._first = False
        self._fields: dict[str, StaffField] = {}
        super().__init__(**properties)

    def enter(self) -> None:
        """Show today, with an empty form that has the focus."""
        self._day, self.is_week = self.desk.outfit.now().date(), False
        self._fields = {
            name: StaffField(
                shell=self.desk, kinds=kinds, limit=limit, hint=hint, entered=self.submit, size_hint=(1, None)
            )
            for name, kinds, limit, hint in (
                ("date", DIGITS, 4, "ex. 2411"), ("hour", DIGITS, 4, "ex. 1430"), ("letters", ALPHABET, 3, "ex. BEN"),
            )
        }  # fmt: skip
        self._start_form()
        self.refresh()

    def leave(self) -> None:
        """Hold nothing of what was typed."""
        self._fields = {}
        self.moving = ""
        for name in ("slots", "form"):
            self.ids[name].fill([])

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
            return row(hour, free, button("Choisir", lambda: self._choose(slot.starts), "add"))
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
        self._motif, self._first = Motif.FRANCE_SERVICES, False
        self._say("Jour, heure, lettres, puis Entrée. Exemple : 2411, 1430, BEN.")
        for field in self._fields.values():
            field.value = ""
        self._fields["date"].value = f"{self._day:%d%m}"
        self._draw_form()
        self.desk.keys.focus(self._fields["hour"])

    def _draw_form(self) -> None:
        focused = self.desk.keys.focused
        parts: list[Widget] = []
        for name, words in (("date", "Jour et mois"), ("hour", "Heure"), ("letters", "3 lettres du nom de famille")):
            if not (self.moving and name == "letters"):
                parts += [StaffText(words=words, paint="soft"), self._fields[name]]
        if not self.moving:
            parts += [choice_button(c) for c in self._choices()]
        self.ids.form.fill(parts)
        if focused in self._fields.values():
            self.desk.keys.focus(focused)

    def _choices(self) -> list[Choice]:
        found = []
        for motif, words in MOTIFS.items():
            chosen = motif is self._motif
            icon = "check_circle" if chosen else "radio_button_unchecked"
            found.append(Choice(words, self._motif_setter(motif), icon=icon, style="tinted" if chosen else "card"))
        icon = "check_box" if self._first else "check_box_outline_blank"
        found.append(Choice("Première venue", self._toggle_first, icon=icon, style="tinted" if self._first else "card"))
        return found

    def _motif_setter(self, motif: Motif) -> object:
        def choose() -> None:
            self._motif = motif
            self._draw_form()

        return choose

    def _toggle_first(self) -> None:
        self._first = not self._first
        self._draw_form()

    def _choose(self, starts: datetime) -> None:
        self._fields["date"].value, self._fields["hour"].value = f"{starts:%d%m}", f"{starts:%H%M}"
        self.desk.keys.focus(self._fields["letters"] if not self.moving else self._fields["hour"])

    def _begin_move(self, appointment: Appointment) -> None:
        self.moving = appointment.slip_code
        self.form_title = f"Déplacer {appointment.letters or 'ce rendez‑vous'}"
        self._say("Choisissez une heure libre, ou tapez le jour et l’heure.")
        self._draw_form()
        self.desk.keys.focus(self._fields["date"])

    def submit(self) -> None:
        """Add or move, if day and hour can be read."""
        now = self.desk.outfit.now()
        day, hour = read_date(self._fields["date"].value, now.date()), read_hour(self._fields["hour"].value)
        if day is None or hour is None:
            self._say("Écrivez le jour ainsi : 2411. L’heure ainsi : 1430 ou 9.", "stop")
            return
        starts = datetime.combine(day, hour, tzinfo=now.tzinfo)
        code, letters, motif, first = self.moving, self._fields["letters"].value, self._motif, self._first
        if code:
            self.ask(lambda s: s.planning.move(code, starts), self._settle)
        else:
            self.ask(lambda s: s.planning.add(starts, motif, letters, first_visit=first), self._settle)
        self._day = day

    def _cancel(self, appointment: Appointment) -> None:
        self.ask(lambda s: s.planning.cancel(appointment.slip_code), self._settle)

    def _settle(self, outcome: Planned | CannotPlan) -> None:
        if isinstance(outcome, CannotPlan):
            self._say(outcome.why, "stop")
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

    def _say(self, words: str, paint: str = "soft") -> None:
        self.hint, self.hint_paint = words, paint

    def import_file(self) -> None:
        """Import a plan from a file."""
        self.desk.show("importing")


def _hour(moment: datetime) -> str:
    return f"{moment.hour} h {moment.minute:02d}"
