"""The plan of a day: which hours are free, and what stands in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from kiosk.domain.reception.appointments import Appointment, is_expected
from kiosk.domain.reception.opening import Opening


@dataclass(frozen=True, slots=True)
class Slot:
    """One hour of a day's openings, or another at which somebody is planned, and who begins then; `starts` is local.

    `is_busy` says that one which began earlier still runs, or that one begins before the next hour.
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
    """Return a day's hours in order, also those that are no opening hour and hold an appointment: 15:45 is 15:45.

    What is past its late window is left out everywhere: nothing says who did not come (P2).
    """
    hours = [datetime.combine(day, hour, tzinfo=zone) for part in opening.on(day) for hour in opening.hours(part)]
    shown = [a for a in planned if is_expected(a, now) and a.starts.astimezone(zone).date() == day]
    step = timedelta(minutes=opening.slot_minutes)
    places = _placed(shown, hours, zone)
    # Between an opening hour and the next another may begin; at 15:45 only who is planned then does.
    until = {at: step if at in hours else timedelta() for at in places}
    found = (Slot(at, here, _is_running(shown, at, until[at])) for at, here in sorted(places.items()))
    return tuple(slot for slot in found if slot.appointments or slot.starts >= now - step)


def _is_running(shown: Iterable[Appointment], at: datetime, until: timedelta) -> bool:
    return any(a.starts != at and a.starts < at + until and at < _end(a) for a in shown)


def _placed(
    shown: Iterable[Appointment], hours: Sequence[datetime], zone: tzinfo
) -> dict[datetime, tuple[Appointment, ...]]:
    """Return what begins at each opening hour, and at its own time what begins at another."""
    places: dict[datetime, tuple[Appointment, ...]] = dict.fromkeys(hours, ())
    for each in shown:
        at = each.starts.astimezone(zone)
        places[at] = (*places.get(at, ()), each)
    return places


def _end(appointment: Appointment) -> datetime:
    return appointment.starts + timedelta(minutes=appointment.minutes)
