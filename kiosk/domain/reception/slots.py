"""The plan of a day: which hours are free, and what stands in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from kiosk.domain.reception.appointments import Appointment, is_expected
from kiosk.domain.reception.opening import Opening


@dataclass(frozen=True, slots=True)
class Slot:
    """One hour of a day's openings and the appointments that begin in it; `starts` is local.

    `is_busy` says that one which began earlier still runs.
    """

    starts: datetime
    appointments: tuple[Appointment, ...]
    is_busy: bool = False

    @property
    def is_free(self) -> bool:
        """Say whether nothing begins or runs here."""
        return not self.appointments and not self.is_busy


def overlapping(planned: Iterable[Appointment], wanted: Appointment) -> tuple[Appointment, ...]:
    """Return the appointments that share a minute with one that is wanted; itself, were it moved, does not count."""
    ends = _end(wanted)
    return tuple(a for a in planned if a.slip_code != wanted.slip_code and a.starts < ends and wanted.starts < _end(a))


def slots_of(
    day: date, opening: Opening, planned: Iterable[Appointment], now: datetime, zone: tzinfo
) -> tuple[Slot, ...]:
    """Return a day's hours in order, also those outside the openings that hold an appointment.

    What is past its late window is left out everywhere: nothing says who did not come (P2).
    """
    hours = [datetime.combine(day, hour, tzinfo=zone) for part in opening.on(day) for hour in opening.hours(part)]
    shown = [a for a in planned if is_expected(a, now) and a.starts.astimezone(zone).date() == day]
    step = timedelta(minutes=opening.slot_minutes)
    places = _placed(shown, hours, step, zone)
    found = (Slot(at, here, _is_running(shown, at)) for at, here in sorted(places.items()))
    return tuple(slot for slot in found if slot.appointments or slot.starts >= now - step)


def _is_running(shown: Iterable[Appointment], at: datetime) -> bool:
    return any(a.starts < at < _end(a) for a in shown)


def _placed(
    shown: Iterable[Appointment], hours: Sequence[datetime], step: timedelta, zone: tzinfo
) -> dict[datetime, tuple[Appointment, ...]]:
    """Return what begins in each hour, and at its own time what begins outside all of them."""
    places: dict[datetime, tuple[Appointment, ...]] = dict.fromkeys(hours, ())
    for each in sorted(shown, key=lambda a: a.starts):
        local = each.starts.astimezone(zone)
        at = next((hour for hour in hours if hour <= local < hour + step), local)
        places[at] = (*places.get(at, ()), each)
    return places


def _end(appointment: Appointment) -> datetime:
    return appointment.starts + timedelta(minutes=appointment.minutes)
