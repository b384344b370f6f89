"""The two bars that stand in the same place on every visitor screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from kivy.properties import BooleanProperty, ListProperty, ObjectProperty
from kivy.uix.widget import Widget

from screens.toolkit.choices import Choice
from screens.toolkit.controls import Control
from screens.toolkit.lettering import Lettering
from screens.toolkit.stock import new_control
from screens.toolkit.theme import Look


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to fill a bar: controls at its start and at its end, and texts at its two outer ends."""

    start: tuple[Choice, ...] = ()
    end: tuple[Choice, ...] = ()
    caption: str = ""
    clock: str = ""


class Bar(Widget):
    """One row of controls: a group at the start, a group at the end; wrapped onto further rows only if it must be.

    `variants` go from the most to the least roomy; the first that fits on one row is shown.
    """

    look: Look = ObjectProperty(None, allownone=True)
    rtl = BooleanProperty(False)
    variants: Sequence[Variant] = ListProperty([])

    def __init__(self, **properties: object) -> None:
        self._pool: list[Control] = []
        self._caption = Lettering(role="label")
        self._clock = Lettering(role="strong", align="end")
        self.is_wrapped = False
        self._most = 0.0
        self.variant = Variant()
        self._shown: list[tuple[list[Control], list[Control]]] = []
        super().__init__(**properties)

    def controls(self) -> list[Control]:
        """Return the controls on show, in reading order."""
        return [control for start, end in self._shown for control in (*start, *end)]

    def at_end(self) -> list[Control]:
        """Return the controls of the group at the end: in the bottom bar, the screen's own actions."""
        return [control for _, end in self._shown for control in end]

    def forget(self) -> None:
        """Drop every control: what one held of a visit cannot outlive it."""
        self.clear_widgets()
        self._pool, self._shown, self.variant = [], [], Variant()

    def settle(self, width: float) -> float:
        """Choose the variant for a width and return the height that the bar needs."""
        self._most = width
        for i, variant in enumerate(self.variants):
            fits, rows = self._rows(variant, width)
            if fits or i == len(self.variants) - 1:
                self._shown, self.is_wrapped, self.variant = rows, not fits, variant
                break
        gaps = (len(self._shown) - 1) * self.look.gap
        return sum(self._row_height(i) for i in range(len(self._shown))) + max(0.0, gaps)

    def arrange(self) -> None:
        """Place the controls in the bar's own rectangle."""
        wanted: list[Widget] = [*self.controls(), *(w for w in (self._caption, self._clock) if w.words)]
        if wanted != list(reversed(self.children)):
            self.clear_widgets()
            for control in wanted:
                self.add_widget(control)
        top = self.top
        self._place_texts()
        for i, (start, end) in enumerate(self._shown):
            row, height = self._row_height(i), self._control_height(i)
            top -= row
            self._place(start, end, top + (row - height) / 2, height)
            top -= self.look.gap

    def _row_height(self, row: int) -> float:
        texts = [t.needed(1e6) for t in (self._caption, self._clock) if t.words and row == 0]
        if not (any(self._shown[row]) or texts):
            return 0.0
        return float(ceil(max([self._control_height(row), *texts])))

    def _control_height(self, row: int) -> float:
        start, end = self._shown[row]
        heights = (c.needed(min(c.natural_width(), self._most)) for c in (*start, *end))
        return float(ceil(max([self.look.target, *heights])))

    @property
    def overhang(self) -> float:
        """Return how much higher than its controls a text makes its first row, above them and again below."""
        # A bar with nothing in it is higher than nothing: it would push the page down by a button.
        return max(0.0, (self._row_height(0) - self._control_height(0)) / 2) if self._shown else 0.0

    def _place(self, start: list[Control], end: list[Control], y: float, height: float) -> None:
        x = self.x
        for control in start:
            width = min(_whole_width(control), self.width)
            self._put(control, x, y, width, height)
            x += width + self.look.gap
        x = self.right - self._text_room(self._clock)
        for control in reversed(end):
            width = min(_whole_width(control), self.width)
            x -= width
            self._put(control, x, y, width, height)
            x -= self.look.gap

    def _put(self, control: Control, x: float, y: float, width: float, height: float) -> None:
        control.size = (round(width), height)
        control.pos = (round(self.x + self.right - x - width if self.rtl else x), round(y))

    def _text_room(self, text: Lettering) -> float:
        return text.natural_width() + self.look.gap * 2 if text.words else 0.0

    def is_clock(self, x: float, y: float) -> bool:
        """Say whether a place is on the clock."""
        return bool(self._clock.words) and self._clock.collide_point(x, y)

    def _place_texts(self) -> None:
        height = self._row_height(0) if self._shown else self.look.target
        for text, at_right in ((self._caption, self.rtl), (self._clock, not self.rtl)):
            text.size = (text.natural_width() + 1, height)
            text.pos = (self.right - text.width if at_right else self.x, self.top - height)

    def _rows(self, variant: Variant, width: float) -> tuple[bool, list[tuple[list[Control], list[Control]]]]:
        controls = self._controls([*variant.start, *variant.end])
        for text, words in ((self._caption, variant.caption), (self._clock, variant.clock)):
            text.look, text.rtl, text.words, text.colour = self.look, self.rtl, words, self.look.colour("ink")
        first, last = controls[: len(variant.start)], controls[len(variant.start) :]
        texts = self._text_room(self._caption) + self._text_room(self._clock)
        if self._width(controls) + texts <= width:
            return True, [(first, last)]
        rows: list[tuple[list[Control], list[Control]]] = []
        for group, at_end in ((first, False), (last, True)):
            line: list[Control] = []
            for control in group:
                if line and self._width([*line, control]) > width:
                    rows.append(([], line) if at_end else (line, []))
                    line = []
                line = [*line, control]
            if line:
                rows.append(([], line) if at_end else (line, []))
        return False, rows

    def _width(self, controls: list[Control]) -> float:
        return sum(map(_whole_width, controls)) + max(0, len(controls) - 1) * self.look.gap

    def _controls(self, choices: Sequence[Choice]) -> list[Control]:
        while len(self._pool) < len(choices):
            self._pool.append(new_control())
        found = self._pool[: len(choices)]
        for control, choice in zip(found, choices, strict=True):
            control.become(choice, self.look, rtl=self.rtl)
        return found


def _whole_width(control: Control) -> float:
    """Return a control's width in whole pixels: rounded one by one, the gaps between many of them would shrink."""
    return float(ceil(control.natural_width()))


class Ribbon(Widget):
    """A line of text on a ground across the screen: "Mode formation"."""

    look: Look = ObjectProperty(None, allownone=True)

    def __init__(self, **properties: object) -> None:
        self.part = Lettering(role="label", align="center")
        super().__init__(**properties)
        self.add_widget(self.part)

    def settle(self, words: str, look: Look, *, rtl: bool) -> float:
        """Take the words; return the height that they need: the size of text at 100 %, whatever the size in force."""
        self.look = look
        self.part.rtl, self.part.words = rtl, words
        self.part.look = look
        self.part.scale = look.plain_body / look.body
        self.part.colour = look.colour("care")
        return self.part.needed(look.width) + look.mm(1) if words else 0.0

    def arrange(self) -> None:
        """Place the words in the ribbon's rectangle."""
        self.part.size, self.part.pos = self.size, self.pos
