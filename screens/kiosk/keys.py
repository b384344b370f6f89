"""Keys at the kiosk: they move the focus and act; a code shown to the reader is taken for what it is."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.screen_ports import Reader, Scanned, TooSlow
from screens.toolkit.controls import Control
from screens.toolkit.focus import Focus
from screens.toolkit.keyboard import Keyboard


class Keys:
    """The keyboard of the kiosk. `is_covered` says whether the desk lies over it, which then has all the keys."""

    def __init__(
        self,
        reader: Reader,
        controls: Callable[[], list[Control]],
        *,
        is_covered: Callable[[], bool],
        stir: Callable[[], None],
        take: Callable[[Scanned], None],
        take_slow: Callable[[TooSlow], None],
    ) -> None:
        self._focus = Focus(controls)
        self._is_covered = is_covered
        self.controls, self.stir, self.take, self.take_slow = controls, stir, take, take_slow
        self._keyboard = Keyboard(reader, self)

    def close(self) -> None:
        """Listen no more."""
        self._keyboard.close()

    @property
    def focused(self) -> Control | None:
        """Return the control that has the focus."""
        return self._focus.on

    def forget(self) -> None:
        """Take the focus off: whoever touches needs no ring."""
        self._focus.put(None)

    @property
    def has_the_keys(self) -> bool:
        """Say whether keys are for this part of the window."""
        return not self._is_covered()

    def stroke(self, scancode: int, _code: int, *, shift: bool = False) -> None:
        """Do what a key means here: it moves or it acts, whatever the layout writes on it."""
        self._focus.stroke(scancode, shift=shift)
