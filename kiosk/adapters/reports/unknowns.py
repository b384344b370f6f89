"""The unknowns of whoever solves the published tables: counters that no number told sets apart are one of them.

What is one unknown may lie anywhere among its counters, all families of a place together: a sum that holds a part of it
may have none or all of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kiosk.domain.figures.sums import RELATIONS, Relation, Sum


@dataclass(frozen=True, slots=True)
class Classes:
    """What the told sums tell apart: for each family's values, for months, for sites."""

    values: Mapping[str, Mapping[str, int]]
    months: Mapping[str, int]
    sites: Mapping[str, int]

    @property
    def size(self) -> int:
        """Return how many unknowns there are."""
        return sum(_many(values) for values in self.values.values()) * _many(self.months) * _many(self.sites)

    def columns(self, wanted: Sum, *, whole: bool) -> list[int]:
        """Return the unknowns that a sum holds, wholly or at least in part."""
        of_value = self.values[wanted.family]
        values = _held(of_value, wanted.values or frozenset(of_value), whole=whole)
        months = _held(self.months, wanted.months, whole=whole)
        sites = _held(self.sites, wanted.sites, whole=whole)
        before = sum(_many(of) for family, of in self.values.items() if family < wanted.family)
        many, wide = _many(self.months), _many(self.sites)
        return [((before + v) * many + m) * wide + s for v in values for m in months for s in sites]


def _many(classes: Mapping[str, int]) -> int:
    return len(set(classes.values()))


def _held(classes: Mapping[str, int], members: frozenset[str], *, whole: bool) -> list[int]:
    touched = {classes[member] for member in members}
    missed = {number for one, number in classes.items() if one not in members} if whole else set()
    return sorted(touched - missed)


def _told_apart(sets: Sequence[frozenset[str]], everything: frozenset[str]) -> dict[str, int]:
    """Give one number to what always stands in the same sets."""
    distinct = list(dict.fromkeys(sets))
    signs = {one: tuple(one in each for each in distinct) for one in everything}
    numbers = {sign: n for n, sign in enumerate(sorted(set(signs.values())))}
    return {one: numbers[sign] for one, sign in signs.items()}


def classes_of(told: Sequence[Sum], sums: Sequence[Sum]) -> Classes:
    """Put the counters of some sums into classes that the told ones among them tell apart."""
    values = {}
    for family in sorted({each.family for each in sums}):
        sets = [each.values for each in told if each.family == family and each.values]
        sets += [r.values for r in RELATIONS if r.values and r.right.name == family]
        # A family that is only ever added up whole is one unknown a place.
        met = frozenset().union(*(each.values for each in sums if each.family == family), *sets) or frozenset({""})
        values[family] = _told_apart(sets, met)
    months = _told_apart([each.months for each in told], frozenset().union(*(each.months for each in sums)))
    sites = _told_apart([each.sites for each in told], frozenset().union(*(each.sites for each in sums)))
    return Classes(values, months, sites)


def relations_between(classes: Classes) -> Iterator[tuple[Relation, Sum, Sum]]:
    """Write each relation between two families for every place that is told apart."""
    months, sites = ({n: one for one, n in of.items()} for of in (classes.months, classes.sites))
    for relation in RELATIONS:
        if {relation.left.name, relation.right.name} <= classes.values.keys():
            for month in months.values():
                for site in sites.values():
                    here = (frozenset({site}), frozenset({month}))
                    yield relation, Sum(relation.left.name, *here), Sum(relation.right.name, *here, relation.values)
