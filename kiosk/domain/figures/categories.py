"""The second half of a telling: which categories are told of what is told whole."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from kiosk.domain.figures.relations import Bond, Relation, wholes
from kiosk.domain.figures.rows import NOBODY, half_days, rows_of
from kiosk.domain.figures.splitting import Count, Part, grown, told_everywhere
from kiosk.domain.figures.sums import Ledger, Sum
from kiosk.domain.figures.tables import HALF_DAYS, Catalogue, Place
from kiosk.domain.figures.telling import ALONE, Places, Telling
from kiosk.domain.figures.usage import (
    ACTORS,
    ARRIVALS,
    BLOCKED,
    DEMARCHES,
    HELPED,
    LANGUAGES,
    OUTCOMES,
    SUPPORT,
    WAITING,
    Family,
)

# In an order in which a whole comes before its parts.
_FAMILIES = (DEMARCHES, OUTCOMES, ACTORS, LANGUAGES, WAITING, SUPPORT, BLOCKED, *ALONE, HELPED)


def told(counts: Ledger, where: Place, threshold: int, catalogue: Catalogue) -> Telling:
    """Decide what a quarter tells, at the sites and in the months where anything was counted."""
    places = Places(counts, where, threshold)
    places.tell()
    categories = _Categories(places, catalogue, counts.values)
    for family in _FAMILIES:
        categories.tell(family)
    categories.tell_half_days()
    return places.telling


class _Categories:
    def __init__(self, places: Places, catalogue: Catalogue, seen: Mapping[str, frozenset[str]]) -> None:
        self._places, self._telling = places, places.telling
        self._catalogue, self._seen = catalogue, seen

    def tell(self, family: Family) -> None:
        """Tell the rows of a family at all sites together, and at each site if all can be told at each."""
        places, count = self._places, self._count(family, self._places.where)
        if count is None:
            return
        values, levels = rows_of(family, self._catalogue.guides, self._seen.get(family.name, frozenset()))
        tree = grown(values, levels, count, places.threshold)
        self._keep(family, places.where, tree, count)
        if family.is_together:
            return
        if family in ALONE:
            by_site = self._all_at_sites(family, tree)
            places.say_months((family,), by_site=by_site)
        counts = [at_site for site in places.sites if (at_site := self._count(family, site))]
        if counts and len(counts) == len(places.sites):
            tree = told_everywhere(tree, counts, places.threshold)
            for site, at_site in zip(places.sites, counts, strict=True):
                self._keep(family, site, tree, at_site)

    def _all_at_sites(self, family: Family, tree: Part) -> bool:
        """Tell a family by site only with all of its rows: who knows that a site has no roll knows an empty row."""
        places = self._places
        counts = [self._adder(family, site, 0) for site in places.sites]
        is_whole = all(count(leaf) >= places.threshold for count in counts for leaf in tree.leaves)
        return is_whole and places.say_all(places.sites, (family,))

    def tell_half_days(self) -> None:
        """Tell the half-days of each site that is told: who knows the hours knows which site a half-day is of."""
        places = self._places
        by_site = [site for site in places.sites if self._telling.exact(site.sum(ARRIVALS)) is not None]
        for where in by_site if places.sites else [places.where]:
            self._tell_half_days_at(where)
        if by_site:
            self._telling.half_days[places.where.sum(ARRIVALS)] = {
                half_day: added for half_day in HALF_DAYS if (added := self._added(half_day, by_site))
            }

    def _tell_half_days_at(self, where: Place) -> None:
        count, rows, whole = self._count(ARRIVALS, where), half_days(self._open(where)), where.sum(ARRIVALS)
        if count is not None:
            tree = grown(frozenset(HALF_DAYS), (partial(_these, rows),), count, self._places.threshold)
            self._keep(ARRIVALS, where, tree, count)
            told = {half_day: row for row in set(rows) & set(tree.leaves) for half_day in row & self._open(where)}
            self._telling.half_days[whole] = {
                half_day: (replace(whole, values=row), count(row)) for half_day, row in told.items()
            }

    def _added(self, half_day: str, sites: Sequence[Place]) -> tuple[Sum, int] | None:
        """Add a half-day up over the sites that open on it, if each tells it and means the same by it."""
        there = [self._telling.half_days.get(s.sum(ARRIVALS), {}) for s in sites if half_day in self._open(s)]
        told = [found[half_day] for found in there if half_day in found]
        if len(told) < len(there) or len({wanted.values for wanted, _ in told}) != 1:
            return None
        where = frozenset().union(*(wanted.sites for wanted, _ in told))
        return replace(told[0][0], sites=where), sum(n for _, n in told)

    def _open(self, where: Place) -> frozenset[str]:
        every = frozenset(HALF_DAYS)
        return frozenset().union(*(self._catalogue.half_days.get(site) or every for site in where.sites))

    def _keep(self, family: Family, where: Place, tree: Part, count: Count) -> None:
        self._telling.leaves[where.sum(family)] = tuple((leaf, count(leaf)) for leaf in tree.leaves)

    def _count(self, family: Family, where: Place) -> Count | None:
        """Return what adds rows up; None where the whole that they are parts of is not told."""
        relations, own = wholes(family), self._places.amount(where.sum(family))
        whole = self._whole(relations, where) if relations else self._telling.exact(where.sum(family))
        is_equal = any(each.bond is Bond.EQUAL for each in relations) or not relations
        if whole is None or own > whole or (is_equal and own != whole):
            return None
        return self._adder(family, where, whole - own)

    def _whole(self, relations: tuple[Relation, ...], where: Place) -> int | None:
        """Return how much room anybody knows there to be for what is a part of all these."""
        of_values = [self._telling.leaf(where.sum(each.right), each.values) for each in relations if each.values]
        found = of_values or [self._room(relations, cut) for cut in self._places.cuts(where)]
        # The place itself is the first of its cuts; of the others some may be untold.
        needed = found if of_values else found[:1]
        return None if None in needed else min(n for n in found if n is not None)

    def _room(self, relations: tuple[Relation, ...], cut: Sequence[Place]) -> int | None:
        """Return the room in some places together; where two wholes are told, the lesser bounds at each of them."""
        told = [[self._telling.exact(place.sum(each.right)) for each in relations] for place in cut]
        if any(n is None for at_place in told for n in at_place):
            return None
        return sum(min(n for n in at_place if n is not None) for at_place in told)

    def _adder(self, family: Family, where: Place, unsaid: int) -> Count:
        def count(values: frozenset[str]) -> int:
            said = values - {NOBODY}
            return (self._places.amount(where.sum(family, said)) if said else 0) + (unsaid if NOBODY in values else 0)

        return count


def _these(rows: Sequence[frozenset[str]], _values: frozenset[str]) -> Sequence[frozenset[str]]:
    return rows
