"""Tables derived of what a quarter tells: each number exactly, as the least it can be, or not at all."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kiosk.domain.figures.disclosure import UNTOLD, Cell, Status, Told
from kiosk.domain.figures.sums import Sum
from kiosk.domain.figures.tables import HALF_DAY, NUMBER, OTHERS, Row, Shape
from kiosk.domain.figures.telling import Telling

Leaves = Sequence[tuple[frozenset[str], int]]


def drafted(shape: Shape, telling: Telling) -> tuple[Cell, ...]:
    """Return a table of any site and month of the quarter."""
    if shape.total is None:
        cells = ((row.id, column, wanted) for row in shape.rows for column, wanted in row.cells)
        return tuple(_cell(shape, row, column, wanted, telling.numbers.get(wanted)) for row, column, wanted in cells)
    leaves = telling.leaves.get(shape.total, ())
    told = telling.half_days.get(shape.total, {})
    if shape.id == HALF_DAY:
        rows = tuple(_half_day(shape, row, told.get(row.id)) for row in shape.rows)
    else:
        rows = tuple(
            _cell(shape, row.id, column, wanted, _added(leaves, wanted.values))
            for row in shape.rows
            for column, wanted in row.cells
        )
    return (*rows, *_others(shape, rows, leaves))


def _half_day(shape: Shape, row: Row, told: tuple[Sum, int] | None) -> Cell:
    """Return a half-day of the week, at the sites where somebody opens then."""
    ((column, wanted),) = row.cells
    meant, n = told or (wanted, None)
    return _cell(shape, row.id, column, meant, Told(n) if n is not None else UNTOLD)


def _added(leaves: Leaves, values: frozenset[str]) -> Told:
    """Add up the told categories that lie wholly in some values; what lies in them partly makes that the least."""
    inside = [n for leaf, n in leaves if leaf <= values]
    is_whole = all(leaf <= values or leaf.isdisjoint(values) for leaf, _ in leaves)
    return Told(sum(inside), Status.SHOWN if is_whole else Status.LEAST) if inside else UNTOLD


def _others(shape: Shape, rows: Sequence[Cell], leaves: Leaves) -> Iterator[Cell]:
    """Tell together what no row tells, once a row tells anything."""
    left = [(leaf, n) for leaf, n in leaves if not any(leaf <= cell.sum.values for cell in rows)]
    if shape.total is not None and left and any(cell.value is not None for cell in rows):
        values = frozenset().union(*(leaf for leaf, _ in left))
        yield Cell(shape.id, OTHERS, NUMBER, replace(shape.total, values=values), sum(n for _, n in left))


def _cell(shape: Shape, row: str, column: str, wanted: Sum, told: Told | None) -> Cell:
    found = told or UNTOLD
    return Cell(shape.id, row, column, wanted, found.value, found.status)
