"""What a published table leaves open: the least and the most that each of its rows may count.

All of it follows from the publication alone, so whatever is written of it tells nothing that was not published.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.domain.figures.disclosure import Cell, Status
from kiosk.domain.figures.publication import Publication
from kiosk.domain.figures.tables import HALF_DAY, OTHERS

# What the rows of a table are parts of: no two of them count the same.
_OF = dict.fromkeys(("partner", "theme", "coop", "guide", "outcome"), "demarches") | {
    HALF_DAY: "arrivals", "language": "arrivals", "waiting": "visits", "sheet": "sheets", "alone": "alone",
    "helped": "alone", "blocked": "visits", "support": "visits",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a number can be: no less than `low`, no more than `high` if anything limits it."""

    low: int
    high: int | None

    def exceeds(self, other: "Bounds") -> bool:
        """Say whether it is greater whatever both of them are."""
        return other.high is not None and self.low > other.high


def bounds_of(cell: Cell | None, threshold: int) -> Bounds:
    """Return what one cell says by itself."""
    if cell is None or cell.status in {Status.MERGED, Status.MASKED}:
        return Bounds(0, None)
    if cell.status is Status.SMALL:
        return Bounds(0, threshold - 1)
    low = cell.value or 0
    return Bounds(low, low if cell.status is Status.SHOWN else None)


def table_bounds(told: Publication, table: str) -> Mapping[str, Bounds]:
    """Return what each row of a table can be, beside the others and what they are all parts of; "autres" is no row."""
    cells = [cell for cell in told.table(table) if cell.row != OTHERS]
    alone = {cell.row: bounds_of(cell, told.threshold) for cell in cells}
    whole = _whole(told, table)
    if whole is None:
        return alone
    left = whole - sum(each.low for each in alone.values())
    return {row: _within(each, max(0, left)) for row, each in alone.items()}


def ranked(told: Publication, table: str, most: int = 3) -> tuple[Cell, ...]:
    """Return the greatest rows of a table in order, as many of `most` as no hidden value could change."""
    bounds = table_bounds(told, table)
    cells = sorted((c for c in told.table(table) if c.row != OTHERS), key=lambda cell: -bounds[cell.row].low)
    for many in range(min(most, len(cells)), 0, -1):
        if all(
            _stands(bounds, higher, lower, tied=place < many - 1)
            for place, higher in enumerate(cells[:many])
            for lower in cells[place + 1 :]
        ):
            return tuple(cells[:many])
    return ()


def _stands(bounds: Mapping[str, Bounds], higher: Cell, lower: Cell, *, tied: bool) -> bool:
    """Say whether a row is before another for sure; two that are both written may be equal, except at the end."""
    if bounds[higher.row].exceeds(bounds[lower.row]):
        return True
    return tied and higher.status is lower.status is Status.SHOWN and higher.value == lower.value


def _whole(told: Publication, table: str) -> int | None:
    """Return the most that the rows of a table can add up to."""
    if table == "actor":
        redirected = table_bounds(told, "outcome").get("redirected")
        return redirected.high if redirected else None
    return bounds_of(told.cell("total", _OF.get(table, "")), told.threshold).high


def _within(alone: Bounds, left: int) -> Bounds:
    """Narrow a row by what the others leave."""
    high = alone.low + left
    return Bounds(alone.low, high if alone.high is None else min(high, alone.high))
