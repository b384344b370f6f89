"""What was typed, a character a box; and how far one is."""

from kivy.graphics import Color, RoundedRectangle
from kivy.properties import ListProperty, NumericProperty, StringProperty

from screens.page.blocks import Block
from screens.toolkit.text import Words
from screens.toolkit.theme import BUTTON_RADIUS_MM


class Boxes(Block):
    """What was typed, a character a box; a masked box shows a dot."""

    shown_as = ListProperty([])
    count = NumericProperty(3)

    def __init__(self, **properties: object) -> None:
        self.texts: list[Words] = []
        super().__init__(**properties)
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
            self.texts.append(Words(role="title", align="center", essential=True))
            self.add_widget(self.texts[-1])
        box, height = self._box(), self._height()
        self.canvas.before.clear()
        x = self.x
        for i, text in enumerate(self.texts):
            character = self.shown_as[i] if i < len(self.shown_as) else ""
            text.look, text.words, text.colour = self.look, character, self.look.colour("ink")
            text.size, text.pos = (box, height), (x, self.top - height)
            self._draw_box(x, self.top - height, box, height, is_next=i == len(self.shown_as))
            x += box + self.look.gap

    def _draw_box(self, x: float, y: float, width: float, height: float, *, is_next: bool) -> None:
        look, radius = self.look, self.look.mm(BUTTON_RADIUS_MM)
        border = self.look.border * (2 if is_next else 1)
        with self.canvas.before:
            Color(*look.colour("brand" if is_next else "edge"))
            RoundedRectangle(pos=(x, y), size=(width, height), radius=[radius])
            Color(*look.colour("card"))
            inner = (width - 2 * border, height - 2 * border)
            RoundedRectangle(pos=(x + border, y + border), size=inner, radius=[radius - border])


class Progress(Block):
    """How far one is: bars and words ("2 sur 4")."""

    words = StringProperty("")
    done = NumericProperty(0)
    total = NumericProperty(0)

    def __init__(self, **properties: object) -> None:
        self.part = Words(role="note", align="end")
        super().__init__(**properties)
        self.add_widget(self.part)
        for name in ("look", "rtl", "words", "done", "total", "pos", "size"):
            self.fbind(name, self._follow)

    def _prepare(self) -> None:
        self.part.look, self.part.rtl, self.part.words = self.look, self.rtl, self.words
        self.part.colour = self.look.colour("soft")

    def _bars(self) -> float:
        return 0.0 if self.look.size > 125 else self.total * self.look.mm(13)

    def natural_width(self) -> float:
        """Return the width of bars and words."""
        self._prepare()
        return self._bars() + self.part.natural_width() + self.look.mm(4)

    def needed(self, width: float) -> float:
        """Return the height of one line."""
        self._prepare()
        return self.part.needed(width)

    def _follow(self, *_: object) -> None:
        if self.look is None:
            return
        self._prepare()
        words = self.part.natural_width() + 1
        self.part.size = (words, self.height)
        self.part.pos = (self.x if self.rtl else self.right - words, self.y)
        self.canvas.before.clear()
        # Many steps in a narrow column: the bars grow shorter rather than leave it.
        step = min(self.look.mm(13), (self.width - words - self.look.mm(4)) / max(self.total, 1))
        if not self._bars() or step < self.look.mm(4):
            return
        thick, bar = self.look.mm(2.6), step - self.look.mm(2)
        x = self.part.right + self.look.mm(4) if self.rtl else self.part.x - self.look.mm(2) - self.total * step
        with self.canvas.before:
            for i in range(int(self.total)):
                is_done = i < self.done if not self.rtl else i >= self.total - self.done
                Color(*self.look.colour("brand" if is_done else "line"))
                RoundedRectangle(pos=(x + i * step, self.center_y - thick / 2), size=(bar, thick), radius=[thick / 2])
