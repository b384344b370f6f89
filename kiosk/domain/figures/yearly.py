"""What is added up of publications that stand: it gives nothing away that was not public.

A year adds up its quarters. So does a quarter some months of which an earlier version published on their own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kiosk.domain.figures.disclosure import UNTOLD, Cell, Status, Told
from kiosk.domain.figures.publication import Publication
from kiosk.domain.figures.tables import NUMBER, OTHERS, Shape


def added_up(shape: Shape, parts: Sequence[Publication]) -> tuple[Cell, ...]:
    """Return a table from the publications of the shorter periods; what one of them hides makes a sum the least."""
    cells = []
    for row in shape.rows:
        for column, wanted in row.cells:
            asked = Cell(shape.id, row.id, column, wanted, None)
            told = _added(asked, [each for each in parts if _holds(each, wanted.months)])
            cells.append(replace(asked, value=told.value, status=told.status))
    return (*cells, *_others(shape, cells, parts))


def _holds(part: Publication, months: frozenset[str]) -> bool:
    return any(cell.sum.months & months for cell in part.cells)


def _added(asked: Cell, parts: Sequence[Publication]) -> Told:
    found = [part.cell(asked.table, asked.row, asked.column) for part in parts]
    # A row whose guides changed meanwhile is no longer the same row.
    same = [cell for cell in found if cell is not None and cell.sum.values == asked.sum.values]
    if len(parts) == len(same) == 1:
        return Told(same[0].value, same[0].status)
    least = sum(cell.value or 0 for cell in same)
    return Told(least, _status(same, len(parts))) if least else UNTOLD


def _status(same: Sequence[Cell], parts: int) -> Status:
    is_whole = len(same) == parts and all(cell.status is Status.SHOWN for cell in same)
    return Status.SHOWN if is_whole else Status.LEAST


def _others(shape: Shape, cells: Sequence[Cell], parts: Sequence[Publication]) -> Iterator[Cell]:
    """Add up what the rows leave, where every part tells that."""
    is_told = all(part.is_told(shape.id) for part in parts) and any(cell.value for cell in cells)
    heaps = [heap for part in parts if (heap := part.cell(shape.id, OTHERS))]
    if shape.total is not None and is_told and heaps:
        yield _heap(Cell(shape.id, OTHERS, NUMBER, shape.total, None), heaps, len(parts))


def _heap(asked: Cell, heaps: Sequence[Cell], parts: int) -> Cell:
    """Add heaps up; one part's may hold more than another's."""
    held = {heap.sum.values for heap in heaps}
    status = Status.SHOWN if len(held) == 1 and len(heaps) == parts else Status.LEAST
    values = replace(asked.sum, values=frozenset().union(*held))
    return replace(asked, sum=values, value=sum(heap.value or 0 for heap in heaps), status=status)
