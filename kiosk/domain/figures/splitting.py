"""How a told number is told in parts, so that what is left untold could still be anything.

Whoever reads a report knows this rule too. So it may not suffice that the parts left in the heap are small: there must
be other heaps, as small or as great as one likes, of which the rule makes the same report. The proof is in the order
of the four cases (`DECISIONS.md`), and a test tries every table of a few rows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

# Given the values of a part, its rows in the order in which they are missed most.
Level = Callable[[frozenset[str]], Sequence[frozenset[str]]]
Count = Callable[[frozenset[str]], int]


@dataclass(frozen=True, slots=True)
class Row:
    """What a row counts."""

    values: frozenset[str]
    n: int


def named(rows: Sequence[Row], threshold: int) -> tuple[Row, ...]:
    """Return the rows that may be told beside their sum; the others are a heap of at least two and of the threshold.

    Each row of the heap could count anything from nought to one less than the threshold at least.
    """
    great = tuple(row for row in rows if row.n >= threshold)
    small = [row.n for row in rows if row.n < threshold]
    if not small or _is_open(small, threshold):
        return great
    # A heap that is small takes in the great row that is missed least, if that hides the small ones whatever they are.
    if great and sum(small) < threshold and great[-1].n + sum(small) >= 2 * threshold - 1:
        return great[:-1]
    return _first(rows, threshold)


def _is_open(small: Sequence[int], threshold: int) -> bool:
    """Say whether a heap is great enough, and could hold as much without any one of its rows."""
    return threshold <= sum(small) <= (threshold - 1) * (len(small) - 1)


def _first(rows: Sequence[Row], threshold: int) -> tuple[Row, ...]:
    """Return the rows before the first that cannot be told beside the rest."""
    told, rest = 0, sum(row.n for row in rows)
    while rows[told].n >= threshold and rest - rows[told].n >= threshold:
        rest -= rows[told].n
        told += 1
    return tuple(rows[:told])


@dataclass(frozen=True, slots=True)
class Part:
    """Values whose sum is told, and the parts of it that are told as well: none, or all that add up to it."""

    values: frozenset[str]
    parts: tuple["Part", ...] = ()

    @property
    def leaves(self) -> tuple[frozenset[str], ...]:
        """Return the finest values told."""
        return tuple(leaf for part in self.parts for leaf in part.leaves) or (self.values,)


def grown(values: frozenset[str], levels: Sequence[Level], count: Count, threshold: int) -> Part:
    """Split a told sum level by level as far as it can be told; a heap is never split again."""
    if not levels:
        return Part(values)
    rows = [Row(each, count(each)) for each in levels[0](values)]
    deeper = partial(grown, levels=levels[1:], count=count, threshold=threshold)
    if len(rows) == 1:
        return deeper(values)
    told = named(rows, threshold)
    if not told:
        return Part(values)
    heap = values.difference(*(row.values for row in told))
    return Part(values, (*(deeper(row.values) for row in told), *((Part(heap),) if heap else ())))


def told_everywhere(part: Part, counts: Sequence[Count], threshold: int) -> Part:
    """Keep what can be told at each of some sites: parts of which every one has the threshold at every site."""
    if not all(count(each.values) >= threshold for each in part.parts for count in counts):
        return Part(part.values)
    return Part(part.values, tuple(told_everywhere(each, counts, threshold) for each in part.parts))
