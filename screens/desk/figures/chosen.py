"""Which days the figures are about: a calendar period, this week, or days that somebody typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kiosk.domain.figures.periods import Period, Span, Unit, period_holding, period_words, week_holding

WEEK, FREE = "week", "free"
UNITS = {WEEK: "Semaine", Unit.MONTH: "Mois", Unit.QUARTER: "3 mois", Unit.YEAR: "Année", FREE: "Du… au…"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """Days on show, `span`, and the `period` of the calendar that they are, if any; `unit` is a key of UNITS."""

    unit: str
    span: Span
    period: Period | None = None

    @property
    def before(self) -> Span | None:
        """Return the days to compare with: those of the period before."""
        return self.period.previous().span if self.period is not None else None

    def of_unit(self, unit: str, today: date) -> Chosen:
        """Return the week, month, quarter or year of today; days to be typed begin as those on show."""
        if unit in set(Unit):
            return _of_period(period_holding(Unit(unit), today))
        return Chosen(unit, week_holding(today) if unit == WEEK else self.span)

    def previous(self) -> Chosen:
        """Return as many days just before."""
        if self.period is not None:
            return _of_period(self.period.previous())
        return Chosen(self.unit, self.span.previous())

    def next(self) -> Chosen:
        """Return as many days just after."""
        if self.period is not None:
            return _of_period(self.period.next())
        return Chosen(self.unit, self.span.next())

    def said(self, *, briefly: bool) -> str:
        """Name the days: "Novembre 2026, du 01/11/2026 au 30/11/2026"; briefly, a period's name is enough."""
        days = f"du {self.span.first:%d/%m/%Y} au {self.span.last:%d/%m/%Y}"
        if self.period is None:
            return days.capitalize()
        name = period_words(self.period).capitalize()
        return name if briefly else f"{name}, {days}"


def quarter_of(today: date) -> Chosen:
    """Return the quarter of today."""
    return _of_period(period_holding(Unit.QUARTER, today))


def read_day(typed: str) -> date | None:
    """Read "01092026" as 1 September 2026."""
    try:
        return date(int(typed[4:]), int(typed[2:4]), int(typed[:2])) if len(typed) == 8 else None
    except ValueError:
        return None


def _of_period(period: Period) -> Chosen:
    return Chosen(period.unit, period.span, period)
