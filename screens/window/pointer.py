"""A mouse pointer wherever there is a mouse: it comes when one moves, and goes when a finger touches."""

from __future__ import annotations

from collections import deque

from kivy.clock import Clock
from kivy.core.window import Window
from kivy.input.motionevent import MotionEvent

from screens.window.fingers import Finger

# A hand that moves a mouse is told of dozens of times a second. A window that opens, or whose screen changes, is told
# once or twice where the server's pointer lies, though nobody has a mouse.
MOVES, WITHIN = 3, 1.0  # seconds


class Pointer:
    """Shows the pointer as soon as a mouse moves; fingers move none, and need none."""

    def __init__(self) -> None:
        self._moved_at: deque[float] = deque(maxlen=MOVES)
        Window.bind(mouse_pos=self._moved, on_touch_down=self._touched)

    def _moved(self, *_: object) -> None:
        now = Clock.get_time()
        self._moved_at.append(now)
        if len(self._moved_at) == MOVES and now - self._moved_at[0] <= WITHIN:
            Window.show_cursor = True

    def _touched(self, _window: object, touch: MotionEvent) -> bool:
        if isinstance(touch, Finger):
            self._moved_at.clear()
            Window.show_cursor = False
        return False

    def end(self) -> None:
        """Follow no more."""
        Window.unbind(mouse_pos=self._moved, on_touch_down=self._touched)
