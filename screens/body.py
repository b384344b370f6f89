"""Where a screen's blocks go: in columns and rows of what room there is, then on further pages. Nothing is ever cut."""

from dataclasses import dataclass

from kivy.clock import Clock
from kivy.properties import BooleanProperty, ListProperty, NumericProperty, ObjectProperty
from kivy.uix.widget import Widget

from screens.blocks import Block, Grid
from screens.controls import Control
from screens.theme import Look

# A block may stand beside the flow while it leaves the flow at least this part of the width.
FLOW_PART = 0.5
AIR_MM = 5.0


@dataclass(slots=True)
class Unit:
    """What is never split between pages: one row of widgets with their widths, and its height."""

    cells: list[tuple[Widget, float]]
    height: float
    sticky: bool = False
    grid: Grid | None = None
    spread: bool = False  # its last cell stands at the far end
    joined: bool = False  # belongs to the row above it: only a gap between them


@dataclass(slots=True)
class Room:
    """A rectangle to fill, in pixels."""

    x: float
    y: float
    width: float
    height: float


class Body(Widget):
    """Lays its blocks out for the look and the room in force; shows one page at a time.

    `room` holds everything in normal mode; in low-screen mode it holds the controls, and `upper` what is only read.
    """

    look: Look = ObjectProperty(None, allownone=True)
    rtl = BooleanProperty(False)
    room: Room = ObjectProperty(None, allownone=True)
    upper: Room | None = ObjectProperty(None, allownone=True)
    page = NumericProperty(0)
    pages = NumericProperty(1)
    centred = BooleanProperty(False)
    blocks: list[Block] = ListProperty([])

    def __init__(self, **properties: object) -> None:
        self.arrange_soon = Clock.create_trigger(self.arrange, -1)
        super().__init__(**properties)
        for name in ("look", "rtl", "room", "upper", "page"):
            self.fbind(name, self.arrange_soon)

    def add_widget(self, widget: Block, *_args: object, **_options: object) -> None:
        """Take a block in, as `.kv` declares them; it joins the tree only on the page that shows it."""
        self.blocks.append(widget)
        for name in ("shown", "words", "choices", "place"):
            if widget.property(name, True) is not None:
                widget.fbind(name, self.arrange_soon)

    def controls(self) -> list[Control]:
        """Return the controls on show, in reading order."""
        return [w for child in reversed(self.children) for w in _controls_in(child)]

    def arrange(self, *_: object) -> None:
        """Put every block of the current page in its place."""
        if self.look is None or self.room is None:
            return
        blocks = [block for block in self.blocks if block.shown]
        for block in blocks:
            block.look, block.rtl = self.look, self.rtl
            if isinstance(block, Grid):
                block.prepare()
        if self.upper is not None:
            read = Flow(self.look, [b for b in blocks if not b.is_control], self.upper)
            touched = Flow(self.look, [b for b in blocks if b.is_control], self.room)
            flows = [read, touched]
        else:
            flows = [Flow(self.look, blocks, self.room, beside=True)]
        for flow in flows:
            flow.settle()
        self.pages = max(len(flow.pages) for flow in flows)
        self.page = min(self.page, self.pages - 1)
        shown = [place for flow in flows for place in flow.places(int(self.page), rtl=self.rtl, centred=self.centred)]
        self._show(shown)

    def _show(self, shown: list[tuple[Widget, float, float, float, float]]) -> None:
        wanted = [widget for widget, *_ in shown]
        if wanted != list(reversed(self.children)):
            for child in list(self.children):
                super().remove_widget(child)
            for widget in wanted:
                super().add_widget(widget)
        for widget, x, y, width, height in shown:
            widget.size = (width, height)
            widget.pos = (x, y)


def _controls_in(widget: Widget) -> list[Control]:
    if isinstance(widget, Control):
        return [widget]
    return [found for child in reversed(widget.children) for found in _controls_in(child)]


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

    def _pull_sides(self) -> None:
        for block in [b for b in self.flowing if b.place in {"start", "end"}]:
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
        columns = {b: int(b.columns) for b in self.flowing if isinstance(b, Grid)}
        for air in (self.look.mm(AIR_MM), self.look.gap):
            self.air = air
            for grid in columns:
                options = range(int(grid.columns), 0, -1)
                counts = {c: self._count({**columns, grid: c}) for c in options}
                columns[grid] = min(options, key=lambda c: (counts[c], -c))
            units = self._units(columns)
            self.pages = self._paginate(units)
            if len(self.pages) == 1:
                return
        self.pages = self._balanced(units, self.pages)

    def _count(self, columns: dict[Grid, int]) -> float:
        for grid, number in columns.items():
            if number > 1 and grid.rows(self.inner.width, number) is None:
                return float("inf")
        pages = self._paginate(self._units(columns))
        overflows = any(self._height(page) > self.inner.height + 0.5 for page in pages)
        return len(pages) + (1000 if overflows else 0)

    def _units(self, columns: dict[Grid, int]) -> list[Unit]:
        units: list[Unit] = []
        for block in self.flowing:
            if isinstance(block, Grid):
                units += self._rows(block, columns[block])
            elif not (block.place == "beside" and units and self._join(units[-1], block)):
                width = self.inner.width
                if getattr(block, "chip", False):
                    width = min(width, block.natural_width())
                units.append(Unit([(block, width)], block.needed(width), sticky=block.sticky))
        return units

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
        unit.sticky = unit.sticky or block.sticky
        return True

    def _space(self, unit: Unit) -> float:
        if unit.joined:
            return self.look.gap
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
        most = -(-len(flowing) // len(pages))
        sticky = [unit for unit in units if unit.sticky]
        spread = [[*sticky, *flowing[i : i + most]] for i in range(0, len(flowing), most)]
        fits = all(self._height(page) <= self.inner.height + 0.5 for page in spread)
        return spread if fits and len(spread) == len(pages) else pages

    def _height(self, units: list[Unit]) -> float:
        return sum(u.height + (self._space(u) if i else 0) for i, u in enumerate(units))

    def places(self, page: int, *, rtl: bool, centred: bool) -> list[tuple[Widget, float, float, float, float]]:
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
                placed.append((cell, self._mirrored(x, width, rtl=turned), round(y), width, round(height)))
                x += width + between
        return [*self._side_places(rtl=rtl), *placed] if self._start_side() else [*placed, *self._side_places(rtl=rtl)]

    def _start_side(self) -> bool:
        return any(block.place == "start" for block, _ in self.sides)

    def _side_places(self, *, rtl: bool) -> list[tuple[Widget, float, float, float, float]]:
        placed = []
        for block, width in self.sides:
            height = self.room.height if block.place == "start" else min(self.room.height, block.needed(width))
            x = self.room.x if block.place == "start" else self.room.x + self.room.width - width
            y = self.room.y + self.room.height - height
            if isinstance(block, Grid):
                placed += self._grid_places(block, Room(x, self.room.y, width, self.room.height), rtl=rtl)
            else:
                placed.append((block, self._mirrored(x, width, rtl=rtl), round(y), width, round(height)))
        return placed

    def _grid_places(self, grid: Grid, room: Room, *, rtl: bool) -> list[tuple[Widget, float, float, float, float]]:
        columns = int(grid.columns)
        rows = grid.rows(room.width, columns) or []
        free = (room.height - (len(rows) - 1) * self.look.gap) / max(1, len(rows))
        height = round(
            min(max([h for _, h in rows], default=0.0) if not grid.tallest else self.look.mm(grid.tallest), free)
        )
        width, placed = grid.cell_width(room.width, columns), []
        for r, (row, _) in enumerate(rows):
            y = room.y + room.height - (r + 1) * height - r * self.look.gap
            for c, cell in enumerate(row):
                x = room.x + c * (width + self.look.gap)
                placed.append(
                    (cell, self._mirrored(x, width, rtl=rtl and not grid.fixed_order), round(y), width, height)
                )
        return placed

    def _mirrored(self, x: float, width: float, *, rtl: bool) -> float:
        return round(self.room.x + self.room.width - (x - self.room.x) - width if rtl else x)

    def _stretched(self, units: list[Unit]) -> list[float]:
        """Let rows grow into the free room, as far as their grid allows."""
        heights = [unit.height for unit in units]
        growing = [i for i, unit in enumerate(units) if unit.grid is not None and unit.grid.tallest]
        if not growing:
            return heights
        free = self.inner.height - sum(heights) - sum(self._space(u) for u in units[1:])
        share = max(0.0, free) / len(growing)
        for i in growing:
            most = self.look.mm(units[i].grid.tallest)  # type: ignore[union-attr]
            heights[i] = max(heights[i], min(heights[i] + share, most))
        return heights
