"""From blocks to rows, from rows to pages: what goes where in an area, for one look. Nothing is ever cut.

Our own, because Kivy's layouts only share out the room there is: none folds a column away, drops what may be left out
at a size, or turns what does not fit over to a next page.
"""

from itertools import product
from typing import NamedTuple

from screens.page.blocks import Block
from screens.page.grid import Grid
from screens.page.pieces import Area, PageRow, Placed, Sticky
from screens.page.sides import AIR_MM, Sides
from screens.toolkit.theme import Look

MOST_CHOICES = 8  # on a visitor's screen (DESIGN); hours, letters and digits are not choices
OVERFLOW = 1000  # pages: more than any real layout, so that one that overflows is never chosen


class _Try(NamedTuple):
    """One way to set everything out, how many pages it needs, and how many of them there should not be."""

    pages: float
    faults: int
    air: float
    sticky: Sticky
    columns: dict[Grid, int]


class Flow:
    """Blocks on their way into one area: side columns first, then rows, then pages."""

    def __init__(self, look: Look, blocks: list[Block], area: Area, *, beside: bool = False) -> None:
        self.look = look
        self._area = area
        self._sides = Sides(look, area)
        self.flowing = self._sides.pull(blocks) if beside and area.width > area.height else blocks
        self.inner = self._sides.inner
        self.pages: list[list[PageRow]] = [[]]
        self.air = look.mm(AIR_MM)
        self.sticky = Sticky.ALL

    def settle(self) -> None:
        """Choose the columns of each grid and the air between blocks so that the fewest pages are needed."""
        first, *others = product(Sticky, (self.look.mm(AIR_MM), self.look.gap))
        best = tried = self._tried(*first)
        for sticky, air in others:
            # What stands on every page gives way only where the panel is small, or where it would leave no room.
            gave_way = tried.sticky is not Sticky.ALL and best.pages < OVERFLOW and not self.look.is_tight
            if tried.pages == 1 or gave_way:
                break
            tried = self._tried(sticky, air)
            best = min(best, tried, key=lambda each: (each.pages, each.faults))
        self.air, self.sticky = best.air, best.sticky
        rows = self._page_rows(best.columns)
        pages = self._paginate(rows)
        self.pages = self._balanced(rows, pages) if len(pages) > 1 else pages

    @property
    def faults(self) -> int:
        """Return how many pages there should not be: those over which a pad goes on, and those with only a heading."""
        return self._faults_of(self.pages)

    def _faults_of(self, pages: list[list[PageRow]]) -> int:
        alone = 0 if len(pages) == 1 or self._sides.pulled else sum(all(map(_is_heading, page)) for page in pages)
        return _torn(pages) + alone

    def _tried(self, sticky: Sticky, air: float) -> _Try:
        self.air, self.sticky = air, sticky
        columns, count = self._columns()
        faults = self._faults_of(self._paginate(self._page_rows(columns))) if 1 < count < OVERFLOW else 0
        return _Try(count, faults, air, sticky, columns)

    def _columns(self) -> tuple[dict[Grid, int], float]:
        """Return the columns of each grid that need the fewest pages, and how many those are."""
        # Each begins as wide as its words allow: one that does not fit would make every width of the others look bad.
        columns = {b: self._most_columns(b) for b in self.flowing if isinstance(b, Grid)}
        for grid in columns:
            options = range(int(grid.columns), 0, -1)
            counts = {c: self._count({**columns, grid: c}) for c in options}
            columns[grid] = min(options, key=lambda c: (counts[c], -c))
        return columns, self._count(columns)

    def _most_columns(self, grid: Grid) -> int:
        options = range(int(grid.columns), 1, -1)
        return next((each for each in options if grid.rows(self.inner.width, each) is not None), 1)

    def _count(self, columns: dict[Grid, int]) -> float:
        for grid, number in columns.items():
            if number > 1 and grid.rows(self.inner.width, number) is None:
                return float("inf")
        pages = self._paginate(self._page_rows(columns))
        overflows = any(self._height(page) > self.inner.height + 0.5 for page in pages)
        return len(pages) + (OVERFLOW if overflows else 0)

    def _page_rows(self, columns: dict[Grid, int]) -> list[PageRow]:
        rows: list[PageRow] = []
        for block in self._in_order():
            if isinstance(block, Grid):
                rows += self._rows(block, columns[block])
            elif not (block.place == "beside" and rows and self._join(rows[-1], block)):
                width = self.inner.width
                if getattr(block, "chip", False):
                    width = min(width, block.natural_width())
                rows.append(PageRow([(block, width)], block.needed(width), sticky=self._is_sticky(block)))
        return rows

    def _in_order(self) -> list[Block]:
        """Return the blocks as declared, but for two: the title comes first, so that it stands at one height on all.

        What no longer stands on every page comes after what is to be done.
        """
        late = [block for block in self.flowing if block.sticky and not self._is_sticky(block) and not block.leads]
        titles = [block for block in self.flowing if getattr(block, "role", "") == "title"]
        others = [block for block in self.flowing if block not in titles and block not in late]
        return titles + others + late

    def _is_sticky(self, block: Block) -> bool:
        if self.sticky is Sticky.TITLE:
            return block.sticky and getattr(block, "role", "") == "title"
        return block.sticky and self.sticky is Sticky.ALL

    def _rows(self, grid: Grid, columns: int) -> list[PageRow]:
        width = grid.cell_width(self.inner.width, columns)
        rows = grid.rows(self.inner.width, columns)
        if rows is None:
            rows = [([cell], cell.needed(width)) for cell in grid.cells]
        return [
            PageRow(
                [(cell, grid.width_in(row, self.inner.width, width)) for cell in row], height, grid=grid, joined=i > 0
            )
            for i, (row, height) in enumerate(rows)
        ]

    def _join(self, row: PageRow, block: Block) -> bool:
        """Set a small block at the end of the row above it, if both fit."""
        above, _ = row.cells[0]
        width = block.natural_width()
        rest = self.inner.width - width - self.look.mm(AIR_MM)
        if getattr(above, "chip", False) and above.natural_width() <= rest:
            row.cells = [(above, above.natural_width()), (block, width)]
            row.height = max(above.needed(rest), block.needed(width))
            row.spread = True
            return True
        if rest < above.least_width() or rest < self.inner.width * 0.4:
            return False
        height = max(above.needed(rest), block.needed(width))
        if height > self.inner.height:
            return False
        row.cells = [(above, rest), (block, width)]
        row.height = height
        row.sticky = row.sticky or self._is_sticky(block)
        return True

    def _space(self, row: PageRow) -> float:
        if row.joined:
            return self.look.mm(1) if row.grid and row.grid.close else self.look.gap
        return self.air if row.grid or self.air <= self.look.gap else self.air * 0.6

    def _paginate(self, rows: list[PageRow]) -> list[list[PageRow]]:
        sticky, flowing = _parted(rows)
        pages, page, used = [], list(sticky), self._height(sticky)
        for row in flowing:
            extra = row.height + (self._space(row) if page else 0)
            is_full = used + extra > self.inner.height + 0.5 or _choices([*page, row]) > MOST_CHOICES
            if page != sticky and is_full:
                pages.append(page)
                page, used = list(sticky), self._height(sticky)
                extra = row.height + (self._space(row) if page else 0)
            page.append(row)
            used += extra
        return [*pages, page]

    def _balanced(self, rows: list[PageRow], pages: list[list[PageRow]]) -> list[list[PageRow]]:
        """Spread the rows over as many pages, so that the last is not nearly empty."""
        sticky, flowing = _parted(rows)
        if len({id(row.grid) for row in flowing}) > 1 or flowing[0].grid is None:
            return pages
        most = -(-len(flowing) // len(pages))
        spread = [[*sticky, *flowing[i : i + most]] for i in range(0, len(flowing), most)]
        fits = all(self._height(page) <= self.inner.height + 0.5 for page in spread)
        return spread if fits and len(spread) == len(pages) else pages

    def _height(self, rows: list[PageRow]) -> float:
        return sum(row.height + (self._space(row) if i else 0) for i, row in enumerate(rows))

    def places(self, page: int, *, rtl: bool) -> list[Placed]:
        """Return every widget of a page with its place: x, y, width, height."""
        rows = self.pages[min(page, len(self.pages) - 1)]
        heights = self._stretched(rows)
        y = self.inner.y + self.inner.height
        placed = []
        for i, (row, height) in enumerate(zip(rows, heights, strict=True)):
            y -= height + (self._space(row) if i else 0)
            placed += self._row_places(row, y, height, rtl=rtl)
        return self._sides.around(placed, rtl=rtl)

    def _row_places(self, row: PageRow, y: float, height: float, *, rtl: bool) -> list[Placed]:
        placed: list[Placed] = []
        x = self.inner.x
        between = self.look.gap if row.grid else self.look.mm(AIR_MM)
        turned = rtl and not (row.grid and row.grid.fixed_order)
        for cell, width in row.cells:
            if row.spread and cell is row.cells[-1][0]:
                x = self.inner.x + self.inner.width - width
            placed.append((cell, self._area.mirrored(x, width, rtl=turned), y, width, height))
            x += width + between
        return placed

    def _stretched(self, rows: list[PageRow]) -> list[float]:
        """Let rows grow into the free room, as far as their grid allows."""
        heights = [row.height for row in rows]
        growing = [(i, row.grid.tallest) for i, row in enumerate(rows) if row.grid and row.grid.tallest]
        if not growing:
            return heights
        free = self.inner.height - sum(heights) - sum(self._space(row) for row in rows[1:])
        share = max(0.0, free) / len(growing)
        for i, tallest in growing:
            heights[i] = max(heights[i], min(heights[i] + share, self.look.mm(tallest)))
        return heights


def _choices(rows: list[PageRow]) -> int:
    return sum(
        len(row.cells) for row in rows if row.grid and row.grid.is_control and not (row.grid.whole or row.grid.pointed)
    )


def _torn(pages: list[list[PageRow]]) -> int:
    """Return on how many more pages than one pads stand that should stand on one."""
    found = {(id(row.grid), i) for i, page in enumerate(pages) for row in page if row.grid and row.grid.whole}
    return len(found) - len({grid for grid, _ in found})


def _is_heading(row: PageRow) -> bool:
    return all(getattr(cell, "leads", False) or getattr(cell, "chip", False) for cell, _ in row.cells)


def _parted(rows: list[PageRow]) -> tuple[list[PageRow], list[PageRow]]:
    """Return what stands on every page, and what flows over them."""
    return [row for row in rows if row.sticky], [row for row in rows if not row.sticky]
