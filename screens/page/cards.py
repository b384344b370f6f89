"""The blocks that are pictures as much as words: a number, and a QR code."""

from collections.abc import Iterator
from contextlib import contextmanager

from kivy.graphics import Color, Rectangle
from kivy.graphics.texture import Texture
from kivy.properties import ListProperty, ObjectProperty, StringProperty

from kiosk.screen_ports import Matrix
from screens.page.blocks import Card
from screens.toolkit.lettering import Lettering
from screens.toolkit.shapes import Shape
from screens.toolkit.theme import CAPITAL_PER_EM, LINE_PER_EM, Look

QUIET_MODULES = 4  # ISO/IEC 18004: the blank border that a reader needs
QR_MODULE_MM = 0.8  # read from a screen at arm's length: twice the 0.4 mm asked of paper
QR_SIDE_MM = 75.0
QR_PART = 0.28  # of the panel's shorter side: words must stand beside or under the code
# How large a person is on the way shown: a part of the panel's shorter side, by low mode and small panel.
WAY_PARTS = {(False, False): 0.24, (False, True): 0.2, (True, False): 0.13, (True, True): 0.08}
NUMBER_MM, LEAST_NUMBER_MM, LARGEST_NUMBER_MM = 35.0, 20.0, 37.5  # of its capitals (DESIGN)
NUMBER_LINE = 0.78  # of a line of text: it has nothing below its foot


class NumberCard(Card):
    """The number that will be called, as large as the room allows."""

    above = StringProperty("")
    number = StringProperty("")
    below = StringProperty("")
    most = 0.68
    is_the_point = True

    def __init__(self, **properties: object) -> None:
        self.texts = [
            Lettering(align="center"),
            Lettering(role="number", align="center", essential=True),
            Lettering(align="center"),
        ]
        super().__init__(paint="deep", **properties)
        for text in self.texts:
            self.add_widget(text)
        for name in ("look", "rtl", "above", "number", "below", "pos", "size"):
            self.fbind(name, self._follow)

    def _prepare(self, scale: float) -> None:
        above = "" if self.look.is_close else self.above
        below = "" if self.look.is_spare else self.below
        for text, words in zip(self.texts, (above, self.number, below), strict=True):
            text.look, text.rtl, text.words = self.look, self.rtl, words
            text.colour = self.look.colour("on_brand")
        self.texts[1].scale = scale

    def natural_width(self) -> float:
        """Return the width it would like: a third of the panel."""
        return max(self.least_width(), self.look.width / 3)

    def least_width(self) -> float:
        """Return the width of the number and its words."""
        with self._at_least():
            words = max(t.least_width() for t in self.texts)
            return max(words, self.texts[1].natural_width()) + self.look.mm(10)

    def needed(self, width: float) -> float:
        """Return the height at a width, with the number as small as it may be."""
        with self._at_least():
            return sum(self._heights(width - self.look.mm(8))) + self.look.mm(6)

    @contextmanager
    def _at_least(self) -> Iterator[None]:
        """Measure with the number at its smallest, then give it its size back."""
        scale = self.texts[1].scale
        self._prepare(self._least())
        yield
        self._prepare(scale)

    def _least(self) -> float:
        """Return how many times the text the number is at least."""
        return _times(LEAST_NUMBER_MM if self.look.has_least_targets else NUMBER_MM, self.look)

    def _follow(self, *_: object) -> None:
        if self.look is None:
            return
        self.paint_ground()
        width, least = self.width - self.look.mm(8), self._least()
        self._prepare(least)
        above, _least, below = self._heights(width)
        free = self.height - above - below - self.look.mm(6)
        widest = least * width / max(1.0, self.texts[1].natural_width())
        scale = min(
            _times(LARGEST_NUMBER_MM, self.look), 0.95 * widest, free / (NUMBER_LINE * LINE_PER_EM * self.look.body)
        )
        self._prepare(max(least, scale))
        heights = self._heights(width)
        y = self.top - (self.height - sum(heights)) / 2
        for text, height in zip(self.texts, heights, strict=True):
            y -= height
            text.size, text.pos = (width, height), (self.x + self.look.mm(4), y)

    def _heights(self, width: float) -> tuple[float, float, float]:
        above, number, below = (text.needed(width) for text in self.texts)
        return above, number * NUMBER_LINE, below


def _times(capitals_mm: float, look: Look) -> float:
    """Return how many times the text a text is whose capitals are so high."""
    return capitals_mm * look.ppi / 25.4 / CAPITAL_PER_EM / look.body


class WayCard(Card):
    """From here to there, in icons side by side; the last one sits behind a counter."""

    icons: list[str] = ListProperty([])

    def __init__(self, **properties: object) -> None:
        self.texts: list[Lettering] = []
        self._counter = Shape()
        super().__init__(paint="deep", **properties)
        self.canvas.after.add(self._counter)
        for name in ("look", "rtl", "icons", "pos", "size"):
            self.fbind(name, self._follow)

    def _side(self) -> float:
        """Return the side of a person: the middle sign is half as wide."""
        part = WAY_PARTS[self.look.low, self.look.is_small]
        return max(self.look.body * 1.2, min(self.look.height, self.look.width) * part)

    def natural_width(self) -> float:
        """Return the width of the whole way."""
        return self._side() * 3.0 + self.look.mm(20)

    def needed(self, _width: float) -> float:
        """Return the height of a person and the counter."""
        return self._side() * 1.15 + self.look.mm(4 if self.look.low else 8)

    def _follow(self, *_: object) -> None:
        if self.look is None:
            return
        self.paint_ground()
        while len(self.texts) < len(self.icons):
            self.texts.append(Lettering(role="icon", align="center"))
            self.add_widget(self.texts[-1])
        side = min(self._side(), (self.width - self.look.mm(20)) / 3.0)
        x, y = self.center_x - side * (1.45 if self.rtl else 1.5), self.center_y - side * 0.42
        for text, icon, part in self._in_order():
            text.look, text.words, text.colour = self.look, icon, self.look.colour("on_brand")
            text.scale = side * part / self.look.body
            text.size, text.pos = (side * part, side), (x, y)
            x += side * (part + 0.15)
        self._draw_counter(side, y)

    def _in_order(self) -> list[tuple[Lettering, str, float]]:
        ways = list(zip(self.texts, self.icons, (1.0, 0.6, 1.0), strict=False))
        return ways[::-1] if self.rtl else ways

    def _draw_counter(self, side: float, y: float) -> None:
        if len(self.texts) < len(self.icons) or not self.texts:
            self._counter.hide()
            return
        thick, behind = side * 0.14, self.texts[-1]
        box = (behind.x - side * 0.05, y - thick, side * 1.1, thick)
        self._counter.draw(box, self.look.colour("on_brand"), radius=thick / 2)


class QrCard(Card):
    """A QR code for the visitor's phone, black on white in every theme, with what to do under it."""

    matrix: Matrix = ObjectProperty(())
    words = StringProperty("")
    detail = StringProperty("")

    def __init__(self, **properties: object) -> None:
        self.texts = [
            Lettering(role="label", align="center", upright="top"),
            Lettering(role="note", align="center", upright="top"),
        ]
        self._drawn: Matrix = ()
        super().__init__(**properties)
        with self.canvas.after:
            Color(1, 1, 1, 1)
            self._code = Rectangle(size=(0, 0))
        for text in self.texts:
            self.add_widget(text)
        for name in ("look", "rtl", "matrix", "words", "detail", "pos", "size"):
            self.fbind(name, self._follow)

    def _prepare(self) -> None:
        detail = "" if self.look.is_spare else self.detail
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
        self._code.pos, self._code.size = (x, y), (self._side(), self._side())
        if self._drawn != self.matrix:
            self._drawn = self.matrix
            self._code.texture = _texture_of(self.matrix)


def _texture_of(matrix: Matrix) -> Texture:
    """Return a code and the blank border around it, a pixel a module; it is stretched, never softened."""
    blank = QUIET_MODULES
    width = len(matrix) + 2 * blank
    above = bytes([255]) * (blank * width)
    rows = (b"".join((b"\xff" * blank, bytes(0 if dark else 255 for dark in row), b"\xff" * blank)) for row in matrix)
    texture = Texture.create(size=(width, width), colorfmt="luminance")
    texture.blit_buffer(above + b"".join(rows) + above, colorfmt="luminance", bufferfmt="ubyte")
    texture.mag_filter = texture.min_filter = "nearest"
    texture.flip_vertical()
    return texture
