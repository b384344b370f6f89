"""Adding counters up: what a published number is the sum of, and the ledger that knows the sums."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from kiosk.domain.figures.usage import (
    ACTORS,
    ARRIVALS,
    DEMARCHES,
    GUIDES_FINISHED,
    LANGUAGES,
    NEW_PEOPLE,
    OUTCOMES,
    SHEETS,
    VISITS,
    WAITING,
    Counter,
    Family,
)
from kiosk.domain.reception.assistance import Outcome


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


@dataclass(frozen=True, slots=True)
class Relation:
    """What anybody may know of two families, at each site in each month: as many, or no more."""

    left: Family
    right: Family
    values: frozenset[str] = frozenset()
    is_equal: bool = False


RELATIONS = (
    Relation(DEMARCHES, OUTCOMES, is_equal=True),
    Relation(ACTORS, OUTCOMES, frozenset({Outcome.REDIRECTED.value})),
    Relation(NEW_PEOPLE, VISITS),
    Relation(WAITING, ARRIVALS),
)
# Families that tell of one another; no relation crosses from one group to another.
GROUPS = (
    (DEMARCHES, OUTCOMES, ACTORS), (VISITS, NEW_PEOPLE), (ARRIVALS, WAITING), (SHEETS,), (LANGUAGES,),
    (GUIDES_FINISHED,),
)  # fmt: skip


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
        """Return the sites where something was counted in some months."""
        wanted = frozenset(months)
        return tuple(sorted({site for _, site, month in self._by_place if month in wanted}))

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

    @property
    def is_consistent(self) -> bool:
        """Say whether what everybody may know of counters holds at each site in each month."""
        places = {place[1:] for place in self._by_place}
        return all(self._holds(relation, *place) for relation in RELATIONS for place in places)

    def _holds(self, relation: "Relation", site: str, month: str) -> bool:
        left, right = (
            self.total(Sum(family.name, frozenset({site}), frozenset({month}), values))
            for family, values in ((relation.left, frozenset()), (relation.right, relation.values))
        )
        return left == right if relation.is_equal else left <= right


def ledger(counts: Iterable[tuple[Counter, int]]) -> Ledger:
    """Add counters up by month."""
    found: dict[Counter, int] = defaultdict(int)
    for cell, n in counts:
        found[by_month(cell)] += n
    return Ledger(dict(found))
