"""Keys at the kiosk: they move the focus and act; a code shown to the reader is taken for what it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from kivy.clock import Clock

from kiosk.screen_ports import Reader, Scanned, TooSlow
from screens.toolkit.controls import Control
from screens.toolkit.focus import ARROWS, ENTER, RETURN, SPACE, TAB, Focus
from screens.toolkit.keyboard import Keyboard
from screens.toolkit.switches import Switches

# Keys of the voice, by place: a pad for the fingers alone has some of these with marks one can feel.
LISTEN, FASTER, LOUDER = {62}, {63: -1, 64: 1}, {65: -1, 66: 1, 129: -1, 128: 1}  # F5; F6, F7; F8, F9 and the volume's
MOVES = {TAB, *ARROWS}
# What two switches send: F10 and F11, and more where the settings say that there are some.
NEXT, THIS = frozenset({67}), frozenset({68})


class Aloud(Protocol):
    """What the keys ask of the kiosk's voice."""

    @property
    def is_on(self) -> bool:
        """Say whether the kiosk speaks."""

    def read_aloud(self) -> None:
        """Begin to speak, or read the screen again."""

    def say_control(self, control: Control) -> None:
        """Say what has the focus now."""

    def say_step(self, controls: Sequence[Control]) -> None:
        """Say what a switch came to: a control, or a row of keys."""


class Keys:
    """The keyboard of the kiosk. `is_covered` says whether the desk lies over it, which then has all the keys.

    `controls` are all that can take the focus, in reading order; `as_asked` the same, from what a screen asks to what
    always stands around it. Two keys alone do everything: F10 goes on and F11 selects; with `are_switches` Space and
    Tab go on as well, and Enter selects.
    """

    def __init__(
        self,
        reader: Reader,
        controls: Callable[[], list[Control]],
        as_asked: Callable[[], list[Control]],
        *,
        are_switches: bool,
        same_key_again: float,
        is_covered: Callable[[], bool],
        stir: Callable[[], None],
        narrator: Aloud,
        faster: Callable[[int], None],
        louder: Callable[[int], None],
        take: Callable[[Scanned], None],
        take_slow: Callable[[TooSlow], None],
    ) -> None:
        self._focus, self._as_asked = Focus(controls), as_asked
        self._switches = Switches(self._focus, as_asked, narrator.say_step)
        self._next, self._this = (NEXT | {SPACE, TAB}, THIS | {RETURN, ENTER}) if are_switches else (NEXT, THIS)
        # Whether the last thing done here was done by a key, and whether by a switch.
        self._is_used = self._is_switched = False
        self._begin_soon = Clock.create_trigger(self._begin)
        self._narrator, self._faster, self._louder = narrator, faster, louder
        self._is_covered = is_covered
        self.controls, self.stir, self.take, self.take_slow = controls, stir, take, take_slow
        self._keyboard = Keyboard(reader, self, same_key_again)

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
        """Take the focus off: whoever touches needs no ring, nor does whoever comes next."""
        self._is_used = self._is_switched = False
        self._begin_soon.cancel()
        self._leave()

    def turn_over(self) -> None:
        """Begin another screen: whoever goes by keys finds the focus on what it asks, not back in the first corner."""
        self._leave()
        if self._is_used:
            self._begin_soon()

    def _leave(self) -> None:
        self._switches.forget()
        self._focus.put()

    def _begin(self, *_: object) -> None:
        # Who listens is told the screen first, and comes to its first choice by a step of their own.
        if self._focus.on is not None or self._narrator.is_on:
            return
        if self._is_switched:
            self._switches.begin()
        else:
            self._focus.put(*self._as_asked()[:1])

    @property
    def has_the_keys(self) -> bool:
        """Say whether keys are for this part of the window."""
        return not self._is_covered()

    def stroke(self, scancode: int, _code: int, *, shift: bool = False) -> None:
        """Do what a key means here: it moves or it acts, whatever the layout writes on it."""
        self._is_used, self._is_switched = True, scancode in self._next | self._this
        if scancode in self._next:
            self._switches.go_on()
        elif scancode in self._this:
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
