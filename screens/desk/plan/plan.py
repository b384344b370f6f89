"""The plan: a day or a week, and the form beside it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial

from kivy.properties import BooleanProperty, StringProperty

from kiosk.domain.machine.printing import Format
from kiosk.domain.reception.appointments import Appointment
from kiosk.domain.reception.planning import Waiting
from kiosk.domain.reception.slots import Slot
from kiosk.services.planning import Again, CannotPlan, Doubtful, Planned, Said
from screens.desk.notice import TakeBack
from screens.desk.plan.form import PlanForm
from screens.desk.plan.rows import PlanActs, PlanRows
from screens.desk.printed import say_printed
from screens.desk.staff_screen import StaffScreen
from screens.running.lanes import Lane
from screens.staff.long_list import Part
from screens.staff.making import text_part

Days = tuple[tuple[date, tuple[Slot, ...]], ...]
_NO_DAYS: Days = ()


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
    town = StringProperty("")
    has_towns = BooleanProperty(False)
    letters_shown = BooleanProperty(True)
    hides_letters = BooleanProperty(False)

    def __init__(self, **properties: object) -> None:
        self.form: PlanForm | None = None
        self._site, self._days = "", _NO_DAYS
        super().__init__(**properties)
        self._day = self.desk.outfit.now().date()

    def enter(self) -> None:
        """Show today, with an empty form that has the focus."""
        self._day, self.is_week = self.desk.outfit.now().date(), False
        self._stand_at(self.desk.outfit.settings.site.id)
        place, keys, masks = self.ids.form.__self__, self.desk.keys, self.desk.on_kiosk
        self.form = PlanForm(place, keys, self.submit, self._forget_warning, masks=masks)
        self._start_form()
        self.refresh()
        self.ask(lambda s: s.imports.waiting(), self._tell_waiting)

    def _tell_waiting(self, waiting: tuple[Waiting, ...]) -> None:
        """Say that an import waits for an answer: no file takes anybody away by itself."""
        if waiting:
            self.desk.say("Des rendez‑vous ne sont plus dans un fichier importé. Répondez sous « Importer ».", "care")

    # --- where, and what may be seen
    def _stand_at(self, site: str) -> None:
        towns = self.desk.outfit.site_choice.towns
        self._site, self.town = site, towns.get(site, self.desk.outfit.settings.site.town)
        self.has_towns, self.hides_letters = len(towns) > 1, self.desk.on_kiosk
        self.letters_shown = not self.hides_letters

    def next_site(self) -> None:
        """Plan for the next site that is known."""
        known = [*self.desk.outfit.site_choice.towns]
        self._stand_at(known[(known.index(self._site) + 1) % len(known)] if self._site in known else known[0])
        self._start_form()
        self.refresh()

    def hold_letters(self, *, held: bool) -> None:
        """Show letters for as long as somebody holds "Montrer": the desk stands in the waiting room."""
        if self.desk.on_kiosk and self.form is not None:
            self.letters_shown = held
            self.form.show_letters(shown=held)
            self._show(self._days)

    def leave(self) -> None:
        """Hold nothing of what was typed."""
        if self.form is not None:
            self.form.close()
        self.form, self.moving, self._days = None, "", _NO_DAYS
        self.ids.slots.fill([])

    def refresh(self) -> None:
        """Read the plan again."""
        day, week, site = self._day, self.is_week, self._site
        self.ask(
            lambda s: s.planning.at(site).week(day) if week else ((day, s.planning.at(site).day(day)),), self._show
        )

    # --- the days
    def _show(self, days: Days) -> None:
        self._days = days
        t = self.desk.t
        monday = self._day - timedelta(days=self._day.weekday())
        span = f"Semaine du {t.day(monday)}" if self.is_week else t.day(self._day).capitalize()
        self.span = span if self._site == self.desk.outfit.settings.site.id else f"{span} · {self.town}"
        acts = PlanActs(self._choose, self._print_slip, self._begin_change, self._cancel)
        rows = PlanRows(t, self.look, acts, self.letters_shown)
        parts: list[Part] = []
        for day, slots in days:
            if self.is_week:
                parts.append(text_part(t.day(day).capitalize(), (day,), role="label"))
            for slot in slots:
                parts += rows.parts(slot)
        self.ids.slots.show(parts or [text_part("Pas de permanence.", ("closed",))], stay=False)

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

    def receive(self, handed: object) -> None:
        """Take the person and the hour of a next appointment."""
        if isinstance(handed, Again) and self.form is not None:
            local = self.desk.outfit.now() if handed.starts is None else handed.starts
            self._day = local.date()
            self._start_form()
            self.form.fill(handed.starts, Said(handed.motif, handed.letters, first_visit=False))
            self.bring("second")
            self.refresh()

    def _begin_change(self, appointment: Appointment) -> None:
        self.moving = appointment.slip_code
        self.form_title = "Modifier ce rendez‑vous"
        self.say("Changez ce qu’il faut, ou choisissez une heure libre.")
        if self.form is not None:
            local = appointment.starts.astimezone(self.desk.outfit.settings.site.zone)
            self.form.fill(local, Said(appointment.motif, appointment.letters, appointment.first_visit))
            self.bring("second")

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
        self.ask(partial(wish.write, self.moving, self._site, even_so=even_so), self._settle)
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
        take_back = partial(self._take_back, outcome)
        if outcome.after is None:
            self.desk.say("Le rendez‑vous est annulé.", undo=TakeBack("Le remettre", take_back))
        else:
            self.desk.say(f"C’est noté : {self._said(outcome.after)}.", undo=take_back)
        self._start_form()
        self.refresh()

    def _take_back(self, done: Planned) -> None:
        self.ask(lambda s: s.planning.undo(done), self._settle_undo)

    def _settle_undo(self, outcome: Planned | CannotPlan) -> None:
        if isinstance(outcome, CannotPlan):
            self.desk.say(outcome.why, "care")
        else:
            self.desk.say("Le rendez‑vous est remis." if outcome.before is None else "C’est annulé.")
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
