"""A list as long as the day makes it: only the rows in sight are built, and a row that says the same is kept."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from kivy.clock import Clock
from kivy.uix.widget import Widget

from screens.staff.parts import StaffList, dress

# So many rows are built at once, in sight or not: what fits on two screens scrolls without building anything.
WHOLE = 20
# What lies within so many heights of the list beyond its edges is built too: the wheel and Tab find it there.
BEYOND = 0.4


@dataclass(frozen=True, slots=True)
class Part:
    """One row. `key` says all that it shows, equal keys are one widget; `freshen` brings the rest of it up to date.

    `rows` says how many rows of the list it is as high as: 0 for a line between two.
    """

    key: Hashable
    make: Callable[[], Widget]
    freshen: Callable[[], None] = lambda: None
    rows: int = 1


class LongList(StaffList):
    """Rows told as parts. What is out of sight is room left free, as high as rows like it were."""

    def __init__(self, **properties: object) -> None:
        self._parts: Sequence[Part] = ()
        self._built: dict[Hashable, Widget] = {}
        self._heights: dict[Hashable, float] = {}
        self._above, self._below = (Widget(size_hint_y=None) for _ in range(2))
        self._look_again = Clock.create_trigger(self._place, -1)
        super().__init__(**properties)
        for name in ("scroll_y", "height"):
            self.fbind(name, self._look_again)
        self.rows.fbind("height", self._look_again)

    def fill(self, widgets: Sequence[Widget], *, stay: bool = False) -> None:
        """Show these widgets; nothing of any part is kept."""
        self._parts = ()
        self._built.clear()
        self._heights.clear()
        super().fill(widgets, stay=stay)

    def show(self, parts: Sequence[Part], *, stay: bool = True) -> None:
        """Show these rows instead of those there were, where the list stood or from the top."""
        known = {part.key for part in parts}
        kept = {key: widget for key, widget in self._built.items() if key in known}
        kept_heights = {key: height for key, height in self._heights.items() if key in known}
        self.stay_at(self.scroll_y if stay else 1.0)
        self.dress_rows()
        self._parts, self._built, self._heights = tuple(parts), kept, kept_heights
        for part in self._parts:
            if part.key in kept:
                part.freshen()
        self._place()

    # --- which rows are in sight
    def _place(self, *_: object) -> None:
        """Build what came into sight, drop what left it, and leave the room of all the others free."""
        if not self._parts or self.look is None:
            return
        first, end, tops = self._in_sight()
        parts = self._parts[first:end]
        wanted = {part.key for part in parts}
        self._built = {key: widget for key, widget in self._built.items() if key in wanted}
        for part in parts:
            if part.key not in self._built:
                made = self._built[part.key] = part.make()
                dress(made, self.look)
        spacing = self.rows.spacing
        self._above.height, self._below.height = tops[first] - spacing, tops[-1] - tops[end] - spacing
        rows = [self._built[part.key] for part in parts]
        self._stand([self._above] * (first > 0) + rows + [self._below] * (end < len(self._parts)))

    def _stand(self, rows: list[Widget]) -> None:
        """Let these stand one below the other; whoever stands already is not touched."""
        standing = self.rows.children[::-1]
        if standing == rows:
            return
        before, after = set(standing), set(rows)
        if [w for w in standing if w in after] != [w for w in rows if w in before]:
            after = set()  # they changed places
        for widget in standing:
            if widget not in after:
                self.rows.remove_widget(widget)
        for place, widget in enumerate(rows):
            if widget.parent is None:
                self.rows.add_widget(widget, index=len(self.rows.children) - place)

    def _in_sight(self) -> tuple[int, int, list[float]]:
        """Return the first part to build, the one after the last, and where each begins, from the top."""
        tops = self._tops()
        count = len(self._parts)
        if sum(part.rows for part in self._parts) <= WHOLE:
            return 0, count, tops
        room = max(0.0, tops[-1] - self.height)
        top = (1.0 - min(max(self.scroll_y, 0.0), 1.0)) * room
        before, after = top - BEYOND * self.height, top + (1 + BEYOND) * self.height
        first = max(0, min(bisect_right(tops, before) - 1, count - 1))
        return first, min(bisect_left(tops, after, first + 1), count), tops

    def _tops(self) -> list[float]:
        for key, widget in self._built.items():
            # A widget that was never laid out has Kivy's own height, that of no row.
            if widget.parent is self.rows and widget.width == self.rows.width - self.rows.padding[2]:
                self._heights[key] = widget.height
        known = [part for part in self._parts if part.key in self._heights]
        measured = sum(part.rows for part in known)
        usual = sum(self._heights[part.key] for part in known) / measured if measured else self.look.key * 1.5
        spacing = self.rows.spacing
        return [
            0.0, *accumulate(self._heights.get(part.key, usual * part.rows) + spacing for part in self._parts)
        ]  # fmt: skip
