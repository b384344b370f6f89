"""Short lines, each led by an icon or by a number in a disc; and the disc alone."""

from kivy.graphics import Color, Ellipse
from kivy.properties import ListProperty, StringProperty

from screens.blocks import Block
from screens.words import Words, icon_glyphs


class Facts(Block):
    """Lines such as a price, a delay, a paper or a step: (icon's name or number, sentence)."""

    facts = ListProperty([])

    def __init__(self, **properties: object) -> None:
        self._pool: list[tuple[Words, Words]] = []
        self._shown: list[tuple[Words, Words]] = []
        super().__init__(**properties)
        for name in ("look", "rtl", "facts", "pos", "size"):
            self.fbind(name, self._follow)

    def _prepare(self) -> None:
        while len(self._pool) < len(self.facts):
            pair = (Words(role="icon", align="center"), Words(essential=True))
            self._pool.append(pair)
        self._shown = self._pool[: len(self.facts)]
        for (sign, part), (icon, words) in zip(self._shown, self.facts, strict=True):
            sign.look = part.look = self.look
            sign.rtl = part.rtl = self.rtl
            is_icon = icon in icon_glyphs()
            sign.role, sign.words, sign.scale = "icon" if is_icon else "label", icon, 1.1 if is_icon else 0.9
            sign.colour = self.look.colour("brand" if is_icon else "on_brand")
            part.words, part.colour = words, self.look.colour("ink")

    def _room(self) -> float:
        return self.look.body * 1.9

    def natural_width(self) -> float:
        """Return the width with every sentence on one line."""
        self._prepare()
        return max((part.natural_width() for _, part in self._shown), default=0.0) + self._room() + 2

    def least_width(self) -> float:
        """Return the width that the widest word asks for."""
        self._prepare()
        return max((part.least_width() for _, part in self._shown), default=0.0) + self._room()

    def _heights(self, width: float) -> list[float]:
        return [max(part.needed(width - self._room()), self.look.body * 1.5) for _, part in self._shown]

    def needed(self, width: float) -> float:
        """Return the height of all lines at a width."""
        self._prepare()
        return sum(self._heights(width)) + self.look.mm(1) * max(0, len(self.facts) - 1)

    def _follow(self, *_: object) -> None:
        if self.look is None:
            return
        self._prepare()
        wanted = [widget for pair in self._shown for widget in pair]
        if wanted != list(reversed(self.children)):
            self.clear_widgets()
            for widget in wanted:
                self.add_widget(widget)
        room, top = self._room(), self.top
        self.canvas.before.clear()
        for (sign, part), height in zip(self._shown, self._heights(self.width), strict=True):
            top -= height
            side = self.look.body * 1.5
            sign.size = (side, side)
            sign.pos = (self.right - side if self.rtl else self.x, top + height / 2 - side / 2)
            part.size = (self.width - room, height)
            part.pos = (self.x if self.rtl else self.x + room, top)
            if sign.role != "icon":
                with self.canvas.before:
                    Color(*self.look.colour("deep"))
                    Ellipse(pos=sign.pos, size=sign.size)
            top -= self.look.mm(1)


class Disc(Block):
    """A number in a large disc: which step this is."""

    number = StringProperty("")

    def __init__(self, **properties: object) -> None:
        self.part = Words(role="title", align="center", essential=True)
        super().__init__(**properties)
        self.add_widget(self.part)
        for name in ("look", "rtl", "number", "pos", "size"):
            self.fbind(name, self._follow)

    def _side(self) -> float:
        return self.look.title * 1.5

    def natural_width(self) -> float:
        """Return the width of the disc."""
        return self._side()

    def needed(self, _width: float) -> float:
        """Return the height of the disc."""
        return self._side()

    def _follow(self, *_: object) -> None:
        if self.look is None:
            return
        side, part = self._side(), self.part
        part.look, part.words, part.colour = self.look, self.number, self.look.colour("on_brand")
        part.size = (side, side)
        part.pos = (self.right - side if self.rtl else self.x, self.top - side)
        self.canvas.before.clear()
        with self.canvas.before:
            Color(*self.look.colour("deep"))
            Ellipse(pos=part.pos, size=part.size)
