"""What a territory tells: what its sites published, added up; nothing of that is new to anybody.

One thing more is told, since small sites would else be lost: the exact whole of a department's roots, where those that
its sites hide are many enough. Each of them may then be anything below its threshold, whatever the others are, and
whoever knows this rule learns no more. Above the department everything is added up again, so that each site hides in
one sum only (`DECISIONS.md`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kiosk.domain.figures.disclosure import UNTOLD, Cell, Status, Told
from kiosk.domain.figures.tables import NUMBER, TOTALS, Shape
from kiosk.domain.figures.usage import ARRIVALS, DEMARCHES, GUIDES_FINISHED, SHEETS, VISITS, Family

# The rows of the first table that are nobody's part, by row. What binds one to another may tell of it: all or none.
_ROWS = {family: row for row, (_, family, values, _) in TOTALS.items() if not values}
TOGETHER: tuple[tuple[Family, ...], ...] = ((ARRIVALS, VISITS, DEMARCHES), (SHEETS,), (GUIDES_FINISHED,))
ROOTS = tuple(family for group in TOGETHER for family in group)


class Said(NamedTuple):
    """A published number: which values it adds up, and what was said of it."""

    values: frozenset[str]
    value: int | None
    status: Status


_UNSAID = Said(frozenset(), None, Status.MERGED)


@dataclass(frozen=True, slots=True)
class Part:
    """What one site published of a quarter, by table, row and column."""

    site: str
    threshold: int
    cells: Mapping[tuple[str, str, str], Said]


def row_of(family: Family) -> str:
    """Return the row of the first table that tells a root."""
    return _ROWS[family]


def roots_of(parts: Sequence[Part], exact: Mapping[str, int]) -> dict[str, Told]:
    """Return what a department tells of its roots, by row; `exact` is what was counted there, by family.

    Every site of it that counted anything has published.
    """
    told: dict[str, Told] = {}
    for group in TOGETHER:
        added = {family: added_up(parts, ("total", row_of(family), NUMBER)) for family in group}
        is_open = all(_hides_all(family, added[family], parts, exact) for family in group)
        for family in group:
            is_exact = is_open and added[family].status is not Status.SHOWN
            told[row_of(family)] = Told(exact[family.name]) if is_exact else added[family]
    return told


def _hides_all(family: Family, public: Told, parts: Sequence[Part], exact: Mapping[str, int]) -> bool:
    """Say whether what sites hide of a root is such that each of them may be anything below its threshold."""
    if public.status is Status.SHOWN:
        return True
    key = ("total", row_of(family), NUMBER)
    said = [part.cells.get(key, _UNSAID).status for part in parts]
    # A row that is the least it can be, or that is not there, is hidden in no known way.
    if not set(said) <= {Status.SHOWN, Status.SMALL}:
        return False
    most = [part.threshold - 1 for part, status in zip(parts, said, strict=True) if status is Status.SMALL]
    rest = exact.get(family.name, 0) - (public.value or 0)
    return max(most, default=rest) < rest <= sum(most) - max(most, default=0)


def added_up(parts: Iterable[Part], key: tuple[str, str, str], values: frozenset[str] | None = None) -> Told:
    """Add a published number up: exactly where every part says it, else as the least that it can be."""
    least, is_whole = 0, True
    for part in parts:
        cell = part.cells.get(key)
        # A row whose guides changed meanwhile is no longer the same row.
        if cell is None or cell.value is None or (values is not None and cell.values != values):
            is_whole = False
        else:
            least += cell.value
            is_whole = is_whole and cell.status is Status.SHOWN
    if not least:
        return UNTOLD
    return Told(least, Status.SHOWN if is_whole else Status.LEAST)


def summed(told: Iterable[Told]) -> Told:
    """Add up what smaller territories tell."""
    each = tuple(told)
    least = sum(one.value or 0 for one in each)
    is_whole = all(one.status is Status.SHOWN for one in each)
    return Told(least, Status.SHOWN if is_whole else Status.LEAST) if least else UNTOLD


def by_territory(parts: Iterable[Part], within: Mapping[str, str]) -> dict[str, list[Part]]:
    """Gather parts by the territory that their sites lie in; a site that lies nowhere is left out."""
    found: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        if part.site in within:
            found[within[part.site]].append(part)
    return dict(found)


def filled(
    shape: Shape, parts: Sequence[Part], roots: Mapping[str, Told], below: Mapping[str, Mapping[str, Told]]
) -> tuple[Cell, ...]:
    """Fill a territory's table; `roots` are its own, `below` those of what it is made of; () where sites tell none."""
    cells = []
    for row in shape.rows:
        for column, wanted in row.cells:
            if shape.id == "site":
                told = below.get(row.id, {}).get(column, UNTOLD)
            elif shape.id == "total" and row.id in roots:
                told = roots[row.id]
            else:
                told = added_up(parts, (shape.id, row.id, column), wanted.values)
            cells.append(Cell(shape.id, row.id, column, wanted, told.value, told.status))
    return tuple(cells) if any(cell.value is not None for cell in cells) or shape.id == "total" else ()
