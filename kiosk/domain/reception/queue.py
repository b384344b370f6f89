"""The queue as the desk reads it: who waits, in which order, and which appointment each arrival may be."""

from collections.abc import Iterable
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
    here = tuple(arrivals)
    waiters = _matched(here, tuple(appointments), zone)
    taken = {w.appointment.slip_code for w in waiters if w.appointment and w.match is Match.SURE}
    stages = {stage: [w for w in waiters if w.arrival.stage is stage] for stage in Stage}
    return Room(
        tuple(sorted(stages[Stage.WAITING], key=lambda w: (place_in_queue(w, zone), w.arrival.arrived))),
        tuple(stages[Stage.CALLED]),
        tuple(stages[Stage.PARKED]),
        tuple(a for a in appointments if a.slip_code not in taken and is_expected(a, now)),
        len(here),
        sum(w.arrival.called is not None for w in stages[Stage.DONE]),
    )


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
    for arrival in arrivals:
        if arrival.slip_code in free:
            found[arrival] = Waiter(arrival, Match.SURE, free.pop(arrival.slip_code))
    for arrival in arrivals:
        exact = [a for a in free.values() if _says_both(arrival, a, zone)]
        if arrival not in found and len(exact) == 1:
            found[arrival] = Waiter(arrival, Match.SURE, free.pop(exact[0].slip_code))
    for arrival in arrivals:
        if arrival not in found:
            found[arrival] = _likely(arrival, tuple(free.values()), zone)
    return [_with_double(found[a], arrivals) for a in arrivals]


def _says_both(arrival: Arrival, appointment: Appointment, zone: tzinfo) -> bool:
    same_hour = _declared(arrival, zone) == appointment.starts
    return same_hour and bool(arrival.letters) and arrival.letters == appointment.letters


def _likely(arrival: Arrival, free: tuple[Appointment, ...], zone: tzinfo) -> Waiter:
    """Find the one appointment that has the same letters, or the same hour where letters are missing on a side."""
    if arrival.series is Series.A:
        by_letters = [a for a in free if arrival.letters and a.letters == arrival.letters]
        at_hour = [a for a in free if _declared(arrival, zone) == a.starts and not (arrival.letters and a.letters)]
        for some in (by_letters, at_hour):
            if some:
                nearest = min(some, key=lambda a: abs(a.starts - (_declared(arrival, zone) or arrival.arrived)))
                return Waiter(arrival, Match.LIKELY, nearest)
    return Waiter(arrival, Match.NONE, None)


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
