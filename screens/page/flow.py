"""From blocks to rows, from rows to pages: what goes where in an area, for one look. Nothing is ever cut.

Our own, because Kivy's layouts only share out the room there is: none folds a column away, drops what may be left out
at a size, or turns what does not fit over to a next page.
"""

from itertools import product
from typing import NamedTuple

from kivy.uix.widget import Widget

from screens.page.blocks import Block, Grid
from screens.page.pieces import Area, PageRow, Sticky
from screens.toolkit.theme import Look

# A block may stand beside the flow while it leaves the flow at least this part of the width.
FLOW_PART = 0.5
AIR_MM = 5.0
OVERFLOW = 1000  # pages: more than any real layout, so that one that overflows is never chosen


# A widget with its place: x, y, width, height, in pixels.
Placed = tuple[Widget, float, float, float, float]


class _Try(NamedTuple):
    """One way to set everything out, and how many pages it needs."""

    pages: float
    air: float
    sticky: Sticky
    columns: dict[Grid, int]


class Flow:
    """Blocks on their way into one area: side columns first, then rows, then pages."""

    def __init__(self, look: Look, blocks: list[Block], area: Area, *, beside: bool = False) -> None:
        self.look = look
        self.area = area
        self.inner = Area(area.x, area.y, area.width, area.height)
        self.sides: list[tuple[Block, float]] = []
        self.flowing = blocks
        if beside and area.width > area.height:
            self._pull_sides()
        self.pages: list[list[PageRow]] = [[]]
        self.air = look.mm(AIR_MM)
        self.sticky = Sticky.ALL

    def _pull_sides(self) -> None:
        # A small panel keeps its whole width for words; only a pad may still stand beside them.
        pulled = [b for b in self.flowing if b.place in {"start", "end"} and (b.is_control or not self.look.is_tight)]
        for block in pulled:
            most = self.inner.width * (1 - FLOW_PART)
            width = min(block.natural_width(), most)
            rest = self.inner.width - width - 2 * self.look.mm(AIR_MM)
            others = [b for b in self.flowing if b is not block and b.place == "flow"]
            fits = width >= block.least_width() and block.needed(width) <= self.inner.height
            if fits and all(b.least_width() <= rest for b in others):
                self.sides.append((block, width))
                self.flowing = [b for b in self.flowing if b is not block]
                if block.place == "start":
                    self.inner.x += width + 2 * self.look.mm(AIR_MM)
                self.inner.width = rest

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
            best = min(best, tried, key=lambda each: each.pages)
        self.air, self.sticky = best.air, best.sticky
        rows = self._page_rows(best.columns)
        pages = self._paginate(rows)
        self.pages = self._balanced(rows, pages) if len(pages) > 1 else pages

    def _tried(self, sticky: Sticky, air: float) -> _Try:
        self.air, self.sticky = air, sticky
        columns, count = self._columns()
        return _Try(count, air, sticky, columns)

    def _columns(self) -> tuple[dict[Grid, int], float]:
        """Return the columns of each grid that need the fewest pages, and how many those are."""
        columns = {b: int(b.columns) for b in self.flowing if isinstance(b, Grid)}
        for grid in columns:
            options = range(int(grid.columns), 0, -1)
            counts = {c: self._count({**columns, grid: c}) for c in options}
            columns[grid] = min(options, key=lambda c: (counts[c], -c))
        return columns, self._count(columns)

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
        """Return the blocks as declared; what no longer stands on every page comes after what is to be done."""
        late = [block for block in self.flowing if block.sticky and not self._is_sticky(block) and not block.leads]
        return [block for block in self.flowing if block not in late] + late

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
            PageRow([(cell, width) for cell in row], height, grid=grid, joined=i > 0)
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
        row.cells = [(above, rest), (block, width)]
        row.height = max(above.needed(rest), block.needed(width))
        row.sticky = row.sticky or self._is_sticky(block)
        return True

    def _space(self, row: PageRow) -> float:
        if row.joined:
            return self.look.mm(1) if row.grid and row.grid.close else self.look.gap
        return self.air if row.grid or self.air <= self.look.gap else self.air * 0.6

    def _paginate(self, rows: list[PageRow]) -> list[list[PageRow]]:
        sticky = [row for row in rows if row.sticky]
        pages, page, used = [], list(sticky), self._height(sticky)
        for row in (row for row in rows if not row.sticky):
            extra = row.height + (self._space(row) if page else 0)
            if page != sticky and used + extra > self.inner.height + 0.5:
                pages.append(page)
                page, used = list(sticky), self._height(sticky)
                extra = row.height + (self._space(row) if page else 0)
            page.append(row)
            used += extra
        return [*pages, page]

    def _balanced(self, rows: list[PageRow], pages: list[list[PageRow]]) -> list[list[PageRow]]:
        """Spread the rows over as many pages, so that the last is not nearly empty."""
        flowing = [row for row in rows if not row.sticky]
        if len({id(row.grid) for row in flowing}) > 1 or flowing[0].grid is None:
            return pages
        most = -(-len(flowing) // len(pages))
        sticky = [row for row in rows if row.sticky]
        spread = [[*sticky, *flowing[i : i + most]] for i in range(0, len(flowing), most)]
        fits = all(self._height(page) <= self.inner.height + 0.5 for page in spread)
        return spread if fits and len(spread) == len(pages) else pages

    def _height(self, rows: list[PageRow]) -> float:
        return sum(row.height + (self._space(row) if i else 0) for i, row in enumerate(rows))

    def places(self, page: int, *, rtl: bool, centred: bool) -> list[Placed]:
        """Return every widget of a page with its place: x, y, width, height."""
        rows = self.pages[min(page, len(self.pages) - 1)]
        heights = self._stretched(rows)
        free = self.inner.height - sum(heights) - sum(self._space(row) for row in rows[1:])
        y = self.inner.y + self.inner.height - (max(0.0, free) / 2 if centred else 0.0)
        placed = []
        for i, (row, height) in enumerate(zip(rows, heights, strict=True)):
            y -= height + (self._space(row) if i else 0)
            x = self.inner.x
            between = self.look.gap if row.grid else self.look.mm(AIR_MM)
            turned = rtl and not (row.grid and row.grid.fixed_order)
            for cell, width in row.cells:
                if row.spread and cell is row.cells[-1][0]:
                    x = self.inner.x + self.inner.width - width
                placed.append((cell, self._mirrored(x, width, rtl=turned), y, width, height))
                x += width + between
        return [*self._side_places(rtl=rtl), *placed] if self._start_side() else [*placed, *self._side_places(rtl=rtl)]

    def _start_side(self) -> bool:
        return any(block.place == "start" for block, _ in self.sides)

    def _side_places(self, *, rtl: bool) -> list[Placed]:
        placed = []
        for block, width in self.sides:
            height = self.area.height if block.place == "start" else min(self.area.height, block.needed(width))
            x = self.area.x if block.place == "start" else self.area.x + self.area.width - width
            y = self.area.y + self.area.height - height
            if isinstance(block, Grid):
                placed += self._grid_places(block, Area(x, self.area.y, width, self.area.height), rtl=rtl)
            else:
                placed.append((block, self._mirrored(x, width, rtl=rtl), y, width, height))
        return placed

    def _grid_places(self, grid: Grid, area: Area, *, rtl: bool) -> list[Placed]:
        columns = int(grid.columns)
        rows = grid.rows(area.width, columns) or []
        free = (area.height - (len(rows) - 1) * self.look.gap) / max(1, len(rows))
        height = round(
            min(max([h for _, h in rows], default=0.0) if not grid.tallest else self.look.mm(grid.tallest), free)
        )
        width = grid.cell_width(area.width, columns)
        placed: list[Placed] = []
        left = self._mirrored(area.x, area.width, rtl=rtl)
        for r, (row, _) in enumerate(rows):
            y = area.y + area.height - (r + 1) * height - r * self.look.gap
            for c, cell in enumerate(row):
                turned = len(row) - 1 - c if rtl and not grid.fixed_order else c
                placed.append((cell, (left + turned * (width + self.look.gap)), y, width, height))
        return placed

    def _mirrored(self, x: float, width: float, *, rtl: bool) -> float:
        return self.area.x + self.area.width - (x - self.area.x) - width if rtl else x

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
