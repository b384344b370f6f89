"""Where somebody works by keyboard, so that they are found there again when what they worked on is drawn anew."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from kivy.uix.widget import Widget

from screens.staff.long_list import LongList
from screens.staff.parts import StaffList
from screens.toolkit.controls import Control


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What a control said, where it lay in the window, and which list held it, in a row about what."""

    said: str
    x: float
    y: float
    held_by: StaffList | None
    of: Hashable

    def found_again(self, controls: Sequence[Control]) -> Control | None:
        """Return the control that stands for the one that is gone: of the same row, then of the same words, nearby."""
        among = self._in_its_row() or controls
        same = [c for c in among if c.say() == self.said]
        return min(same or among, key=self._away, default=None)

    def _in_its_row(self) -> list[Control]:
        held_by = self.held_by
        row = held_by.row_of(self.of) if isinstance(held_by, LongList) and self.of is not None else None
        return [c for c in shown_in(row) if isinstance(c, Control) and c.enabled and c.act] if row is not None else []

    def _away(self, control: Control) -> float:
        x, y = control.to_window(*control.center)
        return abs(x - self.x) + abs(y - self.y)


def whereabouts(control: Control) -> Whereabouts:
    """Note where a control is."""
    x, y = control.to_window(*control.center)
    held_by = list_around(control)
    of = held_by.of(control) if isinstance(held_by, LongList) else None
    return Whereabouts(control.say(), x, y, held_by, of)


def list_around(widget: Widget) -> StaffList | None:
    """Return the list that holds a widget, if any does."""
    return next((above for above in _above(widget) if isinstance(above, StaffList)), None)


def shown_in(root: Widget) -> Iterator[Widget]:
    """Yield every part of a tree that is not hidden, nor stands in something hidden, in reading order."""
    if root.opacity == 0 or root.disabled:
        return
    yield root
    for child in reversed(root.children):
        yield from shown_in(child)


def is_shown(control: Control, root: Widget) -> bool:
    """Say whether a control can still be acted on under a root."""
    line = [control, *_above(control)]
    is_hidden = any(part.opacity == 0 or part.disabled for part in line)
    return root in line and not is_hidden and control.enabled and control.act is not None


def _above(widget: Widget) -> Iterator[Widget]:
    parent = widget.parent
    while isinstance(parent, Widget) and parent is not parent.parent:
        yield parent
        parent = parent.parent
