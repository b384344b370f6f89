"""A reader's equations solved in whole numbers: between what does each number lie that a report hides?"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from random import Random

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from kiosk.domain.figures.relations import RELATIONS, Bond
from kiosk.domain.figures.usage import FAMILIES
from tests.hostile.reader_of_reports import ALL, Fine, Reader

# No number is greater than this: it only keeps the programme finite.
MOST = 2000


@dataclass(frozen=True)
class Target:
    """A number somebody would like to know: some fine numbers, less some others."""

    words: str
    terms: Mapping[Fine, int]


@dataclass(frozen=True)
class Range:
    """Between what a target lies for the reader, and what was really counted."""

    target: Target
    low: int
    high: int
    truth: int

    def is_narrowed(self, enough: int) -> bool:
        """Say whether less was left open than promised; what follows exactly of great numbers is not hidden."""
        return self.high - self.low < enough and not self.low == self.high > enough

    def is_small_but_not_nothing(self, enough: int) -> bool:
        """Say whether a small number is known not to be 0, in whatever way."""
        return self.low > 0 and self.truth <= enough


@dataclass
class Programme:
    """The reader's equations in whole numbers; fine numbers that no equation tells apart are one variable."""

    reader: Reader

    def __post_init__(self) -> None:
        fines = [fine for family in FAMILIES for fine in self.reader.fines[family]]
        columns: dict[Fine, list[tuple[int, int]]] = {fine: [] for fine in fines}
        for place, (terms, _, _) in enumerate(self.reader.rows):
            for fine, factor in terms.items():
                columns[fine].append((place, factor))
        classes: dict[tuple[tuple[int, int], ...], int] = {}
        self.class_of = {fine: classes.setdefault(tuple(columns[fine]), len(classes)) for fine in fines}
        self.size = np.bincount([self.class_of[fine] for fine in fines], minlength=len(classes))
        places = [(row, n, factor) for column, n in classes.items() for row, factor in column]
        rows, cols, factors = zip(*places, strict=True)
        matrix = csr_array((factors, (rows, cols)), shape=(len(self.reader.rows), len(classes)))
        lows, highs = ([row[n] for row in self.reader.rows] for n in (1, 2))
        self.constraint = LinearConstraint(matrix, lows, highs)
        self.width = len(classes)

    def ends(self, target: Target) -> tuple[np.ndarray, np.ndarray]:
        """Return what to make small, and what to make great: part of a class can be none of it, or all."""
        share: dict[tuple[int, int], int] = defaultdict(int)
        for fine, factor in target.terms.items():
            share[self.class_of[fine], factor] += 1
        low, high = np.zeros(self.width), np.zeros(self.width)
        for (n, factor), count in share.items():
            is_whole = count == self.size[n]
            low[n] += factor if is_whole or factor < 0 else 0
            high[n] += factor if is_whole or factor > 0 else 0
        return low, high

    def best(self, aim: np.ndarray) -> np.ndarray | None:
        """Return a world, if there is one, where `aim` is the least."""
        found = milp(aim, constraints=self.constraint, integrality=np.ones(self.width), bounds=Bounds(0, MOST))
        return None if found.x is None else np.round(found.x)

    def truth_fits(self, truth: Mapping[Fine, int]) -> bool:
        """Say whether the reader understood what was read: what was really counted agrees with it."""
        sums = [
            (sum(f * truth.get(x, 0) for x, f in terms.items()), low, high) for terms, low, high in self.reader.rows
        ]
        return all(low <= total <= high for total, low, high in sums)

    def ranges(self, targets: list[Target], truth: Mapping[Fine, int], random: Random, enough: int) -> list[Range]:
        """Return between what each target lies: exactly where that is narrow, at least so wide where it is wide."""
        aims = [self.ends(target) for target in targets]
        low_of, high_of = (csr_array(np.array([aim[n] for aim in aims])) for n in (0, 1))
        counted = np.array([sum(f * truth.get(x, 0) for x, f in each.terms.items()) for each in targets])
        lows, highs = np.full(len(targets), np.inf), np.full(len(targets), -np.inf)

        def open_ones() -> np.ndarray:
            return np.flatnonzero((highs - lows < enough) | ((lows > 0) & (counted <= enough)))

        def look(aim: np.ndarray) -> None:
            world = self.best(aim)
            assert world is not None
            np.minimum(lows, low_of @ world, out=lows)
            np.maximum(highs, high_of @ world, out=highs)

        for _ in range(12):
            look(np.array([random.choice((-1, 0, 1)) for _ in range(self.width)]))
        for _ in range(24):
            some = random.sample(left := open_ones().tolist(), min(9, len(left)))
            if some:
                look(low_of[some].sum(axis=0) - high_of[some[::2]].sum(axis=0))
        for n in open_ones():
            if n in open_ones():
                look(aims[n][0])
                look(-aims[n][1])
        ends = zip(targets, lows, highs, counted, strict=True)
        return [Range(each, int(low), int(high), int(true)) for each, low, high, true in ends]


def targets_of(reader: Reader) -> list[Target]:
    """Name whatever may be hidden: each fine number, each sum by site, month or value, and what is left over."""
    found: dict[str, dict[Fine, int]] = defaultdict(dict)
    for fine in (fine for family in FAMILIES for fine in reader.fines[family]):
        family, site, month, value = fine
        for where in product({site, ALL}, {month, ALL}, {value, ALL}):
            found[f"{family} {' '.join(where)}"][fine] = 1
    for line in reader.lines:
        if fines := reader.meaning(line):
            found[f"{line.table} {line.row} {line.column} {line.scope} {line.months}"] = dict.fromkeys(fines, 1)
    found.update(_left_over(reader))
    return list({frozenset(terms.items()): Target(words, terms) for words, terms in sorted(found.items())}.values())


def _left_over(reader: Reader) -> Iterator[tuple[str, dict[Fine, int]]]:
    """Name who is in the whole and in no part: arrivals never received, redirections without an actor."""
    for each in RELATIONS:
        places = [(ALL, ALL)] if each.left.is_together else sorted({*reader.places, (ALL, ALL)})
        for site, month in places if each.bond is Bond.WITHIN else ():
            months = {m for _, m in reader.places} if month == ALL else {month}
            terms = dict.fromkeys(reader.some(each.right.name, site, months, each.values or None), 1)
            terms.update(dict.fromkeys(reader.some(each.left.name, site, months), -1))
            yield f"left over {each.because} {site} {month}", terms
