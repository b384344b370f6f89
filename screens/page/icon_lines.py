"""Short lines, each led by an icon or by a number in a disc; and the disc alone."""

from collections.abc import Sequence

from kivy.properties import StringProperty

from kiosk.pictograms import icon_glyphs
from screens.page.blocks import Block
from screens.page.grid import Grid, Rows
from screens.toolkit.lettering import Lettering
from screens.toolkit.shapes import Shape, box_of
from screens.toolkit.theme import Look

HUES = {"check_circle": "ok", "cancel": "stop"}


class IconLine(Block):
    """One line: an icon, or a number in a small disc, then a sentence."""

    def __init__(self) -> None:
        self.sign = Lettering(role="icon", align="center")
        self.part = Lettering(essential=True)
        self._disc = Shape()
        super().__init__()
        self.canvas.before.add(self._disc)
        self.add_widget(self.sign)
        self.add_widget(self.part)
        self.fbind("pos", self._follow)
        self.fbind("size", self._follow)

    def become(self, fact: tuple[str, str], look: Look, *, rtl: bool) -> None:
        """Take a fact: an icon's name or a number, and a sentence."""
        icon, words = fact
        self.look, self.rtl = look, rtl
        self.sign.look = self.part.look = look
        self.sign.rtl = self.part.rtl = rtl
        is_icon = icon in icon_glyphs()
        self.sign.role, self.sign.words, self.sign.scale = "icon" if is_icon else "label", icon, 1.3 if is_icon else 0.9
        self.sign.colour = look.colour(HUES.get(icon, "brand") if is_icon else "on_brand")
        self.part.words, self.part.colour = words, look.colour("ink")
        self._follow()

    def spoken(self) -> tuple[str, ...]:
        """Return the sentence: an icon beside it says nothing more, unless a screen says so."""
        return (self.part.words,)

    def _room(self) -> float:
        return self.look.body * 1.9

    def natural_width(self) -> float:
        """Return the width with the sentence on one line."""
        return self.part.natural_width() + self._room() + 2

    def least_width(self) -> float:
        """Return the width that the widest word asks for."""
        return self.part.least_width() + self._room()

    def needed(self, width: float) -> float:
        """Return the height at a width."""
        return max(self.part.needed(width - self._room()), self.look.body * 1.5)

    def _follow(self, *_: object) -> None:
        if self.look is None:
            return
        room, side = self._room(), self.look.body * 1.5
        self.sign.size = (side, side)
        self.sign.pos = (self.right - side if self.rtl else self.x, self.center_y - side / 2)
        self.part.size = (self.width - room, self.height)
        self.part.pos = (self.x if self.rtl else self.x + room, self.y)
        if self.sign.role == "icon":
            self._disc.hide()
        else:
            self._disc.draw(box_of(self.sign), self.look.colour("deep"), radius=side / 2)


class IconLines(Grid):
    """Lines such as a price, a delay, a paper or a step: (icon's name or number, sentence)."""

    is_control = False
    close = True

    def __init__(self, **properties: object) -> None:
        self._lines: list[IconLine] = []
        super().__init__(**properties)

    def prepare(self) -> None:
        """Bring the lines up to date."""
        facts: Sequence[tuple[str, str]] = self.choices
        while len(self._lines) < len(facts):
            self._lines.append(IconLine())
        cells = self.cells = self._lines[: len(facts)]
        for cell, fact in zip(cells, facts, strict=True):
            cell.become(fact, self.look, rtl=self.rtl)

    def rows(self, width: float, _columns: int) -> Rows:
        """Return the lines, each as high as it needs."""
        return [([cell], cell.needed(width)) for cell in self.cells]


class Disc(Block):
    """A number in a large disc: which step this is. What stands beside it says so too."""

    read_aloud = ()

    number = StringProperty("")

    def __init__(self, **properties: object) -> None:
        self.part = Lettering(role="title", align="center", essential=True)
        self._disc = Shape()
        super().__init__(**properties)
        self.canvas.before.add(self._disc)
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
        self._disc.draw(box_of(part), self.look.colour("deep"), radius=side / 2)
