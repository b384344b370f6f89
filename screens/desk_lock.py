"""A desk that is left alone locks itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kivy.clock import Clock

if TYPE_CHECKING:
    from screens.desk import Desk

# Issue 4, point 1: half an hour at the desk, two minutes on the kiosk (P6), never longer than twelve hours.
IDLE_AT_DESK, IDLE_ON_KIOSK, LONGEST = 30 * 60.0, 2 * 60.0, 12 * 3600.0
PIN_WAIT = 45.0  # seconds that a PIN pad nobody touches covers the kiosk


class DeskLock:
    """Counts the seconds since the last key or touch, on the drawing clock."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._stirred = self._unlocked = Clock.get_time()
        self._event = Clock.schedule_interval(self.watch, 1.0)

    def stir(self) -> None:
        """Note that somebody is there."""
        self._stirred = Clock.get_time()

    def begin(self) -> None:
        """Note that somebody unlocked."""
        self._stirred = self._unlocked = Clock.get_time()

    def watch(self, *_: object) -> None:
        """Lock after the silence that the place allows."""
        self._desk.tell_the_time()
        if self._desk.staff is None:
            if self._desk.on_kiosk and Clock.get_time() - self._stirred >= PIN_WAIT:
                self._desk.left()
            return
        now, allowed = Clock.get_time(), IDLE_ON_KIOSK if self._desk.on_kiosk else IDLE_AT_DESK
        if now - self._stirred >= allowed or now - self._unlocked >= LONGEST:
            self._desk.lock()

    def stop(self) -> None:
        """Watch no more."""
        self._event.cancel()
