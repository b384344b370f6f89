"""The queue: who waits, since when, and what to do about it (design/desk.png)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kivy.clock import Clock
from kivy.properties import BooleanProperty, StringProperty
from kivy.uix.widget import Widget

from kiosk.domain.arrivals import Stage, Ticket
from kiosk.domain.codes import ChecklistToken, SlipCode, write_token
from kiosk.domain.queue import Match, Room, Waiter
from kiosk.services.queue import Done, NotThere, Outcome, TakenBy
from screens.staff import queue_rows as say
from screens.staff.base import StaffScreen
from screens.staff.parts import StaffRule, StaffText, button, column, row
from screens.staff.session_start import begin_session

if TYPE_CHECKING:
    from screens.outfit import Services

LOOK_EVERY = 0.5  # seconds: an arrival shows within one (issue 4, point 4)


class QueueScreen(StaffScreen):
    """Shows the room as it stands, and follows it."""

    heading = "File d’attente"
    waiting_title = StringProperty("")
    oldest = StringProperty("")
    arrived = StringProperty("0")
    received = StringProperty("0")
    waiting = StringProperty("0")
    letters_shown = BooleanProperty(False)
    scan_hint = StringProperty("")

    def __init__(self, **properties: object) -> None:
        self._room = Room()
        self._version: object = None
        self._drawn: object = None
        self._open: Ticket | None = None
        self._known: set[Ticket] | None = None
        self._scanned: ChecklistToken | None = None
        self._watch = None
        self._put_away: Widget | None = None  # Kivy's ids hold weakly
        super().__init__(**properties)

    def on_kv_post(self, base: object) -> None:
        """On a small screen, keep the queue and its buttons only."""
        super().on_kv_post(base)
        if self.desk.is_narrow:
            acts = self.ids.acts.__self__
            self._put_away = self.ids.aside.__self__
            self.ids.coming.remove_widget(acts)
            self.ids.frame.remove_widget(self._put_away)
            acts.orientation = "horizontal"
            self.ids.main.add_widget(acts)

    def enter(self) -> None:
        """Show the room, and follow it."""
        self.letters_shown = not self.desk.on_kiosk
        self._open, self._scanned, self.scan_hint, self._drawn = None, None, "", None
        self.refresh()
        if self._watch is None:
            self._watch = Clock.schedule_interval(self._look, LOOK_EVERY)

    def leave(self) -> None:
        """Follow no more."""
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None
        self._room, self._known = Room(), None
        self.ids.queue.fill([])
        self.ids.upcoming.fill([])

    def _look(self, *_: object) -> None:
        if self.desk.backstage.lanes.waiting == 0:
            self.ask(lambda s: s.queue.version(), self._see)

    def _see(self, version: object) -> None:
        if version != self._version:
            self._version = version
            self.refresh()

    def refresh(self) -> None:
        """Read the room again."""
        self.ask(lambda s: s.queue.room(), self._show)

    # --- drawing
    def _show(self, room: Room) -> None:
        if self.desk.screen is not self:
            return
        if self.desk.is_touched:
            # Nothing moves under a finger.
            Clock.schedule_once(lambda _: self._show(room), 0.1)
            return
        now = self.desk.outfit.clock()
        drawn = (room, f"{now:%H:%M}", self.letters_shown, self._open, self._scanned)
        if drawn == self._drawn:
            return
        self._room, self._drawn = room, drawn
        self._greet(room)
        self.waiting_title = f"En attente · {len(room.waiting)}"
        longest = max((w.waited(now) for w in room.waiting), default=None)
        self.oldest = f"plus ancienne : {say.minutes(longest)}" if longest is not None else ""
        self.arrived, self.received, self.waiting = str(room.arrived), str(room.received), str(len(room.waiting))
        rows: list[Widget] = []
        for title, waiters in (
            ("Appelés", room.called),
            ("En attente" if room.called else "", room.waiting),
            ("Reviennent plus tard", room.parked),
        ):
            if title and waiters:
                rows.append(StaffText(words=title, role="label", paint="soft"))
            for waiter in waiters:
                rows += [self._row(waiter), StaffRule()]
        if not rows:
            rows = [StaffText(words="Personne n’attend.", paint="soft")]
        self.ids.queue.fill(rows, stay=True)
        zone = self.desk.outfit.settings.site.zone
        coming = [say.planned(a, zone, letters=self.letters_shown) for a in room.upcoming]
        texts = [StaffText(words=words) for words in coming] or [StaffText(words="Rien d’autre aujourd’hui.")]
        self.ids.upcoming.fill([part for text in texts for part in (text, StaffRule())], stay=True)

    def _greet(self, room: Room) -> None:
        """Ring softly for a number that was not there before."""
        here = {w.arrival.ticket for w in (*room.waiting, *room.called, *room.parked)}
        if self._known is not None and here - self._known:
            self.desk.ring("arrival")
        self._known = here

    def _row(self, waiter: Waiter) -> Widget:
        zone, ticket = self.desk.outfit.settings.site.zone, waiter.arrival.ticket
        languages = dict(self.desk.outfit.languages)
        lines = [StaffText(words=say.heading(waiter, zone, letters=self.letters_shown), role="strong")]
        for words, paint in (
            (say.details(waiter, self.desk.guides, languages), "soft"),
            (say.doubt(waiter, zone, letters=self.letters_shown), "care"),
            (f"Doublon probable de {waiter.double_of.ticket}" if waiter.double_of else "", "care"),
        ):
            if words:
                lines.append(StaffText(words=words, paint=paint))
        number = StaffText(
            words=str(ticket), role="title", size_hint_x=None, width=self.look.body * 4.2, pos_hint={"center_y": 0.5}
        )
        acts = self._main_acts(waiter)
        if self.desk.is_narrow:
            return column(
                row(number, column(*lines), self._wait(waiter)), *self._folded(waiter, acts), spacing=self.look.mm(2)
            )
        line = row(number, column(*lines), self._wait(waiter), *acts)
        return column(line, self._more(waiter), spacing=self.look.mm(2)) if ticket == self._open else line

    def _folded(self, waiter: Waiter, acts: list[Widget]) -> list[Widget]:
        more = [self._more(waiter)] if waiter.arrival.ticket == self._open else []
        return [row(*acts), *more]

    def _wait(self, waiter: Waiter) -> StaffText:
        now = self.desk.outfit.clock()
        alert = waiter.arrival.stage is Stage.WAITING and waiter.is_long(now)
        return StaffText(
            words=say.minutes(waiter.waited(now)), role="label", paint="care" if alert else "ink", align="end",
            size_hint_x=None, width=self.look.body * 3.6, pos_hint={"center_y": 0.5},
        )  # fmt: skip

    def _main_acts(self, waiter: Waiter) -> list[Widget]:
        ticket, stage = waiter.arrival.ticket, waiter.arrival.stage
        more = button("", lambda: self._unfold(ticket), "more_time" if ticket == self._open else "pending")
        more.spoken = f"Autres actions pour {ticket}"
        if self._scanned is not None:
            return [button("Donner la liste", lambda: self._attach(ticket), "attachment", "filled")]
        if stage is Stage.CALLED and waiter.arrival.owner != self.desk.name:
            return [StaffText(words=waiter.arrival.owner, size_hint_x=None, width=self.look.body * 5), more]
        if stage is Stage.CALLED:
            return [button("Commencer", lambda: self._begin(waiter), "play_arrow", "filled"), more]
        first = bool(self._room.waiting) and waiter is self._room.waiting[0] and not self._room.called
        return [button("Appeler", lambda: self._call(ticket), style="filled" if first else "outline"), more]

    def _more(self, waiter: Waiter) -> Widget:
        ticket, stage = waiter.arrival.ticket, waiter.arrival.stage
        acts = []
        if waiter.match is Match.LIKELY and waiter.appointment is not None:
            code = waiter.appointment.slip_code
            acts.append(
                button("C’est bien ce rendez‑vous", self._doer(lambda s: s.queue.confirm(ticket, code)), "check")
            )
        if waiter.double_of is not None:
            first = waiter.double_of.ticket
            acts.append(button(f"Réunir avec {first}", self._doer(lambda s: s.queue.merge(ticket, first)), "merge"))
        if stage is Stage.CALLED:
            acts.append(button("Rappeler", lambda: self._call(ticket), "campaign"))
        if stage is Stage.WAITING:
            acts.append(button("Commencer ici", lambda: self._begin(waiter), "play_arrow"))
        if stage is Stage.PARKED:
            acts.append(button("Est revenu", self._doer(lambda s: s.queue.wait_again(ticket)), "undo"))
        else:
            acts.append(button("Revient plus tard", self._doer(lambda s: s.queue.park(ticket)), "schedule"))
        acts.append(button("Retirer", self._doer(lambda s: s.queue.gone(ticket)), "logout"))
        return column(*acts, spacing=self.look.mm(2)) if self.desk.is_narrow else row(*acts)

    # --- acts
    def _unfold(self, ticket: Ticket) -> None:
        self._open = None if self._open == ticket else ticket
        self._show(self._room)

    def _call(self, ticket: Ticket) -> None:
        desk = self.desk.name
        self.ask(lambda s: s.queue.call(ticket, desk), self._settle)

    def _doer(self, job: Callable[[Services], Outcome]) -> Callable[[], None]:
        return lambda: self.ask(job, self._settle)

    def _settle(self, outcome: Outcome) -> None:
        self._open = None
        match outcome:
            case Done(after=after):
                self.desk.say(f"{after[0].ticket} : c’est fait.", undo=lambda: self._take_back(outcome))
            case TakenBy(owner=owner):
                self.desk.say(f"{owner} a déjà appelé ce numéro.", "care")
            case NotThere():
                self.desk.say("Ce numéro a changé entre‑temps.", "care")
        self.refresh()

    def _take_back(self, done: Done) -> None:
        self.ask(lambda s: s.queue.undo(done), self._settle_undo)

    def _settle_undo(self, outcome: Outcome) -> None:
        if isinstance(outcome, Done):
            self.desk.say("C’est annulé.")
        else:
            self.desk.say("Trop tard : ce numéro a changé entre‑temps.", "care")
        self.refresh()

    def _begin(self, waiter: Waiter) -> None:
        booked = waiter.appointment if waiter.match is Match.SURE else None
        begin_session(self.desk, waiter.arrival, first_visit=booked.first_visit if booked else None)

    def show_letters(self) -> None:
        """Show the letters for this look at the queue (on the kiosk they are hidden at first)."""
        self.letters_shown = not self.letters_shown
        self._show(self._room)

    # --- scanning
    def heard(self, code: object) -> bool:
        """Take a list: open a session with it, or give it to a number; take a slip as an arrival."""
        if isinstance(code, ChecklistToken):
            self._scanned, self.scan_hint = code, "Liste lue. À quel numéro la donner ?"
            self._show(self._room)
            return True
        if isinstance(code, SlipCode):
            digits = code.digits
            self.ask(lambda s: s.arrivals.present(digits, "fr"), lambda _: self.refresh())
            return True
        return False

    def open_list(self) -> None:
        """Start a session directly from the list that was read, or from nothing."""
        token, self._scanned, self.scan_hint = self._scanned, None, ""
        begin_session(self.desk, None, prepared=write_token(token) if token else "")

    def forget_list(self) -> None:
        """Leave the list that was read aside."""
        self._scanned, self.scan_hint = None, ""
        self._show(self._room)

    def _attach(self, ticket: Ticket) -> None:
        token = self._scanned
        self.forget_list()
        if token is not None:
            digits = write_token(token)
            self.ask(lambda s: s.queue.attach(ticket, digits), self._settle)
