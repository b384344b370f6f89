"""An intruder who solves the published tables: linear programming by HiGHS, over every world that fits them.

Counters that no number told sets apart are one unknown, so that a year of three sites stays small. A world is kept as a
proof: it shows at once how low or high every hidden sum may be, and it stays possible when less is known.
"""

from collections.abc import Mapping, Sequence

import highspy
import numpy as np
import numpy.typing as npt

from kiosk.adapters.reports.unknowns import classes_of, relations_between
from kiosk.domain.figures.disclosure import Known, Need
from kiosk.domain.figures.masking import Exposure

_Numbers = npt.NDArray[np.float64]
# What nothing limits may be so many times the greatest number published: solvers dislike the infinite.
_ENDLESS = 10.0
_TOLERANCE = 1e-6
# Fewer than so many at once are looked at one by one.
_FEW = 4
_FEASIBLE = int(highspy.SolutionStatus.kSolutionStatusFeasible)


class _Adder:
    """Adds unknowns up, for many sums at once."""

    def __init__(self, columns: Sequence[Sequence[int]]) -> None:
        self.columns = columns
        self._flat = np.array([c for each in columns for c in each], dtype=np.int64)
        self._owners = np.repeat(np.arange(len(columns)), [len(each) for each in columns])

    def total(self, world: _Numbers) -> _Numbers:
        """Return what each sum amounts to."""
        return np.bincount(self._owners, world[self._flat], len(self.columns)).astype(np.float64)

    def cost(self, weights: _Numbers, many: int) -> _Numbers:
        """Return what each of `many` unknowns weighs, when sums weigh so much."""
        return np.bincount(self._flat, weights[self._owners], many).astype(np.float64)


class _Quiet(highspy.Highs):  # type: ignore[misc]
    """HiGHS without its callbacks, which greet on the standard output before an option can say no."""

    def __init__(self) -> None:
        super(highspy.Highs, self).__init__()


class HighsIntruder:
    """The port `Intruder` on HiGHS. A month or site class stands for all of its members, so places are classes.

    Numbers that add up the same counters are one sum. Sums of which nothing is told are no rows of the program: they
    are most of what a year publishes, and stop nothing.
    """

    def __init__(self, known: Sequence[Known], *, is_consistent: bool) -> None:
        self._known = list(known)
        sums = {each: n for n, each in enumerate(dict.fromkeys(each.sum for each in known))}
        self._sum_of = [sums[each.sum] for each in known]
        self._members: list[list[int]] = [[] for _ in sums]
        for place, n in enumerate(self._sum_of):
            self._members[n].append(place)
        self._endless = _ENDLESS * max((each.least for each in known), default=0) + 1000.0
        self._told = [n for n in range(len(sums)) if self._bounds(n) != (0.0, self._endless)]
        self._row_of = {n: row for row, n in enumerate(self._told)}
        self._classes = classes_of([each for each, n in sums.items() if n in self._row_of], list(sums))
        self._least = _Adder([self._classes.columns(each, whole=True) for each in sums])
        self._most = _Adder([self._classes.columns(each, whole=False) for each in sums])
        self._dice = np.random.default_rng(0)
        self._lows, self._highs = np.full(len(sums), np.inf), np.full(len(sums), -np.inf)
        self._solver = self._program(is_consistent=is_consistent)

    def _program(self, *, is_consistent: bool) -> highspy.Highs:
        rows = [dict.fromkeys(self._most.columns[n], 1.0) for n in self._told]
        bounds = [self._bounds(n) for n in self._told]
        for relation, left, right in relations_between(self._classes) if is_consistent else ():
            more, less = (self._classes.columns(each, whole=False) for each in (left, right))
            rows.append(dict.fromkeys(more, 1.0) | dict.fromkeys(less, -1.0))
            bounds.append((0.0 if relation.is_equal else -self._endless, 0.0))
        return _solver(rows, bounds, [self._endless] * self._classes.size)

    def _bounds(self, n: int) -> tuple[float, float]:
        """Return what all that is told of a sum leaves open."""
        told = [self._known[place] for place in self._members[n]]
        most = min((each.most for each in told if each.most is not None), default=None)
        return float(max(each.least for each in told)), self._endless if most is None else float(most)

    def loosen(self, place: int, known: Known) -> None:
        """Forget a number: only `known` is left of it. Worlds found before stay possible."""
        self._known[place] = known
        n = self._sum_of[place]
        if n in self._row_of:
            self._solver.changeRowBounds(self._row_of[n], *self._bounds(n))

    def exposure(self, needs: Mapping[int, Need]) -> Exposure | None:
        """Return a hidden sum that does not keep what it needs, or None when all do."""
        self._sweep(needs)
        for place, need in needs.items():
            binding = self._stopping(self._sum_of[place], need)
            if binding is not None:
                return Exposure(place, binding)
        return None

    def _stopping(self, n: int, need: Need) -> frozenset[int] | None:
        """Return what stops a sum from keeping what it needs; None when it keeps it."""
        if need.low is not None and self._lows[n] > need.low:
            binding = self._look(n, 1.0, need.low)
            if self._lows[n] > need.low:
                return binding
        if need.high is not None and self._highs[n] < need.high:
            binding = self._look(n, -1.0, -need.high)
            if self._highs[n] < need.high:
                return binding
        if self._width(n) < need.width:
            self._look(n, 1.0, self._highs[n] - need.width)
        if self._width(n) < need.width:
            binding = self._look(n, 1.0) | self._look(n, -1.0)
            if self._width(n) < need.width:
                return binding
        return None

    def _width(self, n: int) -> float:
        return float(self._highs[n] - self._lows[n])

    def _sweep(self, needs: Mapping[int, Need]) -> None:
        """Look for worlds that prove many needs at once, before they are looked at one by one."""
        while True:
            missing = [place for place, need in needs.items() if not self._is_kept(place, need)]
            if len(missing) < _FEW:
                return
            self._solve(self._least.cost(self._weighed(missing, self._lows > 0), self._classes.size), hastily=True)
            # What is low in some world already is to be seen high in another.
            high = [n for n in missing if self._wants_more(n, needs[n])]
            self._solve(-self._most.cost(self._weighed(high), self._classes.size), hastily=True)
            if sum(self._is_kept(place, needs[place]) for place in missing) < _FEW:
                return

    def _weighed(self, places: Sequence[int], among: npt.NDArray[np.bool_] | None = None) -> _Numbers:
        """Draw a weight for the sum of each place, or for those `among` them."""
        weights = np.zeros(len(self._members))
        sums = sorted({self._sum_of[place] for place in places})
        weights[sums] = self._dice.random(len(sums))
        return weights if among is None else np.where(among, weights, 0.0)

    def _wants_more(self, place: int, need: Need) -> bool:
        n = self._sum_of[place]
        return self._width(n) < need.width or (need.high is not None and bool(self._highs[n] < need.high))

    def _is_kept(self, place: int, need: Need) -> bool:
        low, high = self._lows[self._sum_of[place]], self._highs[self._sum_of[place]]
        return bool(
            (need.low is None or low <= need.low)
            and (need.high is None or high >= need.high)
            and high - low >= need.width
        )

    def _look(self, n: int, sign: float, enough: float = -np.inf) -> frozenset[int]:
        """Find a world where a sum is least (1) or greatest (-1), or `enough`; return the places that stop it there."""
        weights = np.zeros(len(self._members))
        weights[n] = 1.0
        cost = sign * (self._least if sign > 0 else self._most).cost(weights, self._classes.size)
        binding = np.flatnonzero(self._solve(cost, enough)[: len(self._told)])
        return frozenset(place for row in binding for place in self._members[self._told[row]])

    def _solve(self, cost: _Numbers, enough: float = -np.inf, *, hastily: bool = False) -> npt.NDArray[np.bool_]:
        """Find the world of least cost, keep what it proves; return which rows stop it there."""
        solver = self._solver
        solver.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
        solver.run()
        binding: npt.NDArray[np.bool_] = np.abs(np.array(solver.getSolution().row_dual)) > _TOLERANCE
        world = self._found()
        # What halves of people cannot reach, whole ones cannot either.
        if world is None or cost @ world > enough + _TOLERANCE > -np.inf:
            return binding
        if np.abs(world - world.round()).max(initial=0.0) > _TOLERANCE:
            world = self._whole(enough, hastily=hastily)
        if world is not None:
            self._lows = np.minimum(self._lows, self._least.total(world.round()))
            self._highs = np.maximum(self._highs, self._most.total(world.round()))
        return binding

    def _whole(self, enough: float, *, hastily: bool) -> _Numbers | None:
        """Solve again in whole numbers: people are not halved. In haste, or once it is enough, any world will do."""
        solver, many = self._solver, self._classes.size
        every = np.arange(many, dtype=np.int32)
        solver.changeColsIntegrality(many, every, np.ones(many, dtype=np.uint8))
        solver.setOptionValue("objective_target", enough)
        solver.setOptionValue("mip_max_improving_sols", 1 if hastily else highspy.kHighsIInf)
        solver.run()
        world = self._found()
        solver.changeColsIntegrality(many, every, np.zeros(many, dtype=np.uint8))
        return world

    def _found(self) -> _Numbers | None:
        if self._solver.getInfo().primal_solution_status != _FEASIBLE:
            return None
        return np.array(self._solver.getSolution().col_value)


def _solver(
    rows: Sequence[Mapping[int, float]], bounds: Sequence[tuple[float, float]], limits: Sequence[float]
) -> highspy.Highs:
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(limits), len(rows)
    model.col_cost_ = np.zeros(len(limits))
    model.col_lower_, model.col_upper_ = np.zeros(len(limits)), np.array(limits)
    model.row_lower_, model.row_upper_ = np.array([low for low, _ in bounds]), np.array([high for _, high in bounds])
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *(len(row) for row in rows)])
    model.a_matrix_.index_ = np.array([c for row in rows for c in row], dtype=np.int32)
    model.a_matrix_.value_ = np.array([v for row in rows for v in row.values()])
    solver = _Quiet()
    solver.setOptionValue("output_flag", False)  # noqa: FBT003 (the library's own call)
    solver.setOptionValue("threads", 1)
    solver.passModel(model)
    return solver
