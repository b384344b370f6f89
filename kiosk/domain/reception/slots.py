"""The plan of a day: which hours are free, and what stands in them."""

from collections.abc import Iterable
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
    hours = {datetime.combine(day, hour, tzinfo=zone) for part in opening.on(day) for hour in opening.hours(part)}
    shown = [a for a in planned if is_expected(a, now) and a.starts.astimezone(zone).date() == day]
    step = timedelta(minutes=opening.slot_minutes)
    places: dict[datetime, list[Appointment]] = {at: [] for at in hours}
    for each in shown:
        local = each.starts.astimezone(zone)
        at = next((hour for hour in hours if hour <= local < hour + step), local)
        places.setdefault(at, []).append(each)
    found = (
        Slot(at, tuple(sorted(here, key=lambda a: a.starts)), any(a.starts < at < _end(a) for a in shown))
        for at, here in sorted(places.items())
    )
    return tuple(slot for slot in found if slot.appointments or slot.starts >= now - step)


def _end(appointment: Appointment) -> datetime:
    return appointment.starts + timedelta(minutes=appointment.minutes)
