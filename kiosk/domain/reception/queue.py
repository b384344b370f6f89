"""The queue as the desk reads it: who waits, in which order, and which appointment each arrival may be."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from kiosk.domain.reception.appointments import LATE_MARGIN, Appointment, is_expected
from kiosk.domain.reception.arrivals import Arrival, Series, Stage, Ticket
from kiosk.domain.reception.doubles import Told, doubles
from kiosk.domain.reception.likely import Likely

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

    `appointment` is the one it is (SURE) or may be (LIKELY: "à vérifier"), `other` another that it may be as well;
    `double_of` is an earlier arrival that may be the same person's.
    """

    arrival: Arrival
    match: Match
    appointment: Appointment | None
    double_of: Arrival | None = None
    other: Appointment | None = None

    def waited(self, now: datetime) -> timedelta:
        """Return how long this person has been here."""
        return now - self.arrival.arrived

    def is_long(self, now: datetime) -> bool:
        """Say whether the desk must be told."""
        return self.waited(now) >= ALERT


@dataclass(frozen=True, slots=True)
class Room:
    """The day as it stands: nothing in it says who did not come (P2).

    `arrived` counts who is here or was received: a number that was taken off unreceived was nobody, or another one.
    """

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
        sum(a.stage is not Stage.DONE or a.is_received for a in here),
        sum(w.arrival.called is not None for w in stages[Stage.DONE]),
    )


def appointment_of(
    ticket: Ticket, arrivals: Iterable[Arrival], appointments: Iterable[Appointment], zone: tzinfo
) -> Appointment | None:
    """Return the appointment that a number surely is, also once it was received."""
    waiters = _matched(tuple(arrivals), tuple(appointments), zone)
    return next((w.appointment for w in waiters if w.arrival.ticket == ticket and w.match is Match.SURE), None)


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
    free = {a.slip_code: a for a in appointments}
    sure = _of_slips(arrivals, free)
    sure |= _of_hour_and_letters([a for a in arrivals if a not in sure], free, zone)
    likely = Likely.of(free.values())
    return _with_doubles([sure.get(a) or _likely(a, likely, zone) for a in arrivals], zone)


def _of_slips(arrivals: Iterable[Arrival], free: dict[str, Appointment]) -> dict[Arrival, Waiter]:
    found: dict[Arrival, Waiter] = {}
    for arrival in arrivals:
        if arrival.slip_code in free:
            found[arrival] = Waiter(arrival, Match.SURE, free.pop(arrival.slip_code))
    return found


def _of_hour_and_letters(
    arrivals: Iterable[Arrival], free: dict[str, Appointment], zone: tzinfo
) -> dict[Arrival, Waiter]:
    said: dict[tuple[datetime | None, str], list[str]] = defaultdict(list)
    for code, appointment in free.items():
        said[appointment.starts, appointment.letters].append(code)
    found: dict[Arrival, Waiter] = {}
    for arrival in arrivals:
        exact = said.get((_declared(arrival, zone), arrival.letters), []) if arrival.letters else []
        if len(exact) == 1:
            found[arrival] = Waiter(arrival, Match.SURE, free.pop(exact.pop()))
    return found


def _likely(arrival: Arrival, likely: Likely, zone: tzinfo) -> Waiter:
    maybe = likely.nearest(arrival, _declared(arrival, zone)) if arrival.series is Series.A else ()
    first, other = (*maybe, None, None)[:2]
    return Waiter(arrival, Match.LIKELY if first else Match.NONE, first, other=other)


def _with_doubles(waiters: list[Waiter], zone: tzinfo) -> list[Waiter]:
    found = doubles(_told(waiter, zone) for waiter in waiters)
    return [replace(waiter, double_of=found.get(waiter.arrival)) for waiter in waiters]


def _told(waiter: Waiter, zone: tzinfo) -> Told:
    arrival, booked = waiter.arrival, waiter.appointment if waiter.match is Match.SURE else None
    if booked is None:
        return Told(arrival, arrival.letters, arrival.declared, is_unsure=waiter.match is Match.LIKELY)
    hour = booked.starts.astimezone(zone).time()
    return Told(arrival, booked.letters or arrival.letters, hour, is_booked=True)
