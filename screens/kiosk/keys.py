"""Keys at the kiosk: they move the focus and act; a code shown to the reader is taken for what it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from kiosk.screen_ports import Reader, Scanned, TooSlow
from screens.toolkit.controls import Control
from screens.toolkit.focus import ARROWS, TAB, Focus
from screens.toolkit.keyboard import Keyboard
from screens.toolkit.switches import Switches

# Keys of the voice, by place: a pad for the fingers alone has some of these with marks one can feel.
LISTEN, FASTER, LOUDER = {62}, {63: -1, 64: 1}, {65: -1, 66: 1, 129: -1, 128: 1}  # F5; F6, F7; F8, F9 and the volume's
MOVES = {TAB, *ARROWS}
NEXT, THIS = 67, 68  # F10 and F11: what two switches send


class Aloud(Protocol):
    """What the keys ask of the kiosk's voice."""

    def read_aloud(self) -> None:
        """Begin to speak, or read the screen again."""

    def say_control(self, control: Control) -> None:
        """Say what has the focus now."""

    def say_step(self, controls: Sequence[Control]) -> None:
        """Say what a switch came to: a control, or a row of keys."""


class Keys:
    """The keyboard of the kiosk. `is_covered` says whether the desk lies over it, which then has all the keys."""

    def __init__(
        self,
        reader: Reader,
        controls: Callable[[], list[Control]],
        *,
        is_covered: Callable[[], bool],
        stir: Callable[[], None],
        narrator: Aloud,
        faster: Callable[[int], None],
        louder: Callable[[int], None],
        take: Callable[[Scanned], None],
        take_slow: Callable[[TooSlow], None],
    ) -> None:
        self._focus = Focus(controls)
        self._switches = Switches(self._focus, narrator.say_step)
        self._narrator, self._faster, self._louder = narrator, faster, louder
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

    def put(self, control: Control) -> None:
        """Put the focus on what a finger found."""
        self._focus.put(control)

    def forget(self) -> None:
        """Take the focus off: whoever touches needs no ring."""
        self._switches.forget()
        self._focus.put(None)

    @property
    def has_the_keys(self) -> bool:
        """Say whether keys are for this part of the window."""
        return not self._is_covered()

    def stroke(self, scancode: int, _code: int, *, shift: bool = False) -> None:
        """Do what a key means here: it moves or it acts, whatever the layout writes on it."""
        if scancode == NEXT:
            self._switches.next()
        elif scancode == THIS:
            self._switches.select()
        else:
            self._switches.forget()
            self._stroke(scancode, shift=shift)

    def _stroke(self, scancode: int, *, shift: bool) -> None:
        if scancode in LISTEN:
            self._narrator.read_aloud()
        elif scancode in FASTER:
            self._faster(FASTER[scancode])
        elif scancode in LOUDER:
            self._louder(LOUDER[scancode])
        else:
            self._focus.stroke(scancode, shift=shift)
            if scancode in MOVES and self.focused is not None:
                self._narrator.say_control(self.focused)
