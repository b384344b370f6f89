"""READY after the first frame of home, WATCHDOG for frames drawn and answers given, and rest when nothing moves."""

import ctypes
import os
from collections.abc import Callable

from kivy.base import EventLoop
from kivy.clock import Clock
from kivy.core.window import Window

from screens.window.sdl import sdl

LONGEST_REST = 0.2  # seconds: the clocks of the screens tick no finer
BUSY_FOR = 1.0  # seconds after a frame during which the loop turns at full speed


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
    """Blocks the loop in SDL until something happens, instead of polling 60 times a second.

    `is_busy` says whether a lane works: its answer comes through Kivy's clock, which SDL does not know.
    """

    def __init__(self, is_busy: Callable[[], bool]) -> None:
        self._is_busy = is_busy
        self._moved = Clock.get_time()
        self._wait = _sdl_wait()
        self._idle = Clock.idle
        Window.bind(on_flip=self._move)
        if self._wait is not None:
            Clock.idle = self.idle

    def end(self) -> None:
        """Let Kivy idle by itself again."""
        Window.unbind(on_flip=self._move)
        Clock.idle = self._idle

    def _move(self, *_: object) -> None:
        self._moved = Clock.get_time()

    def idle(self) -> float:
        """Rest, then do what Kivy's own idling does."""
        quiet = Clock.get_time() - self._moved > BUSY_FOR and not self._is_busy() and not EventLoop.input_events
        if quiet and self._wait is not None:
            self._wait(None, int(LONGEST_REST * 1000))
        return self._idle()


def _sdl_wait() -> Callable[[None, int], int] | None:
    """Return SDL_WaitEventTimeout of the very SDL that Kivy draws with, or None where it cannot be found."""
    library = sdl()
    if library is None:
        return None
    wait = library.SDL_WaitEventTimeout
    wait.argtypes = [ctypes.c_void_p, ctypes.c_int]
    wait.restype = ctypes.c_int
    return wait
