"""What there is to choose in a screen's body: rows of equal cells, as many abreast as their words allow."""

from collections.abc import Sequence
from typing import Any

from kivy.properties import BooleanProperty, ListProperty, NumericProperty

from screens.page.blocks import Block
from screens.toolkit.controls import Control
from screens.toolkit.stock import new_control

# What stands in a grid: it knows its widths, and its height at a width.
Cell = Control | Block
Rows = Sequence[tuple[Sequence[Cell], float]]


class Grid(Block):
    """Choices in rows of equal cells; the body puts the rows on as many pages as they need.

    `columns` is the most it may take; a row may grow to `tallest` millimetres where there is room; a cell would like to
    be `roomy` millimetres wide; the cells of a `snug` grid are no wider than their words. A `whole` grid, a pad or the
    doors of home, is not spread over pages; what a `pointed` one holds is looked for, not weighed, so that more than
    eight may stand on a page. `first_alone` sets the first cell above others that stand two abreast.
    """

    # What each cell shows: a choice here; a line, a sentence or a paper in grids made of those.
    choices: Sequence[Any] = ListProperty([])
    columns = NumericProperty(1)
    tallest = NumericProperty(0.0)
    roomy = NumericProperty(0.0)
    snug = BooleanProperty(False)
    whole = BooleanProperty(False)
    pointed = BooleanProperty(False)
    first_alone = BooleanProperty(False)
    fixed_order = BooleanProperty(False)  # digits stand the same way round in every language
    is_control = True
    close = False  # rows of plain text stand closer than what is pressed

    def __init__(self, **properties: object) -> None:
        self.cells: Sequence[Cell] = ()
        self._pool: list[Control] = []
        super().__init__(**properties)

    def prepare(self) -> None:
        """Bring the cells up to date with the choices; cells are kept and used again."""
        while len(self._pool) < len(self.choices):
            self._pool.append(new_control())
        cells = self.cells = self._pool[: len(self.choices)]
        for cell, choice in zip(cells, self.choices, strict=True):
            cell.become(choice, self.look, rtl=self.rtl)

    def rows(self, width: float, columns: int) -> Rows | None:
        """Return the rows at a number of columns, each with its height; None where a word would be cut."""
        cell_width = self.cell_width(width, columns)
        rows = self._in_rows(columns)
        widths = [self.width_in(row, width, cell_width) for row in rows]
        if any(_least_width(row) > each for row, each in zip(rows, widths, strict=True)):
            return None
        heights = [max(cell.needed(each) for cell in row) for row, each in zip(rows, widths, strict=True)]
        if self.look.is_tight:
            return list(zip(rows, heights, strict=True))
        tallest = max(heights, default=0.0)
        return [(row, tallest) for row in rows]

    def _in_rows(self, columns: int) -> list[Sequence[Cell]]:
        ahead = 1 if self.first_alone and columns == 2 else 0
        rows = [self.cells[:ahead]] * ahead
        return rows + [self.cells[i : i + columns] for i in range(ahead, len(self.cells), columns)]

    def width_in(self, row: Sequence[Cell], width: float, cell_width: float) -> float:
        """Return the width of each cell of a row: all of it for one that stands alone and ahead.

        Where room is shortest a last row that is not full takes the whole width, so that its words need fewer lines.
        """
        if self.whole and self.look.is_close and not self.fixed_order:
            return (width - (len(row) - 1) * self.look.gap) // len(row)
        return width if self.first_alone and len(row) == 1 else cell_width

    def cell_width(self, width: float, columns: int) -> float:
        """Return the width of one cell."""
        if self.snug and self.cells:
            width = min(width, columns * max(c.natural_width() + 3 for c in self.cells) + (columns - 1) * self.look.gap)
        return (width - (columns - 1) * self.look.gap) // columns

    def natural_width(self) -> float:
        """Return the width of its widest row with every text on one line."""
        self.prepare()
        columns = int(self.columns)
        widest = max((c.natural_width() for c in self.cells), default=0.0)
        return columns * max(widest + 1, self.look.mm(self.roomy)) + (columns - 1) * self.look.gap

    def least_width(self) -> float:
        """Return the width of the widest single cell."""
        self.prepare()
        return max((c.least_width() for c in self.cells), default=0.0)

    def needed(self, width: float) -> float:
        """Return the height of all rows at the most columns that fit."""
        self.prepare()
        for columns in range(int(self.columns), 0, -1):
            rows = self.rows(width, columns)
            if rows is not None:
                return sum(height for _, height in rows) + max(0, len(rows) - 1) * self.look.gap
        return sum(cell.needed(width) + self.look.gap for cell in self.cells)


def _least_width(row: Sequence[Cell]) -> float:
    return max(cell.least_width() for cell in row)
