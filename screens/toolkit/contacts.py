"""Which finger counts when several touch the panel (DESIGN, "Behaviour"; reference C03-C07)."""

from __future__ import annotations

from collections.abc import Callable

from kivy.clock import Clock
from kivy.input.motionevent import MotionEvent

from screens.toolkit.pressing import Pressable

RESTING = 2.0  # seconds after which a finger that is still down stands in nobody's way
# A slow or trembling hand holds a button for seconds and expects it to act. What lies on it for longer is an elbow, or
# a finger that was lifted without the panel noticing: it must not act when somebody finally takes it away.
LONGEST_PRESS = 10.0


class Contacts:
    """Lets one finger at a time press something: the first that began on something.

    A palm on nothing never counts. The first finger makes way for another once it has rested for `RESTING` seconds, and
    from then on does nothing when it is lifted; if no other came, it still acts, up to `LONGEST_PRESS` seconds.
    """

    def __init__(self) -> None:
        self._first: MotionEvent | None = None
        self._began = 0.0
        self._tire = Clock.create_trigger(self.let_go, LONGEST_PRESS)

    @property
    def is_pressing(self) -> bool:
        """Say whether a finger has just pressed something: until it lets go or rests, no other one may."""
        return self._first is not None and Clock.get_time() - self._began < RESTING

    def begin(self, touch: MotionEvent, press: Callable[[MotionEvent], object]) -> bool:
        """Let a new finger press what lies under it, unless another is pressing; say whether it pressed anything."""
        if self.is_pressing:
            return False
        press(touch)
        if not touch.grab_list:
            return False
        self.let_go()
        self._first, self._began = touch, Clock.get_time()
        self._tire()
        return True

    def end(self, touch: MotionEvent) -> None:
        """Free the way once the finger is lifted."""
        if touch is self._first:
            self._first = None
            self._tire.cancel()

    def let_go(self, *_: object) -> None:
        """Take what is pressed away from its finger: lifted from now on, it does nothing."""
        self._tire.cancel()
        first, self._first = self._first, None
        if first is None:
            return
        for widget in [reference() for reference in first.grab_list]:
            if isinstance(widget, Pressable):
                widget.let_go(first)
