"""What a finger can press: one widget for doors, choices, buttons and keys, in the shapes and styles of the design."""

from collections.abc import Callable
from dataclasses import replace

from kivy.clock import Clock
from kivy.properties import (
    BooleanProperty,
    ObjectProperty,
    OptionProperty,
    StringProperty,
)

from screens.toolkit.choices import STYLES, Choice, Style
from screens.toolkit.lettering import Lettering
from screens.toolkit.palettes import SUN, Colour
from screens.toolkit.pressing import Pressable
from screens.toolkit.shapes import Shape
from screens.toolkit.theme import BUTTON_RADIUS_MM, CARD_RADIUS_MM, FOCUS_MM, Look

BAND_MM = 4.0  # of a theme's colour, where a row begins


class Control(Pressable):
    """A door, a choice, a button or a key: measured, set out and painted for the look in force."""

    look: Look = ObjectProperty(None, allownone=True)
    words = StringProperty("")
    detail = StringProperty("")
    icon = StringProperty("")
    spoken = StringProperty("")
    shape = OptionProperty("button", options=["row", "door", "button", "key", "pill", "tile"])
    style = OptionProperty("card", options=list(STYLES))
    hue = StringProperty("")
    band = BooleanProperty(False)
    rtl = BooleanProperty(False)
    trailing = BooleanProperty(False)
    focused = BooleanProperty(False)
    chosen = BooleanProperty(False)
    language = StringProperty("")

    def __init__(self, **properties: object) -> None:
        self._picture = Lettering(role="icon")
        self._label = Lettering(role="strong", essential=True)
        self._detail = Lettering(role="note", upright="top")
        self._set = Clock.create_trigger(self.set_out, -1)
        self._ring, self._band, self._shape = Shape(), Shape(), Shape()
        # Whoever lays a page out asks the same measures again and again; empty while the words are not set.
        self._measures: dict[object, float] = {}
        super().__init__(**properties)
        for shape in (self._ring, self._band, self._shape):
            self.canvas.before.add(shape)
        for part in (self._picture, self._label, self._detail):
            self.add_widget(part)
        for name in ("look", "words", "detail", "icon", "shape", "rtl"):
            self.fbind(name, lambda *_: self._measures.clear())
        drawn = ("look", "words", "detail", "icon", "shape", "style", "hue", "band", "rtl", "enabled", "trailing")
        for name in (*drawn, "pos", "size"):
            self.fbind(name, self._set)
        self.fbind("pressed", self.repaint)
        self.fbind("focused", self.repaint)

    @property
    def is_key(self) -> bool:
        """Say whether this is a key of a pad, smaller and quicker than an action."""
        return self.shape == "key"

    def say(self) -> str:
        """Return what this control is called when it is spoken."""
        return self.spoken or ". ".join(part for part in (self.words, self.detail) if part)

    def become(self, choice: Choice, look: Look, *, rtl: bool) -> None:
        """Take the words, looks and action of a choice."""
        self.look, self.rtl = look, rtl
        self.words, self.detail, self.icon, self.spoken = choice.words, choice.detail, choice.icon, choice.spoken
        self.shape, self.style, self.hue, self.band = choice.shape, choice.style, choice.hue, choice.band
        self.enabled, self.act, self.trailing = choice.enabled, choice.act, choice.trailing
        self.chosen, self.language = choice.chosen, choice.language

    # --- measures: millimetres of padding, then whatever the text needs
    def _pads(self) -> tuple[float, float]:
        tight = self.look.size > 125 or self.is_key or self.look.is_close
        side = {"key": 1.0, "pill": 5.0, "door": 6.0, "tile": 4.0, "button": 5.0}.get(self.shape, 6.0)
        side *= 0.6 if tight and not self.is_key else 1.0
        if not (self.words or self.detail or self.is_key):
            side = 1.5
        return self.look.mm(max(side, BAND_MM + 1.5) if self.band else side), self.look.mm(self._air(tight=tight))

    def _air(self, *, tight: bool) -> float:
        """Return the millimetres above and below the words: hardly any in a low screen on a small panel."""
        if self.look.low and self.look.is_tight:
            return 0.1
        return 0.6 if tight else 2.5

    def _icon_size(self) -> float:
        if not self.icon:
            return 0.0
        if self.is_key and not self.words:
            return self.look.strong * 1.2
        factor = {"door": 1.6, "row": 1.5, "tile": 1.6}.get(self.shape, 1.15)
        return round(self.look.strong * min(factor, 1.2 if self.look.is_tight or self.look.is_close else 2.0))

    def _icon_room(self) -> float:
        if not self.icon or not (self.words or self.detail):
            return self._icon_size()
        return self._icon_size() + self.look.mm(5.0 if self.shape == "row" and self.look.size < 160 else 2.5)

    def _measured(self, name: object, measure: Callable[[], float]) -> float:
        """Return a measure, taken once for the words and the look in force."""
        if name not in self._measures:
            self._prepare()
            self._measures[name] = measure()
        return self._measures[name]

    def _prepare(self) -> None:
        if self._measures:
            return
        self._measures["prepared"] = 1.0
        role = {"button": "label", "pill": "label"}.get(self.shape, "strong")
        self._label.role = role
        # A door of the home screen speaks as loud as a title, where there is room.
        grown = self.shape == "door" and not self.look.is_spare
        self._label.scale = max(1.0, 0.9 * self.look.title / self.look.strong) if grown else 1.0
        detail = "" if self.look.is_spare else self.detail
        for part, words in ((self._picture, self.icon), (self._label, self.words), (self._detail, detail)):
            part.look, part.rtl, part.words = self.look, self.rtl, words

    @property
    def _is_stacked(self) -> bool:
        is_tall = self.shape == "door" and self.height >= self.width * 0.6
        return is_tall and self._large_icon() >= self.look.strong * 1.4

    def _large_icon(self) -> float:
        """Return the side of an icon that stands above the words: what they leave, so that doors abreast look alike."""
        side, _ = self._pads()
        texts = self._label.needed(self.width - 2 * side) + self._detail.needed(self.width - 2 * side)
        return round(min(self.look.strong * 4.5, self.height - texts - 3 * side))

    def natural_width(self) -> float:
        """Return the width with each text on one line."""
        return self._measured("natural", lambda: self._width(Lettering.natural_width))

    def least_width(self) -> float:
        """Return the width below which a word would be broken."""
        return self._measured("least", lambda: self._width(Lettering.least_width))

    def _width(self, of: Callable[[Lettering], float]) -> float:
        side, _ = self._pads()
        text = max(of(self._label), of(self._detail))
        return max(self.least_side(), 2 * side + self._icon_room() + text + 4 * self.look.border)

    def least_side(self) -> float:
        """Return the least side this control may have."""
        return self.look.key if self.is_key else self.look.target

    def needed(self, width: float) -> float:
        """Return the height that the control needs at a width."""
        return self._measured(width, lambda: self._height(width))

    def _height(self, width: float) -> float:
        side, top = self._pads()
        room = width - 2 * side - self._icon_room() - 4 * self.look.border
        text = self._label.needed(room) + self._detail.needed(room)
        return max(self.least_side(), text + 2 * top, self._icon_size() + 2 * top)

    def set_out(self, *_: object) -> None:
        """Place the parts in the room there is, and paint them."""
        if self.look is None:
            return
        self._prepare()
        self._picture.scale = (self._large_icon() if self._is_stacked else self._icon_size()) / self.look.body
        if self._is_stacked:
            self._stack()
        else:
            self._line_up()
        self.repaint()

    def _stack(self) -> None:
        side, _ = self._pads()
        icon, width = self._large_icon(), self.width - 2 * side
        detail, label = self._detail.needed(width), self._label.needed(width)
        self._detail.size, self._detail.pos = (width, detail), (self.x + side, self.y + side)
        self._label.size, self._label.pos = (width, label), (self.x + side, self.y + side + detail)
        x = self.right - side - icon if self.rtl else self.x + side
        self._picture.size, self._picture.pos = (icon, icon), (x, self.top - side - icon)
        self._label.align = self._detail.align = self._picture.align = "start"

    def _line_up(self) -> None:
        side, _ = self._pads()
        icon, room = self._icon_size(), self._icon_room()
        width = self.width - 2 * side - room
        centred = self.shape in {"button", "key", "pill", "tile"}
        if centred and self.words:
            natural = min(width, max(self._label.natural_width(), self._detail.natural_width()) + 1)
            side, width = side + (width - natural) / 2, natural
        elif centred:
            side = (self.width - icon) / 2
        label, detail = self._label.needed(width), self._detail.needed(width)
        at_end = self.rtl != self.trailing
        x = self.x + side + (0 if at_end else room)
        y = self.y + (self.height - label - detail) / 2
        self._detail.size, self._detail.pos = (width, detail), (x, y)
        self._label.size, self._label.pos = (width, label), (x, y + detail)
        left = self.right - side - icon if at_end else self.x + side
        self._picture.size, self._picture.pos = (icon, icon), (left, self.y + (self.height - icon) / 2)
        self._label.align = self._detail.align = "start" if not centred or room else "center"
        self._picture.align = "center"

    def repaint(self, *_: object) -> None:
        """Paint the state it is in: at rest, pressed, focused, or not to be pressed yet."""
        if self.look is None:
            return
        style = STYLES[self.style if self.enabled else "waiting"]
        self._label.essential = self.enabled and style.text in {"ink", "on_brand", "paper"}
        painted, colour = self._painted(style), self.look.colour
        self._label.colour, self._picture.colour = colour(painted.text), colour(painted.icon)
        self._detail.colour = colour(painted.detail)
        self._draw_shapes(colour(painted.ground), colour(painted.edge))

    def _painted(self, style: Style) -> Style:
        """Return which role of the palette paints which part in the state it is in."""
        edge = "ink" if self.look.is_strong and self.enabled else style.edge
        at_rest = replace(style, edge=edge, icon=self.hue or style.icon)
        if not self.pressed:
            return at_rest
        if self.look.is_strong:
            return Style("ink", edge, "paper", "on_brand", "paper")
        ground = "pressed" if self.style in {"filled", "here"} else "tint"
        return replace(at_rest, ground=ground, detail=style.text)

    def _draw_shapes(self, ground: Colour, edge: Colour) -> None:
        """Draw the ground in its edge, the band of colour at its start, and the ring of the focus around it."""
        look, (x, y, width, height) = self.look, (self.x, self.y, self.width, self.height)
        round_mm = CARD_RADIUS_MM if self.shape in {"door", "row"} else BUTTON_RADIUS_MM
        radius = height / 2 if self.shape == "pill" else min(look.mm(round_mm), height / 2)
        if self.focused:
            ring = look.mm(FOCUS_MM / 2)
            around = (x - 2 * ring, y - 2 * ring, width + 4 * ring, height + 4 * ring)
            self._ring.draw(around, SUN, look.colour("ink"), radius=radius + 2 * ring, border=ring)
        else:
            self._ring.hide()
        band = look.mm(BAND_MM) if self.band else 0.0
        if band:
            # As far as the corners that lie on it.
            under = band + 2 * radius
            self._band.draw(
                (x + width - under if self.rtl else x, y, under, height), look.colour(self.hue), radius=radius
            )
        else:
            self._band.hide()
        inner = (x + (0 if self.rtl else band), y, width - band, height)
        self._shape.draw(inner, ground, edge, radius=radius, border=look.border)
