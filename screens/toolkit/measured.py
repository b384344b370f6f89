"""How wide and how high a control must be, for its words and the look in force: padding in millimetres, then text."""

from collections.abc import Callable

from kivy.properties import BooleanProperty, ObjectProperty, OptionProperty, StringProperty

from screens.toolkit.lettering import Lettering
from screens.toolkit.pressing import Pressable
from screens.toolkit.theme import Look

BAND_MM = 4.0  # of a theme's colour, where a row begins


class Measured(Pressable):
    """What a control says, and the room that takes.

    `language` is the code of another language than the screen's, where its words are in one. In a look with speakers a
    card leaves room for one at its end.
    """

    look: Look = ObjectProperty(None, allownone=True)
    words = StringProperty("")
    detail = StringProperty("")
    icon = StringProperty("")
    spoken = StringProperty("")
    language = StringProperty("")
    shape = OptionProperty("button", options=["row", "door", "button", "key", "pill", "tile"])
    band = BooleanProperty(False)
    chosen = BooleanProperty(False)
    rtl = BooleanProperty(False)

    def __init__(self, **properties: object) -> None:
        self._picture = Lettering(role="icon")
        self._label = Lettering(role="strong", essential=True)
        self._detail = Lettering(role="note", upright="top")
        # Whoever lays a page out asks the same measures again and again; empty while the words are not set.
        self._measures: dict[object, float] = {}
        super().__init__(**properties)
        for name in ("look", "words", "detail", "icon", "shape", "rtl"):
            self.fbind(name, lambda *_: self._measures.clear())

    @property
    def is_key(self) -> bool:
        """Say whether this is a key of a pad, smaller and quicker than an action."""
        return self.shape == "key"

    def say(self) -> str:
        """Return what this control is called when it is spoken."""
        return self.spoken or ". ".join(part for part in (self.words, self.detail) if part)

    @property
    def has_speaker(self) -> bool:
        """Say whether a part of it says what it is, and chooses nothing."""
        return self.look is not None and self.look.speakers and self.shape in {"row", "door"}

    @property
    def _speaker_room(self) -> float:
        return self.look.target if self.has_speaker else 0.0

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
        factor = {"door": 1.8, "row": 1.75, "tile": 1.6}.get(self.shape, 1.15)
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

    def natural_width(self) -> float:
        """Return the width with each text on one line."""
        return self._measured("natural", lambda: self._width(Lettering.natural_width))

    def least_width(self) -> float:
        """Return the width below which a word would be broken."""
        return self._measured("least", lambda: self._width(Lettering.least_width))

    def _width(self, of: Callable[[Lettering], float]) -> float:
        side, _ = self._pads()
        text = max(of(self._label), of(self._detail))
        return max(self.least_side(), 2 * side + self._icon_room() + text + self._speaker_room + 4 * self.look.border)

    def least_side(self) -> float:
        """Return the least side this control may have."""
        return self.look.key if self.is_key else self.look.target

    def needed(self, width: float) -> float:
        """Return the height that the control needs at a width."""
        return self._measured(width, lambda: self._height(width))

    def _height(self, width: float) -> float:
        side, top = self._pads()
        room = width - 2 * side - self._icon_room() - self._speaker_room - 4 * self.look.border
        text = self._label.needed(room) + self._detail.needed(room)
        # A picture has air of its own around it.
        return max(self.least_side(), text + 2 * top, self._icon_size() + 2 * min(top, self.look.mm(1)))
