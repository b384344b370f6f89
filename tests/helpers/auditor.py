"""An auditor of published tables, who trusts nothing of the code that hides.

He writes one unknown for each monthly counter (family, site, month, value), gathers nothing, adds every relation that
is declared and true, and asks SciPy's whole-number solver for the least and the greatest value of a hidden number. A
world found for one number is looked at for all the others too: it is a proof once every equation holds in it. He reads
numbers, of any periods together; who also reads what is hidden, and by which rule, is in `twins`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from kiosk.domain.figures.disclosure import Cell, Status
from kiosk.domain.figures.publication import Publication
from kiosk.domain.figures.relations import RELATIONS, Bond
from kiosk.domain.figures.sums import Sum
from kiosk.domain.figures.usage import FAMILIES, TOGETHER, Counter
from tests.helpers.bound_sums import bound_sums


@dataclass(frozen=True)
class Leak:
    """A hidden number that does not keep its interval."""

    cell: Cell
    low: int
    high: int
    truth: int


@dataclass(frozen=True)
class _Rows:
    """Sums with their bounds, over the columns of the unknowns."""

    matrix: csr_array
    low: np.ndarray
    high: np.ndarray


class Auditor:
    """Holds published cells, each with its threshold, and the truth that only the test knows."""

    def __init__(self, published: Iterable[tuple[int, Cell]], truth: Mapping[Counter, int]) -> None:
        # A heap with what is left of a whole follows from its table's other numbers.
        self._published = tuple(each for each in published if "unsaid" not in each[1].sum.values)
        self._sums = {sum_: n for n, sum_ in enumerate(dict.fromkeys(cell.sum for _, cell in self._published))}
        self._unknowns = self._universe()
        self._truth = self._counted(truth)
        self._endless = 4 * int(self._truth.sum()) + 1000
        self._rows = self._written()
        if not self._holds(self._truth):
            raise AssertionError("what was published, or what anybody may know, is not true of the counts")
        _, self._part = connected_components(self._linked(), directed=False)
        self._true = self._lows = self._highs = self._totals(self._truth)

    def interval(self, wanted: Sum) -> tuple[int, int]:
        """Return the least and the greatest value of a published sum, exactly."""
        n = self._sums[wanted]
        for sign in (1, -1):
            self._solve(sign * self._totals_of(n), n)
        return int(self._lows[n]), int(self._highs[n])

    def leaks(self) -> list[Leak]:
        """Return every hidden number that does not keep what it needs."""
        self._sweep()
        found = []
        for threshold, cell in self._published:
            n = self._sums[cell.sum]
            for sign in (-1, 1):
                if not self._keeps(threshold, cell):
                    self._solve(sign * self._totals_of(n), n)
            if not self._keeps(threshold, cell):
                found.append(Leak(cell, int(self._lows[n]), int(self._highs[n]), int(self._true[n])))
        return found

    def _keeps(self, threshold: int, cell: Cell) -> bool:
        n = self._sums[cell.sum]
        low, high = self._lows[n], self._highs[n]
        match cell.status:
            case Status.SHOWN:
                return True
            case Status.SMALL:
                return bool(low <= 0 and high >= threshold - 1)
            case Status.MASKED | Status.MERGED | Status.LEAST:
                return bool(high - low >= threshold - 1)

    def _universe(self) -> dict[tuple[str, str, str, str], int]:
        sums = list(self._sums)
        sites = sorted(frozenset().union(*(each.sites for each in sums)))
        months = sorted(frozenset().union(*(each.months for each in sums)))
        made: dict[tuple[str, str, str, str], int] = {}
        for family in sorted({each.family for each in sums}):
            values = frozenset().union(*(each.values for each in sums if each.family == family)) or {""}
            for site in sites:
                for month in months:
                    for value in sorted(values) if FAMILIES[family].is_together == (site == TOGETHER) else ():
                        made[family, site, month, value] = len(made)
        return made

    def _counted(self, truth: Mapping[Counter, int]) -> np.ndarray:
        counts = np.zeros(len(self._unknowns))
        for cell, n in truth.items():
            # A family that is only ever published whole has one unknown a place.
            for value in (cell.value, ""):
                place = self._unknowns.get((cell.family, cell.site, cell.period, value))
                if place is not None:
                    counts[place] += n
                    break
        return counts

    def _columns(self, family: str, sites: Iterable[str], months: Iterable[str], values: Iterable[str]) -> list[int]:
        of_site, of_month, of_value = set(sites), set(months), set(values)
        return [
            n
            for (f, s, m, v), n in self._unknowns.items()
            if f == family and s in of_site and m in of_month and (not of_value or v in of_value)
        ]

    def _written(self) -> _Rows:
        low = np.zeros(len(self._sums))
        high = np.full(len(self._sums), float(self._endless))
        for threshold, cell in self._published:
            n = self._sums[cell.sum]
            least, most = self._told(threshold, cell)
            low[n], high[n] = max(low[n], least), min(high[n], most)
        entries = [
            (n, c, 1) for s, n in self._sums.items() for c in self._columns(s.family, s.sites, s.months, s.values)
        ]
        known = self._known(len(self._sums))
        many = max((row for row, _, _ in known), default=len(self._sums) - 1) + 1
        low = np.concatenate([low, np.full(many - len(low), -np.inf)])
        high = np.concatenate([high, np.zeros(many - len(high))])
        rows, columns, factors = zip(*(entries + known), strict=True)
        return _Rows(csr_array((factors, (rows, columns)), shape=(many, len(self._unknowns)), dtype=float), low, high)

    def _told(self, threshold: int, cell: Cell) -> tuple[float, float]:
        match cell.status:
            case Status.SHOWN:
                assert cell.value is not None
                return cell.value, cell.value
            case Status.SMALL:
                return 0, threshold - 1
            case Status.LEAST:
                assert cell.value is not None
                return cell.value, self._endless
            case Status.MASKED:
                return threshold, self._endless
            case Status.MERGED:
                return 0, self._endless

    def _known(self, first: int) -> list[tuple[int, int, int]]:
        """Write "no more than" at each site in each month, from row `first` on; a guess that is false helps nobody."""
        entries, row = [], first
        places = sorted({(s, m) for _, s, m, _ in self._unknowns if s != TOGETHER})
        families = {f for f, _, _, _ in self._unknowns}
        bound = [each for each in RELATIONS if {each.left.name, each.right.name} <= families]
        for relation in bound:
            ends = [
                tuple(self._columns(each.family, each.sites, each.months, each.values) for each in two)
                for two in bound_sums(relation, places)
            ]
            if relation.bond is Bond.USUAL and any(self._truth[x].sum() > self._truth[y].sum() for x, y in ends):
                continue
            for sign in (1, -1) if relation.bond is Bond.EQUAL else (1,):
                for less, more in ends:
                    entries += [(row, c, sign) for c in less] + [(row, c, -sign) for c in more]
                    row += 1
        return entries

    def _linked(self) -> csr_array:
        """Tell which unknowns stand in one row with another: what no row links is solved apart."""
        entries = self._rows.matrix.tocoo()
        many, wide = self._rows.matrix.shape
        ends = (entries.row + wide, entries.col)
        return csr_array((np.ones(len(entries.row)), ends), shape=(wide + many, wide + many))

    def _totals(self, world: np.ndarray) -> np.ndarray:
        return (self._rows.matrix @ world)[: len(self._sums)]

    def _totals_of(self, n: int) -> np.ndarray:
        return self._rows.matrix[[n], :].toarray()[0]

    def _holds(self, world: np.ndarray) -> bool:
        totals = self._rows.matrix @ world
        return bool((totals >= self._rows.low).all() and (totals <= self._rows.high).all() and (world >= 0).all())

    def _sweep(self) -> None:
        """Look for worlds that clear many numbers at once, for as long as one world clears two."""
        dice = np.random.default_rng(0)
        many = len(self._unknowns)
        missing = self._missing()
        while missing:
            parts = sorted({self._part[many + n] for n in missing})
            for part in parts:
                here = [n for n in missing if self._part[many + n] == part]
                # Those that are low by now are wanted high, and the other way round.
                sides = np.where(self._lows[here] > 0, dice.choice([1, 1, -1], len(here)), -1)
                cost = (dice.integers(1, 9, len(here)) * sides) @ self._rows.matrix[here, :]
                self._solve(cost, here[0], hastily=True)
            before, missing = len(missing), self._missing()
            if before - len(missing) < 2 * len(parts):
                return

    def _missing(self) -> list[int]:
        return sorted({self._sums[cell.sum] for t, cell in self._published if not self._keeps(t, cell)})

    def _solve(self, cost: np.ndarray, place: int, *, hastily: bool = False) -> None:
        """Find the world of least cost in the part of a sum, the rest as it truly is; note what it proves."""
        part = self._part[len(self._unknowns) + place]
        columns = np.flatnonzero(self._part[: len(self._unknowns)] == part)
        rows = np.flatnonzero(self._part[len(self._unknowns) :] == part)
        found = milp(
            cost[columns],
            integrality=np.ones(len(columns)),
            bounds=Bounds(0, self._endless),
            constraints=LinearConstraint(
                self._rows.matrix[rows, :][:, columns], self._rows.low[rows], self._rows.high[rows]
            ),
            options={"mip_rel_gap": 0.2, "time_limit": 5.0} if hastily else {"mip_rel_gap": 0.0},
        )
        if found.x is None:
            if hastily:
                return
            raise AssertionError(f"no world fits what was published: {found.message}")
        world = self._truth.copy()
        world[columns] = np.round(found.x)
        if not self._holds(world):
            raise AssertionError("the solver's world does not fit what was published")
        totals = self._totals(world)
        self._lows, self._highs = np.minimum(self._lows, totals), np.maximum(self._highs, totals)


def audited(publications: Iterable[Publication], truth: Mapping[Counter, int]) -> list[Leak]:
    """Return what everything published together gives away."""
    cells = [(each.threshold, cell) for each in publications for cell in each.cells]
    return Auditor(cells, truth).leaks() if cells else []
