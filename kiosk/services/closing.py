"""Closing time: counts are flushed, what is personal is destroyed (P6)."""

from datetime import datetime, time

from kiosk.ports import Clock, DayBook, Figures
from kiosk.settings import Site

# Counts leave the day's file at closing, or earlier once there are enough to hide one visit among them.
FLUSH_FROM = 10


class Closing:
    """The verbs of the evening, for one site."""

    def __init__(self, day: DayBook, figures: Figures, clock: Clock, site: Site) -> None:
        self._day = day
        self._figures = figures
        self._clock = clock
        self._site = site

    def flush_when_due(self) -> int:
        """Move the pending counts to the figures once there are enough; return how many moved."""
        if sum(self._day.pending().values()) < FLUSH_FROM:
            return 0
        return self._day.flush_into(self._figures)

    def close(self) -> int:
        """Flush every count, then destroy today's arrivals and past appointments; return how many counts moved.

        Raises PurgeFailed.
        """
        moved = self._day.flush_into(self._figures)
        self._day.purge(self._clock())
        return moved

    def forget_past_days(self) -> int:
        """Do the closing of earlier days, should the machine have been off that evening."""
        now = self._clock().astimezone(self._site.zone)
        midnight = datetime.combine(now.date(), time.min, tzinfo=now.tzinfo)
        moved = self._day.flush_into(self._figures)
        self._day.purge(midnight.astimezone(self._clock().tzinfo))
        return moved
