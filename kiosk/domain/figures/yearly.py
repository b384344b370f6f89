"""A year tells what its quarters told, added up: it gives nothing away that was not public, and needs no masking.

To protect a year afresh would take hours of solving for numbers that four reports already say.
"""

from collections.abc import Sequence
from dataclasses import replace

from kiosk.domain.figures.disclosure import Cell, Status
from kiosk.domain.figures.publication import Publication
from kiosk.domain.figures.sums import Ledger
from kiosk.domain.figures.tables import NUMBER, OTHERS, Shape


def added_up(shape: Shape, quarters: Sequence[Publication], ledger: Ledger) -> tuple[Cell, ...]:
    """Return a table of a year from the publications of its quarters; what one of them hides is merged."""
    cells = [
        _added(Cell(shape.id, row.id, column, wanted, None, Status.MERGED), quarters, ledger)
        for row in shape.rows
        for column, wanted in row.cells
    ]
    rest = [cell for cell in cells if cell.status is Status.MERGED]
    if not shape.merges or not rest or len(rest) == len(cells) or not all(_is_whole(shape, q) for q in quarters):
        return tuple(cells)
    values = frozenset().union(*(cell.sum.values for cell in rest))
    others = replace(cells[0].sum, values=values)
    return (*cells, Cell(shape.id, OTHERS, NUMBER, others, ledger.total(others)))


def _added(cell: Cell, quarters: Sequence[Publication], ledger: Ledger) -> Cell:
    parts = [part for q in quarters if (part := q.cell(cell.table, cell.row, cell.column))]
    if len(parts) == 1 and parts[0].sum == cell.sum:
        # The permanence worked in one quarter only: the year says the same.
        return replace(cell, value=parts[0].value, status=parts[0].status)
    if not parts or any(part.status is not Status.SHOWN for part in parts):
        return cell
    value = sum(part.value or 0 for part in parts)
    # A row whose guides changed between two quarters is no longer the same row.
    if frozenset().union(*(part.sum.months for part in parts)) != cell.sum.months or value != ledger.total(cell.sum):
        return cell
    return replace(cell, value=value, status=Status.SHOWN)


def _is_whole(shape: Shape, quarter: Publication) -> bool:
    """Say whether a quarter's table tells its whole total: nothing in it is hidden but what its last row gathers."""
    cells = quarter.table(shape.id)
    hidden = {cell.status for cell in cells} - {Status.SHOWN}
    return hidden <= {Status.MERGED} and (not hidden or any(cell.row == OTHERS for cell in cells))
