"""The second half of a telling: which categories are told of what is told whole."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from kiosk.domain.figures.relations import Bond, Relation, wholes
from kiosk.domain.figures.rows import NOBODY, half_days, rows_of
from kiosk.domain.figures.splitting import Count, Part, grown, told_everywhere
from kiosk.domain.figures.sums import Ledger, Sum
from kiosk.domain.figures.tables import HALF_DAYS, Catalogue, Place
from kiosk.domain.figures.telling import ALONE, Places, Telling
from kiosk.domain.figures.usage import ACTORS, ARRIVALS, DEMARCHES, LANGUAGES, OUTCOMES, WAITING, Family

# In an order in which a whole comes before its parts.
_FAMILIES = (DEMARCHES, OUTCOMES, ACTORS, LANGUAGES, WAITING, *ALONE)


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
        whole = self._places.where
        by_site = [site for site in self._places.sites if self._telling.exact(site.sum(ARRIVALS)) is not None]
        for where in by_site or ([] if self._places.sites else [whole]):
            count, rows = self._count(ARRIVALS, where), half_days(self._open(where))
            if count is not None:
                tree = grown(frozenset(HALF_DAYS), (partial(_these, rows),), count, self._places.threshold)
                self._keep(ARRIVALS, where, tree, count)
                told = {leaf: (where.sum(ARRIVALS, leaf), count(leaf)) for leaf in tree.leaves if leaf in rows}
                self._telling.half_days[where.sum(ARRIVALS)] = {
                    half_day: told[row] for row in rows for half_day in row & self._open(where) if row in told
                }
        if by_site:
            self._telling.half_days[whole.sum(ARRIVALS)] = dict(self._gathered(by_site))

    def _gathered(self, sites: Sequence[Place]) -> Iterator[tuple[str, tuple[Sum, int]]]:
        """Add up a half-day over the sites that open on it, if each tells it and means the same by it."""
        for half_day in HALF_DAYS:
            there = [site.sum(ARRIVALS) for site in sites if half_day in self._open(site)]
            found = [self._telling.half_days.get(each, {}).get(half_day) for each in there]
            told = [each for each in found if each is not None]
            if told and len(told) == len(there) and len({wanted.values for wanted, _ in told}) == 1:
                sums = [wanted for wanted, _ in told]
                where = frozenset().union(*(wanted.sites for wanted in sums))
                yield half_day, (replace(sums[0], sites=where), sum(n for _, n in told))

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
        if of_values:
            return None if None in of_values else min(n for n in of_values if n is not None)
        room = [self._room(relations, cut) for cut in self._places.cuts(where)]
        return None if room[0] is None else min(n for n in room if n is not None)

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
