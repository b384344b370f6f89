"""Keys at the kiosk: they move the focus and act; a code shown to the reader is taken for what it is."""

from __future__ import annotations

from collections.abc import Callable

from kivy.clock import Clock

from kiosk.screen_ports import Reader, Scanned, TooSlow
from screens.toolkit.controls import Control
from screens.toolkit.focus import ENTER, RETURN, SPACE, TAB, Focus
from screens.toolkit.keyboard import Keyboard
from screens.toolkit.switches import Switches


class Keys:
    """The keyboard of the kiosk. `is_covered` says whether the desk lies over it, which then has all the keys.

    `controls` are all that can take the focus, in reading order; `as_asked` the same, from what a screen asks to what
    always stands around it. With `are_switches` two keys do everything: Space or Tab goes on, Enter selects.
    """

    def __init__(
        self,
        reader: Reader,
        controls: Callable[[], list[Control]],
        as_asked: Callable[[], list[Control]],
        *,
        are_switches: bool,
        is_covered: Callable[[], bool],
        stir: Callable[[], None],
        take: Callable[[Scanned], None],
        take_slow: Callable[[TooSlow], None],
    ) -> None:
        self._focus, self._as_asked = Focus(as_asked if are_switches else controls), as_asked
        self._switches = Switches(self._focus) if are_switches else None
        # Whether the last thing done here was done by a key.
        self._is_used = False
        self._begin_soon = Clock.create_trigger(self._begin)
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
        """Take the focus off: whoever touches needs no ring, nor does whoever comes next."""
        self._is_used = False
        self._begin_soon.cancel()
        self._focus.put()

    def turn_over(self) -> None:
        """Begin another screen: whoever goes by keys finds the focus on what it asks, not back in the first corner."""
        self._focus.put()
        if self._is_used:
            self._begin_soon()

    def _begin(self, *_: object) -> None:
        if self._focus.on is not None:
            return
        if self._switches is None:
            self._focus.put(*self._as_asked()[:1])
        else:
            self._switches.go_on()

    @property
    def has_the_keys(self) -> bool:
        """Say whether keys are for this part of the window."""
        return not self._is_covered()

    def stroke(self, scancode: int, _code: int, *, shift: bool = False) -> None:
        """Do what a key means here: it moves or it acts, whatever the layout writes on it."""
        self._is_used = True
        if self._switches is None:
            self._focus.stroke(scancode, shift=shift)
        elif scancode in {SPACE, TAB}:
            self._switches.go_on()
        elif scancode in {RETURN, ENTER}:
            self._switches.select()
