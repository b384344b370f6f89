"""Two switches instead of a keyboard: one goes on, the other selects; by rows where that takes fewer presses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf

from screens.toolkit.controls import Control
from screens.toolkit.focus import Focus


class Switches:
    """Walks over controls with two acts alone (EN 301 549 clause 5.1.6.1).

    `controls` come as a screen asks for them; `told` is given what each step came to.
    """

    def __init__(
        self, focus: Focus, controls: Callable[[], list[Control]], told: Callable[[Sequence[Control]], None]
    ) -> None:
        self._focus, self._controls, self._told = focus, controls, told
        # The row that "select" went into; None while whole rows are walked, or where there are none.
        self._inside: tuple[Control, ...] | None = None

    def go_on(self) -> None:
        """Put the focus on the next control or row, and say which; after the last one of a row, the row below."""
        self._step()
        self._told(self._focus.lit)

    def begin(self) -> None:
        """Put the focus on the first control or row of a screen; what it is was said with the screen."""
        self._step()

    def forget(self) -> None:
        """Leave the row: another hand is at work, or another screen is there."""
        self._inside = None

    def _step(self) -> None:
        places = self._places()
        here = self._focus.lit
        if self._inside in places and self._inside is not None:
            at = _index(here[:1], self._inside)
            if at + 1 < len(self._inside):
                self._focus.put(self._inside[at + 1])
                return
            here = self._inside
        self._inside = None
        at = next((n for n, place in enumerate(places) if here and here[0] in place), -1)
        self._focus.put(*(places[(at + 1) % len(places)] if places else ()))

    def select(self) -> None:
        """Go into a row, or press what has the focus."""
        lit = self._focus.lit
        if len(lit) > 1:
            self._inside = lit
            self._focus.put(lit[0])
            self._told(lit[:1])
        elif lit:
            lit[0].activate()
            self._step_out(lit[0])

    def _step_out(self, pressed: Control) -> None:
        """Put the focus back on the whole row of what was pressed: the next letter may well be in another."""
        if self._inside is not None and self._focus.on is pressed:
            self._inside = None
            self._focus.put(*next((place for place in self._places() if pressed in place), ()))

    def _places(self) -> list[tuple[Control, ...]]:
        """Return what "go on" stops at: rows where they save presses, else every control."""
        controls = self._controls()
        rows = rows_of(controls)
        alone: list[tuple[Control, ...]] = [(control,) for control in controls]
        return rows if presses(rows) < presses(alone) else alone


def rows_of(controls: list[Control]) -> list[tuple[Control, ...]]:
    """Return controls in reading order as rows: those whose middles lie in one line of the screen."""
    rows: list[list[Control]] = []
    low, high = inf, -inf
    for control in controls:
        if rows and low < control.center_y < high:
            rows[-1].append(control)
        else:
            rows.append([control])
            low, high = control.y, control.top
    return [tuple(row) for row in rows]


def presses(places: list[tuple[Control, ...]]) -> float:
    """Return how many presses it takes on average to press one of the controls, from the first place."""
    costs = [
        row + (0 if len(place) == 1 else 1 + column) + 1
        for row, place in enumerate(places)
        for column in range(len(place))
    ]
    return sum(costs) / len(costs) if costs else 0.0


def _index(lit: tuple[Control, ...], row: tuple[Control, ...]) -> int:
    return row.index(lit[0]) if lit and lit[0] in row else -1
