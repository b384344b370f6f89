"""Closing time: counts are flushed, what is personal is destroyed (P6)."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from kiosk.domain.figures.usage import fewest_visits
from kiosk.machine_ports import Purged, PurgeFailed, PurgeLog
from kiosk.ports import Clock, DayBook, Figures
from kiosk.services.assistance import count_ended
from kiosk.services.every_step import each_taken
from kiosk.services.openings import said_of
from kiosk.services.queue import forget_taken_off
from kiosk.sites import Site

# Counts leave the day's file at closing, or earlier once they tell of so many visits: one hides among them.
FLUSH_FROM = 10
# Whoever still waits when the doors close is received all the same; an hour later nobody is left to be called.
GRACE = timedelta(hours=1)
# What a session, a number taken off or a cancelled appointment left in the journal is gone within a minute.
_TIDY_EVERY = timedelta(seconds=30)
# `kiosk purge --all`: later than any appointment.
_END_OF_TIME = datetime(9999, 1, 1, tzinfo=UTC)


class Closing:
    """The verbs of the evening, for one site.

    `keeps` says whether this process is the one that closes in this folder; `log` remembers how the last purge ended;
    each of `leavings` destroys all that now lies somewhere outside the day's file and held something personal: files
    bear the dates of whoever wrote them, so no date is asked.
    While `may_destroy` says no, the clock is doubted and nothing is destroyed by date; `past` is then a time that has
    surely passed.
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
        may_destroy: Callable[[], bool] = lambda: True,
        past: Clock | None = None,
    ) -> None:
        self._day = day
        self._figures = figures
        self._clock = clock
        self._site = site
        self._log = log
        self._keeps = keeps
        self._leavings = leavings
        self._may_destroy = may_destroy
        self._past = past or clock
        self._tended: date | None = None
        self._tidied = clock()
        self._closed_before = self.last_closing()
        self._began, self._purged_before = self._now().date(), self._purged_on()

    def tend(self) -> None:
        """Do whatever is due now: the closing of past days first, the flush of a full batch, today's closing.

        Call it every few seconds; it costs nothing when nothing is due. Raises PurgeFailed, and tries again next time.
        """
        if not self._keeps():
            return
        # Every few seconds: what a session or who was taken off the queue leaves goes within the minute after its undo.
        # A damage here is the purge's.
        with suppress(Exception):
            count_ended(self._day, self._site, self._clock())
            forget_taken_off(self._day, self._clock())
        # A doubted clock closes nothing; what it left undone is done once it is right.
        if self._may_destroy():
            self._tend_by_date()
        self.flush_when_due()
        self.tidy_when_due()

    def _tend_by_date(self) -> None:
        now = self._now()
        if self._is_over() and not self._was_closed(now):
            self.close()
            self._tended = now.date()
        elif self._tended != now.date() or self.has_failed():
            self.forget_past_days()
            self._tended = now.date()

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

    def has_surely_failed(self) -> bool:
        """Say whether a purge failed and none is under way, which did neither hold nor fail yet."""
        # One that ended between the two questions is asked about again.
        return self.has_failed() and not self._log.is_under_way() and self.has_failed()

    def last_evening(self) -> tuple[datetime | None, bool, bool]:
        """Say when everything was last destroyed, whether that failed since, whether the file had to be replaced.

        While a purge is under way nobody knows yet how it ends: nothing is said.
        """
        holds = not self.has_failed()
        return (self.last_purge() if holds else None), self.has_surely_failed(), holds and self.was_replaced()

    def was_replaced(self) -> bool:
        """Say whether a purge had to replace the day's file, until the next closing: its plan may lack something."""
        replaced, closed = self._log.last_replacement(), self._log.last_closing()
        return replaced is not None and (closed is None or replaced >= closed)

    def last_closing(self) -> datetime | None:
        """Return when a day was last closed; None where nobody can be asked."""
        # Whoever cannot be asked has closed nothing yet, and the purge that is due will fail aloud.
        try:
            return self._log.last_closing()
        except Exception:
            return None

    def wants_fresh_memory(self) -> bool:
        """Say whether a day was closed since this process started: its memory may still hold that day's letters.

        A day that nothing closed that evening (its purge failed, or the site was open beyond its hours) ends with the
        first purge of another.
        """
        purged = self._purged_on()
        outlived = purged is not None and purged != self._purged_before and purged > self._began
        return outlived or self.last_closing() != self._closed_before

    def _purged_on(self) -> date | None:
        with suppress(Exception):
            last = self.last_purge()
            return None if last is None else last.date()
        return None

    def tidy_when_due(self) -> None:
        """Twice a minute, empty the journal of what was deleted; another program that reads makes it wait."""
        now = self._clock()
        if not timedelta(0) <= now - self._tidied < _TIDY_EVERY and self._day.tidy():
            self._tidied = now

    def flush_when_due(self) -> int:
        """Move the pending counts to the figures once they tell of enough visits; return how many moved.

        Two copies of the figures made between two closings differ by ten visits or by none. A closing cannot promise
        that: it moves what its day left.
        """
        if fewest_visits(self._day.pending()) < FLUSH_FROM:
            return 0
        return self._day.flush_into(self._figures)

    def close(self, *, everything: bool = False) -> int:
        """End open sessions, flush every count, destroy today's arrivals and past appointments; return counts moved.

        Appointments that only a doubted clock calls past are kept. With `everything`, those to come go too. Raises
        PurgeFailed.
        """
        if everything:
            return self._destroy(_END_OF_TIME, _END_OF_TIME, day_is_over=True)
        return self._destroy(self._clock(), self._past(), day_is_over=True)

    def end_the_day(self) -> int:
        """Close the day now, and say so everywhere; return the counts moved. Raises PurgeFailed."""
        # What cannot be said of a damaged day must not keep it from being destroyed.
        with suppress(Exception), self._day.transaction() as records:
            records.close_day(self._site.id, self._now().date())
        return self.close()

    def forget_past_days(self) -> int:
        """Do the closing of earlier days, should the machine have been off that evening.

        What lies outside the day's file goes at the first look of a day: later on, it is the day's own. Raises
        PurgeFailed.
        """
        now = self._now()
        midnight = datetime.combine(now.date(), time.min, tzinfo=now.tzinfo).astimezone(UTC)
        moved = self._destroy(midnight, midnight, leavings=not self._has_purged(now.date()))
        with self._day.transaction() as records:
            records.forget_numbers(now.date())
        return moved

    def _has_purged(self, day: date) -> bool:
        last = self.last_purge()
        return last is not None and last.date() == day and not self.has_failed()

    def _destroy(
        self, before: datetime, planned_before: datetime, *, day_is_over: bool = False, leavings: bool = True
    ) -> int:
        """Count, destroy and say that it holds; one step that fails keeps none of the others from its work."""
        with self._log.under_way():
            return self._destroy_and_say(before, planned_before, day_is_over=day_is_over, leavings=leavings)

    def _destroy_and_say(self, before: datetime, planned_before: datetime, *, day_is_over: bool, leavings: bool) -> int:
        # How far it is to reach is written down by the time that no doubted clock can bring nearer.
        planned_before = self._log.begin_purge(planned_before)
        before = max(before, planned_before)
        steps = [*self._steps(before, planned_before, day_is_over=day_is_over)]
        if leavings:
            steps += [("leavings", clear) for clear in self._leavings]
        done, failures = each_taken(steps)
        if done.get("day", Purged.WHOLE) is not Purged.WHOLE:
            self._log.note_replacement(self._clock())
            if failures:
                # What broke may have met the very file that was then replaced: nothing keeps it from its work now.
                done, failures = each_taken(steps)
        if failures:
            raise PurgeFailed("; ".join(failures))
        try:
            self._log.end_purge(self._clock(), closing=day_is_over)
        except Exception as error:
            raise PurgeFailed(f"that it holds could not be written down: {type(error).__name__}") from None
        return int(done["counts"])

    def _steps(
        self, before: datetime, planned_before: datetime, *, day_is_over: bool
    ) -> Iterator[tuple[str, Callable[[], object]]]:
        now = self._clock()
        yield "sessions", lambda: count_ended(self._day, self._site, now, before=before, also_open=day_is_over)
        yield "counts", lambda: self._day.flush_into(self._figures)
        yield "day", lambda: self._day.purge(before, planned_before, day_is_over=day_is_over)

    def _was_closed(self, now: datetime) -> bool:
        # A closing later than now was by a clock since put right: it comes again.
        closed, ends = self.last_closing(), self._end_of_today()
        return closed is not None and ends is not None and ends <= closed <= now

    def _is_over(self) -> bool:
        ends = self._end_of_today()
        return ends is not None and self._now() >= ends

    def _end_of_today(self) -> datetime | None:
        now = self._now()
        # Who came before a desk closed the day is destroyed that evening all the same.
        said = replace(said_of(self._day, self._site, now.date()), is_closed=False)
        slots = self._site.opening(now.year).saying(said).on(now.date())
        return datetime.combine(now.date(), slots[-1].end, tzinfo=now.tzinfo) + GRACE if slots else None

    def _now(self) -> datetime:
        return self._clock().astimezone(self._site.zone)
