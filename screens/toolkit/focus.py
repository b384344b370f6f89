"""A focus that every control can take: in reading order (Tab) or by direction (arrows); Enter or Space acts."""

from __future__ import annotations

from collections.abc import Callable

from screens.toolkit.controls import Control

# SDL scancodes (USB HID usage page 7): the physical keys, whatever the layout.
TAB, RETURN, SPACE, ESCAPE, ENTER = 43, 40, 44, 41, 88
RIGHT, LEFT, DOWN, UP = 79, 80, 81, 82
ARROWS = {RIGHT: (1, 0), LEFT: (-1, 0), DOWN: (0, -1), UP: (0, 1)}


class Focus:
    """Walks over controls. `controls` returns every one that can take the focus now, in reading order."""

    def __init__(self, controls: Callable[[], list[Control]]) -> None:
        self.controls = controls
        self.lit: tuple[Control, ...] = ()

    @property
    def on(self) -> Control | None:
        """Return the control that has the focus, the first one of a row."""
        return self.lit[0] if self.lit else None

    def put(self, *controls: Control) -> None:
        """Put the focus on a control, on a whole row of them, or, given none, take it off."""
        for control in self.lit:
            control.focused = False
        # What a rule's ids hand out is weak: it would be gone with its screen, and the focus still on it.
        self.lit = tuple(control.__self__ for control in controls)
        for control in self.lit:
            control.focused = True

    def stroke(self, scancode: int, *, shift: bool = False) -> None:
        """Do what a key means: it moves or it acts, whatever the layout writes on it."""
        if scancode == TAB:
            self._step(-1 if shift else 1)
        elif scancode in ARROWS:
            self._towards(*ARROWS[scancode])
        elif scancode in {RETURN, SPACE, ENTER} and self.on is not None:
            self.on.activate()
        elif scancode == ESCAPE:
            self.put()

    def _step(self, by: int) -> None:
        controls = self.controls()
        if not controls:
            return
        if self.on not in controls:
            self.put(controls[0 if by > 0 else -1])
        else:
            self.put(controls[(controls.index(self.on) + by) % len(controls)])

    def _towards(self, dx: int, dy: int) -> None:
        controls, here = self.controls(), self.on
        if here is None or here not in controls:
            self._step(1)
            return
        ahead = [c for c in controls if (c.center_x - here.center_x) * dx + (c.center_y - here.center_y) * dy > 1]
        if ahead:
            self.put(min(ahead, key=lambda c: _distance(here, c, sideways=bool(dx))))


def _distance(a: Control, b: Control, *, sideways: bool) -> float:
    """Weigh a step: straying from the direction costs three times as much as going along it."""
    along, across = abs(b.center_x - a.center_x), abs(b.center_y - a.center_y)
    return along + 3 * across if sideways else across + 3 * along
