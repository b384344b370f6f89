"""An attack on published quarters by somebody who knows everything but the counts: every relation, and the rule itself.

What is hidden is safe if there are twins: other worlds, in which all that anybody may know holds and of which the very
same reports are made, to the cell, with the hidden number low in one and high in another. So the rule is not written
down here: a twin is published, and what comes out is compared. Twins are looked for by whole-number programs (SciPy),
over one unknown a counter, from the reports and `relations.RELATIONS`; a hidden number without twins is a leak.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from kiosk.domain.figures.disclosure import Cell, Status
from kiosk.domain.figures.relations import RELATIONS, Bond, Relation, wholes
from kiosk.domain.figures.sums import Ledger, Sum
from kiosk.domain.figures.usage import ARRIVALS, FAMILIES, GUIDES_OPENED, TOGETHER, Counter, quarter_of
from tests.helpers.bound_sums import bound_sums

Reports = Sequence[tuple[str, str, tuple[Cell, ...]]]
Publish = Callable[[Ledger], Reports]
# What all reports of a quarter are made of, and is quicker to make: two of them that differ make other reports.
Mark = Callable[[Ledger], object]
# What the rows of a table are parts of, by the rows of the first table; what two families leave of their whole.
_WHOLES = {
    "partner": "demarches", "outcome": "demarches", "actor": "redirected", "half-day": "arrivals",
    "language": "arrivals", "waiting": "visits", "sheet": "sheets", "alone": "alone", "helped": "alone",
    "blocked": "visits", "support": "visits",
}  # fmt: skip
_UNSAID = {
    "actors": ("outcomes", frozenset({"redirected"})), "waiting": ("visits", frozenset[str]()),
    "helped": ("guides-finished", frozenset[str]()), "blocked": ("visits", frozenset[str]()),
    "support": ("visits", frozenset[str]()),
}  # fmt: skip
_ENDLESS = 10_000
_ROUNDS, _TURNS = 40, 48
# Every so many twins are published whole, to the cell.
_WHOLLY = 8


@dataclass(frozen=True)
class Leak:
    """A hidden number that has no twins far enough apart."""

    scope: str
    period: str
    cell: Cell
    low: int
    high: int
    truth: int


@dataclass
class _Rows:
    entries: list[tuple[int, int, float]] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def add(self, columns: Mapping[int, float], low: float, high: float) -> None:
        row = len(self.low)
        self.entries += [(row, column, factor) for column, factor in columns.items()]
        self.low.append(low)
        self.high.append(high)


class Attacker:
    """Holds what was published of a quarter, the hours at which sites open, and the truth that only the test knows."""

    def __init__(
        self, publish: Publish, mark: Mark, truth: Ledger, months: Iterable[str], hours: Mapping[str, frozenset[str]],
        threshold: int, seed: int = 0, most_crossed: int = 60,
    ) -> None:  # fmt: skip
        self._publish, self._mark, self._truth, self._hours, self._t = publish, mark, truth, hours, threshold
        self._reports, self._marked = publish(truth), mark(truth)
        self._dice = np.random.default_rng(seed)
        wanted = frozenset(months)
        self._places = sorted({(c.site, c.period) for c in truth.counts if c.period in wanted and c.site != TOGETHER})
        self._cells = [(scope, period, cell) for scope, period, cells in self._reports for cell in cells]
        self._columns = self._universe()
        self._index = _by_family(self._columns)
        self._true = np.zeros(len(self._columns))
        for counter, n in truth.counts.items():
            if self._is_here(counter):
                self._true[self._columns[counter.family, counter.site, counter.period, counter.value]] = n
        self._rows = self._known()
        self._hidden = self._secrets(most_crossed)
        self._heaps = self._gather()
        self._refused = self._gather_refused()
        self.twins = 0

    def leaks(self, most: int | None = None) -> list[Leak]:
        """Return every hidden number that keeps no interval of the threshold, or cannot be nought and should.

        With `most`, stop once so many are sure.
        """
        self._lows = self._highs = self._matrix @ self._true
        for turn in range(_ROUNDS):
            open_ = self._narrow()
            if not open_.any():
                return []
            self._look(open_, turn)
        sure: list[int] = []
        for n in np.flatnonzero(self._narrow()):
            if most is None or len(sure) < most:
                self._look_at(n)
                sure += [n] if self._narrow()[n] else []
        return [self._leak(n) for n in sure]

    def _look_at(self, n: int) -> None:
        for turn in range(_TURNS):
            if self._narrow()[n]:
                weights = self._dice.random(len(self._hidden)) * 0.01
                weights[n] = 1 if turn % 2 else -1
                self._try(weights, daring=(0.0, 0.2, 1.0)[turn // 2 % 3])

    def _is_here(self, counter: Counter) -> bool:
        quarters = {(TOGETHER, quarter_of(month)) for _, month in self._places}
        return (counter.site, counter.period) in {*self._places, *quarters}

    # --- what is known
    def _universe(self) -> dict[tuple[str, str, str, str], int]:
        values: dict[str, set[str]] = {name: set(self._truth.values.get(name, ())) for name in FAMILIES}
        for _, _, cell in self._cells:
            values[cell.sum.family] |= cell.sum.values - {"unsaid"}
        quarters = sorted({(TOGETHER, quarter_of(month)) for _, month in self._places})
        where = {name: quarters if family.is_together else self._places for name, family in FAMILIES.items()}
        keys = [(f, s, m, v) for f in FAMILIES for s, m in where[f] for v in sorted(values[f] or {""})]
        return {key: n for n, key in enumerate(keys)}

    def _sum(self, wanted: Sum) -> dict[int, float]:
        return {
            n: 1.0
            for (_, s, m, v), n in self._index.get(wanted.family, ())
            if s in wanted.sites and m in wanted.months and (not wanted.values or v in wanted.values)
        }

    def _known(self) -> _Rows:
        rows = _Rows()
        for wanted, (low, high) in self._told().items():
            rows.add(self._sum(wanted), low, high)
        for relation in RELATIONS:
            bound = [self._bound(left, right) for left, right in bound_sums(relation, self._places)]
            if all(self._is_true(relation, row) for row in bound):
                for row in bound:
                    rows.add(row, 0 if relation.bond is Bond.EQUAL else -np.inf, 0)
        # Who knows the hours knows when nobody arrives.
        for (_, site, _, value), n in self._index[ARRIVALS.name]:
            if value not in self._hours.get(site, {value}) and not self._true[n]:
                rows.add({n: 1.0}, 0, 0)
        # Nor does a place become one where nothing was counted at all: that it had somebody is no secret.
        for site, month in self._places:
            opened = Sum(GUIDES_OPENED.name, frozenset({site}), frozenset({month}))
            rows.add(self._sum(opened), 1, _ENDLESS)
        return rows

    def _told(self) -> dict[Sum, tuple[float, float]]:
        bounds: dict[Sum, tuple[float, float]] = {}
        for _, _, cell in self._cells:
            if "unsaid" in cell.sum.values:
                continue
            low, high = bounds.get(cell.sum, (0, _ENDLESS))
            match cell.status:
                case Status.SHOWN:
                    low, high = max(low, cell.value), min(high, cell.value)
                case Status.SMALL:
                    high = min(high, self._t - 1)
                case Status.LEAST:
                    low = max(low, cell.value)
            bounds[cell.sum] = low, high
        return bounds

    def _bound(self, left: Sum, right: Sum) -> dict[int, float]:
        return self._sum(left) | dict.fromkeys(self._sum(right), -1.0)

    def _is_true(self, relation: Relation, row: Mapping[int, float]) -> bool:
        """A guess that is false anywhere helps nobody; a law that is false is a fault of the counts."""
        over = sum(factor * self._true[n] for n, factor in row.items())
        is_true = over == 0 or (over < 0 and relation.bond is not Bond.EQUAL)
        assert is_true or relation.bond is Bond.USUAL, relation
        return bool(is_true)

    # --- what is hidden
    def _secrets(self, most_crossed: int) -> list[tuple[str, str, Cell, bool]]:
        """Return what is hidden, once each; of what lies where two ways cross, which are many, some that are drawn."""
        everywhere = frozenset(s for s, _ in self._places), frozenset(m for _, m in self._places)
        seen, found = set(), []
        for scope, period, cell in self._cells:
            columns = self._sum(cell.sum)
            if cell.status is Status.SHOWN or cell.sum in seen or not columns or self._is_shut(cell):
                continue
            seen.add(cell.sum)
            is_together = cell.sum.sites == {TOGETHER}
            by_place = not is_together and cell.sum.sites != everywhere[0], cell.sum.months != everywhere[1]
            parted = (by_place[0], not is_together and by_place[1], bool(cell.sum.values))
            found.append((scope, period, cell, self._true[list(columns)].sum() < self._t and sum(parted) <= 1))
        crossed = [
            n for n, (*_, cell, _) in enumerate(found)
            if (cell.sum.sites, cell.sum.months) != everywhere and cell.sum.sites != {TOGETHER}
        ]  # fmt: skip
        left = set(self._dice.permutation(crossed)[most_crossed:])
        found = [each for n, each in enumerate(found) if n not in left]
        self._matrix = _matrix([self._sum(cell.sum) for _, _, cell, _ in found], len(self._columns))
        return found

    def _is_shut(self, cell: Cell) -> bool:
        """Say whether everybody knows a half-day to be empty: no site opens then, or was there in these months."""
        there = [s for s, m in self._places if s in cell.sum.sites and m in cell.sum.months]
        opens = frozenset().union(*(self._hours.get(site, cell.sum.values) for site in there))
        return cell.table == "half-day" and cell.sum.values.isdisjoint(opens)

    def _narrow(self) -> np.ndarray:
        nought = np.array([each[3] for each in self._hidden])
        return (self._highs - self._lows < self._t - 1) | (nought & (self._lows > 0))

    # --- twins
    def _look(self, open_: np.ndarray, turn: int) -> None:
        """Look for a twin in which many of the numbers that are open yet are low, and many high."""
        wants_low = self._lows > 0
        sides = np.where(wants_low & (self._dice.random(len(open_)) < 0.7), 1, -1)
        weights = sides * self._dice.integers(1, 20, len(open_)) * np.where(open_, 1.0, 0.02)
        self._try(weights, daring=None if turn % 8 == 7 else 1.0)

    def _try(self, weights: np.ndarray, *, daring: float | None) -> None:
        """Look for a twin where some numbers are low and some high; without a measure of daring, anywhere at all."""
        cost = self._matrix.T @ weights + self._dice.random(len(self._columns)) * 0.01
        rows = _Rows(list(self._rows.entries), list(self._rows.low), list(self._rows.high))
        focus = np.abs(self._matrix.T @ np.where(np.abs(weights) >= 1, weights, 0)) > 0
        # To move redirections, and not only to whom.
        of = {name for key, n in self._columns.items() if focus[n] for name in _above(key[0])}
        focus |= np.array([key[0] in of for key in self._columns])
        for columns, low, high in self._hints(focus, daring) if daring is not None else ():
            rows.add(columns, low, high)
        matrix = csr_array(
            ([f for *_, f in rows.entries], ([r for r, *_ in rows.entries], [c for _, c, _ in rows.entries])),
            shape=(len(rows.low), len(self._columns)),
        )  # fmt: skip
        found = milp(
            cost, integrality=np.ones(len(cost)), bounds=Bounds(0, _ENDLESS),
            constraints=LinearConstraint(matrix, rows.low, rows.high),
            options={"mip_rel_gap": 0.3, "node_limit": 400},
        )  # fmt: skip
        if found.x is not None:
            self._believe(np.round(found.x))

    def _believe(self, world: np.ndarray) -> None:
        """Publish a world; it is a twin if nothing that comes out differs."""
        counts = {Counter(*key): int(world[n]) for key, n in self._columns.items() if world[n]}
        elsewhere = {c: n for c, n in self._truth.counts.items() if not self._is_here(c)}
        twin = Ledger(elsewhere | counts)
        is_twin = self._mark(twin) == self._marked
        # What is told may differ where no report shows it; and every so many twins are looked at whole.
        if not is_twin or not self.twins % _WHOLLY:
            looks_alike = _said(self._publish(twin)) == _said(self._reports)
            assert looks_alike or not is_twin
            is_twin = looks_alike
        if is_twin:
            self.twins += 1
            totals = self._matrix @ world
            self._lows, self._highs = np.minimum(self._lows, totals), np.maximum(self._highs, totals)

    def _hints(self, focus: np.ndarray, daring: float) -> list[tuple[dict[int, float], float, float]]:
        """Steer to worlds that may be twins: most heaps as they are, some with rows all small, or all but one."""
        made = [(group[self._dice.integers(len(group))], 0, self._t - 1) for group in self._refused]
        for room, rows in self._heaps:
            numbers = [sum(factor * self._true[n] for n, factor in row.items()) for row in rows]
            small = [row for row, n in zip(rows, numbers, strict=True) if n < self._t]
            how = self._dice.choice([0, 0, 1, 1, 2, 2, 3])
            if self._dice.random() > daring and not any(focus[n] for row in rows for n in row):
                made += [(row, n, n) for row, n in zip(rows, numbers, strict=True)]
            elif how == 0 and room <= (self._t - 1) * (len(rows) - 1):
                made += [(row, -_ENDLESS, self._t - 1) for row in rows]
            elif how < 2:
                one = int(self._dice.integers(len(rows)))
                made.append((_together(rows[:one] + rows[one + 1 :]), -_ENDLESS, self._t - 1))
            elif how == 2:
                made += [(row, -_ENDLESS, self._t - 1) for row in small]
                made += [(row, self._t, _ENDLESS) for row in rows if row not in small]
                if sum(n for n in numbers if n < self._t) < self._t:
                    made.append((_together(small), -_ENDLESS, self._t - 1))
        return made

    def _gather(self) -> list[tuple[int, list[dict[int, float]]]]:
        """Gather the hidden rows of each table with what they add up to, as far as that can be read."""
        found = []
        sites, months = frozenset(s for s, _ in self._places), frozenset(m for _, m in self._places)
        by_site = any(
            c.row == "arrivals" and c.status is Status.SHOWN and c.sum.sites != sites and c.sum.months == months
            for _, _, c in self._cells
        )
        for _, _, cells in self._reports:
            told = [c for c in cells if c.status is Status.SHOWN and c.table in {"total", "outcome"}]
            totals = {c.row: c.value for c in told}
            is_whole = any(c.sum.sites == sites for c in cells)
            for table, whole in _WHOLES.items() if any(c.sum.months == months for c in cells) else ():
                rows = [c for c in cells if c.table == table]
                # At one site a table is told with the rows of all sites, or not at all; half-days are its own.
                if table == "half-day":
                    is_heap = is_whole != by_site
                else:
                    is_heap = is_whole or any(c.value is not None for c in rows)
                if is_heap:
                    found.append((rows, totals.get(whole)))
            for partner in [c for c in rows_told(cells, "partner") if c.sum.months == months and is_whole]:
                inside = [c for c in cells if c.table == "guide" and c.sum.values <= partner.sum.values]
                found.append(([c for c in inside if c.row != "autres"], partner.value))
        return [heap for rows, whole in found if whole is not None for heap in self._heap(rows, whole)]

    def _gather_refused(self) -> list[list[dict[int, float]]]:
        """Gather the small numbers for which a table of places is told to nobody: one of them must stay small."""
        groups: dict[tuple[str, bool, bool], list[dict[int, float]]] = {}
        sites, months = frozenset(s for s, _ in self._places), frozenset(m for _, m in self._places)
        shown = {cell.sum for _, _, cell in self._cells if cell.status is Status.SHOWN}
        for _, _, cell in self._cells:
            row, parted = self._sum(cell.sum), (cell.sum.sites != sites, cell.sum.months != months)
            is_small = bool(row) and self._true[list(row)].sum() < self._t
            # First visits are told by site at most, and by site and month the first three only.
            is_told_so = cell.row not in {"new-people", "sheets", "alone"} or parted == (True, False) or (
                cell.row != "new-people" and parted == (False, True))  # fmt: skip
            if cell.table == "total" and cell.status is Status.MERGED and is_small and is_told_so:
                whole = replace(cell.sum, sites=sites, months=months)
                if whole in shown:
                    of = cell.sum.family if cell.row in {"new-people", "sheets", "alone"} else ""
                    groups.setdefault((of, *parted), []).append(row)
        return list(groups.values())

    def _heap(self, cells: Sequence[Cell], whole: int) -> list[tuple[int, list[dict[int, float]]]]:
        rest = whole - sum(c.value for c in cells if c.status is Status.SHOWN and c.row != "autres")
        hidden = [c.sum for c in cells if c.status is not Status.SHOWN and not self._is_shut(c)]
        rows = [row for each in hidden if (row := self._sum(each))]
        if hidden and hidden[0].family in _UNSAID:
            family, values = _UNSAID[hidden[0].family]
            here = above = replace(hidden[0], values=frozenset())
            if here.sites == {TOGETHER}:
                sites, months = (frozenset(each) for each in zip(*self._places, strict=True))
                above = replace(here, sites=sites, months=months)
            rows.append(self._sum(replace(above, family=family, values=values)) | dict.fromkeys(self._sum(here), -1.0))
        return [(rest, rows)] if rest and len(rows) > 1 else []

    def _leak(self, n: int) -> Leak:
        scope, period, cell, _ = self._hidden[n]
        return Leak(scope, period, cell, int(self._lows[n]), int(self._highs[n]), int((self._matrix @ self._true)[n]))


def _said(reports: Reports) -> list[object]:
    return [(s, p, [(c.table, c.row, c.column, c.value, c.status) for c in cells]) for s, p, cells in reports]


def _above(family: str) -> set[str]:
    return {each.right.name for each in wholes(FAMILIES[family])}


def _together(rows: Sequence[Mapping[int, float]]) -> dict[int, float]:
    added: dict[int, float] = {}
    for row in rows:
        for n, factor in row.items():
            added[n] = added.get(n, 0.0) + factor
    return added


def rows_told(cells: Iterable[Cell], table: str) -> list[Cell]:
    """Return the rows of a table that are told exactly."""
    return [c for c in cells if c.table == table and c.status is Status.SHOWN and c.row != "autres"]


def _by_family(columns: Mapping[tuple[str, str, str, str], int]) -> dict[str, list[tuple[tuple[str, ...], int]]]:
    found: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for key, n in columns.items():
        found.setdefault(key[0], []).append((key, n))
    return found


def _matrix(sums: Sequence[Mapping[int, float]], wide: int) -> csr_array:
    entries = [(row, n, 1.0) for row, each in enumerate(sums) for n in each]
    rows, columns, factors = zip(*entries, strict=True) if entries else ((), (), ())
    return csr_array((factors, (rows, columns)), shape=(len(sums), wide), dtype=float)
