"""A list as long as the day makes it: only the rows in sight are built, and a row that says the same is kept."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from kivy.clock import Clock
from kivy.uix.widget import Widget

from screens.staff.parts import StaffList, dress
from screens.staff.settling import settle
from screens.toolkit.controls import Control

# So many rows are built at once, in sight or not: what fits on two screens scrolls without building anything.
WHOLE = 20
# What lies within so many heights of the list beyond its edges is built too: the wheel and Tab find it there.
BEYOND = 0.4


@dataclass(frozen=True, slots=True)
class Part:
    """One row. `key` says all that it shows, equal keys are one widget; `freshen` brings the rest of it up to date.

    `rows` says how many rows of the list it is as high as: 0 for a line between two. `of` is what it is about, if
    anything: whoever works in it by keyboard stays with that, however it is shown next.
    """

    key: Hashable
    make: Callable[[], Widget]
    freshen: Callable[[], None] = lambda: None
    rows: int = 1
    of: Hashable = None


class LongList(StaffList):
    """Rows told as parts. What is out of sight is room left free, as high as rows like it were."""

    def __init__(self, **properties: object) -> None:
        self._parts: Sequence[Part] = ()
        # Where each part stands, by its key: keys are long, and looked at once a change.
        self._places: dict[Hashable, int] = {}
        self._built: dict[int, Widget] = {}
        self._heights: list[float | None] = []
        # Before what is in sight, after it, and on the other side of the row with the focus.
        self._gaps = [Widget(size_hint_y=None) for _ in range(3)]
        self._look_again = Clock.create_trigger(self._place, -1)
        super().__init__(**properties)
        for name in ("scroll_y", "height"):
            self.fbind(name, self._look_again)
        self.rows.fbind("height", self._look_again)

    def fill(self, widgets: Sequence[Widget], *, stay: bool = False) -> None:
        """Show these widgets; nothing of any part is kept."""
        self._parts, self._places, self._built, self._heights = (), {}, {}, []
        super().fill(widgets, stay=stay)

    def show(self, parts: Sequence[Part], *, stay: bool = True) -> None:
        """Show these rows instead of those there were, where the list stood or from the top."""
        self.stay_at(self.scroll_y if stay else 1.0)
        self.dress_rows()
        was_at = [self._places.get(part.key) for part in parts]
        built, heights = self._built, self._heights
        self._parts, self._places = tuple(parts), {part.key: place for place, part in enumerate(parts)}
        self._heights = [None if was is None else heights[was] for was in was_at]
        self._built = {place: built[was] for place, was in enumerate(was_at) if was is not None and was in built}
        for place in self._built:
            parts[place].freshen()
        self._place()

    # --- whoever works in a row
    def of(self, control: Widget) -> Hashable:
        """Return what the row that holds a control is about."""
        held = next((place for place, row in self._built.items() if control in row.walk(restrict=True)), None)
        return None if held is None else self._parts[held].of

    def row_of(self, of: Hashable) -> Widget | None:
        """Return the row about something, in sight or not; None where there is none any more."""
        place = next((place for place, part in enumerate(self._parts) if of is not None and part.of == of), None)
        if place is None:
            return None
        if place not in self._built:
            made = self._made(place)
            self._built = dict(sorted({**self._built, place: made}.items()))
            self._stand(self._with_gaps(self._tops()))
        return self._built[place]

    # --- which rows are in sight
    def _place(self, *_: object) -> None:
        """Build what came into sight, drop what left it, and leave the room of all the others free."""
        if not self._parts or self.look is None:
            return
        first, end, tops = self._in_sight()
        wanted = sorted({*range(first, end), *self._worked_in()})
        self._built = {place: self._built.get(place) or self._made(place) for place in wanted}
        self._stand(self._with_gaps(tops))

    def _worked_in(self) -> list[int]:
        """Return which part has the focus, in sight or not: whoever works there finds the place again."""
        return [place for place, row in self._built.items() if _has_focus(row)]

    def _with_gaps(self, tops: list[float]) -> list[Widget]:
        """Return the rows built, and between them the room of those that are not."""
        rows: list[Widget] = []
        reached, spacing, gaps = 0, self.rows.spacing, iter(self._gaps)
        for place, row in [*self._built.items(), (len(self._parts), None)]:
            if place > reached:
                gap = next(gaps)
                gap.height = tops[place] - tops[reached] - spacing
                rows.append(gap)
            rows += [row] if row is not None else []
            reached = place + 1
        return rows

    def _made(self, place: int) -> Widget:
        made = self._parts[place].make()
        dress(made, self.look)
        settle(made, self.rows.width - self.rows.padding[2])
        return made

    def _stand(self, rows: list[Widget]) -> None:
        """Let these stand one below the other; whoever stands already is not touched."""
        standing = self.rows.children[::-1]
        if standing == rows:
            return
        self.rows.clear_widgets(_leaving(standing, rows))
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
        """Return where each part begins and the last one ends; those never seen are as high as others are."""
        for place, widget in self._built.items():
            # A widget that was never laid out has Kivy's own height, that of no row.
            if widget.parent is self.rows and widget.width == self.rows.width - self.rows.padding[2]:
                self._heights[place] = widget.height
        pairs = list(zip(self._heights, self._parts, strict=True))
        usual = self._usual_height(pairs)
        heights = (usual * part.rows if height is None else height for height, part in pairs)
        return [0.0, *accumulate(height + self.rows.spacing for height in heights)]

    def _usual_height(self, pairs: Sequence[tuple[float | None, Part]]) -> float:
        known = [(height, part.rows) for height, part in pairs if height]
        rows = sum(rows for _, rows in known)
        return sum(height for height, _ in known) / rows if rows else self.look.key * 1.5


def _has_focus(row: Widget) -> bool:
    return any(isinstance(part, Control) and part.focused for part in row.walk(restrict=True))


def _leaving(standing: Sequence[Widget], rows: Sequence[Widget]) -> list[Widget]:
    """Return who must go before others can come in between: all of them where some have changed places."""
    before, after = set(standing), set(rows)
    if [w for w in standing if w in after] != [w for w in rows if w in before]:
        return list(standing)
    return [w for w in standing if w not in after]
