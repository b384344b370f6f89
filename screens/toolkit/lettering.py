"""A piece of text or an icon on the screen."""

from kivy.clock import Clock
from kivy.graphics import Color, Rectangle
from kivy.properties import (
    BooleanProperty,
    ColorProperty,
    NumericProperty,
    ObjectProperty,
    OptionProperty,
    StringProperty,
)
from kivy.uix.widget import Widget

from kiosk.pictograms import WASH, face_of, icon_glyphs
from screens.toolkit.theme import Look
from screens.toolkit.typesetting import height_of, picture, set_lines, widest, width_of

_FACE = {"body": "regular", "note": "regular", "label": "semibold", "strong": "bold", "title": "bold", "number": "bold"}

_WASH_STRENGTH = 0.22  # of a pictogram's own colour


class Lettering(Widget):
    """Text set in one role of the look: wrapped at whole words, never cut, shrunk or shortened.

    `scale` multiplies the role's size (for the number on a ticket).
    """

    look: Look = ObjectProperty(None, allownone=True)
    words = StringProperty("")
    role = OptionProperty("body", options=[*_FACE, "icon"])
    align = OptionProperty("start", options=["start", "center", "end"])
    upright = OptionProperty("middle", options=["top", "middle", "bottom"])
    rtl = BooleanProperty(False)
    scale = NumericProperty(1.0)
    colour = ColorProperty((0, 0, 0, 1))
    essential = BooleanProperty(False)

    def __init__(self, **properties: object) -> None:
        # Where its picture lies, in pixels; no size where there is none.
        self.texture_pos: tuple[float, float] = (0, 0)
        self.texture_size: tuple[float, float] = (0, 0)
        self._paint, self._picture = Color(0, 0, 0, 1), Rectangle(size=(0, 0))
        # Behind a pictogram, and made for one only.
        self._wash: tuple[Color, Rectangle] | None = None
        self._draw_soon = Clock.create_trigger(self._draw, -1)
        # No room yet: what is only measured is never drawn.
        super().__init__(**{"size": (0, 0), **properties})
        for name in ("pos", "size", "words", "look", "role", "align", "rtl", "scale", "upright"):
            self.fbind(name, self._draw_soon)
        self.fbind("colour", self._tint)
        self._tint()
        self._draw_soon()

    def _tint(self, *_: object) -> None:
        self._paint.rgba = self.colour
        if self._wash is not None:
            self._wash[0].rgba = (*self.colour[:3], self.colour[3] * _WASH_STRENGTH)

    @property
    def face(self) -> str:
        """Return the name of the face in use."""
        return face_of(self.words) if self.role == "icon" else _FACE[self.role]

    @property
    def font_size(self) -> float:
        """Return the size of the text in pixels."""
        sizes = {"title": self.look.title, "strong": self.look.strong, "icon": self.look.body}
        return round(sizes.get(self.role, self.look.body) * self.scale)

    @property
    def text(self) -> str:
        """Return what is drawn: the words, or the character of an icon."""
        return icon_glyphs().get(self.words, "") if self.role == "icon" else self.words

    def lines_at(self, width: float) -> tuple[str, ...]:
        """Return the visual lines at a width."""
        return set_lines(self.text, self.face, self.font_size, max(1.0, width), self.rtl)

    def needed(self, width: float) -> float:
        """Return the height that the text needs at a width."""
        if not self.text:
            return 0.0
        return sum(height_of(self.face, self.font_size, line) for line in self.lines_at(width))

    def natural_width(self) -> float:
        """Return the width of the text on as few lines as it has."""
        # Breaking adds up the widths of words, each rounded up: leave a pixel for every word, and more for joined
        # letters, which are narrower in a line than word by word.
        whole = max((width_of(self.face, self.font_size, line) for line in self.lines_at(1e6)), default=0.0)
        return whole * (1.05 if self.rtl else 1.0) + self.text.count(" ") + 1

    def least_width(self) -> float:
        """Return the width of the widest word."""
        return widest(self.text, self.face, self.font_size, self.rtl) if self.text else 0.0

    def _draw(self, *_: object) -> None:
        """Set the text again in the room it has now, once before the next frame, however much has changed."""
        self.canvas.clear()
        self.texture_size = self.texture_pos = (0, 0)
        if self.look is None or not self.width:
            return
        side = {"start": "right" if self.rtl else "left", "end": "left" if self.rtl else "right"}.get(
            self.align, "center"
        )
        texture = picture(self.lines_at(self.width), self.face, self.font_size, side)
        if texture is None:
            return
        width, height = texture.size
        free = self.width - width
        x = self.x + {"left": 0.0, "right": free, "center": free / 2}[side]
        y = self.y + {"top": self.height - height, "bottom": 0.0, "middle": (self.height - height) / 2}[self.upright]
        self.texture_size, self.texture_pos = (width, height), (round(x), round(y))
        self._picture.texture, self._picture.size, self._picture.pos = texture, self.texture_size, self.texture_pos
        self._draw_wash(side)
        self.canvas.add(self._paint)
        self.canvas.add(self._picture)

    def _draw_wash(self, side: str) -> None:
        """Draw what a pictogram is filled with, as pale as a wash; strong themes have no pale colours."""
        if self.face != "pictograms" or self.look.is_strong:
            return
        texture = picture((chr(ord(self.text) + WASH),), self.face, self.font_size, side)
        self._wash = self._wash or (Color(0, 0, 0, 0), Rectangle())
        paint, drawn = self._wash
        self._tint()
        drawn.texture, drawn.size, drawn.pos = texture, self.texture_size, self.texture_pos
        self.canvas.add(paint)
        self.canvas.add(drawn)
