"""When a key was pressed, by the X server's clock, and whether it is only held.

A busy machine handles late, and at once, what a hand did slowly.

SDL stamps a key when it fetches it, and Kivy hands no stamp on at all. So the X event that each key came with is looked
at as SDL passes it by. Where there is none (Wayland, no screen) a key counts from when it is handled.
"""

from __future__ import annotations

import ctypes
from collections import deque
from typing import ClassVar, NamedTuple

from kivy.clock import Clock

from screens.window.sdl import sdl

SYSTEM_EVENT, KEY_DOWN = 0x201, 0x300  # SDL_events.h
ENABLE = 1
ON_X = 2  # SDL_syswm.h: SDL_SYSWM_X11
KEY_PRESS = 2  # X.h
_WRAPS = 1 << 32  # the X server counts milliseconds in 32 bits
_MOST = 256  # keys that are told and not yet handled


class _KeyPress(ctypes.Structure):
    """Xlib.h: the beginning of XKeyEvent."""

    _fields_: ClassVar = [
        ("kind", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("sent", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("root", ctypes.c_ulong),
        ("subwindow", ctypes.c_ulong),
        ("time", ctypes.c_ulong),
    ]


class _Message(ctypes.Structure):
    """SDL_syswm.h: SDL_SysWMmsg."""

    _fields_: ClassVar = [("version", ctypes.c_uint8 * 3), ("system", ctypes.c_int), ("event", _KeyPress)]


class _System(ctypes.Structure):
    _fields_: ClassVar = [("kind", ctypes.c_uint32), ("at", ctypes.c_uint32), ("message", ctypes.POINTER(_Message))]


class _Key(ctypes.Structure):
    """SDL_events.h: SDL_KeyboardEvent, up to the key's place."""

    _fields_: ClassVar = [
        ("kind", ctypes.c_uint32),
        ("at", ctypes.c_uint32),
        ("window", ctypes.c_uint32),
        ("state", ctypes.c_uint8),
        ("repeat", ctypes.c_uint8),
        ("padding", ctypes.c_uint8 * 2),
        ("scancode", ctypes.c_int),
    ]


class _Event(ctypes.Union):
    _fields_: ClassVar = [("kind", ctypes.c_uint32), ("system", _System), ("key", _Key)]


_Watch = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.POINTER(_Event))


class Press(NamedTuple):
    """When a key went down, in seconds of the drawing clock; or that it is held still, and the system repeats it."""

    at: float
    is_repeated: bool = False


class KeyTimes:
    """Remembers how each key that is still to be handled was pressed."""

    def __init__(self) -> None:
        self._pressed: float | None = None
        self._told: deque[tuple[int, Press]] = deque(maxlen=_MOST)
        self._turns, self._last = 0, 0
        self._offset: float | None = None
        self._watch = _Watch(self._see)  # kept here: SDL holds only its address

    def start(self) -> None:
        """Look on."""
        library = sdl()
        if library is not None:
            library.SDL_EventState(SYSTEM_EVENT, ENABLE)
            library.SDL_AddEventWatch(self._watch, None)

    def stop(self) -> None:
        """Look no more."""
        library = sdl()
        if library is not None:
            library.SDL_DelEventWatch(self._watch, None)
        self._told.clear()

    def of(self, scancode: int) -> Press:
        """Return how the key that is handled now was pressed."""
        while self._told:
            told, press = self._told.popleft()
            if told == scancode:
                return press
        return Press(Clock.time())

    def _see(self, _data: object, event: ctypes._Pointer[_Event]) -> int:
        seen = event.contents
        if seen.kind == SYSTEM_EVENT:
            message = seen.system.message.contents
            is_key = message.system == ON_X and message.event.kind == KEY_PRESS
            self._pressed = self._on_our_clock(message.event.time) if is_key else None
        elif seen.kind == KEY_DOWN:
            at = Clock.time() if self._pressed is None else self._pressed
            self._told.append((seen.key.scancode, Press(at, bool(seen.key.repeat))))
            self._pressed = None
        return 1

    def _on_our_clock(self, milliseconds: int) -> float:
        """Turn the server's time into ours: the least lag ever seen is taken for none."""
        if milliseconds < self._last - _WRAPS // 2:
            self._turns += 1
        self._last = milliseconds
        at = (milliseconds + self._turns * _WRAPS) / 1000
        lag = Clock.time() - at
        self._offset = lag if self._offset is None else min(self._offset, lag)
        return at + self._offset


KEY_TIMES = KeyTimes()
