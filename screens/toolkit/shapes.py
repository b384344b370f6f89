"""The rounded grounds that everything stands on: smooth at every edge, and cheap where there is no graphics card."""

from collections.abc import Sequence

from kivy.core.window import Window
from kivy.factory import Factory
from kivy.graphics import Callback, Color, InstructionGroup, Mesh
from kivy.graphics.opengl import GL_BLEND, glDisable, glEnable
from kivy.uix.widget import Widget

from screens.toolkit.palettes import CLEAR, Colour
from screens.toolkit.patches import cell_of, patch

Box = tuple[float, float, float, float]  # x, y, width, height, in pixels

# Two triangles a quad, over the four by four points of a nine-patch, row by row.
_QUADS = {(c, r): (4 * r + c, 4 * r + c + 1, 4 * r + c + 5, 4 * r + c, 4 * r + c + 5, 4 * r + c + 4)
          for r in range(3) for c in range(3)}  # fmt: skip
_CORNERS = [i for (c, r), quad in _QUADS.items() if c != 1 and r != 1 for i in quad]
_CROSS = [i for (c, r), quad in _QUADS.items() if c == 1 or r == 1 for i in quad]


def box_of(widget: Widget) -> Box:
    """Return a widget's own rectangle."""
    return (widget.x, widget.y, widget.width, widget.height)


def lie_on(colour: Colour) -> None:
    """Let everything on show lie on a plain ground: what the window is cleared with, so that it costs no layer."""
    Window.clearcolor = colour


def _stop_blending(*_: object) -> None:
    # What lies under an opaque pixel need not be read: a third of the time where the processor draws. Where a parent
    # fades, or hides what it holds, it shows through.
    if Window.render_context["opacity"] == 1.0:
        glDisable(GL_BLEND)


def _blend(*_: object) -> None:
    glEnable(GL_BLEND)


class Shape(InstructionGroup):
    """A rounded rectangle with a border, on whole pixels; empty until it is drawn.

    A nine-patch (`patches.patch`): its cross is stretched and opaque, so it is drawn without blending; only the four
    corners are blended. Each pixel is filled once, border or ground.
    """

    def __init__(self) -> None:
        super().__init__()
        self.box: tuple[int, int, int, int] = (0, 0, 0, 0)
        self.radius: float = 0
        self.paints: tuple[Colour, Colour, float] = (CLEAR, CLEAR, 0)  # ground, edge, how wide the edge is
        self._cross, self._corners = (Mesh(mode="triangles", indices=each) for each in (_CROSS, _CORNERS))
        self._drawn: tuple[object, ...] = ()

    def hide(self) -> None:
        """Draw nothing."""
        if self._drawn:
            self._drawn, self.box = (), (0, 0, 0, 0)
            self.clear()

    def draw(
        self, box: Box, ground: Colour, edge: Colour | None = None, *, radius: float = 0, border: float = 0
    ) -> None:
        """Draw it in a box; `edge` is the border's colour, the ground's if there is none."""
        x, y, width, height = (round(each) for each in box)
        if width < 1 or height < 1:
            self.hide()
            return
        most = min(width, height) // 2
        edge = ground if edge is None or not border else edge
        wanted = (x, y, width, height, ground, edge, min(radius, most), min(border, most) if edge != ground else 0)
        if wanted == self._drawn:
            return
        if not self._drawn:
            for part in (Color(1, 1, 1, 1), Callback(_stop_blending), self._cross, Callback(_blend), self._corners):
                self.add(part)
        self._drawn, self.box, self.radius = wanted, (x, y, width, height), min(radius, most)
        self.paints = (ground, edge, border)
        self._lay(*wanted)

    def _lay(
        self, x: int, y: int, width: int, height: int, ground: Colour, edge: Colour, radius: float, border: float
    ) -> None:
        cell = cell_of(radius, border)
        across, along = (x, x + cell, x + width - cell, x + width), (y, y + cell, y + height - cell, y + height)
        side = 2 * cell + 1
        seen = (0.0, cell / side, (cell + 1) / side, 1.0)
        points = [n for v, py in zip(seen, along, strict=True) for u, px in zip(seen, across, strict=True)
                  for n in (px, py, u, v)]  # fmt: skip
        for part in (self._cross, self._corners):
            part.texture = patch(radius, border, edge, ground)
            part.vertices = points


class Shapes(InstructionGroup):
    """As many shapes as are asked for, each kept for the next time; `shown` are those that draw something."""

    def __init__(self) -> None:
        super().__init__()
        self._made: list[Shape] = []

    def first(self, count: int) -> list[Shape]:
        """Return this many shapes; any others draw nothing from here on."""
        while len(self._made) < count:
            self._made.append(Shape())
            self.add(self._made[-1])
        for shape in self._made[count:]:
            shape.hide()
        return self._made[:count]

    @property
    def shown(self) -> list[Shape]:
        """Return the shapes that can be seen."""
        return [shape for shape in self._made if shape.box[2]]


class Ground(Shape):
    """A shape as `.kv` declares it: drawn again when one of its measures is set. A transparent one draws nothing."""

    _MEASURES = frozenset({"pos", "size", "ground", "edge", "radius", "border"})

    def __init__(self) -> None:
        super().__init__()
        self.pos: Sequence[float] = (0, 0)
        self.size: Sequence[float] = (0, 0)
        self.ground: Sequence[float] = CLEAR
        self.edge: Sequence[float] = CLEAR
        self.radius, self.border = 0.0, 0.0

    def __setattr__(self, name: str, value: object) -> None:
        super().__setattr__(name, value)
        if name not in self._MEASURES or not hasattr(self, "border"):
            return
        if not self.ground[3]:
            self.hide()
            return
        (x, y), (width, height) = self.pos, self.size
        border = self.border if self.edge[3] else 0.0
        edge, ground = _colour(self.edge), _colour(self.ground)
        self.draw((x, y, width, height), ground, edge, radius=self.radius, border=border)


def _colour(channels: Sequence[float]) -> Colour:
    """Return a colour as palettes have it: one that a cache can tell from another."""
    red, green, blue, alpha = channels
    return red, green, blue, alpha


Factory.register("Ground", cls=Ground)
