"""What is counted: integers in declared families, coarse in time, never crossed beyond their declaration (P7)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum


class Grain(StrEnum):
    """How coarse the time of a counter is."""

    HALF_DAY = "half-day"
    MONTH = "month"
    QUARTER = "quarter"


# The site of what is counted at no site by itself, but at all of them together.
TOGETHER = "tous"


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of counter: its name, its time grain, its dimensions beside the site (two at most).

    What is counted by quarter is counted at all sites together: nothing that is kept knows where or in which month.
    """

    name: str
    grain: Grain
    dimensions: tuple[str, ...] = ()

    @property
    def is_together(self) -> bool:
        """Say whether no site and no month of it is kept."""
        return self.grain is Grain.QUARTER


# The only counters that can be written. What people did is counted by month, arrivals by half-day (P7).
ARRIVALS = Family("arrivals", Grain.HALF_DAY, ("kind",))
GUIDES_OPENED = Family("guides-opened", Grain.MONTH, ("guide",))
GUIDES_FINISHED = Family("guides-finished", Grain.MONTH, ("guide",))
DEMARCHES = Family("demarches", Grain.MONTH, ("guide",))
OUTCOMES = Family("outcomes", Grain.MONTH, ("outcome",))
ACTORS = Family("actors", Grain.MONTH, ("actor",))
SHEETS = Family("sheets", Grain.MONTH, ("format",))
LANGUAGES = Family("languages", Grain.MONTH, ("language",))
WAITING = Family("waiting", Grain.MONTH, ("band",))
NEW_PEOPLE = Family("new-people", Grain.MONTH)
VISITS = Family("visits", Grain.MONTH)
BLOCKED = Family("blocked", Grain.QUARTER, ("block",))
SUPPORT = Family("support", Grain.QUARTER, ("way",))
HELPED = Family("helped", Grain.QUARTER, ("answer",))
# A declaration above is all there is to say of a family: nobody lists them again.
FAMILIES: dict[str, Family] = {each.name: each for each in list(vars().values()) if isinstance(each, Family)}


@dataclass(frozen=True, slots=True)
class Counter:
    """One cell: family, site, period ("2026-11" or "2026-11-24 am"), and its dimension's value, if it has one.

    A quarter is written as its first month, and its site is `TOGETHER`.
    """

    family: str
    site: str
    period: str
    value: str = ""


# A half-day's counter changes at this hour: before it is the morning.
AFTERNOON = time(13)


def half_day_of(at: time) -> str:
    """Return "am" or "pm"."""
    return "am" if at < AFTERNOON else "pm"


def period_of(grain: Grain, local: datetime) -> str:
    """Name the period that a local time falls in, no finer than the grain."""
    if grain is Grain.MONTH:
        return f"{local:%Y-%m}"
    if grain is Grain.QUARTER:
        return quarter_of(f"{local:%Y-%m}")
    return f"{local:%Y-%m-%d} {half_day_of(local.time())}"


def quarter_of(month: str) -> str:
    """Return the first month of the quarter that a month lies in."""
    return f"{month[:5]}{(int(month[5:7]) - 1) // 3 * 3 + 1:02}"


def counter(family: Family, site: str, local: datetime, *values: str) -> Counter:
    """Make the one cell that an event counts in.

    Raises ValueError on a family that is not declared or on a crossing beyond its declaration.
    """
    if FAMILIES.get(family.name) is not family or len(values) != len(family.dimensions):
        raise ValueError(f"{family.name} is not declared with {len(values)} dimensions")
    return Counter(family.name, TOGETHER if family.is_together else site, period_of(family.grain, local), *values)


# How long people waited from arrival to call, in minutes: the upper end of each band, the last one open.
WAITING_BANDS = ((5, "0-5"), (15, "5-15"), (30, "15-30"), (60, "30-60"))
LONGEST_BAND = "60+"


def band_of(wait: timedelta) -> str:
    """Return the band that a wait is counted in; a wait of exactly 15 minutes is in "15-30"."""
    minutes = wait.total_seconds() / 60
    return next((name for end, name in WAITING_BANDS if minutes < end), LONGEST_BAND)


_PERIODS = {
    Grain.MONTH: r"\d{4}-\d{2}",
    Grain.HALF_DAY: r"\d{4}-\d{2}-\d{2} [ap]m",
    Grain.QUARTER: r"\d{4}-(01|04|07|10)",
}


def checked(cell: Counter) -> Counter:
    """Return the cell if its family declares it: the last door before a file.

    Raises ValueError on an undeclared family, a finer time or a crossing beyond the declaration.
    """
    family = FAMILIES.get(cell.family)
    if (
        family is None
        or bool(cell.value) != bool(family.dimensions)
        or not re.fullmatch(_PERIODS[family.grain], cell.period)
        or (family.is_together and cell.site != TOGETHER)
    ):
        raise ValueError(f"this cell is not declared: family {cell.family}")
    return cell


def fewest_visits(counts: Mapping[Counter, int]) -> int:
    """Return how many visits some counts tell of, at the site and in the month where they tell of the fewest.

    A visit shows in two halves, the arrival and the session; each half counts for itself, or ten arrivals would carry
    one session's démarches along. What is counted at all sites together tells of no visit, and hides among them.
    """
    places = {(cell.site, cell.period[:7]) for cell in counts if cell.site != TOGETHER}
    halves = [(*place, family.name) for place in places for family in (ARRIVALS, VISITS)]
    told = dict.fromkeys(halves, 0)
    for cell, n in counts.items():
        if cell.family in {ARRIVALS.name, VISITS.name}:
            told[cell.site, cell.period[:7], cell.family] += n
    return min(told.values(), default=0)
