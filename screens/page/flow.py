"""From blocks to rows, from rows to pages: what goes where in a room, for one look. Nothing is ever cut.

Our own, because Kivy's layouts only share out the room there is: none folds a column away, drops what may be left out
at a size, or turns what does not fit over to a next page.
"""

from itertools import product
from typing import NamedTuple

from kivy.uix.widget import Widget

from screens.page.blocks import Block, Grid
from screens.page.units import Room, Sticky, Unit
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
    """Blocks on their way into one room: side columns first, then rows, then pages."""

    def __init__(self, look: Look, blocks: list[Block], room: Room, *, beside: bool = False) -> None:
        self.look = look
        self.room = room
        self.inner = Room(room.x, room.y, room.width, room.height)
        self.sides: list[tuple[Block, float]] = []
        self.flowing = blocks
        if beside and room.width > room.height:
            self._pull_sides()
        self.pages: list[list[Unit]] = [[]]
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
        units = self._units(best.columns)
        pages = self._paginate(units)
        self.pages = self._balanced(units, pages) if len(pages) > 1 else pages

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
        pages = self._paginate(self._units(columns))
        overflows = any(self._height(page) > self.inner.height + 0.5 for page in pages)
        return len(pages) + (OVERFLOW if overflows else 0)

    def _units(self, columns: dict[Grid, int]) -> list[Unit]:
        units: list[Unit] = []
        for block in self._in_order():
            if isinstance(block, Grid):
                units += self._rows(block, columns[block])
            elif not (block.place == "beside" and units and self._join(units[-1], block)):
                width = self.inner.width
                if getattr(block, "chip", False):
                    width = min(width, block.natural_width())
                units.append(Unit([(block, width)], block.needed(width), sticky=self._is_sticky(block)))
        return units

    def _in_order(self) -> list[Block]:
        """Return the blocks as declared; what no longer stands on every page comes after what is to be done."""
        late = [block for block in self.flowing if block.sticky and not self._is_sticky(block) and not block.leads]
        return [block for block in self.flowing if block not in late] + late

    def _is_sticky(self, block: Block) -> bool:
        if self.sticky is Sticky.TITLE:
            return block.sticky and getattr(block, "role", "") == "title"
        return block.sticky and self.sticky is Sticky.ALL

    def _rows(self, grid: Grid, columns: int) -> list[Unit]:
        width = grid.cell_width(self.inner.width, columns)
        rows = grid.rows(self.inner.width, columns)
        if rows is None:
            rows = [([cell], cell.needed(width)) for cell in grid.cells]
        return [
            Unit([(cell, width) for cell in row], height, grid=grid, joined=i > 0)
            for i, (row, height) in enumerate(rows)
        ]

    def _join(self, unit: Unit, block: Block) -> bool:
        """Set a small block at the end of the row above it, if both fit."""
        above, _ = unit.cells[0]
        width = block.natural_width()
        rest = self.inner.width - width - self.look.mm(AIR_MM)
        if getattr(above, "chip", False) and above.natural_width() <= rest:
            unit.cells = [(above, above.natural_width()), (block, width)]
            unit.height = max(above.needed(rest), block.needed(width))
            unit.spread = True
            return True
        if rest < above.least_width() or rest < self.inner.width * 0.4:
            return False
        unit.cells = [(above, rest), (block, width)]
        unit.height = max(above.needed(rest), block.needed(width))
        unit.sticky = unit.sticky or self._is_sticky(block)
        return True

    def _space(self, unit: Unit) -> float:
        if unit.joined:
            return self.look.mm(1) if unit.grid and unit.grid.close else self.look.gap
        return self.air if unit.grid or self.air <= self.look.gap else self.air * 0.6

    def _paginate(self, units: list[Unit]) -> list[list[Unit]]:
        sticky = [unit for unit in units if unit.sticky]
        pages, page, used = [], list(sticky), self._height(sticky)
        for unit in (u for u in units if not u.sticky):
            extra = unit.height + (self._space(unit) if page else 0)
            if page != sticky and used + extra > self.inner.height + 0.5:
                pages.append(page)
                page, used = list(sticky), self._height(sticky)
                extra = unit.height + (self._space(unit) if page else 0)
            page.append(unit)
            used += extra
        return [*pages, page]

    def _balanced(self, units: list[Unit], pages: list[list[Unit]]) -> list[list[Unit]]:
        """Spread the units over as many pages, so that the last is not nearly empty."""
        flowing = [unit for unit in units if not unit.sticky]
        if len({id(unit.grid) for unit in flowing}) > 1 or flowing[0].grid is None:
            return pages
        most = -(-len(flowing) // len(pages))
        sticky = [unit for unit in units if unit.sticky]
        spread = [[*sticky, *flowing[i : i + most]] for i in range(0, len(flowing), most)]
        fits = all(self._height(page) <= self.inner.height + 0.5 for page in spread)
        return spread if fits and len(spread) == len(pages) else pages

    def _height(self, units: list[Unit]) -> float:
        return sum(u.height + (self._space(u) if i else 0) for i, u in enumerate(units))

    def places(self, page: int, *, rtl: bool, centred: bool) -> list[Placed]:
        """Return every widget of a page with its place: x, y, width, height."""
        units = self.pages[min(page, len(self.pages) - 1)]
        heights = self._stretched(units)
        free = self.inner.height - sum(heights) - sum(self._space(u) for u in units[1:])
        y = self.inner.y + self.inner.height - (max(0.0, free) / 2 if centred else 0.0)
        placed = []
        for i, (unit, height) in enumerate(zip(units, heights, strict=True)):
            y -= height + (self._space(unit) if i else 0)
            x = self.inner.x
            between = self.look.gap if unit.grid else self.look.mm(AIR_MM)
            turned = rtl and not (unit.grid and unit.grid.fixed_order)
            for cell, width in unit.cells:
                if unit.spread and cell is unit.cells[-1][0]:
                    x = self.inner.x + self.inner.width - width
                placed.append((cell, self._mirrored(x, width, rtl=turned), y, width, height))
                x += width + between
        return [*self._side_places(rtl=rtl), *placed] if self._start_side() else [*placed, *self._side_places(rtl=rtl)]

    def _start_side(self) -> bool:
        return any(block.place == "start" for block, _ in self.sides)

    def _side_places(self, *, rtl: bool) -> list[Placed]:
        placed = []
        for block, width in self.sides:
            height = self.room.height if block.place == "start" else min(self.room.height, block.needed(width))
            x = self.room.x if block.place == "start" else self.room.x + self.room.width - width
            y = self.room.y + self.room.height - height
            if isinstance(block, Grid):
                placed += self._grid_places(block, Room(x, self.room.y, width, self.room.height), rtl=rtl)
            else:
                placed.append((block, self._mirrored(x, width, rtl=rtl), y, width, height))
        return placed

    def _grid_places(self, grid: Grid, room: Room, *, rtl: bool) -> list[Placed]:
        columns = int(grid.columns)
        rows = grid.rows(room.width, columns) or []
        free = (room.height - (len(rows) - 1) * self.look.gap) / max(1, len(rows))
        height = round(
            min(max([h for _, h in rows], default=0.0) if not grid.tallest else self.look.mm(grid.tallest), free)
        )
        width = grid.cell_width(room.width, columns)
        placed: list[Placed] = []
        left = self._mirrored(room.x, room.width, rtl=rtl)
        for r, (row, _) in enumerate(rows):
            y = room.y + room.height - (r + 1) * height - r * self.look.gap
            for c, cell in enumerate(row):
                turned = len(row) - 1 - c if rtl and not grid.fixed_order else c
                placed.append((cell, (left + turned * (width + self.look.gap)), y, width, height))
        return placed

    def _mirrored(self, x: float, width: float, *, rtl: bool) -> float:
        return self.room.x + self.room.width - (x - self.room.x) - width if rtl else x

    def _stretched(self, units: list[Unit]) -> list[float]:
        """Let rows grow into the free room, as far as their grid allows."""
        heights = [unit.height for unit in units]
        growing = [(i, unit.grid.tallest) for i, unit in enumerate(units) if unit.grid and unit.grid.tallest]
        if not growing:
            return heights
        free = self.inner.height - sum(heights) - sum(self._space(u) for u in units[1:])
        share = max(0.0, free) / len(growing)
        for i, tallest in growing:
            heights[i] = max(heights[i], min(heights[i] + share, self.look.mm(tallest)))
        return heights
