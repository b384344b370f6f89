"""Plots of the figures: bars beside their words, and columns in time; drawn on screen in the look's colours."""

from __future__ import annotations

from kivy.properties import BooleanProperty, ColorProperty, NumericProperty, ObjectProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from kiosk.domain.french import number_words
from screens.desk.figures.hatching import Hatching
from screens.staff.making import row
from screens.staff.parts import StaffText
from screens.toolkit.palettes import CLEAR
from screens.toolkit.theme import Look


class PlotBar(Widget):
    """A bar on its ground: `fraction` of the whole width, from 0 to 1; `is_hidden`: a report would not show it."""

    look: Look = ObjectProperty(None, allownone=True)
    fraction = NumericProperty(0.0)
    solid = NumericProperty(0.0)
    is_hidden = BooleanProperty(False)
    ground = ColorProperty(CLEAR)
    ink = ColorProperty(CLEAR)
    radius = NumericProperty(0.0)

    def __init__(self, look: Look, **properties: object) -> None:
        super().__init__(**{"size_hint_y": None, "height": look.mm(4.2), "pos_hint": {"center_y": 0.5}, **properties})
        self.look = look
        self.ground, self.ink, self.radius = look.colour("line"), look.colour("brand"), look.mm(1.2)
        self.solid = 0.0 if self.is_hidden else self.fraction
        if self.is_hidden:
            self._hatching = Hatching()
            self.canvas.add(self._hatching)
            self.bind(pos=self._hatch, size=self._hatch)

    def _hatch(self, *_: object) -> None:
        box = (self.x, self.y, self.width * self.fraction, self.height)
        self._hatching.show(box, self.look.colour("brand"), self.look.mm(0.5))


class PlotColumns(BoxLayout):
    """Columns side by side, each with its number above where there is room."""

    def show(self, look: Look, numbers: list[int], *, is_partial: bool = False) -> None:
        """Draw a column for each number; the last is hatched if it is not over."""
        self.clear_widgets()
        greatest = max(numbers, default=0) or 1
        has_room = len(numbers) * look.body * 1.6 <= self.width
        for place, n in enumerate(numbers, 1):
            is_open = is_partial and place == len(numbers)
            self.add_widget(PlotColumn(look, n / greatest, number_words(n) if has_room else "", is_open=is_open))


class PlotColumn(BoxLayout):
    """One column: `fraction` of the height that its number leaves."""

    fraction = NumericProperty(0.0)
    ink = ColorProperty(CLEAR)
    radius = NumericProperty(0.0)
    head = NumericProperty(0.0)

    def __init__(self, look: Look, fraction: float, number: str, *, is_open: bool = False) -> None:
        super().__init__(orientation="vertical", padding=(look.mm(0.8), 0))
        self.fraction, self.ink, self.radius = fraction, look.colour("ok"), look.mm(1.2)
        self.add_widget(Widget(size_hint_y=max(1.0 - fraction, 1e-6)))
        if number:
            self.head = look.body * 1.35
            self.add_widget(StaffText(words=number, align="center", look=look))
        self.add_widget(Widget(size_hint_y=max(fraction, 1e-6)))
        self._look, self._hatching = look, Hatching()
        if is_open:
            self.ink = CLEAR
            self.canvas.add(self._hatching)
            self.bind(pos=self._hatch, size=self._hatch)

    def _hatch(self, *_: object) -> None:
        side, (height, ink) = self.padding[0], (self.height - self.head, self._look.colour("ok"))
        box = (self.x + side, self.y, self.width - 2 * side, max(0.0, height) * self.fraction)
        self._hatching.show(box, ink, self._look.mm(0.5))


def bar_row(
    look: Look, words: str, number: int, before: str | None, greatest: int, *, is_hidden: bool = False
) -> Widget:  # fmt: skip
    """Make a line of a plot: its words, its bar, its number, and what stands behind it; None leaves no room."""
    label = StaffText(words=words, size_hint_x=1.2, pos_hint={"center_y": 0.5})
    bar = PlotBar(look, fraction=number / greatest if greatest else 0.0, size_hint_x=1.0, is_hidden=is_hidden)
    wide = look.body * 2.4
    told = StaffText(words=number_words(number), role="label", align="end", size_hint_x=None, width=wide,
                     pos_hint={"center_y": 0.5})  # fmt: skip
    cells: list[Widget] = [label, bar, told]
    if before is not None:
        cells.append(StaffText(words=before, paint="soft", align="end", size_hint_x=None, width=wide,
                               pos_hint={"center_y": 0.5}))  # fmt: skip
    return row(*cells)
