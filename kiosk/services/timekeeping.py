"""The kiosk's own time: the machine's clock is checked before it is believed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kiosk.domain.machine.equipment import Witnesses
from kiosk.domain.machine.timekeeping import NOISE, ClockReading, Doubt, Kept, looked, set_to
from kiosk.machine_ports import Machine, TimeLog
from kiosk.ports import Clock, DayBook
from kiosk.sites import Site

# A look is written down so often at most; in between it costs no disk.
WRITTEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class ClockQuestion:
    """The clock is doubted: `why`, the local time it tells (None where that cannot be), and the time kept."""

    why: Doubt
    told: datetime | None
    kept: datetime
    asked: timedelta


class Timekeeper:
    """A clock that other services can rely on. Without a machine to look at, the clock given is believed as it is.

    Between two looks it runs with the machine's uptime, so a clock that jumps moves nothing; it follows the machine's
    clock again when that is synchronised, or when somebody says so.
    """

    def __init__(self, clock: Clock, machine: Machine | None = None, *, built: datetime) -> None:
        self._clock = clock
        self._machine = machine
        self._built = built
        self._kept: Kept | None = None

    def __call__(self) -> datetime:
        """Return now, in UTC."""
        if self._machine is None or self._kept is None:
            return self._clock()
        return self._kept.time(self._machine.uptime())

    def begin(self, log: TimeLog, day: DayBook, site: Site, keeps: Callable[[], bool]) -> None:
        """Begin to keep time, before anything is written; `keeps` says whether this process writes it down."""
        self._log, self._day, self._site, self._keeps = log, day, site, keeps
        self.look()

    def look(self) -> None:
        """Compare the machine's clock with the time kept. Call it every few seconds, on the database lane."""
        reading = self._reading()
        if reading is None:
            return
        before = self._log.kept_time()
        after = looked(before, reading, self._built, self._newest() if before is None else None)
        if self._keeps():
            self._write(before, after)
        self._kept = after

    def doubts(self) -> ClockQuestion | None:
        """Say what is to be asked at a desk, if anything."""
        reading = self._reading()
        if reading is None or self._kept is None or self._kept.doubt is None:
            return None
        zone, can_be = self._site.zone, reading.told >= self._built
        told = reading.told.astimezone(zone) if can_be else None
        return ClockQuestion(self._kept.doubt, told, self().astimezone(zone), reading.uptime)

    def witnesses(self) -> Witnesses | None:
        """Say what vouches for the machine's clock; None where a clock was given and is believed."""
        reading = self._reading()
        return Witnesses(reading.is_synchronised, reading.keeps_time_off) if reading else None

    def is_sure(self) -> bool:
        """Say whether opening hours can be told by the time kept."""
        return self._kept is None or self._kept.doubt is None or not self._kept.doubt.is_since_start

    def may_destroy(self) -> bool:
        """Say whether what is past by the time kept may be destroyed: it is past by the machine's clock as well."""
        return self._kept is None or self._kept.doubt in {None, Doubt.AHEAD}

    def past(self) -> datetime:
        """Return a time that has passed whichever clock is right, in UTC."""
        reading = self._reading()
        if reading is None or self._kept is None:
            return self._clock()
        return self._kept.past(reading.told, reading.uptime)

    def believe(self, question: ClockQuestion) -> bool:
        """Take somebody's yes; False where the clock has jumped again since they were asked."""
        reading = self._reading()
        if reading is None or question.told is None:
            return False
        expected = question.told + (reading.uptime - question.asked)
        return abs(reading.told - expected) <= NOISE and self.set(reading.told)

    def set(self, now: datetime) -> bool:
        """Take somebody's word for what time it is (aware); False where it cannot be: the program is younger."""
        reading = self._reading()
        if reading is None or now < self._built:
            return False
        before = self._log.kept_time()
        after = set_to(looked(before, reading, self._built), now.astimezone(UTC), reading)
        self._write(before, after)
        self._kept = after
        return True

    def keep_mine(self) -> bool:
        """Take somebody's word that the machine's clock is wrong and the time kept is right."""
        return self.set(self())

    def _reading(self) -> ClockReading | None:
        if self._machine is None:
            return None
        machine = self._machine
        return ClockReading(
            self._clock(), machine.boot(), machine.uptime(), machine.is_synchronised(), machine.keeps_time_off()
        )

    def _newest(self) -> datetime | None:
        with self._day.transaction() as records:
            return records.newest()

    def _write(self, before: Kept | None, after: Kept) -> None:
        """Write the time down every minute and when it changes; what a wrong clock dated then moves with it."""
        starts = before is None or before.boot != after.boot
        step = timedelta() if before is None or starts else after.at - before.time(after.uptime)
        if before is not None and not starts and not _is_due(before, after, step):
            return
        if starts or abs(step) > NOISE:
            with self._day.transaction() as records:
                records.move_times(after.since, step, after.at, self._site.zone)
        self._log.keep_time(after)


def _is_due(before: Kept, after: Kept, step: timedelta) -> bool:
    is_other = (before.doubt, before.disowned) != (after.doubt, after.disowned) or abs(step) > NOISE
    return is_other or after.uptime - before.uptime >= WRITTEN_EVERY
