"""An intruder who solves the published tables: linear programming by HiGHS, over every world that fits them.

Counters that no published number tells apart are one unknown, so that a year of three sites stays small. A world is
kept as a proof: it shows at once how low or high every hidden sum may be, and it stays possible when less is known.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import highspy
import numpy as np
import numpy.typing as npt

from kiosk.domain.disclosure import Known, Need
from kiosk.domain.figures import RELATIONS, Relation, Sum
from kiosk.domain.masking import Exposure

_Numbers = npt.NDArray[np.float64]
# What nothing limits may be so many times the greatest number published: solvers dislike the infinite.
_ENDLESS = 10.0
_TOLERANCE = 1e-6
# Fewer than so many at once are looked at one by one.
_FEW = 4


@dataclass(frozen=True, slots=True)
class _Classes:
    """What the published sums tell apart: for each family's values, for months, for sites."""

    values: Mapping[str, Mapping[str, int]]
    months: Mapping[str, int]
    sites: Mapping[str, int]

    def offset(self, family: str) -> int:
        """Return the first unknown of a family."""
        before = (f for f in self.values if f < family)
        return sum(len(set(self.values[f].values())) for f in before) * self._places

    @property
    def _places(self) -> int:
        return len(set(self.months.values())) * len(set(self.sites.values()))

    @property
    def size(self) -> int:
        """Return how many unknowns there are."""
        return sum(len(set(values.values())) for values in self.values.values()) * self._places

    def columns(self, wanted: Sum) -> list[int]:
        """Return the unknowns that a sum adds up."""
        of_value = self.values[wanted.family]
        values = {of_value[v] for v in (wanted.values or of_value)}
        months = {self.months[m] for m in wanted.months}
        sites = {self.sites[s] for s in wanted.sites}
        first, many, wide = self.offset(wanted.family), len(set(self.months.values())), len(set(self.sites.values()))
        return [first + (v * many + m) * wide + s for v in values for m in months for s in sites]


def _told_apart(sets: Sequence[frozenset[str]]) -> dict[str, int]:
    """Give one number to what always stands in the same sets."""
    distinct = list(dict.fromkeys(sets))
    signs = {one: tuple(one in each for each in distinct) for one in frozenset().union(*distinct)}
    numbers = {sign: n for n, sign in enumerate(sorted(set(signs.values())))}
    return {one: numbers[sign] for one, sign in signs.items()}


def _classes(sums: Sequence[Sum]) -> _Classes:
    named: dict[str, list[frozenset[str]]] = {}
    for each in sums:
        named.setdefault(each.family, []).append(each.values)
    for relation in RELATIONS:
        if relation.values and relation.right.name in named:
            named[relation.right.name].append(relation.values)
    # A family that is only ever added up whole is one unknown a place.
    values = {family: _told_apart([s for s in sets if s] or [frozenset({""})]) for family, sets in named.items()}
    return _Classes(values, _told_apart([s.months for s in sums]), _told_apart([s.sites for s in sums]))


def _relations(classes: _Classes, sums: Sequence[Sum]) -> Iterator[tuple[Relation, Sum, Sum]]:
    """Write each relation between two families for every place that is told apart."""
    families = {each.family for each in sums}
    months, sites = ({n: one for one, n in of.items()} for of in (classes.months, classes.sites))
    for relation in RELATIONS:
        if {relation.left.name, relation.right.name} <= families:
            for month in months.values():
                for site in sites.values():
                    here = (frozenset({site}), frozenset({month}))
                    yield relation, Sum(relation.left.name, *here), Sum(relation.right.name, *here, relation.values)


class _Quiet(highspy.Highs):  # type: ignore[misc]
    """HiGHS without its callbacks, which greet on the standard output before an option can say no."""

    def __init__(self) -> None:
        super(highspy.Highs, self).__init__()


class HighsIntruder:
    """The port `Intruder` on HiGHS. A month or site class stands for all of its members, so places are classes."""

    def __init__(self, known: Sequence[Known], *, is_consistent: bool) -> None:
        sums = [each.sum for each in known]
        self._classes = _classes(sums)
        rows = [dict.fromkeys(self._classes.columns(each), 1.0) for each in sums]
        self._endless = _ENDLESS * max((each.least for each in known), default=0) + 1000.0
        least = [float(each.least) for each in known]
        most = [self._most(each) for each in known]
        for relation, left, right in _relations(self._classes, sums) if is_consistent else ():
            rows.append(
                dict.fromkeys(self._classes.columns(left), 1.0) | dict.fromkeys(self._classes.columns(right), -1.0)
            )
            least.append(0.0 if relation.is_equal else -self._endless)
            most.append(0.0)
        self._dice = np.random.default_rng(0)
        self._lows = np.full(len(known), np.inf)
        self._highs = np.full(len(known), -np.inf)
        self._matrix = _matrix(rows[: len(known)], self._classes.size)
        self._highs_solver = _solver(rows, least, most, [self._endless] * self._classes.size)

    def _most(self, known: Known) -> float:
        return self._endless if known.most is None else float(known.most)

    def loosen(self, place: int, known: Known) -> None:
        """Forget a number: only `known` is left of it. Worlds found before stay possible."""
        self._highs_solver.changeRowBounds(place, float(known.least), self._most(known))

    def exposure(self, needs: Mapping[int, Need]) -> Exposure | None:
        """Return a hidden sum that does not keep what it needs, or None when all do."""
        self._sweep(needs)
        for place, need in needs.items():
            if need.low is not None and self._lows[place] > need.low:
                binding = self._look(place, 1.0)
                if self._lows[place] > need.low:
                    return Exposure(place, binding)
            if need.high is not None and self._highs[place] < need.high:
                binding = self._look(place, -1.0)
                if self._highs[place] < need.high:
                    return Exposure(place, binding)
            if self._highs[place] - self._lows[place] < need.width:
                binding = self._look(place, 1.0) | self._look(place, -1.0)
                if self._highs[place] - self._lows[place] < need.width:
                    return Exposure(place, binding)
        return None

    def _sweep(self, needs: Mapping[int, Need]) -> None:
        """Look for worlds that prove many needs at once, before they are looked at one by one."""
        while True:
            missing = [place for place, need in needs.items() if not self._is_kept(place, need)]
            if len(missing) < _FEW:
                return
            weights = self._dice.random(len(missing))
            for sign in (1.0, -1.0):
                self._solve(sign * (weights @ self._matrix[missing]))
            if sum(self._is_kept(place, needs[place]) for place in missing) < _FEW:
                return

    def _is_kept(self, place: int, need: Need) -> bool:
        low, high = self._lows[place], self._highs[place]
        return bool(
            (need.low is None or low <= need.low)
            and (need.high is None or high >= need.high)
            and high - low >= need.width
        )

    def _look(self, place: int, sign: float) -> frozenset[int]:
        """Find the world where a sum is least (1) or greatest (-1), and return the sums that stop it there."""
        binding = self._solve(sign * self._matrix[place])
        return frozenset(int(n) for n in np.flatnonzero(binding) if n < len(self._lows))

    def _solve(self, cost: _Numbers) -> npt.NDArray[np.bool_]:
        """Find the world of least cost, keep what it proves; return which sums stop it there."""
        solver = self._highs_solver
        solver.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
        solver.run()
        binding: npt.NDArray[np.bool_] = np.abs(np.array(solver.getSolution().row_dual)) > _TOLERANCE
        world = self._found()
        if world is not None and np.abs(world - world.round()).max(initial=0.0) > _TOLERANCE:
            world = self._whole()
        if world is not None:
            sums = self._matrix @ world.round()
            self._lows, self._highs = np.minimum(self._lows, sums), np.maximum(self._highs, sums)
        return binding

    def _whole(self) -> _Numbers | None:
        """Solve again in whole numbers: people are not halved."""
        solver, many = self._highs_solver, self._classes.size
        every = np.arange(many, dtype=np.int32)
        solver.changeColsIntegrality(many, every, np.ones(many, dtype=np.uint8))
        solver.run()
        world = self._found()
        solver.changeColsIntegrality(many, every, np.zeros(many, dtype=np.uint8))
        return world

    def _found(self) -> _Numbers | None:
        if self._highs_solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return np.array(self._highs_solver.getSolution().col_value)


def _matrix(rows: Sequence[Mapping[int, float]], wide: int) -> _Numbers:
    made = np.zeros((len(rows), wide))
    for n, row in enumerate(rows):
        made[n, list(row)] = list(row.values())
    return made


def _solver(
    rows: Sequence[Mapping[int, float]], least: Sequence[float], most: Sequence[float], limits: Sequence[float]
) -> highspy.Highs:
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(limits), len(rows)
    model.col_cost_ = np.zeros(len(limits))
    model.col_lower_, model.col_upper_ = np.zeros(len(limits)), np.array(limits)
    model.row_lower_, model.row_upper_ = np.array(least), np.array(most)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *(len(row) for row in rows)])
    model.a_matrix_.index_ = np.array([c for row in rows for c in row], dtype=np.int32)
    model.a_matrix_.value_ = np.array([v for row in rows for v in row.values()])
    solver = _Quiet()
    solver.setOptionValue("output_flag", False)  # noqa: FBT003 (the library's own call)
    solver.setOptionValue("threads", 1)
    solver.passModel(model)
    return solver
