"""Adding counters up: what a published number is the sum of, and the ledger that knows the sums."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from kiosk.domain.figures.usage import ARRIVALS, TOGETHER, Counter, Family, quarter_of


@dataclass(frozen=True, slots=True)
class Sum:
    """The counters that a number adds up: one family, some sites, some months, some values (none named: all)."""

    family: str
    sites: frozenset[str]
    months: frozenset[str]
    values: frozenset[str] = frozenset()

    def covers(self, other: "Sum") -> bool:
        """Say whether the two have a counter in common."""
        return (
            self.family == other.family
            and not self.sites.isdisjoint(other.sites)
            and not self.months.isdisjoint(other.months)
            and (not self.values or not other.values or not self.values.isdisjoint(other.values))
        )


def sum_of(family: Family, sites: Iterable[str], months: Iterable[str], values: Iterable[str] = ()) -> Sum:
    """Return the sum of some values of a family; what is counted together is asked of its quarters, at all sites."""
    if family.is_together:
        return Sum(family.name, frozenset({TOGETHER}), frozenset(map(quarter_of, months)), frozenset(values))
    return Sum(family.name, frozenset(sites), frozenset(months), frozenset(values))


def by_month(cell: Counter) -> Counter:
    """Return the monthly counter that one belongs to; arrivals keep the half-day of the week they came on ("1 am")."""
    if cell.family != ARRIVALS.name:
        return cell
    day, half = cell.period.split(" ")
    return replace(cell, period=day[:7], value=f"{date.fromisoformat(day).weekday()} {half}")


@dataclass(frozen=True)
class Ledger:
    """Monthly counters with their numbers."""

    counts: Mapping[Counter, int]

    @cached_property
    def _by_place(self) -> dict[tuple[str, str, str], dict[str, int]]:
        found: dict[tuple[str, str, str], dict[str, int]] = defaultdict(dict)
        for cell, n in self.counts.items():
            found[cell.family, cell.site, cell.period][cell.value] = n
        return dict(found)

    @cached_property
    def values(self) -> Mapping[str, frozenset[str]]:
        """Return the values met in each family."""
        found: dict[str, set[str]] = defaultdict(set)
        for cell in self.counts:
            found[cell.family].add(cell.value)
        return {family: frozenset(values) for family, values in found.items()}

    def sites(self, months: Iterable[str]) -> tuple[str, ...]:
        """Return the sites where something was counted in some months; all together are no site."""
        wanted = frozenset(months)
        return tuple(sorted({site for _, site, month in self._by_place if month in wanted and site != TOGETHER}))

    def total(self, wanted: Sum) -> int:
        """Return what a sum amounts to."""
        total = 0
        for site in wanted.sites:
            for month in wanted.months:
                there = self._by_place.get((wanted.family, site, month), {})
                if wanted.values:
                    total += sum(there.get(value, 0) for value in wanted.values)
                else:
                    total += sum(there.values())
        return total


def ledger(counts: Iterable[tuple[Counter, int]]) -> Ledger:
    """Add counters up by month."""
    found: dict[Counter, int] = defaultdict(int)
    for cell, n in counts:
        found[by_month(cell)] += n
    return Ledger(dict(found))
