"""The desk calls, recalls, parks, merges: every act on one arrival, with a way to take it back."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from kiosk.domain.reception.appointments import Appointment, Motif
from kiosk.domain.reception.arrivals import Arrival, Series, Stage, Ticket
from kiosk.domain.reception.doubles import one_of_two
from kiosk.domain.reception.queue import Room, appointment_of, room
from kiosk.ports import Clock, DayBook, DayRecords
from kiosk.services.headcount import recount
from kiosk.sites import Site

MOST_CALLS = 4  # on the wall screen (PRODUCT F6)
CALLED_FOR = timedelta(minutes=3)  # a screen that still calls somebody who sits at the desk teaches people not to look


@dataclass(frozen=True, slots=True)
class Done:
    """It was done; `before` is what `undo` brings back, `after` what stands now."""

    before: tuple[Arrival, ...]
    after: tuple[Arrival, ...]


@dataclass(frozen=True, slots=True)
class TakenBy:
    """Another desk called this number first (one owner per call)."""

    owner: str


@dataclass(frozen=True, slots=True)
class NotThere:
    """The number is not where it was: somebody merged, received or closed it meanwhile."""


@dataclass(frozen=True, slots=True)
class Call:
    """A number called, at which desk, at which UTC time; `lasts` until somebody comes or it was called long enough."""

    ticket: Ticket
    desk: str
    at: datetime
    lasts: bool = True
    by_sign: bool = False
    language: str = "fr"  # the visitor's own

    @property
    def key(self) -> tuple[Ticket, datetime]:
        """Return what tells this call from another, and from the same number called again."""
        return self.ticket, self.at


Handled = Done | TakenBy | NotThere
Change = Callable[[Arrival], Arrival | TakenBy | NotThere]


class Queue:
    """The verbs of the queue, for one site."""

    def __init__(self, day: DayBook, clock: Clock, site: Site) -> None:
        self._day = day
        self._clock = clock
        self._site = site

    def version(self) -> int:
        """Return a number that changes when another screen wrote something."""
        return self._day.version()

    def room(self) -> Room:
        """Read the day as it stands."""
        with self._day.reading() as records:
            arrivals, planned = self._read(records)
        return room(arrivals, planned, self._clock(), self._site.zone)

    def people_here(self) -> int:
        """Return how many have a number here and did not leave: who waits, is called or comes back later."""
        now = self.room()
        return len(now.waiting) + len(now.called) + len(now.parked)

    def calls(self) -> tuple[Call, ...]:
        """Return the last calls of the day, newest first."""
        with self._day.reading() as records:
            arrivals, now = records.arrivals(self._today(), self._site.id), self._clock()
        made = [call for arrival in arrivals if (call := _call_of(arrival, now)) is not None]
        return tuple(sorted(made, key=lambda call: call.at, reverse=True)[:MOST_CALLS])

    def call(self, ticket: Ticket, desk: str) -> Handled:
        """Call a number to a desk, or call it again: whoever waits, parked or not; only one desk gets it.

        Who is called for the first time counts as a person from now on.
        """
        now = self._clock()

        def change(arrival: Arrival) -> Arrival | TakenBy | NotThere:
            if arrival.stage is Stage.CALLED and arrival.owner != desk:
                return TakenBy(arrival.owner)
            if arrival.stage is Stage.DONE:
                return NotThere()
            return replace(arrival.as_person(), stage=Stage.CALLED, called=now, owner=desk)

        return self._change(ticket, change)

    def park(self, ticket: Ticket, desk: str = "") -> Handled:
        """Put a number aside, with its place; what another desk than `desk` called is that desk's ("": anybody's)."""
        return self._change(ticket, _moved(Stage.PARKED, by=desk))

    def wait_again(self, ticket: Ticket) -> Handled:
        """Bring a number back among those who wait."""
        return self._change(ticket, _moved(Stage.WAITING))

    def gone(self, ticket: Ticket, desk: str = "") -> Handled:
        """Take a number off the queue, without a word on why (P2): unreceived, it counts as nobody."""
        return self._change(ticket, _moved(Stage.DONE, by=desk, taken_off=self._clock()))

    def confirm(self, ticket: Ticket, slip_code: str) -> Handled:
        """Say that an arrival is the likely appointment: it counts as a person from now on."""
        return self._change(ticket, lambda arrival: replace(arrival.as_person(), slip_code=slip_code))

    def attach(self, ticket: Ticket, prepared: str) -> Handled:
        """Give a scanned list (its token's digits) to a number."""
        return self._change(ticket, lambda arrival: replace(arrival, prepared=prepared))

    def meet(self, ticket: Ticket, *, by_sign: bool, speaks: str) -> Handled:
        """Note at the desk how a number is called, and which of `SPOKEN` its holder points at, "" for none."""
        return self._change(ticket, lambda arrival: replace(arrival, by_sign=by_sign, speaks=speaks))

    def give(self, slip_code: str = "") -> Handled:
        """Give a number at the desk: to who came for an appointment of the plan, else to somebody without one."""
        now, today = self._clock(), self._today()
        with self._day.transaction() as records:
            if slip_code and records.arrival_of_slip(slip_code, today, self._site.id) is not None:
                return NotThere()
            ticket = records.next_ticket(Series.A if slip_code else Series.S, today)
            given = Arrival(ticket, now, slip_code=slip_code, site=self._site.id)
            # Who is named by the desk counts as a person, as who is confirmed does.
            given = given.as_person() if slip_code else given
            records.add_arrival(given, today)
            recount(records, self._site, (), (given,))
        return Done((), (given,))

    def booked(self, ticket: Ticket) -> tuple[str, Motif | None]:
        """Return the letters and the motif that are known of a number, for another appointment of the same person."""
        with self._day.reading() as records:
            arrivals, planned = self._read(records)
        found = appointment_of(ticket, arrivals, planned, self._site.zone)
        letters = next((a.letters for a in arrivals if a.ticket == ticket), "")
        return (letters, None) if found is None else (found.letters or letters, found.motif)

    def arrived(self, ticket: Ticket) -> datetime | None:
        """Return when somebody with a number came today, UTC."""
        with self._day.reading() as records:
            arrival = records.arrival(ticket, self._today())
        return None if arrival is None else arrival.arrived

    def call_of(self, ticket: Ticket) -> Call | None:
        """Return the newest call of a number, None before the first and once it was taken back."""
        with self._day.reading() as records:
            arrival = records.arrival(ticket, self._today())
        return _call_of(arrival, self._clock()) if arrival is not None else None

    def merge(self, double: Ticket, first: Ticket) -> Handled:
        """Make one of two numbers of the same person: the newer number stands, since they hold it, with the first hour.

        A call of either stands too. Two numbers that both counted count once.
        """
        today = self._today()
        with self._day.transaction() as records:
            one, other = records.arrival(first, today), records.arrival(double, today)
            if one is None or other is None or one == other or Stage.DONE in {one.stage, other.stage}:
                return NotThere()
            if one.stage is other.stage is Stage.CALLED and one.owner != other.owner:
                return TakenBy(other.owner)
            older, newer = sorted((one, other), key=lambda arrival: arrival.arrived)
            kept = one_of_two(older, newer)
            records.remove_arrival(older.ticket, today)
            records.replace_arrival(kept, today)
            recount(records, self._site, (older, newer), (kept,))
        return Done((older, newer), (kept,))

    def undo(self, done: Done) -> Handled:
        """Take an act back, unless something else happened to these numbers meanwhile."""
        today = self._today()
        with self._day.transaction() as records:
            if any(records.arrival(a.ticket, today) != a for a in done.after):
                return NotThere()
            standing, back = {a.ticket for a in done.after}, {a.ticket for a in done.before}
            for ticket in standing - back:
                records.remove_arrival(ticket, today)
            for arrival in sorted(done.before, key=lambda a: a.ticket not in standing):
                if arrival.ticket in standing & back:
                    records.replace_arrival(arrival, today)
                else:
                    records.add_arrival(arrival, today)
            recount(records, self._site, done.after, done.before)
        return Done(done.after, done.before)

    def _read(self, records: DayRecords) -> tuple[tuple[Arrival, ...], tuple[Appointment, ...]]:
        """Read today's arrivals and appointments of this site."""
        today, zone = self._today(), self._site.zone
        days = (today, today + timedelta(days=1))
        start, end = (datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC) for day in days)
        return records.arrivals(today, self._site.id), records.appointments(start, end, self._site.id)

    def _change(self, ticket: Ticket, change: Change) -> Handled:
        today = self._today()
        with self._day.transaction() as records:
            before = records.arrival(ticket, today)
            if before is None:
                return NotThere()
            after = change(before)
            if not isinstance(after, Arrival):
                return after
            records.replace_arrival(after, today)
            recount(records, self._site, (before,), (after,))
        return Done((before,), (after,))

    def _today(self) -> date:
        return self._clock().astimezone(self._site.zone).date()


def _call_of(arrival: Arrival, now: datetime) -> Call | None:
    called = arrival.called
    if called is None:
        return None
    # A session that began took the number off the stage of those called.
    lasts = arrival.stage is Stage.CALLED and timedelta(0) <= now - called < CALLED_FOR
    return Call(arrival.ticket, arrival.owner, called, lasts, arrival.by_sign, arrival.language)


def forget_taken_off(day: DayBook, now: datetime) -> None:
    """Destroy whatever is kept of who was taken off the queue, once that can be undone no longer."""
    with day.transaction() as records:
        records.forget_taken_off(now)


def _moved(stage: Stage, *, by: str = "", taken_off: datetime | None = None) -> Change:
    def change(arrival: Arrival) -> Arrival | TakenBy | NotThere:
        if arrival.stage is Stage.CALLED and by not in {"", arrival.owner}:
            return TakenBy(arrival.owner)
        # Received meanwhile: it would wait, and be counted as waiting, a second time.
        if arrival.is_received:
            return NotThere()
        counted = arrival.counted if taken_off is None else None
        return replace(arrival, stage=stage, called=None, owner="", counted=counted, taken_off=taken_off)

    return change
