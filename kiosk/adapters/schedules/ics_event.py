"""An event of a calendar, as far as it could be read."""

from dataclasses import dataclass
from datetime import date, datetime

from kiosk.adapters.schedules.ics_lines import RawEvent
from kiosk.adapters.schedules.rows import is_off, is_off_state
from kiosk.domain.reception.planning import Dropped


@dataclass(frozen=True, slots=True)
class Event:
    """An event whose start could be read; `end` is None where it has none that could be."""

    raw: RawEvent
    where: str
    start: datetime
    minutes: int
    doubts: tuple[Dropped, ...]
    recurrence: datetime | date | None

    @property
    def uid(self) -> str:
        """Return the source's id."""
        return self.raw.text("UID")

    @property
    def is_off(self) -> bool:
        """Say whether it is cancelled: by its state, its calendar's method, or its subject."""
        state = self.raw.text("STATUS")
        return self.raw.is_cancelled or is_off_state(state) or is_off(self.raw.text("SUMMARY"))
