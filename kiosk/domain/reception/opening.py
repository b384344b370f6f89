"""When a permanence is open: weekly slots, closures, public holidays."""

import functools
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class OpeningSlot:
    """One opening of the week; `weekday` counts from 0 (Monday)."""

    weekday: int
    start: time
    end: time


@dataclass(frozen=True, slots=True)
class SaidOfDay:
    """What a desk said of one day: no permanence at all, or one at hours beside the usual ones (start and end)."""

    day: date
    is_closed: bool = False
    extra: tuple[time, time] | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """The openings of one site. Times are the site's own; `closed` holds its closures and the public holidays.

    `said` is what a desk said of one day.
    """

    slots: tuple[OpeningSlot, ...]
    closed: frozenset[date]
    slot_minutes: int
    confirmed: bool = False
    said: SaidOfDay | None = None

    def on(self, day: date) -> tuple[OpeningSlot, ...]:
        """Return the openings of one day, in order; none on a closed day. What a desk said of it goes before all."""
        usual = [] if day in self.closed else [s for s in self.slots if s.weekday == day.weekday()]
        if self.said is None or self.said.day != day:
            return tuple(sorted(usual, key=lambda s: s.start))
        if self.said.is_closed:
            return ()
        extra = [OpeningSlot(day.weekday(), *self.said.extra)] if self.said.extra else []
        return _joined((*usual, *extra))

    def saying(self, said: SaidOfDay) -> "Opening":
        """Return the openings with what a desk said of one day."""
        return replace(self, said=said)

    def is_open(self, now: datetime) -> bool:
        """Say whether the permanence is open at a local time; the closing minute itself is closed."""
        return any(s.start <= now.time() < s.end for s in self.on(now.date()))

    def current_or_next_today(self, now: datetime) -> OpeningSlot | None:
        """Return the half-day that runs now, else the next one today."""
        return next((s for s in self.on(now.date()) if now.time() < s.end), None)

    def hours(self, half_day: OpeningSlot) -> tuple[time, ...]:
        """Return every appointment hour of a half-day, booked or not: the pad never says what is planned (P3)."""
        step, found = timedelta(minutes=self.slot_minutes), []
        # A fixed date: only the hours count here.
        at, end = (datetime.combine(date(2000, 1, 1), t) for t in (half_day.start, half_day.end))
        while at < end:
            found.append(at.time())
            at += step
        return tuple(found)

    def next_opening(self, now: datetime, *, within_days: int = 60) -> datetime | None:
        """Return the next local opening time after `now`, or None when nothing opens within the days given."""
        for ahead in range(within_days + 1):
            day = now.date() + timedelta(days=ahead)
            for slot in self.on(day):
                opens = datetime.combine(day, slot.start, tzinfo=now.tzinfo)
                if opens > now:
                    return opens
        return None


def _joined(slots: Iterable[OpeningSlot]) -> tuple[OpeningSlot, ...]:
    """Return openings of a day in order; those that touch are one."""
    found: list[OpeningSlot] = []
    for slot in sorted(slots, key=lambda s: s.start):
        if found and slot.start <= found[-1].end:
            found[-1] = replace(found[-1], end=max(found[-1].end, slot.end))
        else:
            found.append(slot)
    return tuple(found)


def easter(year: int) -> date:
    """Return Easter Sunday (Meeus, Jones, Butcher: the anonymous Gregorian algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


@functools.cache  # asked at every check-in
def public_holidays(year: int) -> frozenset[date]:
    """Return the eleven public holidays of metropolitan France (code du travail, art. L3133-1)."""
    fixed = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
    moving = (1, 39, 50)  # Easter Monday, Ascension, Whit Monday
    sunday = easter(year)
    return frozenset({date(year, m, d) for m, d in fixed} | {sunday + timedelta(days=n) for n in moving})
