"""Two switches, one for the next and one for this: a pad is gone through row by row, then within the row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from screens.toolkit.controls import Control
from screens.toolkit.focus import Focus

LEAST_ROW = 3  # keys: going through fewer one by one costs no more presses


class Switches:
    """Steps over what can be pressed, a row of keys being one step; `told` is given what a step came to.

    What was pressed keeps the focus, and a key its row: nobody begins again at the first control.
    """

    def __init__(self, focus: Focus, told: Callable[[Sequence[Control]], None]) -> None:
        self._focus, self._told = focus, told
        self._row: list[Control] = []
        self._is_inside = False

    def next(self) -> None:
        """Go on to the next row or control, or to the next key of the row one is in; after its last key, on."""
        if self._is_inside and self._on_in_row() + 1 < len(self._row):
            self._show([self._row[self._on_in_row() + 1]])
            return
        steps = self._steps()
        if not steps:
            return
        here = next((i for i, step in enumerate(steps) if self._focus.on in step), -1)
        self._enter(steps[(here + 1) % len(steps)])

    def select(self) -> None:
        """Go into the row, or press what has the focus; then the row it is in comes again."""
        on = self._focus.on
        if on is None:
            return
        if len(self._row) > 1 and not self._is_inside:
            self._is_inside = True
            self._show([self._row[0]])
            return
        on.activate()
        if self._is_inside and self._focus.on is on:
            self._is_inside = False
            self._ring(self._row)

    def forget(self) -> None:
        """Leave the row: another hand is at work, or another screen is there."""
        self._ring([])
        self._row, self._is_inside = [], False

    def _on_in_row(self) -> int:
        return self._row.index(self._focus.on) if self._focus.on in self._row else -1

    def _enter(self, step: list[Control]) -> None:
        self._ring([])
        self._row, self._is_inside = step, False
        self._focus.put(step[0])
        self._ring(step)
        self._told(step)

    def _show(self, found: list[Control]) -> None:
        self._ring([])
        self._focus.put(found[0])
        self._told(found)

    def _ring(self, controls: list[Control]) -> None:
        """Put the ring around a whole row, or around what has the focus alone."""
        for control in self._row:
            control.focused = control in controls or control is self._focus.on

    def _steps(self) -> list[list[Control]]:
        steps: list[list[Control]] = []
        for place, row in groupby(self._focus.controls(), key=lambda control: control.y if control.is_key else None):
            controls = list(row)
            is_row = place is not None and len(controls) >= LEAST_ROW
            steps += [controls] if is_row else [[control] for control in controls]
        return steps
