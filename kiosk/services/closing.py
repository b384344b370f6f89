"""Closing time: counts are flushed, what is personal is destroyed (P6)."""

from datetime import date, datetime, time, timedelta

from kiosk.ports import Clock, DayBook, Figures
from kiosk.settings import Site

# Counts leave the day's file at closing, or earlier once there are enough to hide one visit among them.
FLUSH_FROM = 10
# Whoever still waits when the doors close is received all the same; an hour later nobody is left to be called.
GRACE = timedelta(hours=1)


class Closing:
    """The verbs of the evening, for one site."""

    def __init__(self, day: DayBook, figures: Figures, clock: Clock, site: Site) -> None:
        self._day = day
        self._figures = figures
        self._clock = clock
        self._site = site
        self._tended: date | None = None
        self._closed: date | None = None

    def tend(self) -> None:
        """Do whatever is due now: the closing of past days first, the flush of a full batch, today's closing.

        Call it every few seconds; it costs nothing when nothing is due. Raises PurgeFailed, and tries again next time.
        """
        today = self._now().date()
        if self._tended != today:
            self.forget_past_days()
            self._tended = today
        self.flush_when_due()
        if self._closed != today and self._is_over():
            self.close()
            self._closed = today

    def _is_over(self) -> bool:
        now = self._now()
        slots = self._site.opening(now.year).on(now.date())
        if not slots:
            return False
        last = datetime.combine(now.date(), slots[-1].end, tzinfo=now.tzinfo)
        return now >= last + GRACE

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
        """Do the closing of earlier days, should the machine have been off that evening.

        Raises PurgeFailed.
        """
        now = self._now()
        midnight = datetime.combine(now.date(), time.min, tzinfo=now.tzinfo)
        moved = self._day.flush_into(self._figures)
        self._day.purge(midnight.astimezone(self._clock().tzinfo))
        return moved

    def _now(self) -> datetime:
        return self._clock().astimezone(self._site.zone)
