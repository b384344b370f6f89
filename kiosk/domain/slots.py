"""The plan of a day: which hours are free, and what stands in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from kiosk.domain.appointments import Appointment, is_expected
from kiosk.domain.opening import Opening


@dataclass(frozen=True, slots=True)
class Slot:
    """One hour of a day's openings and the appointments that begin in it; `starts` is local."""

    starts: datetime
    appointments: tuple[Appointment, ...]

    @property
    def is_free(self) -> bool:
        """Say whether nothing begins here."""
        return not self.appointments


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
    found = (Slot(at, tuple(sorted(here, key=lambda a: a.starts))) for at, here in sorted(places.items()))
    return tuple(slot for slot in found if slot.appointments or slot.starts >= now - step)
