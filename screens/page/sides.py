"""What stands beside the flow of a page, at its start or its end, while it leaves the flow room enough."""

from screens.page.blocks import Block
from screens.page.grid import Grid
from screens.page.pieces import Area, Placed
from screens.toolkit.theme import Look

AIR_MM = 5.0


class Sides:
    """Side columns of an area; `inner` is what they leave to the flow."""

    def __init__(self, look: Look, area: Area) -> None:
        self._look, self._area = look, area
        self.inner = Area(area.x, area.y, area.width, area.height)
        self._pulled: list[tuple[Block, float]] = []

    @property
    def pulled(self) -> bool:
        """Say whether anything stands beside the flow."""
        return bool(self._pulled)

    def pull(self, blocks: list[Block]) -> list[Block]:
        """Take the blocks that ask for a side and fit there; return what stays in the flow."""
        flowing = blocks
        for block in filter(self._may_stand_aside, blocks):
            others = [other for other in flowing if other is not block]
            liked = min(block.natural_width(), self.inner.width * block.most)
            # What the screen is for stands aside even where it must be narrower than it would like.
            for width in (liked, block.least_width()) if block.is_the_point else (liked,):
                if self._fits(block, width) and self._leaves_room(width, others):
                    self._take(block, width)
                    flowing = others
                    break
        return flowing

    def _may_stand_aside(self, block: Block) -> bool:
        # A small panel keeps its whole width for words; only a pad or the number may still stand beside them.
        return block.place in {"start", "end"} and (block.is_control or block.is_the_point or not self._look.is_tight)

    def _fits(self, block: Block, width: float) -> bool:
        return width >= block.least_width() and block.needed(width) <= self.inner.height

    def _leaves_room(self, width: float, others: list[Block]) -> bool:
        rest, height = self._rest(width), self._area.height
        return all(
            other.least_width() <= rest and (isinstance(other, Grid) or other.needed(rest) <= height)
            for other in others
            if other.place == "flow"
        )

    def _rest(self, width: float) -> float:
        return self.inner.width - width - 2 * self._look.mm(AIR_MM)

    def _take(self, block: Block, width: float) -> None:
        self._pulled.append((block, width))
        if block.place == "start":
            self.inner.x += width + 2 * self._look.mm(AIR_MM)
        self.inner.width = self._rest(width)

    def around(self, flow: list[Placed], *, rtl: bool) -> list[Placed]:
        """Return what stands beside a page with what flows there, in reading order."""
        beside = self._places(rtl=rtl)
        return [*beside, *flow] if any(block.place == "start" for block, _ in self._pulled) else [*flow, *beside]

    def _places(self, *, rtl: bool) -> list[Placed]:
        placed, area = [], self._area
        for block, width in self._pulled:
            height = area.height if block.place == "start" else min(area.height, block.needed(width))
            x = area.x if block.place == "start" else area.x + area.width - width
            y = area.y + area.height - height
            if isinstance(block, Grid):
                placed += self._grid_places(block, Area(x, area.y, width, area.height), rtl=rtl)
            else:
                placed.append((block, area.mirrored(x, width, rtl=rtl), y, width, height))
        return placed

    def _grid_places(self, grid: Grid, area: Area, *, rtl: bool) -> list[Placed]:
        columns = int(grid.columns)
        rows = grid.rows(area.width, columns) or []
        free = (area.height - (len(rows) - 1) * self._look.gap) / max(1, len(rows))
        height = round(
            min(max([h for _, h in rows], default=0.0) if not grid.tallest else self._look.mm(grid.tallest), free)
        )
        cell_width = grid.cell_width(area.width, columns)
        placed: list[Placed] = []
        left = self._area.mirrored(area.x, area.width, rtl=rtl)
        for r, (row, _) in enumerate(rows):
            y = area.y + area.height - (r + 1) * height - r * self._look.gap
            width = grid.width_in(row, area.width, cell_width)
            for c, cell in enumerate(row):
                turned = len(row) - 1 - c if rtl and not grid.fixed_order else c
                placed.append((cell, (left + turned * (width + self._look.gap)), y, width, height))
        return placed
