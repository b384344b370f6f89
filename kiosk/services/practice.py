"""Practice mode: a day that never was and a year before it, so that the team can try everything on them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

from kiosk.domain.guides.guide import Guide
from kiosk.domain.reception.appointments import Appointment, Motif
from kiosk.domain.reception.arrivals import Arrival, Series, Stage
from kiosk.domain.reception.codes import new_slip_code
from kiosk.domain.reception.opening import Opening, OpeningSlot
from kiosk.ports import Clock, DayBook, DayRecords, Figures
from kiosk.services.simulation import Simulation
from kiosk.sites import WEEKDAYS, OpeningTable, Site

# The site may be closed on the day of the training: then its day looks like this.
_ANY_DAY = ((time(9), time(12)), (time(13, 30), time(17)))
# First letters of invented family names, compound and two-letter ones among them.
_LETTERS = ("DUR", "LEG", "OKE", "NDI", "MAR", "BEN", "LI", "DAS", "KOV", "PET", "ROS", "AIT", "VO", "GAR", "SIM")
_MINUTES = 45
_HANDED_OUT = 3
# Who waits when practice begins: series, for how many minutes, and what else is known. The first shows a slip, the
# second says hour and letters, and comes back for another number.
_WAITING: tuple[tuple[Series, int, dict[str, Any]], ...] = (
    (Series.A, 12, {}),
    (Series.A, 7, {}),
    (Series.S, 24, {"theme": "papers"}),
    (Series.S, 9, {"theme": "benefits", "language": "ar"}),
    (Series.S, 4, {"theme": "housing"}),
    (Series.S, 31, {"stage": Stage.PARKED}),
)
_SEED, _VISITS_A_DAY, _YEAR = 77, 6.0, 365
_Random = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class PracticeSlip:
    """A slip that today's list knows: its code and the local hour it stands for."""

    code: str
    starts: datetime


def practice_site(site: Site, start: datetime) -> Site:
    """Return the site as practice shows it: open when the fictitious day starts, whatever its own week and closures."""
    local = start.astimezone(site.zone)
    if site.opening(local.year).is_open(local):
        return site
    day = WEEKDAYS[local.weekday()]
    others = tuple(opening for opening in site.openings if opening.day != day)
    openings = others + tuple(OpeningTable(day=day, start=start, end=end) for start, end in _ANY_DAY)
    return site.model_copy(update={"openings": openings, "closures": ()})


def fill_practice_day(
    day: DayBook, clock: Clock, site: Site, random_below: _Random, *, has_people: bool = True
) -> tuple[PracticeSlip, ...]:
    """Write a fictitious list for the site today, and people who wait, unless it has one; return the next slips.

    `random_below(n)` gives an integer in [0, n). Only for the folder of practice mode: real days live in another.
    """
    now = clock().astimezone(site.zone)
    midnight = datetime.combine(now.date(), time.min, tzinfo=now.tzinfo)
    tomorrow = datetime.combine(now.date() + timedelta(days=1), time.min, tzinfo=now.tzinfo)
    with day.transaction() as records:
        planned = records.appointments(midnight.astimezone(UTC), tomorrow.astimezone(UTC), site.id)
        if not planned:
            planned = _invented(records, site.id, _hours(site, now), random_below)
            if has_people and not records.arrivals(now.date()):
                _fill_room(records, planned, now)
        arrived = records.arrivals(now.date())
    here = {arrival.slip_code for arrival in arrived}
    free = [appointment for appointment in planned if appointment.slip_code not in here]
    nearest = sorted(free, key=lambda appointment: abs(appointment.starts - now))[:_HANDED_OUT]
    return tuple(PracticeSlip(a.slip_code, a.starts.astimezone(site.zone)) for a in nearest)


def fill_practice_year(figures: Figures, clock: Clock, sites: Sequence[Site], guides: Sequence[Guide]) -> None:
    """Count a year of visits that never were, unless something is counted; only for the folder of practice mode."""
    if figures.totals() or figures.last_batch():
        return
    yesterday = clock().astimezone(sites[0].zone).date() - timedelta(days=1)
    Simulation(sites, guides, _SEED, _VISITS_A_DAY).fill(figures, yesterday, _YEAR)


def _hours(site: Site, now: datetime) -> list[datetime]:
    opening = site.opening(now.year)
    slots = opening.on(now.date()) or tuple(OpeningSlot(now.weekday(), start, end) for start, end in _ANY_DAY)
    hours = Opening(slots, frozenset(), site.slot_minutes).hours
    return [datetime.combine(now.date(), hour, tzinfo=now.tzinfo) for slot in slots for hour in hours(slot)]


def _invented(records: DayRecords, site: str, hours: list[datetime], random_below: _Random) -> tuple[Appointment, ...]:
    """Book two hours of every three, as a full day looks."""
    planned = []
    for place, hour in enumerate(hours):
        if place % 3 == 2:
            continue
        planned.append(
            Appointment(
                hour.astimezone(UTC),
                _MINUTES,
                tuple(Motif)[random_below(len(Motif))],
                _LETTERS[random_below(len(_LETTERS))],
                first_visit=random_below(4) == 0,
                slip_code=_unused_code(records, random_below),
                site=site,
            )
        )
        records.add_appointment(planned[-1])
    return tuple(planned)


def _fill_room(records: DayRecords, planned: Sequence[Appointment], now: datetime) -> None:
    """Let people wait who want everything that a desk does: a slip, a doubt, a double, long waits, other languages."""
    nearest = sorted(planned, key=lambda appointment: abs(appointment.starts - now))
    for place, (series, minutes, more) in enumerate(_WAITING):
        told = dict(more)
        if series is Series.A:
            booked = nearest[min(place, len(nearest) - 1)]
            local = booked.starts.astimezone(now.tzinfo).time()
            told |= {"slip_code": booked.slip_code} if place == 0 else {"declared": local, "letters": booked.letters}
        arrived = now.astimezone(UTC) - timedelta(minutes=minutes)
        records.add_arrival(Arrival(records.next_ticket(series, now.date()), arrived, **told), now.date())
    double = next(a for a in records.arrivals(now.date()) if a.letters)
    again = replace(double, ticket=records.next_ticket(Series.A, now.date()), arrived=now.astimezone(UTC))
    records.add_arrival(again, now.date())


def _unused_code(records: DayRecords, random_below: _Random) -> str:
    while True:
        code = new_slip_code(random_below).digits
        if records.appointment_of_slip(code) is None:
            return code
