"""A desk that is left alone locks itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kivy.clock import Clock

from screens.toolkit.pressing import Pressable

if TYPE_CHECKING:
    from screens.desk.desk import Desk

# Issue 4, point 1: half an hour at the desk, two minutes on the kiosk (P6), never longer than twelve hours.
IDLE_AT_DESK, IDLE_ON_KIOSK, LONGEST = 30 * 60.0, 2 * 60.0, 12 * 3600.0
PIN_WAIT = 45.0  # seconds that a PIN pad nobody touches covers the kiosk


class DeskLock:
    """Counts the seconds since something last acted or a key was last pressed, on the drawing clock."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._stirred = self._unlocked = Clock.get_time()
        self._event = Clock.schedule_interval(self.watch, 1.0)

    def stir(self) -> None:
        """Note that somebody is there."""
        self._stirred = Clock.get_time()

    def _silence(self) -> float:
        return Clock.get_time() - max(self._stirred, Pressable.last_act)

    def begin(self) -> None:
        """Note that somebody unlocked."""
        self._stirred = self._unlocked = Clock.get_time()

    def watch(self, *_: object) -> None:
        """Lock after the silence that the place allows."""
        self._desk.tell_the_time()
        if self._desk.staff is None:
            if self._desk.on_kiosk and self._silence() >= PIN_WAIT:
                self._desk.left()
            return
        allowed = IDLE_ON_KIOSK if self._desk.on_kiosk else IDLE_AT_DESK
        if self._silence() >= allowed or Clock.get_time() - self._unlocked >= LONGEST:
            self._desk.lock()

    def stop(self) -> None:
        """Watch no more."""
        self._event.cancel()
