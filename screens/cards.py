"""The blocks that are pictures as much as words: a number, a QR code, typed boxes, progress."""

from collections.abc import Iterator
from contextlib import contextmanager

from kivy.graphics import Color, Rectangle, RoundedRectangle
from kivy.properties import ListProperty, NumericProperty, ObjectProperty, StringProperty

from screens.blocks import Block, Card
from screens.outfit import Matrix
from screens.theme import BUTTON_RADIUS_MM, LINE_PER_EM
from screens.words import Words

QUIET_MODULES = 4  # ISO/IEC 18004: the blank border that a reader needs
QR_MODULE_MM = 0.8  # read from a screen at arm's length: twice the 0.4 mm asked of paper
QR_SIDE_MM = 75.0
QR_PART = 0.28  # of the panel's shorter side: words must stand beside or under the code
SMALLEST_NUMBER, LARGEST_NUMBER = 2.0, 6.0  # times the text


class NumberCard(Card):
    """The number that will be called, as large as the room allows."""

    above = StringProperty("")
    number = StringProperty("")
    below = StringProperty("")

    def __init__(self, **properties: object) -> None:
        self.texts = [
            Words(align="center"),
            Words(role="number", align="center", essential=True),
            Words(align="center"),
        ]
        super().__init__(paint="deep", **properties)
        for text in self.texts:
            self.add_widget(text)
        for name in ("look", "rtl", "above", "number", "below", "pos", "size"):
            self.fbind(name, self._follow)

    def _prepare(self, scale: float) -> None:
        below = "" if self.look.low and self.look.is_tight else self.below
        for text, words in zip(self.texts, (self.above, self.number, below), strict=True):
            text.look, text.rtl, text.words = self.look, self.rtl, words
            text.colour = self.look.colour("on_brand")
        self.texts[1].scale = scale

    def natural_width(self) -> float:
        """Return the width it would like: a third of the panel."""
        return max(self.least_width(), self.look.width / 3)

    def least_width(self) -> float:
        """Return the width of the number and its words."""
        with self._at_least():
            return max(t.least_width() for t in self.texts) + self.look.mm(10)

    def needed(self, width: float) -> float:
        """Return the height at a width, with the number at twice the text."""
        with self._at_least():
            return sum(t.needed(width - self.look.mm(8)) for t in self.texts) + self.look.mm(6)

    @contextmanager
    def _at_least(self) -> Iterator[None]:
        """Measure with the number at its smallest, then give it its size back."""
        scale = self.texts[1].scale
        is_upright = self.look.height > self.look.width and not self.look.is_tight
        is_crowded = self.look.low and self.look.is_tight
        self._prepare(SMALLEST_NUMBER * (2 if is_upright else 0.8 if is_crowded else 1))
        yield
        self._prepare(scale)

    def _follow(self, *_: object) -> None:
        if self.look is None:
            return
        self.paint_ground()
        width = self.width - self.look.mm(8)
        self._prepare(SMALLEST_NUMBER)
        words = self.texts[0].needed(width) + self.texts[2].needed(width)
        free = self.height - words - self.look.mm(6)
        widest = SMALLEST_NUMBER * width / max(1.0, self.texts[1].natural_width())
        scale = min(LARGEST_NUMBER, 0.95 * widest, free / (LINE_PER_EM * self.look.body))
        self._prepare(max(0.8 * SMALLEST_NUMBER, scale))
        y = self.top - (self.height - words - self.texts[1].needed(width)) / 2
        for text in self.texts:
            height = text.needed(width)
            y -= height
            text.size, text.pos = (width, height), (self.x + self.look.mm(4), y)


class QrCard(Card):
    """A QR code for the visitor's phone, black on white in every theme, with what to do under it."""

    matrix: Matrix = ObjectProperty(())
    words = StringProperty("")
    detail = StringProperty("")

    def __init__(self, **properties: object) -> None:
        self.texts = [
            Words(role="label", align="center", upright="top"),
            Words(role="note", align="center", upright="top"),
        ]
        super().__init__(**properties)
        for text in self.texts:
            self.add_widget(text)
        for name in ("look", "rtl", "matrix", "words", "detail", "pos", "size"):
            self.fbind(name, self._follow)

    def _prepare(self) -> None:
        detail = "" if self.look.is_tight else self.detail
        for text, words, hue in zip(self.texts, (self.words, detail), ("ink", "soft"), strict=True):
            text.look, text.rtl, text.words, text.colour = self.look, self.rtl, words, self.look.colour(hue)

    def _module(self) -> float:
        """Return the side of a module: whole pixels, as large as the card's comfortable side allows."""
        modules = len(self.matrix) + 2 * QUIET_MODULES
        least = QR_MODULE_MM * (0.7 if self.look.is_tight else 1.0)
        return max(3.0, self.look.at_least_mm(least), self._comfortable() // modules)

    def _comfortable(self) -> float:
        if self.look.is_tight:
            return 0.0
        return min(self.look.mm(QR_SIDE_MM), QR_PART * min(self.look.height, self.look.width))

    def _side(self) -> float:
        return (len(self.matrix) + 2 * QUIET_MODULES) * self._module()

    def natural_width(self) -> float:
        """Return the width of the code, or of a comfortable line of words."""
        return max(self._side() + self.look.mm(10), self.look.mm(96))

    def least_width(self) -> float:
        """Return the width that the code and the words must have."""
        self._prepare()
        return max(self._side() + self.look.mm(2), *(t.least_width() for t in self.texts))

    def needed(self, width: float) -> float:
        """Return the height at a width."""
        self._prepare()
        return self._side() + sum(t.needed(width - self.look.mm(8)) for t in self.texts) + self.look.mm(8)

    def _follow(self, *_: object) -> None:
        if self.look is None:
            return
        self._prepare()
        self.paint_ground()
        width, y = self.width - self.look.mm(8), self.top - self.look.mm(4) - self._side()
        self._draw_code(round(self.center_x - self._side() / 2), round(y))
        for text in self.texts:
            height = text.needed(width)
            y -= height
            text.size, text.pos = (width, height), (self.x + self.look.mm(4), y)

    def _draw_code(self, x: float, y: float) -> None:
        module, size = self._module(), len(self.matrix)
        self.canvas.after.clear()
        with self.canvas.after:
            Color(1, 1, 1, 1)
            Rectangle(pos=(x, y), size=(self._side(), self._side()))
            Color(0, 0, 0, 1)
            for r, row in enumerate(self.matrix):
                c = 0
                while c < size:
                    run = 0
                    while c + run < size and row[c + run]:
                        run += 1
                    if run:
                        left, bottom = x + (QUIET_MODULES + c) * module, y + (QUIET_MODULES + size - 1 - r) * module
                        Rectangle(pos=(left, bottom), size=(run * module, module))
                    c += max(1, run)


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
        if not self._bars():
            return
        thick, bar = self.look.mm(2.6), self.look.mm(11)
        x = (
            self.part.right + self.look.mm(4)
            if self.rtl
            else self.part.x - self.look.mm(2) - self.total * self.look.mm(13)
        )
        with self.canvas.before:
            for i in range(int(self.total)):
                is_done = i < self.done if not self.rtl else i >= self.total - self.done
                Color(*self.look.colour("brand" if is_done else "line"))
                RoundedRectangle(
                    pos=(x + i * self.look.mm(13), self.center_y - thick / 2), size=(bar, thick), radius=[thick / 2]
                )
