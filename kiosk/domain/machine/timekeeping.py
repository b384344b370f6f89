"""What time it is when the machine's clock may be wrong: the time the kiosk keeps, and what makes it doubt."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

# A step of less is the ordinary work of a synchronisation: nobody notices.
NOISE = timedelta(minutes=1)
# A night off is believed on the word of the machine's battery; a longer silence is asked about.
LONGEST_NIGHT = timedelta(days=1)


class Doubt(StrEnum):
    """Why the clock is not believed."""

    # Found at start: the time kept may itself be wrong.
    BEHIND = "behind"  # earlier than what was last seen, or than the program itself
    OFF_LONG = "off-long"
    STOOD_STILL = "stood-still"  # nothing counted the hours while the box was off
    # Found while running: the machine's clock jumped, the time kept did not.
    AHEAD = "ahead"
    BACK = "back"

    @property
    def is_since_start(self) -> bool:
        """Say whether the time kept is itself in doubt."""
        return self not in {Doubt.AHEAD, Doubt.BACK}


@dataclass(frozen=True, slots=True)
class ClockReading:
    """One look at the machine: what its clock tells (UTC), and for how long it has been running, asleep or awake.

    `boot` names the time since it was last switched on; `keeps_time_off` says that something in it counts the hours
    while it is off.
    """

    told: datetime
    boot: str
    uptime: timedelta
    is_synchronised: bool
    keeps_time_off: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """The time the kiosk keeps: `at` when the machine had run for `uptime`; it goes on with that, not with the clock.

    `since`: when this began, at the machine's start. `seen`: the last time that was believed. `disowned`: how far off
    a clock is that somebody said is wrong.
    """

    at: datetime
    boot: str
    uptime: timedelta
    since: datetime
    seen: datetime
    doubt: Doubt | None = None
    disowned: timedelta | None = None

    def time(self, uptime: timedelta) -> datetime:
        """Return the time kept once the machine has run for so long."""
        return self.at + (uptime - self.uptime)

    def past(self, told: datetime, uptime: timedelta) -> datetime:
        """Return a time that has passed whichever clock is right."""
        now = self.time(uptime)
        if self.doubt is None or self.doubt is Doubt.AHEAD:
            return now
        return min(told, self.seen)


def looked(before: Kept | None, reading: ClockReading, built: datetime, newest: datetime | None = None) -> Kept:
    """Return the time to keep after a look; `built` is when the program was, `newest` the newest thing written."""
    is_vouched_for = reading.is_synchronised and reading.told >= built
    if before is None or before.boot != reading.boot:
        seen = before.seen if before else newest
        return _started(seen, reading, built, is_vouched_for=is_vouched_for)
    if is_vouched_for:
        return set_to(before, reading.told, reading)
    return _gone_on(before, reading)


def _started(seen: datetime | None, reading: ClockReading, built: datetime, *, is_vouched_for: bool) -> Kept:
    """Return the time to keep when the machine has just been switched on; `seen` is the last that was believed."""
    doubt = None if is_vouched_for else _doubt_at_start(seen, reading, built)
    floor = max(seen or built, built)
    at = reading.told if is_vouched_for else max(reading.told, floor)
    return Kept(at, reading.boot, reading.uptime, at, at if doubt is None else floor, doubt)


def _gone_on(before: Kept, reading: ClockReading) -> Kept:
    """Return the time to keep while the machine stays on: its own count goes on, and the clock is held against it."""
    now = before.time(reading.uptime)
    kept = replace(before, at=now, uptime=reading.uptime)
    if kept.doubt is not None and kept.doubt.is_since_start:
        return kept
    step = reading.told - now
    if abs(step) <= NOISE:
        return replace(kept, seen=now, doubt=None, disowned=None)
    if kept.disowned is not None and abs(step - kept.disowned) <= NOISE:
        return replace(kept, seen=now, doubt=None)
    return replace(kept, seen=now, doubt=Doubt.AHEAD if step > timedelta() else Doubt.BACK)


def set_to(before: Kept, now: datetime, reading: ClockReading) -> Kept:
    """Return the time to keep once somebody, or a synchronisation, has said that it is `now`."""
    step = reading.told - now
    disowned = step if abs(step) > NOISE else None
    return replace(before, at=now, uptime=reading.uptime, seen=now, doubt=None, disowned=disowned)


def _doubt_at_start(seen: datetime | None, reading: ClockReading, built: datetime) -> Doubt | None:
    if reading.told < built or (seen is not None and reading.told < seen - NOISE):
        return Doubt.BEHIND
    if seen is None:
        return None
    if reading.told > seen + LONGEST_NIGHT:
        return Doubt.OFF_LONG
    return None if reading.keeps_time_off else Doubt.STOOD_STILL
