"""The queue: who waits, since when, and what to do about it (design/desk.png)."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from kivy.clock import Clock, ClockEvent
from kivy.properties import BooleanProperty, StringProperty
from kivy.uix.widget import Widget

from kiosk.domain.reception.arrivals import Ticket
from kiosk.domain.reception.assistance import REOPENED_WITHIN, AssistedSession
from kiosk.domain.reception.codes import ChecklistToken, SlipCode, write_token
from kiosk.domain.reception.queue import Match, Room, Waiter
from kiosk.screen_ports import Scanned
from kiosk.services.arrivals import Shown, TooMany
from screens.desk.queue.acting import Acting
from screens.desk.queue.doorbell import Doorbell
from screens.desk.queue.giving import coming_parts, reprint_receipt
from screens.desk.queue.picking import Picking
from screens.desk.queue.said import Manner, oldest
from screens.desk.queue.sessions import begin_session, open_sessions
from screens.desk.queue.waiters import Snapshot, WaiterActs, tell_wait, wait_text, waiter_row
from screens.desk.staff_screen import StaffScreen
from screens.running.lanes import Lane
from screens.staff.long_list import Part
from screens.staff.making import column, rule_part, text_part
from screens.staff.parts import StaffText

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
    has_list = BooleanProperty(False)

    def __init__(self, **properties: object) -> None:
        self._read: tuple[Room, tuple[AssistedSession, ...]] = (Room(), ())
        self._version: object = None
        self._drawn: object = None
        self._unfolded: Ticket | None = None
        self._picking: Picking | None = None
        self._again = Clock.create_trigger(lambda _: self.refresh(), REOPENED_WITHIN.total_seconds())
        self._watch: ClockEvent | None = None
        self._waits: dict[Ticket, StaffText] = {}
        self._put_away: Widget | None = None  # Kivy's ids hold weakly
        super().__init__(**properties)
        self.acting = Acting(self.desk, lambda: self.ask, self._acted)
        self._doorbell = Doorbell(lambda: self.desk.sounds.ring("arrival"))

    def on_kv_post(self, base: object) -> None:
        """On a small screen, keep the queue and its buttons only."""
        super().on_kv_post(base)
        if self.is_narrow:
            acts = self.ids.acts.__self__
            self._put_away = self.ids.aside.__self__
            self.ids.coming.remove_widget(acts)
            self.ids.whole.remove_widget(self._put_away)
            acts.orientation = "horizontal"
            self.ids.main.add_widget(acts)

    def enter(self) -> None:
        """Show the room, and follow it."""
        self.letters_shown = not self.desk.on_kiosk
        self._unfolded, self._drawn = None, None
        self._take(None)
        self.refresh()
        if self._watch is None:
            self._watch = Clock.schedule_interval(self._look, LOOK_EVERY)

    def leave(self) -> None:
        """Follow no more."""
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None
        self._read = (Room(), ())
        self._doorbell.forget()
        self.ids.queue.fill([])
        self.ids.upcoming.fill([])
        self._waits.clear()

    def _look(self, *_: object) -> None:
        if not self.desk.backstage.lanes.is_busy(Lane.DATABASE):
            self.ask(lambda s: s.queue.version(), self._see)

    def _see(self, version: object) -> None:
        if version != self._version:
            self._version = version
            self.refresh()

    def refresh(self) -> None:
        """Read the room again."""
        desk = self.desk.name
        self.ask(lambda s: (s.queue.room(), (*s.assistance.sessions(desk), *s.assistance.just_ended(desk))), self._show)

    # --- drawing
    def _show(self, read: tuple[Room, tuple[AssistedSession, ...]]) -> None:
        if not self.is_on_show:
            return
        if self.desk.contacts.is_pressing:
            # Nothing moves under a finger.
            Clock.schedule_once(lambda _: self._show(read), 0.1)
            return
        self._draw(read)

    def _draw(self, read: tuple[Room, tuple[AssistedSession, ...]]) -> None:
        room, now = read[0], self.desk.outfit.clock()
        drawn = (read, f"{now:%H:%M}", self.letters_shown, self._unfolded, self._picking)
        if drawn == self._drawn:
            return
        self._read, self._drawn = read, drawn
        if any(session.ended for session in read[1]):
            self._again()
        self._doorbell.look(room)
        self.waiting_title, self.oldest = f"En attente · {len(room.waiting)}", oldest(room, now)
        self.arrived, self.received, self.waiting = str(room.arrived), str(room.received), str(len(room.waiting))
        seen = self._snapshot(now)
        self.ids.queue.show(self._parts(seen) or [text_part("Personne n’attend.", ("nobody",))])
        self.ids.upcoming.show(coming_parts(room.upcoming, seen.manner, self.give))

    def _snapshot(self, now: datetime) -> Snapshot:
        room = self._read[0]
        manner = Manner.at(self.desk, shows_letters=self.letters_shown)
        first = room.waiting[0].arrival.ticket if room.waiting and not room.called else None
        is_alone = len(room.waiting) + len(room.called) + len(room.parked) < 2
        return Snapshot(self.desk.name, now, manner, first, self._unfolded, self._picking, is_alone)

    def _parts(self, seen: Snapshot) -> list[Part]:
        """Say every row of the list; only those in sight are made."""
        room, sessions = self._read
        parts = [self._sessions_part(sessions, seen.now)] if sessions else []
        for title, waiters in (
            ("Appelés", room.called),
            ("En attente" if room.called else "", room.waiting),
            ("Reviennent plus tard", room.parked),
        ):
            if title and waiters:
                parts.append(text_part(title, ("title",), role="label"))
            for waiter in waiters:
                parts += [self._waiter_part(waiter, seen), rule_part((waiter.arrival.ticket,))]
        return parts

    def _sessions_part(self, sessions: tuple[AssistedSession, ...], now: datetime) -> Part:
        key, spacing = ("sessions", sessions, f"{now:%H:%M}"), self.look.mm(2.6)
        return Part(key, lambda: column(*open_sessions(self.desk, self.ask, sessions), spacing=spacing))

    def _waiter_part(self, waiter: Waiter, seen: Snapshot) -> Part:
        ticket, acting = waiter.arrival.ticket, self.acting
        reprint, meet = partial(reprint_receipt, self.desk, self.ask), partial(self.desk.show, "meeting")
        acts = WaiterActs(acting.call, self._begin, self._unfold, self._pick, self._join, acting.do, reprint, meet)

        def make() -> Widget:
            wait = self._waits[ticket] = wait_text(self.look)
            tell_wait(wait, waiter, seen.now)
            return waiter_row(waiter, wait, seen, acts, self.look, narrow=self.is_narrow)

        unfolded = ticket == seen.unfolded and (True, seen.is_alone)
        key = (waiter, seen.manner.shows_letters, unfolded, seen.picking, ticket == seen.next)
        return Part(key, make, lambda: tell_wait(self._waits[ticket], waiter, seen.now), of=ticket)

    # --- acts
    def _unfold(self, ticket: Ticket) -> None:
        self._unfolded = None if self._unfolded == ticket else ticket
        self._show(self._read)

    def give(self, slip_code: str = "") -> None:
        """Give a number at the desk; its receipt is one touch away."""
        self.acting.do(lambda s: s.queue.give(slip_code), "numéro donné")

    def _acted(self, given: Ticket | None) -> None:
        # Of a number just given, the receipt is what comes next.
        self._unfolded = given
        self.refresh()

    def _begin(self, waiter: Waiter) -> None:
        booked = waiter.appointment if waiter.match is Match.SURE else None
        begin_session(self.desk, self.ask, waiter.arrival, first_visit=booked.first_visit if booked else None)

    def show_letters(self) -> None:
        """Show the letters, or hide them; on the kiosk they are seen while the button is held, and no longer."""
        if not self.desk.on_kiosk:
            self.letters_shown = not self.letters_shown
            self._show(self._read)

    def hold_letters(self, *, held: bool) -> None:
        """Follow the finger that holds "Montrer": the room behind looks on."""
        if self.desk.on_kiosk and self.letters_shown != held:
            self.letters_shown = held
            self._draw(self._read)

    # --- scanning
    def heard(self, code: Scanned) -> bool:
        """Take a list: open a session with it, or give it to a number; take a slip as an arrival."""
        if isinstance(code, ChecklistToken):
            self._take(Picking(token=code))
            return True
        if isinstance(code, SlipCode):
            digits = code.digits
            self.ask(lambda s: s.arrivals.present(digits, "fr"), self._noted)
            return True
        return False

    def _noted(self, outcome: Shown) -> None:
        if isinstance(outcome, TooMany):
            self.desk.say("Trop de codes en une minute. Vérifiez le lecteur.", "care")
        self.refresh()

    def open_list(self) -> None:
        """Start a session directly from the list that was read, or from nothing."""
        token = self._picking.token if self._picking else None
        self._take(None)
        begin_session(self.desk, self.ask, None, prepared=write_token(token) if token else "")

    # --- what waits for a number
    def _take(self, picking: Picking | None) -> None:
        """Take something in hand, or put it down."""
        self._picking = picking
        self.scan_hint, self.has_list = (picking.hint, picking.token is not None) if picking else ("", False)
        if picking and self.is_narrow:
            # Beside the queue there is no room to ask.
            self.desk.say(picking.hint, "care")
        self._show(self._read)

    def _join(self, double: Ticket | None) -> None:
        self._unfolded = None
        self._take(Picking(double=double) if double else None)

    def _pick(self, ticket: Ticket) -> None:
        picking = self._picking
        self._take(None)
        if picking is not None and picking.token is not None:
            digits = write_token(picking.token)
            self.acting.do(lambda s: s.queue.attach(ticket, digits), "liste reçue")
        elif picking is not None and (double := picking.double) is not None:
            self.acting.do(lambda s: s.queue.merge(double, ticket), "réuni avec {other}")

    def go_back(self) -> None:
        """Escape: put down what is in hand."""
        self._take(None)
