"""What a flow arranges: areas to fill, rows that are never split, and what stands on every page."""

from dataclasses import dataclass
from enum import Enum

from kivy.uix.widget import Widget

from screens.page.grid import Cell, Grid

# A widget with its place: x, y, width, height, in pixels.
Placed = tuple[Widget, float, float, float, float]


@dataclass(slots=True)
class PageRow:
    """What is never split between pages: one row of widgets with their widths, and its height."""

    cells: list[tuple[Cell, float]]
    height: float
    sticky: bool = False
    grid: Grid | None = None
    spread: bool = False  # its last cell stands at the far end
    joined: bool = False  # belongs to the row above it: only a gap between them


@dataclass(slots=True)
class Area:
    """A rectangle to fill, in pixels."""

    x: float
    y: float
    width: float
    height: float

    def mirrored(self, x: float, width: float, *, rtl: bool) -> float:
        """Return the left edge of what stands at `x`; seen in a mirror where one reads from right to left."""
        return self.x + self.width - (x - self.x) - width if rtl else x


class Sticky(Enum):
    """Which of the sticky blocks stand on every page: all of them, or fewer where they would leave no room."""

    ALL = 1
    TITLE = 2
    NONE = 3
