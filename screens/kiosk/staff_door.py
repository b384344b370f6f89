"""The staff's way in at the kiosk: five touches on the clock, or a badge; then the PIN."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from kivy.base import EventLoop
from kivy.clock import Clock
from kivy.input.motionevent import MotionEvent
from kivy.uix.widget import Widget

from kiosk.domain.guides.guide import Guide
from kiosk.domain.machine.data_state import DataState, Mishap
from kiosk.domain.reception.codes import BadgeCode
from screens.kiosk.situation import Situation
from screens.running.backstage import Backstage, PermanenceNow
from screens.toolkit.contacts import RESTING
from screens.toolkit.theme import Look

TOUCHES, WITHIN = 5, 4.0  # seconds from the first to the last: nobody does it while reading the time


class DeskOver(Protocol):
    """The desk that lies over the visitor's screens, as far as the kiosk knows it."""

    resume: str
    was_unlocked: bool
    left: Callable[[], None]
    entered: Callable[[], None]

    def lie_over(self, root: Widget) -> None:
        """Lie over the kiosk, locked."""

    def on_touch_down(self, touch: MotionEvent) -> bool:
        """Take a finger."""

    def heard(self, code: BadgeCode) -> None:
        """Take a code shown to the reader."""

    def tell_the_guides(self, guides: tuple[Guide, ...]) -> None:
        """Take the guides."""

    def tell_the_permanence(self, now: PermanenceNow) -> None:
        """Take what was seen of the permanence."""

    def tell_the_data(self, state: DataState | None, mishaps: tuple[Mishap, ...]) -> None:
        """Take how the files are."""

    def fit(self, width: int, height: int) -> None:
        """Take another size of the panel, in pixels."""

    def close(self) -> None:
        """Leave the kiosk to its visitors."""


OpenDesk = Callable[[Backstage, Look], DeskOver]


class StaffDoor:
    """Lays the desk over the visitor's screens and takes it off again; the two never show at once.

    `opened` is called before it is laid, `closed` once it is off; `erase` when somebody unlocked it.
    """

    def __init__(
        self,
        root: Widget,
        situation: Situation,
        backstage: Backstage,
        open_desk: OpenDesk,
        *,
        is_on_clock: Callable[[MotionEvent], bool],
        opened: Callable[[], None],
        closed: Callable[[], None],
        erase: Callable[[], None],
    ) -> None:
        self._root, self._situation, self._backstage = root, situation, backstage
        self._open_desk, self._is_on_clock = open_desk, is_on_clock
        self._opened, self._closed, self._erase = opened, closed, erase
        self._touched: list[float] = []
        self._last: MotionEvent | None = None
        self._resume: str | None = None
        self.desk: DeskOver | None = None

    def takes(self, touch: MotionEvent) -> bool:
        """Give a touch to the desk if it lies over the kiosk, and say whether it did; count touches on the clock."""
        if self.desk is not None:
            return self.desk.on_touch_down(touch)
        if self._is_on_clock(touch) and not self._is_last_down():
            now = Clock.get_time()
            self._touched = [at for at in self._touched if now - at < WITHIN] + [now]
            self._last = touch
            if len(self._touched) >= TOUCHES:
                self.open()
        return self.desk is not None

    def _is_last_down(self) -> bool:
        """Say whether the last finger counted still lies there: the fingers of one hand are one touch."""
        return self._last in EventLoop.touches and Clock.get_time() - self._touched[-1] < RESTING

    def forget(self) -> None:
        """Count from the beginning: a finger pressed something else."""
        self._touched, self._last = [], None

    def open(self, badge: BadgeCode | None = None) -> None:
        """Lay the locked desk over the kiosk; a badge has chosen the account."""
        self.forget()
        self._opened()
        if self.desk is None:
            self.desk = self._made()
            self.desk.lie_over(self._root)
        if badge is not None:
            self.desk.heard(badge)

    def _made(self) -> DeskOver:
        now, data = self._situation, self._backstage.data
        desk = self._open_desk(self._backstage, now.plain_look)
        desk.tell_the_guides(now.guides)
        if self._resume is not None:
            desk.resume = self._resume
        desk.tell_the_permanence(PermanenceNow(now.permanence, now.next_opening, now.hours_today))
        desk.left, desk.entered = self.close, self._erase
        desk.tell_the_data(data.state, data.mishaps)
        return desk

    def tell_the_data(self, state: DataState, mishaps: tuple[Mishap, ...]) -> None:
        """Let the desk know how the files are, should it be open."""
        if self.desk is not None:
            self.desk.tell_the_data(state, mishaps)

    def fit(self, width: int, height: int) -> None:
        """Let the desk, should it be open, take another size of the panel, in pixels."""
        if self.desk is not None:
            self.desk.fit(width, height)

    def close(self) -> None:
        """Take the desk off: a fresh home is under it."""
        if self.desk is None:
            return
        desk, self.desk = self.desk, None
        unlocked, self._resume = desk.was_unlocked, desk.resume
        desk.close()
        if unlocked:
            self._erase()
        self._closed()
