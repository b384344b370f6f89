"""What was typed, a character a box."""

from kivy.properties import ListProperty, NumericProperty

from screens.page.blocks import Block
from screens.toolkit.lettering import Lettering
from screens.toolkit.shapes import Box, Shape, Shapes
from screens.toolkit.theme import BUTTON_RADIUS_MM


class CharacterBoxes(Block):
    """What was typed, a character a box; a masked box shows a dot."""

    shown_as: list[str] = ListProperty([])
    count = NumericProperty(3)

    def __init__(self, **properties: object) -> None:
        self.texts: list[Lettering] = []
        self._boxes = Shapes()
        super().__init__(**properties)
        self.canvas.before.add(self._boxes)
        for name in ("look", "shown_as", "count", "pos", "size"):
            self.fbind(name, self._follow)

    @property
    def leads(self) -> bool:
        """Stay ahead of the keys: one sees what one types."""
        return True

    def _box(self) -> float:
        return max(self.look.at_least_mm(14.0), self.look.title * 1.3)

    def _height(self) -> float:
        return max(self.look.at_least_mm(18.0), self.look.title * 1.5)

    def natural_width(self) -> float:
        """Return the width of all boxes."""
        return self.count * self._box() + (self.count - 1) * self.look.gap

    def needed(self, _width: float) -> float:
        """Return the height of a box."""
        return self._height()

    def _follow(self, *_: object) -> None:
        if self.look is None:
            return
        while len(self.texts) < self.count:
            self.texts.append(Lettering(role="title", align="center", essential=True))
            self.add_widget(self.texts[-1])
        box, height = self._box(), self._height()
        x, boxes = self.x, self._boxes.first(len(self.texts))
        for i, (text, shape) in enumerate(zip(self.texts, boxes, strict=True)):
            character = self.shown_as[i] if i < len(self.shown_as) else ""
            text.look, text.words, text.colour = self.look, character, self.look.colour("ink")
            text.size, text.pos = (box, height), (x, self.top - height)
            self._draw_box(shape, (x, self.top - height, box, height), is_next=i == len(self.shown_as))
            x += box + self.look.gap

    def _draw_box(self, shape: Shape, box: Box, *, is_next: bool) -> None:
        look, border = self.look, self.look.border * (2 if is_next else 1)
        edge = look.colour("brand" if is_next else "edge")
        shape.draw(box, look.colour("card"), edge, radius=look.mm(BUTTON_RADIUS_MM), border=border)
