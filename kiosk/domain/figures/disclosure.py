"""Small-cell suppression: what an export may show, so that nobody can work out a small number from it.

At a small site a count of one is a person. Three rules, in this order (issue 5; the method is Statistics Netherlands',
"Handbook on Statistical Disclosure Control", chapter 4): small categories are merged into "others"; a number under the
threshold, zero included, is shown as "< threshold"; then further numbers are masked, until an intruder who knows every
export, the rule and that counts are whole numbers cannot narrow a hidden number down.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.domain.figures.sums import Ledger, Sum
from kiosk.domain.figures.tables import NUMBER, OTHERS, Shape

THRESHOLD = 11  # the rule of the French statistical secret for counts of persons (Insee, and issue 5)
LEAST_THRESHOLD = 5
# A table says something where its named rows hold this part of its total; else a coarser report shows it.
TELLING = 0.8
# Tables whose numbers stand each for itself.
OF_TOTALS = frozenset({"month", "site", "total"})


class Status(StrEnum):
    """What an export says instead of a number; "" when it says the number."""

    SHOWN = ""
    SMALL = "small"
    MASKED = "masked"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of an export and what it adds up; `value` is None unless it is shown."""

    table: str
    row: str
    column: str
    sum: Sum
    value: int | None
    status: Status = Status.SHOWN


@dataclass(frozen=True, slots=True)
class Known:
    """What an intruder knows of a sum: its least and its greatest value (None: no limit)."""

    sum: Sum
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Need:
    """What must stay possible for a hidden sum: to be as low as `low`, as high as `high`, and `width` apart."""

    low: int | None
    high: int | None
    width: int


def known_of(cell: Cell, threshold: int) -> Known:
    """Return what a published cell tells."""
    match cell.status:
        case Status.SHOWN:
            return Known(cell.sum, cell.value or 0, cell.value or 0)
        case Status.SMALL:
            return Known(cell.sum, 0, threshold - 1)
        case Status.MASKED:
            # Whoever knows the rule knows that a smaller number would be shown as "<".
            return Known(cell.sum, threshold, None)
        case Status.MERGED:
            return Known(cell.sum, 0, None)


def need_of(cell: Cell, threshold: int, truth: int) -> Need | None:
    """Return what a hidden cell must keep.

    A number under the threshold keeps all that the rule leaves open. What was merged or masked keeps at least the
    width of the least threshold, and a small one stays deniable: it could be nought.
    """
    match cell.status:
        case Status.SHOWN:
            return None
        case Status.SMALL:
            return Need(0, threshold - 1, threshold - 1)
        case Status.MASKED | Status.MERGED:
            return Need(0 if truth < threshold else None, None, min(LEAST_THRESHOLD, threshold - 1))


def drafted(shape: Shape, ledger: Ledger, threshold: int, *, is_coarsest: bool) -> tuple[Cell, ...]:
    """Return a table with small rows merged and small numbers hidden, before anything is masked.

    Should a coarser report be possible, a table that would hide a number or say too little is left to that one.
    """
    cells = tuple(
        _first(Cell(shape.id, row.id, column, wanted, ledger.total(wanted)), threshold)
        for row in shape.rows
        for column, wanted in row.cells
    )
    if shape.merges:
        cells = _merged(shape, cells, ledger, threshold, is_coarsest=is_coarsest)
    if shape.total and not is_coarsest and any(cell.status is Status.SMALL for cell in cells):
        return _left(cells)
    return cells


def _left(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    return tuple(hidden(cell, Status.MERGED) for cell in cells)


def _first(cell: Cell, threshold: int) -> Cell:
    return cell if (cell.value or 0) >= threshold else hidden(cell, Status.SMALL)


def hidden(cell: Cell, status: Status) -> Cell:
    """Return the cell without its number."""
    return replace(cell, value=None, status=status)


def _merged(
    shape: Shape, cells: Sequence[Cell], ledger: Ledger, threshold: int, *, is_coarsest: bool
) -> tuple[Cell, ...]:
    total = ledger.total(shape.total) if shape.total else 0
    named = {cell.row: cell for cell in cells if cell.value is not None}
    # What is merged must hide among as much as the rule hides: in the table, and in each group its rows belong to.
    for group in (*shape.groups, frozenset(cell.row for cell in cells)):
        members = [cell for cell in cells if cell.row in group]
        whole = total if len(group) == len(cells) else sum(ledger.total(cell.sum) for cell in members)
        told = sorted((named[cell.row] for cell in members if cell.row in named), key=lambda c: -(c.value or 0))
        while told and len(told) < len(members) and whole - sum(c.value or 0 for c in told) < threshold:
            del named[told.pop().row]
    told_of = sum(cell.value or 0 for cell in named.values())
    if not named or (not is_coarsest and told_of < TELLING * total):
        return _left(cells)
    rows = tuple(cell if cell.row in named else hidden(cell, Status.MERGED) for cell in cells)
    if len(named) == len(cells):
        return rows
    values = frozenset().union(*(cell.sum.values for cell in rows if cell.row not in named))
    return (*rows, Cell(shape.id, OTHERS, NUMBER, replace(cells[0].sum, values=values), total - told_of))


def grain(cell: Cell) -> int:
    """Return how many months and sites a cell adds up."""
    return len(cell.sum.months) * len(cell.sum.sites)


def settled(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Leave a split by month or by site to the coarser report where one of its parts is small.

    One small part hidden among shown ones would cost many a mask, and tell no more.
    """
    grids: dict[tuple[object, ...], list[int]] = {}
    for n, cell in enumerate(cells):
        if cell.table in OF_TOTALS:
            key = (cell.sum.family, cell.sum.values, len(cell.sum.months), len(cell.sum.sites))
            grids.setdefault(key, []).append(n)
    found, coarsest = list(cells), max(map(grain, cells), default=0)
    for grid in grids.values():
        if grain(cells[grid[0]]) < coarsest and any(cells[n].status is Status.SMALL for n in grid):
            for n in grid:
                found[n] = hidden(cells[n], Status.MERGED)
    return tuple(found)
