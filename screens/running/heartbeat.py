"""READY after the first frame of home, WATCHDOG for frames drawn and answers given, and rest when nothing moves."""

import ctypes
import gc
import os
from collections.abc import Callable
from math import ceil

from kivy.base import EventLoop
from kivy.clock import Clock
from kivy.core.window import Window

from screens.window.sdl import sdl

LONGEST_REST = 0.2  # seconds: the clocks of the screens tick no finer
BUSY_FOR = 1.0  # seconds after a frame during which the loop turns at full speed
FRAMES = 60  # a second: the pace of that


class Heartbeat:
    """Feeds systemd's watchdog from `on_flip`: a process that draws nothing, or whose database hangs, is restarted.

    `answers` says whether the database lane gives answers, or has a good reason to take its time.
    """

    def __init__(
        self, notify: Callable[[str], None], after_first_frame: Callable[[], None], answers: Callable[[], bool]
    ) -> None:
        self._notify = notify
        self._answers = answers
        self._after_first_frame = after_first_frame
        self._beats = False
        microseconds = int(os.environ.get("WATCHDOG_USEC", "0") or 0)
        Window.bind(on_flip=self._first_flip)
        self._event = None
        if microseconds:
            self._event = Clock.schedule_interval(self._ask_for_a_frame, microseconds / 3e6)

    def _first_flip(self, *_: object) -> None:
        Window.unbind(on_flip=self._first_flip)
        Window.bind(on_flip=self._flip)
        self._notify("READY=1")
        self._after_first_frame()

    def _ask_for_a_frame(self, *_: object) -> None:
        self._beats = True
        Window.canvas.ask_update()

    def _flip(self, *_: object) -> None:
        if self._beats and self._answers():
            self._beats = False
            self._notify("WATCHDOG=1")

    def end(self) -> None:
        """Beat no more."""
        Window.unbind(on_flip=self._flip)
        if self._event is not None:
            self._event.cancel()


class Rest:
    """Blocks the loop in SDL until something happens: a touch is answered at once, and idling costs nothing.

    Kivy would sleep to the next sixtieth of a second whatever came meanwhile, and poll as often when nothing moves.
    Lanes wake it when they bring something (`sdl.wake`). Garbage is collected here too, never between a touch and its
    answer: a full collection takes longer than a frame.
    """

    def __init__(self) -> None:
        self._moved = Clock.get_time()
        self._is_tidy = self._has_tidied = False
        self._wait = _sdl_wait()
        self._idle, self._pace = Clock.idle, Clock._max_fps  # noqa: SLF001 - Kivy has no other way to its pace
        Window.bind(on_flip=self._move)
        if self._wait is not None:
            Clock.idle = self.idle
            Clock._max_fps = 0  # noqa: SLF001
            gc.disable()

    def end(self) -> None:
        """Let Kivy idle by itself again."""
        Window.unbind(on_flip=self._move)
        Clock.idle, Clock._max_fps = self._idle, self._pace  # noqa: SLF001
        gc.enable()

    def _move(self, *_: object) -> None:
        self._moved, self._is_tidy = Clock.get_time(), False

    def idle(self) -> float:
        """Rest, then do what Kivy's own idling does."""
        if self._wait is not None and not is_told():
            now = Clock.time()
            left = 1 / FRAMES - (now - Clock.get_time())
            if now - self._moved > BUSY_FOR:
                self._tidy()
                left = LONGEST_REST
            if left > 0:
                self._wait(None, ceil(1000 * left))
        return self._idle()

    def _tidy(self) -> None:
        """Collect garbage, once after each time something moved; what stood there at the first rest stays for good."""
        if not self._is_tidy:
            self._is_tidy = True
            gc.collect()
            if not self._has_tidied:
                self._has_tidied = True
                gc.freeze()


def is_told() -> bool:
    """Say whether a finger, or a pointer, was told of and not yet handed on."""
    return bool(EventLoop.input_events) or any(
        getattr(provider, "waiting_event", None) for provider in EventLoop.input_providers
    )


def _sdl_wait() -> Callable[[None, int], int] | None:
    """Return SDL_WaitEventTimeout of the very SDL that Kivy draws with, or None where it cannot be found."""
    library = sdl()
    if library is None:
        return None
    wait = library.SDL_WaitEventTimeout
    wait.argtypes = [ctypes.c_void_p, ctypes.c_int]
    wait.restype = ctypes.c_int
    return wait
