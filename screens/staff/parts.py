"""What staff screens are made of: text, buttons, fields and cards that Kivy's own layouts can place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kivy.clock import Clock
from kivy.properties import BooleanProperty, ColorProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.scrollview import ScrollView
from kivy.uix.widget import Widget

from screens.toolkit.choices import Act
from screens.toolkit.controls import Control
from screens.toolkit.lettering import Lettering
from screens.toolkit.palettes import CLEAR
from screens.toolkit.theme import CARD_RADIUS_MM, Look

CARET = "|"
BACK = "\b"  # what the key that takes the last character back types
DIGITS, ALPHABET, ACCENTS = "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ÉÈÊËÀÂÇÎÏÔÙÛÜ"
BAR_MM = 6.0


class StaffText(Lettering):
    """Text that takes the height it needs at the width its layout gives it; `paint` names a colour's role."""

    paint = StringProperty("ink")

    def __init__(self, **properties: object) -> None:
        self._fit = Clock.create_trigger(self.fit, -1)
        super().__init__(**properties)
        self.size_hint_y = None
        for name in ("width", "words", "look", "role", "scale", "paint"):
            self.fbind(name, self._fit)
        self.fit()

    def fit(self, *_: object) -> None:
        """Take the height the words need, and their colour."""
        if self.look is not None:
            self.colour = self.look.colour(self.paint)
            self.height = self.needed(self.width)


class StaffIcon(Lettering):
    """An icon as large as the text beside it; `paint` names a colour's role."""

    paint = StringProperty("ink")

    def __init__(self, **properties: object) -> None:
        super().__init__(role="icon", size_hint=(None, None), align="center", **properties)
        for name in ("look", "paint", "scale"):
            self.fbind(name, self.fit)
        self.fit()

    def fit(self, *_: object) -> None:
        """Take a square of the icon's size."""
        if self.look is not None:
            self.colour = self.look.colour(self.paint)
            self.width = self.height = round(self.font_size * 1.1)


class StaffButton(Control):
    """A button as wide as its words, or as its layout says when `size_hint_x` is set; never lower than 12.7 mm."""

    def __init__(self, **properties: object) -> None:
        self._fit = Clock.create_trigger(self.fit, -1)
        properties.setdefault("style", "outline")
        super().__init__(**{"size_hint": (None, None), **properties})
        for name in ("look", "words", "detail", "icon", "shape", "width", "size_hint_x"):
            self.fbind(name, self._fit)
        self.fit()

    def least_side(self) -> float:
        """Return the least side a staff button may have."""
        return self.look.key

    def fit(self, *_: object) -> None:
        """Take the size the words need."""
        if self.look is None:
            return
        if self.size_hint_x is None:
            self.width = self.natural_width()
        self.height = self.needed(self.width)


class StaffField(StaffButton):
    """A one-line entry: `value` holds what was typed, `kinds` which characters it takes, `limit` how many.

    `entered` is called when Enter is pressed in it, `typed` after every change; `focus_on` gives it the keys.
    """

    value = StringProperty("")
    hint = StringProperty("")
    kinds = StringProperty("")
    limit = NumericProperty(20)
    masked = BooleanProperty(False)
    entered: Act | None = ObjectProperty(None, allownone=True)
    typed: Act | None = ObjectProperty(None, allownone=True)
    focus_on: Callable[[Control], None] | None = ObjectProperty(None, allownone=True)

    def __init__(self, **properties: object) -> None:
        super().__init__(**{"style": "card", **properties})
        self.act = self.take_focus
        for name in ("value", "hint", "focused", "masked"):
            self.fbind(name, self._show)
        self._show()

    def _show(self, *_: object) -> None:
        shown = "•" * len(self.value) if self.masked else self.value
        self.words = shown + CARET if self.focused else shown or self.hint or " "

    def take_focus(self) -> None:
        """Take the keys, or hand Enter on to whoever waits for it."""
        if self.focused and self.entered is not None:
            self.entered()
        elif self.focus_on is not None:
            self.focus_on(self)

    def type(self, character: str) -> bool:
        """Take a character if it is one of its kinds; say whether it was."""
        upper = character.upper()
        if upper not in self.kinds or len(self.value) >= self.limit:
            return False
        self.value += upper
        if self.typed is not None:
            self.typed()
        return True

    def erase(self) -> None:
        """Take the last character back."""
        self.value = self.value[:-1]
        if self.typed is not None:
            self.typed()


class StaffCard(BoxLayout):
    """A card with a ground and an edge, named by their roles in the palette."""

    look: Look = ObjectProperty(None, allownone=True)
    paint = StringProperty("card")
    line = StringProperty("line")
    ground = ColorProperty(CLEAR)
    edge_colour = ColorProperty(CLEAR)
    radius = NumericProperty(0.0)
    border = NumericProperty(1.0)

    def __init__(self, **properties: object) -> None:
        super().__init__(**{"orientation": "vertical", **properties})
        for name in ("look", "paint", "line"):
            self.fbind(name, self.repaint)
        self.repaint()

    def repaint(self, *_: object) -> None:
        """Take the colours and measures of the look."""
        if self.look is not None:
            self.ground, self.edge_colour = self.look.colour(self.paint), self.look.colour(self.line)
            self.radius, self.border = self.look.mm(CARD_RADIUS_MM * 0.75), self.look.border
            self.padding = self.look.mm(5)
            self.spacing = self.look.mm(2.6)


class StaffRule(Widget):
    """A thin line between rows."""

    look: Look = ObjectProperty(None, allownone=True)
    ground = ColorProperty(CLEAR)

    def __init__(self, **properties: object) -> None:
        super().__init__(size_hint_y=None, height=1, **properties)
        self.fbind("look", self.repaint)
        self.repaint()

    def repaint(self, *_: object) -> None:
        """Take the colour and thickness of the look."""
        if self.look is not None:
            self.ground, self.height = self.look.colour("line"), self.look.border


class StaffList(ScrollView):
    """Rows that scroll when they are many; the row with the focus is always brought into sight."""

    look: Look = ObjectProperty(None, allownone=True)
    ring = NumericProperty(0.0)

    def __init__(self, **properties: object) -> None:
        # By the bar and the wheel only: a list that can be dragged would make every button in it wait for the finger.
        # Rows that fit begin at the top, wherever the list stood while there were more.
        super().__init__(do_scroll_x=False, scroll_type=["bars"], always_overscroll=False, **properties)
        self.rows = BoxLayout(orientation="vertical", size_hint_y=None)
        self.rows.bind(minimum_height=self.rows.setter("height"))
        self.add_widget(self.rows)

    def fill(self, widgets: Sequence[Widget], *, stay: bool = False) -> None:
        """Show these rows instead of those there were, from the top, or where the list was when they are the same."""
        self.stay_at(self.scroll_y if stay else 1.0)
        self.rows.clear_widgets()
        for widget in widgets:
            self.rows.add_widget(widget)
        self.dress_rows()

    def stay_at(self, place: float) -> None:
        """Stand at a place of the whole (1: the top) once the rows have their heights."""
        kept = min(max(place, 0.0), 1.0)
        Clock.schedule_once(lambda _: setattr(self, "scroll_y", kept), 0)

    def dress_rows(self) -> None:
        """Hand the look to the rows, and leave the bar its room."""
        if self.look is not None:
            self.bar_width = self.look.mm(BAR_MM)
            # The bar is the finger's only way through the rows: it is as plain at rest as under a touch.
            self.bar_color = self.bar_inactive_color = self.look.colour("edge")
            dress(self.rows, self.look)
            self.rows.spacing = self.look.mm(2.6)
            # The bar has its own room, so that it covers no button.
            self.rows.padding = (0, 0, self.bar_width + self.look.mm(2), 0)


def dress(tree: Widget, look: Look) -> None:
    """Hand the look to every part of a tree that draws with it."""
    for widget in tree.walk(restrict=True):
        if isinstance(widget, Lettering | Control | StaffCard | StaffRule | StaffList | StaffRow):
            widget.look = look


class StaffRow(BoxLayout):
    """Parts side by side, as high as the highest of them, each in the middle of the height."""

    look: Look = ObjectProperty(None, allownone=True)

    def __init__(self, **properties: object) -> None:
        super().__init__(**{"orientation": "horizontal", "size_hint_y": None, **properties})
        self.fbind("minimum_height", self._fit)
        self.fbind("look", self._fit)

    def _fit(self, *_: object) -> None:
        self.height = self.minimum_height
        if self.look is not None:
            self.spacing = self.look.mm(3)


Clock.max_iteration = max(Clock.max_iteration, 30)  # rows settle their heights before one frame
