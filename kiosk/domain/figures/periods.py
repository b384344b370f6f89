"""Calendar periods that reports cover, and the free span of days that only the screen shows."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kiosk.domain.french import MONTHS


class Unit(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_LENGTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}
_WRITTEN = re.compile(r"(20\d{2})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?")


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def months(self) -> tuple[str, ...]:
        """Return the calendar months that lie whole in the span, as counters write them."""
        found, day = [], self.first.replace(day=1)
        while day <= self.last:
            after = _month_after(day)
            if day >= self.first and after <= self.last + timedelta(days=1):
                found.append(f"{day:%Y-%m}")
            day = after
        return tuple(found)

    def previous(self) -> "Span":
        """Return the span of as many days just before."""
        length = self.last - self.first + timedelta(days=1)
        return Span(self.first - length, self.last - length)

    def next(self) -> "Span":
        """Return the span of as many days just after."""
        length = self.last - self.first + timedelta(days=1)
        return Span(self.first + length, self.last + length)


@dataclass(frozen=True, slots=True)
class Period:
    """A month, a quarter or a year of the calendar; `number` is its place in the year, from 1."""

    unit: Unit
    year: int
    number: int = 1

    @property
    def id(self) -> str:
        """Return its name: "2026-11", "2026-Q4", "2026"."""
        return {
            Unit.MONTH: f"{self.year}-{self.number:02}",
            Unit.QUARTER: f"{self.year}-Q{self.number}",
            Unit.YEAR: f"{self.year}",
        }[self.unit]

    @property
    def first(self) -> date:
        """Return its first day."""
        return date(self.year, (self.number - 1) * _LENGTHS[self.unit] + 1, 1)

    @property
    def last(self) -> date:
        """Return its last day."""
        return self.next().first - timedelta(days=1)

    @property
    def span(self) -> Span:
        """Return its days."""
        return Span(self.first, self.last)

    @property
    def months(self) -> tuple[str, ...]:
        """Return its months, as counters write them."""
        return self.span.months

    def next(self) -> "Period":
        """Return the period just after."""
        return self._moved(1)

    def previous(self) -> "Period":
        """Return the period just before."""
        return self._moved(-1)

    def inside(self) -> tuple["Period", ...]:
        """Return the shorter periods it is made of, and itself last: a year's months, its quarters, the year."""
        first = (self.number - 1) * _LENGTHS[self.unit]
        found = [Period(Unit.MONTH, self.year, first + n + 1) for n in range(_LENGTHS[self.unit])]
        if self.unit is Unit.YEAR:
            found += [Period(Unit.QUARTER, self.year, n) for n in range(1, 5)]
        return (*found, self) if self.unit is not Unit.MONTH else (self,)

    def _moved(self, by: int) -> "Period":
        many = 12 // _LENGTHS[self.unit]
        year, place = divmod(self.year * many + self.number - 1 + by, many)
        return Period(self.unit, year, place + 1)


def read_period(written: str) -> Period | None:
    """Read "2026", "2026-Q4" or "2026-11"; None for anything else."""
    found = _WRITTEN.fullmatch(written.strip().upper())
    if found is None:
        return None
    year, quarter, month = found.groups()
    if quarter:
        return Period(Unit.QUARTER, int(year), int(quarter))
    return Period(Unit.MONTH, int(year), int(month)) if month else Period(Unit.YEAR, int(year))


def period_words(period: Period) -> str:
    """Name a period in French: "novembre 2026", "quatrième trimestre 2026", "année 2026"."""
    match period.unit:
        case Unit.MONTH:
            return f"{MONTHS[period.number - 1]} {period.year}"
        case Unit.QUARTER:
            return f"{_QUARTERS[period.number - 1]} trimestre {period.year}"
        case Unit.YEAR:
            return f"année {period.year}"


_QUARTERS = ("premier", "deuxième", "troisième", "quatrième")


def period_holding(unit: Unit, day: date) -> Period:
    """Return the period of a length that a day lies in."""
    return Period(unit, day.year, (day.month - 1) // _LENGTHS[unit] + 1)


def week_holding(day: date) -> Span:
    """Return the week of a day, from Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return Span(monday, monday + timedelta(days=6))


def _month_after(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
