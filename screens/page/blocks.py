"""What is read in a screen's body: sentences, chips, notices, cards. Each block knows its height at a width."""

from kivy.properties import (
    BooleanProperty,
    ObjectProperty,
    OptionProperty,
    StringProperty,
)
from kivy.uix.widget import Widget

from screens.toolkit.lettering import Lettering
from screens.toolkit.shapes import Shape, box_of
from screens.toolkit.theme import BUTTON_RADIUS_MM, CARD_RADIUS_MM, Look


class Block(Widget):
    """A piece of a body.

    `sticky` blocks stand on every page; `place` may pull one beside the flow; `spare` ones only explain what the screen
    says anyway, and are left out where room is short.
    """

    look: Look = ObjectProperty(None, allownone=True)
    rtl = BooleanProperty(False)
    shown = BooleanProperty(True)
    sticky = BooleanProperty(False)
    spare = BooleanProperty(False)
    place = OptionProperty("flow", options=["flow", "start", "end", "beside"])
    is_control = False
    most = 0.5  # the part of the width that it may take beside the flow
    is_the_point = False  # of its screen, so that it stands beside the flow on a small panel too
    read_aloud: tuple[str, ...] = ("above", "number", "below", "words", "detail")  # what is said of it, in order

    @property
    def leads(self) -> bool:
        """Say whether it must stay ahead of what is to be done: a title, what was typed so far."""
        return False

    def spoken(self) -> tuple[str, ...]:
        """Return what is said of it aloud: its words, those that have no room here too."""
        return tuple(filter(None, (getattr(self, name, "") for name in self.read_aloud)))

    def natural_width(self) -> float:
        """Return the width it would like; nothing, unless a block says otherwise."""
        return 0.0

    def least_width(self) -> float:
        """Return the width below which something would be cut."""
        return self.natural_width()

    def needed(self, _width: float) -> float:
        """Return the height it needs at a width; nothing, unless a block says otherwise."""
        return 0.0


class Text(Block):
    """A sentence or a title on the bare ground; `brief` is what it says where air and titles are kept small."""

    words = StringProperty("")
    brief = StringProperty("")
    role = StringProperty("body")
    hue = StringProperty("ink")
    align = StringProperty("start")

    def __init__(self, **properties: object) -> None:
        self.part = Lettering(upright="top", essential=True)
        super().__init__(**properties)
        self.add_widget(self.part)
        for name in ("look", "rtl", "words", "brief", "role", "hue", "align", "pos", "size"):
            self.fbind(name, self._follow)
        self._follow()

    @property
    def leads(self) -> bool:
        """Say whether this is the screen's title."""
        return self.role == "title"

    def _follow(self, *_: object) -> None:
        if self.look is None:
            return
        part = self.part
        part.words = self.brief if self.brief and self.look.is_close else self.words
        part.look, part.rtl, part.role, part.align = self.look, self.rtl, self.role, self.align
        part.colour, part.pos, part.size = self.look.colour(self.hue), self.pos, self.size
        part.essential = self.hue == "ink"
        part.scale = self.look.aside / self.look.body if self.hue == "soft" else 1.0

    def natural_width(self) -> float:
        """Return the width of the text on one line."""
        return self.part.natural_width() + 1

    def least_width(self) -> float:
        """Return the width of its widest word."""
        return self.part.least_width()

    def needed(self, width: float) -> float:
        """Return the height of the text at a width."""
        return self.part.needed(width)


class Panel(Block):
    """A rounded ground with an icon and a sentence: a chip, a notice."""

    words = StringProperty("")
    icon = StringProperty("")
    role = StringProperty("label")
    text_colour = StringProperty("ink")
    paint = StringProperty("tint")
    chip = BooleanProperty(False)

    def __init__(self, **properties: object) -> None:
        self.sign = Lettering(role="icon")
        self.part = Lettering()
        self.shape = Shape()
        super().__init__(**properties)
        self.canvas.before.add(self.shape)
        self.add_widget(self.sign)
        self.add_widget(self.part)
        for name in ("look", "rtl", "words", "icon", "role", "paint", "text_colour", "pos", "size"):
            self.fbind(name, self._follow)

    def _prepare(self) -> None:
        for part in (self.sign, self.part):
            part.look, part.rtl = self.look, self.rtl
        self.sign.words, self.part.words, self.part.role = self.icon, self.words, self.role
        self.sign.scale = 1.0 if self.chip else 1.5

    def _room(self) -> tuple[float, float, float]:
        side = self.look.mm(3.0 if self.chip else 6.0)
        sign = self.sign.font_size if self.icon else 0.0
        return side, sign, sign + (self.look.mm(2.0 if self.chip else 4.0) if sign else 0.0)

    def natural_width(self) -> float:
        """Return the width with the sentence on one line."""
        self._prepare()
        side, _, room = self._room()
        return self.part.natural_width() + 2 * side + room + 2

    def least_width(self) -> float:
        """Return the width that its widest word asks for."""
        self._prepare()
        side, _, room = self._room()
        return self.part.least_width() + 2 * side + room + 2

    def needed(self, width: float) -> float:
        """Return the height at a width."""
        self._prepare()
        side, sign, room = self._room()
        air = self.look.mm(1.0 if self.chip or self.look.size > 125 else 4.0)
        return max(self.part.needed(width - 2 * side - room), sign) + 2 * air

    def _follow(self, *_: object) -> None:
        if self.look is None:
            return
        self._prepare()
        side, sign, room = self._room()
        colour = self.look.colour(self.text_colour)
        self.sign.colour = self.part.colour = colour
        radius = self.look.mm(BUTTON_RADIUS_MM if not self.chip else 2.5)
        border = self.look.border if self.look.is_strong else 0.0
        self.shape.draw(box_of(self), self.look.colour(self.paint), colour, radius=radius, border=border)
        self.part.size = (self.width - 2 * side - room, self.height)
        self.part.pos = (self.x + side + (0 if self.rtl else room), self.y)
        self.sign.size = (sign, sign)
        self.sign.pos = (self.right - side - sign if self.rtl else self.x + side, self.center_y - sign / 2)


class Card(Block):
    """A white card around parts set out by its owner; used for pictures such as a QR code."""

    paint = StringProperty("card")

    def __init__(self, **properties: object) -> None:
        self.shape = Shape()
        super().__init__(**properties)
        self.canvas.before.add(self.shape)

    def paint_ground(self) -> None:
        """Paint the card itself."""
        look = self.look
        edge = look.colour("ink" if look.is_strong else "line") if self.paint == "card" else None
        radius = look.mm(CARD_RADIUS_MM)
        self.shape.draw(box_of(self), look.colour(self.paint), edge, radius=radius, border=look.border)
