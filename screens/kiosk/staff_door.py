"""The staff's way in at the kiosk: five touches on the clock, or a badge; then the PIN."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kivy.base import EventLoop
from kivy.clock import Clock

from kiosk.domain.machine.data_state import DataState, Mishap
from screens.desk.desk import FIRST, Desk
from screens.toolkit.contacts import RESTING
from screens.toolkit.theme import desk_look

if TYPE_CHECKING:
    from screens.kiosk.shell import Shell

TOUCHES, WITHIN = 5, 4.0  # seconds from the first to the last: nobody does it while reading the time


class StaffDoor:
    """Lays the desk over the visitor's screens and takes it off again; the two never show at once."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._touched: list[float] = []
        self._last: object = None
        self._resume = FIRST
        self.desk: Desk | None = None

    def takes(self, touch: object) -> bool:
        """Give a touch to the desk if it lies over the kiosk, and say whether it did; count touches on the clock."""
        if self.desk is not None:
            return self.desk.on_touch_down(touch)
        if self._is_counted(touch):
            now = Clock.get_time()
            self._touched = [at for at in self._touched if now - at < WITHIN] + [now]
            self._last = touch
            if len(self._touched) >= TOUCHES:
                self.open()
        return self.desk is not None

    def _is_counted(self, touch: object) -> bool:
        """Say whether a touch is on the clock or in its corner; the fingers of one hand laid there are one touch."""
        bar, look = self._shell.frame.top_bar, self._shell.look
        corner = touch.x > look.width - look.margin and touch.y > look.height - look.margin
        return (corner or bar.is_clock(*touch.pos)) and not self._is_last_down()

    def _is_last_down(self) -> bool:
        return self._last in EventLoop.touches and Clock.get_time() - self._touched[-1] < RESTING

    def forget(self) -> None:
        """Count from the beginning: a finger pressed something else."""
        self._touched, self._last = [], None

    def open(self, badge: object = None) -> None:
        """Lay the locked desk over the kiosk; a badge has chosen the account."""
        shell = self._shell
        self.forget()
        shell.contacts.let_go()
        if self.desk is None:
            settings, plain = shell.outfit.settings, shell.plain_look
            look = desk_look(plain.width, plain.height, plain.ppi)
            self.desk = Desk(shell.outfit, look, backstage=shell.backstage, desk=settings.desk.number)
            self.desk.guides, self.desk.pos = shell.guides, shell.pos
            self.desk.resume = self._resume
            self.desk.tell_the_door((shell.permanence, shell.next_opening, shell.hours_today))
            self.desk.left, self.desk.entered = self.close, shell.reset
            self.desk.tell_the_data(shell.backstage.data.state, shell.backstage.data.mishaps)
            shell.attention.stop()
            shell.add_widget(self.desk)
        if badge is not None:
            self.desk.heard(badge)

    def tell_the_data(self, state: DataState, mishaps: tuple[Mishap, ...]) -> None:
        """Let the desk know how the files are, should it be open."""
        if self.desk is not None:
            self.desk.tell_the_data(state, mishaps)

    def close(self) -> None:
        """Take the desk off: a fresh home is under it."""
        if self.desk is None:
            return
        desk, self.desk = self.desk, None
        unlocked, self._resume = desk.was_unlocked, desk.resume
        desk.close()
        self._shell.remove_widget(desk)
        if unlocked:
            self._shell.reset()
        self._shell.attention.start()
