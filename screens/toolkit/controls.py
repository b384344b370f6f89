"""What a finger can press: one widget for doors, choices, buttons and keys, in the shapes and styles of the design."""

from dataclasses import replace

from kivy.clock import Clock
from kivy.properties import BooleanProperty, ObjectProperty, OptionProperty, StringProperty

from screens.toolkit.choices import STYLES, Choice, Style
from screens.toolkit.lettering import Lettering
from screens.toolkit.measured import BAND_MM, Measured
from screens.toolkit.palettes import SUN, Colour
from screens.toolkit.shapes import Shape
from screens.toolkit.theme import BUTTON_RADIUS_MM, CARD_RADIUS_MM, FOCUS_MM, Look

# How many times the text of a door its picture is at most: who does not read sees it first. Below the least it stands
# beside the words.
DOOR_ICON, LEAST_ABOVE = 6.5, 1.2
AIR_BESIDE = 1.1  # of what such a picture grows by


class Control(Measured):
    """A door, a choice, a button or a key: set out and painted for the look in force."""

    style = OptionProperty("card", options=list(STYLES))
    hue = StringProperty("")
    trailing = BooleanProperty(False)
    # The most that a door's picture may measure, above the words and beside them: doors on one page look alike.
    most: tuple[float, float] | None = ObjectProperty(None, allownone=True)
    focused = BooleanProperty(False)

    def __init__(self, **properties: object) -> None:
        self._set = Clock.create_trigger(self.set_out, -1)
        self._ring, self._band, self._shape = Shape(), Shape(), Shape()
        self._disc, self._speaker = Shape(), Lettering(role="icon", align="center")
        super().__init__(**properties)
        for shape in (self._ring, self._band, self._shape, self._disc):
            self.canvas.before.add(shape)
        for part in (self._picture, self._label, self._detail):
            self.add_widget(part)
        drawn = ("look", "words", "detail", "icon", "shape", "style", "hue", "band", "rtl", "enabled", "trailing")
        for name in (*drawn, "most", "pos", "size"):
            self.fbind(name, self._set)
        self.fbind("pressed", self.repaint)
        self.fbind("focused", self.repaint)

    def become(self, choice: Choice, look: Look, *, rtl: bool) -> None:
        """Take the words, looks and action of a choice."""
        self.look, self.rtl = look, rtl
        self.words, self.detail, self.icon, self.spoken = choice.words, choice.detail, choice.icon, choice.spoken
        self.shape, self.style, self.hue, self.band = choice.shape, choice.style, choice.hue, choice.band
        self.enabled, self.act, self.trailing = choice.enabled, choice.act, choice.trailing
        self.chosen, self.language = choice.chosen, choice.language

    @property
    def _is_stacked(self) -> bool:
        return self._large_icon() > 0

    def _large_icon(self) -> float:
        """Return the side of the icon above the words; 0 where it stands beside them."""
        if self.shape != "door":
            return 0.0
        own, _ = self.pictures()
        return own if self.most is None else min(own, self.most[0])

    def _line_icon(self) -> float:
        """Return the side of the icon beside the words."""
        if self.shape != "door" or not self.words:
            return self._icon_size()
        _, own = self.pictures()
        return own if self.most is None else min(own, self.most[1])

    def pictures(self) -> tuple[float, float]:
        """Return the sides, in pixels, that the picture of a door can have above its words, and beside them.

        Above them it takes what they leave, or does not stand there: 0. Beside them it is as large as it can be while
        they break no word, and need no more lines or leave air above and below.
        """
        self._prepare()
        side, _ = self._pads()
        largest, free = self.look.strong * DOOR_ICON, self.height - self._text_height(self.width - 2 * side)
        # Nothing is free where a word is wider than the door, as one may be before it has its place.
        above = round(max(0.0, min(largest, free - 2.5 * side))) if self.height >= self.width * 0.6 else 0
        least, room = self._icon_size(), self.width - 2 * side - self._speaker_room - self._icon_room()
        tried = [min(largest, self.height - 2 * side) * part for part in (1.0, 0.8, 0.6, 0.4)]
        high = max(self._text_height(room), self.height * 0.6)
        fitting = (s for s in tried if s > least and self._text_height(room - AIR_BESIDE * (s - least)) <= high)
        return (above if above >= self.look.strong * LEAST_ABOVE else 0.0), round(next(fitting, least))

    def _text_height(self, width: float) -> float:
        if width < max(self._label.least_width(), self._detail.least_width()):
            return float("inf")
        return self._label.needed(width) + self._detail.needed(width)

    def set_out(self, *_: object) -> None:
        """Place the parts in the room there is, and paint them."""
        if self.look is None:
            return
        self._prepare()
        self._picture.scale = (self._large_icon() if self._is_stacked else self._line_icon()) / self.look.body
        if self._is_stacked:
            self._stack()
        else:
            self._line_up()
        self._place_speaker()
        self.repaint()

    def is_speaker(self, x: float, y: float) -> bool:
        """Say whether a place is on its speaker: at the end of a card, in the upper corner of a tall one."""
        if not (self.has_speaker and self.collide_point(x, y)):
            return False
        side = self.look.target + self._pads()[0]
        at_end = x < self.x + side if self.rtl else x > self.right - side
        return at_end and (not self._is_stacked or y > self.top - side)

    def _place_speaker(self) -> None:
        speaker = self._speaker
        if not self.has_speaker:
            self.remove_widget(speaker)
            return
        if speaker.parent is None:
            self.add_widget(speaker)
        look, side, disc = self.look, self.look.mm(2.5), self.look.mm(14)
        speaker.look, speaker.words, speaker.scale = look, "volume_up", look.mm(9) / look.body
        speaker.size = (disc, disc)
        y = self.top - side - disc if self._is_stacked else self.center_y - disc / 2
        speaker.pos = (self.x + side if self.rtl else self.right - side - disc, y)

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
        icon = self._line_icon()
        room = self._icon_room() + AIR_BESIDE * (icon - self._icon_size())
        width = self.width - 2 * side - room - self._speaker_room
        centred = self.shape in {"button", "key", "pill", "tile"}
        if centred and self.words:
            natural = min(width, max(self._label.natural_width(), self._detail.natural_width()) + 1)
            side, width = side + (width - natural) / 2, natural
        elif centred:
            side = (self.width - icon) / 2
        label, detail = self._label.needed(width), self._detail.needed(width)
        at_end = self.rtl != self.trailing
        # A speaker takes its room at the end of the words.
        x = self.x + side + (0 if at_end else room) + (self._speaker_room if self.rtl else 0)
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
        if self.has_speaker and self._speaker.parent is not None:
            self._speaker.colour = colour("ink" if self.look.is_strong else "brand")
            (x, y), (side, _) = self._speaker.pos, self._speaker.size
            edge = colour("ink" if self.look.is_strong else "brand")
            self._disc.draw((x, y, side, side), colour("card"), edge, radius=side / 2, border=self.look.border)
        else:
            self._disc.hide()

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
