"""What a quarter tells: a few exact numbers, of which every table of every report is derived, and nothing else.

Roots (arrivals, sessions, démarches, sheets, guides) are told whole, or as "< threshold". Each is then told in parts,
one way at a time: by site, by month, by category. Two ways are crossed for site and month and for site and category
only, wholly or not at all. So whatever is not told can still be arranged in any way that has the told sums; and as each
told sum and its rest have the threshold, every untold number keeps an interval as wide (`DECISIONS.md`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kiosk.domain.figures.disclosure import Status, Told
from kiosk.domain.figures.relations import bound_together
from kiosk.domain.figures.sums import Ledger, Sum
from kiosk.domain.figures.tables import Place
from kiosk.domain.figures.usage import ARRIVALS, DEMARCHES, GUIDES_FINISHED, NEW_PEOPLE, SHEETS, VISITS, Family

# What the tables by site and by month tell. What one of them tells helps with another: all are told there, or none.
PLACED = (ARRIVALS, VISITS, DEMARCHES)
# What is told by site with its categories only.
ALONE = (SHEETS, GUIDES_FINISHED)


@dataclass(frozen=True, slots=True)
class Telling:
    """`numbers` are told sums of whole families; `leaves` the finest categories told of one, with their numbers.

    `half_days` are those of the week that are told at a place, each with the counters that its row adds up.
    """

    numbers: dict[Sum, Told] = field(default_factory=dict)
    leaves: dict[Sum, tuple[tuple[frozenset[str], int], ...]] = field(default_factory=dict)
    half_days: dict[Sum, dict[str, tuple[Sum, int]]] = field(default_factory=dict)

    def exact(self, wanted: Sum) -> int | None:
        """Return a number that is told exactly."""
        found = self.numbers.get(wanted)
        return found.value if found is not None and found.status is Status.SHOWN else None

    def leaf(self, whole: Sum, values: frozenset[str]) -> int | None:
        """Return a category that is told exactly."""
        return next((n for leaf, n in self.leaves.get(whole, ()) if leaf == values), None)


class Places:
    """Decides which whole families are told, and where; the first half of a telling."""

    def __init__(self, counts: Ledger, where: Place, threshold: int) -> None:
        self.where, self.threshold, self._counts = where, threshold, counts
        sites, months = sorted(where.sites), sorted(where.months)
        self.sites = [Place(frozenset({site}), where.months) for site in sites if len(sites) > 1]
        self.months = [Place(where.sites, frozenset({month})) for month in months if len(months) > 1]
        present = {(cell.site, cell.period) for cell in counts.counts}
        self._both = [
            Place(frozenset({site}), frozenset({month}))
            for site in sites
            for month in months
            if (site, month) in present
        ]
        self._never_shut = len(self._both) == len(sites) * len(months)
        self.telling = Telling()

    def tell(self) -> Telling:
        """Tell the roots, then the places, then the first visits."""
        for family in (*PLACED, *ALONE):
            n = self.amount(self.where.sum(family))
            is_small = n < self.threshold
            self.telling.numbers[self.where.sum(family)] = Told(None, Status.SMALL) if is_small else Told(n)
        for group in bound_together(PLACED):
            self._tell_places(group)
        self._tell_newcomers()
        return self.telling

    def say_all(self, places: Sequence[Place], families: Sequence[Family]) -> bool:
        """Tell some families at some places if every number has the threshold."""
        found = {where.sum(family): self.amount(where.sum(family)) for where in places for family in families}
        if not found or min(found.values()) < self.threshold:
            return False
        self.telling.numbers.update({each: Told(n) for each, n in found.items()})
        return True

    def say_months(self, families: Sequence[Family], *, by_site: bool) -> bool:
        """Tell some families by month; not if they are by site, and a site that was shut for a month told the rest."""
        return (self._never_shut or not by_site) and self.say_all(self.months, families)

    def cuts(self, where: Place) -> list[list[Place]]:
        """Return the ways in which a place is made of places: of itself first, of sites, of months, of both."""
        parts = [
            [part for part in cut if part.sites <= where.sites and part.months <= where.months]
            for cut in (self.sites, self.months, self._both)
        ]
        return [[where], *(part for part in parts if part)]

    def amount(self, wanted: Sum) -> int:
        """Return what a sum amounts to, told or not."""
        return self._counts.total(wanted)

    def _tell_places(self, group: Sequence[Family]) -> None:
        if any(self.telling.exact(self.where.sum(family)) is None for family in group):
            return
        by_site = self.say_all(self.sites, group)
        by_month = self.say_months(group, by_site=by_site)
        if by_site and (by_month or not self._never_shut) and self.say_all(self._both, group):
            # Whole as it stands: what it adds up to is known.
            self.say_all(self.months, group)

    def _tell_newcomers(self) -> None:
        """Tell first visits and the other sessions: both exactly, or which of the two is small."""
        here, t = self.where.sum(NEW_PEOPLE), self.threshold
        visits, new = self.telling.exact(self.where.sum(VISITS)), self.amount(here)
        if visits is None or (visits >= 2 * t - 1 and new < t):
            self.telling.numbers[here] = Told(None, Status.SMALL)
        elif visits >= 2 * t - 1 and visits - new < t:
            self.telling.numbers[here] = Told(visits - t + 1, Status.LEAST)
        elif visits >= 2 * t:
            self.telling.numbers[here] = Told(new)
            self._tell_newcomers_by_site()

    def _tell_newcomers_by_site(self) -> None:
        told = {site.sum(NEW_PEOPLE): self.telling.exact(site.sum(VISITS)) or 0 for site in self.sites}
        if all(min(self.amount(each), visits - self.amount(each)) >= self.threshold for each, visits in told.items()):
            self.telling.numbers.update({each: Told(self.amount(each)) for each in told})
