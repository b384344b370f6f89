"""Every finger on the panel: what SDL tells of them, which Kivy leaves aside on Linux."""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable
from typing import ClassVar

from kivy.input.motionevent import MotionEvent
from kivy.input.provider import MotionEventProvider

from screens.window.sdl import sdl

# SDL_events.h and SDL_touch.h: finger events; a panel one looks at, not a pad beside the keyboard.
KINDS = {0x700: "begin", 0x701: "end", 0x702: "update"}
TOUCHPADS = {1, 2}
# Two hands. A panel that tells of more has not told that some were lifted: the one that lies there longest goes.
MOST_DOWN = 10
_OFF_THE_PANEL = (-1.0, -1.0)


class _FingerEvent(ctypes.Structure):
    _fields_: ClassVar = [
        ("kind", ctypes.c_uint32),
        ("at", ctypes.c_uint32),
        ("device", ctypes.c_int64),
        ("finger", ctypes.c_int64),
        ("x", ctypes.c_float),
        ("y", ctypes.c_float),
    ]


_Watch = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.POINTER(_FingerEvent))


class Finger(MotionEvent):
    """One finger on the panel."""

    def depack(self, args: tuple[float, float]) -> None:
        """Take a place, in parts of the panel."""
        self.sx, self.sy = args
        self.is_touch = True
        self.profile = ["pos"]
        super().depack(args)


class PanelFingers(MotionEventProvider):
    """Hands every finger on.

    Left to itself, SDL makes a mouse of the first finger and drops the others until it is lifted: a palm on the panel's
    edge would take the panel away from everybody. Kivy knows fingers on telephones only. A pointer stays a pointer.
    """

    def __init__(self) -> None:
        super().__init__("panel", "")
        # Named as Kivy's own provider names its own: what was told and not yet handed on.
        self.waiting_event: deque[tuple[str, tuple[int, int], tuple[float, float]]] = deque()
        self._down: dict[tuple[int, int], Finger] = {}
        self._watch = _Watch(self._see)  # kept here: SDL holds only its address
        self._count = 0

    def start(self) -> None:
        """Listen; from here on fingers make no mouse."""
        library = sdl()
        if library is not None:
            library.SDL_GetTouchDeviceType.argtypes = [ctypes.c_int64]
            library.SDL_SetHint(b"SDL_TOUCH_MOUSE_EVENTS", b"0")
            library.SDL_AddEventWatch(self._watch, None)

    def stop(self) -> None:
        """Listen no more."""
        library = sdl()
        if library is not None:
            library.SDL_DelEventWatch(self._watch, None)
            library.SDL_SetHint(b"SDL_TOUCH_MOUSE_EVENTS", b"1")

    def _see(self, _data: object, event: ctypes._Pointer[_FingerEvent]) -> int:
        told, library = event.contents, sdl()
        kind = KINDS.get(told.kind)
        if kind and library is not None and library.SDL_GetTouchDeviceType(told.device) not in TOUCHPADS:
            self.waiting_event.append((kind, (told.device, told.finger), (told.x, 1.0 - told.y)))
        return 1

    def update(self, dispatch_fn: Callable[[str, Finger], None]) -> None:
        """Hand over what was told since the last turn of the loop."""
        while self.waiting_event:
            kind, name, place = self.waiting_event.popleft()
            if kind == "begin":
                self._end(name, dispatch_fn)  # its end was never told
                self._forget_the_oldest(dispatch_fn)
                self._count += 1
                self._down[name] = Finger(self.device, self._count, place, is_touch=True, type_id="touch")
                dispatch_fn("begin", self._down[name])
            elif name in self._down:
                self._down[name].move(place)
                if kind == "update":
                    dispatch_fn("update", self._down[name])
                else:
                    self._end(name, dispatch_fn)

    def _forget_the_oldest(self, dispatch_fn: Callable[[str, Finger], None]) -> None:
        while len(self._down) >= MOST_DOWN:
            name, finger = next(iter(self._down.items()))
            finger.move(_OFF_THE_PANEL)  # lifted there it presses nothing
            self._end(name, dispatch_fn)

    def _end(self, name: tuple[int, int], dispatch_fn: Callable[[str, Finger], None]) -> None:
        finger = self._down.pop(name, None)
        if finger is not None:
            finger.update_time_end()
            dispatch_fn("end", finger)
