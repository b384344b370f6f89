"""The queue as the desk reads it: who waits, in which order, and which appointment each arrival may be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from kiosk.domain.reception.appointments import LATE_MARGIN, Appointment, is_expected
from kiosk.domain.reception.arrivals import Arrival, Series, Stage

# Past a quarter of an hour the desk is told (PRODUCT F7).
ALERT = timedelta(minutes=15)


class Match(StrEnum):
    """How sure it is that an arrival is an appointment of the list."""

    SURE = "sure"
    LIKELY = "likely"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Waiter:
    """One arrival as the desk sees it.

    `appointment` is the one it is (SURE) or may be (LIKELY: "à vérifier"); `double_of` is an earlier arrival that
    declared the same.
    """

    arrival: Arrival
    match: Match
    appointment: Appointment | None
    double_of: Arrival | None = None

    def waited(self, now: datetime) -> timedelta:
        """Return how long this person has been here."""
        return now - self.arrival.arrived

    def is_long(self, now: datetime) -> bool:
        """Say whether the desk must be told."""
        return self.waited(now) >= ALERT


@dataclass(frozen=True, slots=True)
class Room:
    """The day as it stands: nothing in it says who did not come (P2)."""

    waiting: tuple[Waiter, ...] = ()
    called: tuple[Waiter, ...] = ()
    parked: tuple[Waiter, ...] = ()
    upcoming: tuple[Appointment, ...] = ()
    arrived: int = 0
    received: int = 0


def room(arrivals: Iterable[Arrival], appointments: Iterable[Appointment], now: datetime, zone: tzinfo) -> Room:
    """Read the day: match each arrival, put those who wait in order, list the appointments still expected."""
    here, planned = tuple(arrivals), tuple(appointments)
    waiters = _matched(here, planned, zone)
    stages = {stage: [w for w in waiters if w.arrival.stage is stage] for stage in Stage}
    return Room(
        tuple(sorted(stages[Stage.WAITING], key=lambda w: (place_in_queue(w, zone), w.arrival.arrived))),
        tuple(stages[Stage.CALLED]),
        tuple(stages[Stage.PARKED]),
        tuple(a for a in _not_taken(planned, waiters) if is_expected(a, now)),
        len(here),
        sum(w.arrival.called is not None for w in stages[Stage.DONE]),
    )


def _not_taken(planned: Iterable[Appointment], waiters: Iterable[Waiter]) -> tuple[Appointment, ...]:
    taken = {w.appointment.slip_code for w in waiters if w.appointment and w.match is Match.SURE}
    return tuple(a for a in planned if a.slip_code not in taken)


def place_in_queue(waiter: Waiter, zone: tzinfo) -> datetime:
    """Return the time that orders the queue: the booked hour of an appointment that is not late, else the arrival."""
    arrived = waiter.arrival.arrived
    booked = waiter.appointment.starts if waiter.appointment else _declared(waiter.arrival, zone)
    if booked is None or arrived > booked + LATE_MARGIN:
        return arrived
    return booked


def _declared(arrival: Arrival, zone: tzinfo) -> datetime | None:
    if arrival.declared is None:
        return None
    return datetime.combine(arrival.arrived.astimezone(zone).date(), arrival.declared, tzinfo=zone)


def _matched(arrivals: tuple[Arrival, ...], appointments: tuple[Appointment, ...], zone: tzinfo) -> list[Waiter]:
    """Match in order of arrival; who shows a slip goes first, then hour and letters, then whatever is likely."""
    found: dict[Arrival, Waiter] = {}
    free = {a.slip_code: a for a in appointments}
    for sure in (_of_slip, _of_hour_and_letters):
        for arrival in (a for a in arrivals if a not in found):
            code = sure(arrival, free, zone)
            if code is not None:
                found[arrival] = Waiter(arrival, Match.SURE, free.pop(code))
    left = tuple(free.values())
    return [_with_double(found.get(a) or _likely(a, left, zone), arrivals) for a in arrivals]


def _of_slip(arrival: Arrival, free: Mapping[str, Appointment], _zone: tzinfo) -> str | None:
    return arrival.slip_code if arrival.slip_code in free else None


def _of_hour_and_letters(arrival: Arrival, free: Mapping[str, Appointment], zone: tzinfo) -> str | None:
    exact = [code for code, a in free.items() if _says_both(arrival, a, zone)]
    return exact[0] if len(exact) == 1 else None


def _says_both(arrival: Arrival, appointment: Appointment, zone: tzinfo) -> bool:
    same_hour = _declared(arrival, zone) == appointment.starts
    return same_hour and bool(arrival.letters) and arrival.letters == appointment.letters


def _likely(arrival: Arrival, free: tuple[Appointment, ...], zone: tzinfo) -> Waiter:
    """Find the one appointment that has the same letters, or the same hour where letters are missing on a side."""
    if arrival.series is not Series.A:
        return Waiter(arrival, Match.NONE, None)
    declared = _declared(arrival, zone)
    by_letters = [a for a in free if a.letters == arrival.letters != ""]
    at_hour = [a for a in free if declared == a.starts and "" in {arrival.letters, a.letters}]
    nearest = min(by_letters or at_hour, key=lambda a: abs(a.starts - (declared or arrival.arrived)), default=None)
    return Waiter(arrival, Match.LIKELY if nearest else Match.NONE, nearest)


def _with_double(waiter: Waiter, arrivals: tuple[Arrival, ...]) -> Waiter:
    mine = waiter.arrival
    earlier = (
        a
        for a in arrivals
        if a.stage in {Stage.WAITING, Stage.PARKED}
        and (a.arrived, a.ticket.number) < (mine.arrived, mine.ticket.number)
        and a.series is mine.series is Series.A
        and mine.letters
        and (a.letters, a.declared) == (mine.letters, mine.declared)
    )
    double = next(earlier, None) if mine.stage is Stage.WAITING else None
    return Waiter(mine, waiter.match, waiter.appointment, double)
