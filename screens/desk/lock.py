"""A desk that is left alone locks itself."""

from __future__ import annotations

from collections.abc import Callable

from kivy.clock import Clock

from screens.toolkit.pressing import Pressable

# Issue 4, point 1: half an hour at the desk, two minutes on the kiosk (P6), never longer than twelve hours.
IDLE_AT_DESK, IDLE_ON_KIOSK, LONGEST = 30 * 60.0, 2 * 60.0, 12 * 3600.0
PIN_WAIT = 45.0  # seconds that a PIN pad nobody touches covers the kiosk


class DeskLock:
    """Counts the seconds since something last acted or a key was last pressed, on the drawing clock.

    On the kiosk, `leave` is called when nobody touches the pad.
    """

    def __init__(
        self, is_unlocked: Callable[[], bool], lock: Callable[[], None], leave: Callable[[], None], *, on_kiosk: bool
    ) -> None:
        self._is_unlocked, self._lock, self._leave, self._on_kiosk = is_unlocked, lock, leave, on_kiosk
        self._stirred = self._unlocked = Clock.get_time()

    def stir(self) -> None:
        """Note that somebody is there."""
        self._stirred = Clock.get_time()

    def begin(self) -> None:
        """Note that somebody unlocked."""
        self._stirred = self._unlocked = Clock.get_time()

    def watch(self) -> None:
        """Lock after the silence that the place allows. Call it every second."""
        now = Clock.get_time()
        silence = now - max(self._stirred, Pressable.last_act)
        if not self._is_unlocked():
            if self._on_kiosk and silence >= PIN_WAIT:
                self._leave()
            return
        allowed = IDLE_ON_KIOSK if self._on_kiosk else IDLE_AT_DESK
        if silence >= allowed or now - self._unlocked >= LONGEST:
            self._lock()
