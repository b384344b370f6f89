"""Closing time: counts are flushed, what is personal is destroyed (P6)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from kiosk.ports import Clock, DayBook, Figures, PurgeFailed, PurgeLog
from kiosk.services.assistance import count_session
from kiosk.sites import Site

# Counts leave the day's file at closing, or earlier once there are enough to hide one visit among them.
FLUSH_FROM = 10
# Whoever still waits when the doors close is received all the same; an hour later nobody is left to be called.
GRACE = timedelta(hours=1)
# `kiosk purge --all`: later than any appointment.
_END_OF_TIME = datetime(9999, 1, 1, tzinfo=UTC)


class Closing:
    """The verbs of the evening, for one site.

    `keeps` says whether this process is the one that closes in this folder; `log` remembers how the last purge ended;
    each of `leavings` destroys all that now lies somewhere outside the day's file and held something personal: files
    bear the dates of whoever wrote them, so no date is asked.
    """

    def __init__(
        self,
        day: DayBook,
        figures: Figures,
        clock: Clock,
        site: Site,
        *,
        log: PurgeLog,
        keeps: Callable[[], bool] = lambda: True,
        leavings: tuple[Callable[[], None], ...] = (),
    ) -> None:
        self._day = day
        self._figures = figures
        self._clock = clock
        self._site = site
        self._log = log
        self._keeps = keeps
        self._leavings = leavings
        self._tended: date | None = None
        self._closed: date | None = None

    def tend(self) -> None:
        """Do whatever is due now: the closing of past days first, the flush of a full batch, today's closing.

        Call it every few seconds; it costs nothing when nothing is due. Raises PurgeFailed, and tries again next time.
        """
        if not self._keeps():
            return
        today = self._now().date()
        if self._tended != today:
            self.forget_past_days()
            self._tended = today
        self.flush_when_due()
        if self._closed != today and self._is_over():
            self.close()
            self._closed = today

    def keeps(self) -> bool:
        """Say whether this process is the one that flushes, purges and imports here."""
        return self._keeps()

    def last_purge(self) -> datetime | None:
        """Return when everything was last destroyed, local; None before the first time."""
        last = self._log.last_purge()
        return None if last is None else last.astimezone(self._site.zone)

    def has_failed(self) -> bool:
        """Say whether the newest purge failed: the permanence must not open before one succeeds."""
        return self._log.purge_failed()

    def flush_when_due(self) -> int:
        """Move the pending counts to the figures once there are enough; return how many moved."""
        if sum(self._day.pending().values()) < FLUSH_FROM:
            return 0
        return self._day.flush_into(self._figures)

    def close(self, *, everything: bool = False) -> int:
        """End open sessions, flush every count, destroy today's arrivals and past appointments; return counts moved.

        With `everything`, appointments to come go too. Raises PurgeFailed.
        """
        self._end_sessions()
        return self._destroy(_END_OF_TIME if everything else self._clock())

    def forget_past_days(self) -> int:
        """Do the closing of earlier days, should the machine have been off that evening.

        What lies outside the day's file goes at the first look of a day: later on, it is the day's own. Raises
        PurgeFailed.
        """
        now = self._now()
        midnight = datetime.combine(now.date(), time.min, tzinfo=now.tzinfo)
        return self._destroy(midnight.astimezone(UTC), leavings=not self._has_purged(now.date()))

    def _has_purged(self, day: date) -> bool:
        last = self.last_purge()
        return last is not None and last.date() == day and not self.has_failed()

    def _destroy(self, before: datetime, *, leavings: bool = True) -> int:
        moved = self._day.flush_into(self._figures)
        try:
            self._day.purge(before)
            if leavings:
                self._clear_leavings()
        except PurgeFailed:
            self._log.note_purge(self._clock(), failed=True)
            raise
        self._log.note_purge(self._clock(), failed=False)
        return moved

    def _clear_leavings(self) -> None:
        try:
            for clear in self._leavings:
                clear()
        except OSError as error:
            raise PurgeFailed("a sheet kept as PDF could not be destroyed") from error

    def _end_sessions(self) -> None:
        """Count what open sessions did: their work is true, only their details go."""
        with self._day.transaction() as records:
            for session in records.sessions():
                count_session(records, session, self._clock, self._site)
                records.remove_session(session.id)

    def _is_over(self) -> bool:
        now = self._now()
        slots = self._site.opening(now.year).on(now.date())
        if not slots:
            return False
        last = datetime.combine(now.date(), slots[-1].end, tzinfo=now.tzinfo)
        return now >= last + GRACE

    def _now(self) -> datetime:
        return self._clock().astimezone(self._site.zone)
