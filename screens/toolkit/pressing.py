"""How a touch becomes an act: on release, inside, once."""

import math

from kivy.clock import Clock
from kivy.input.motionevent import MotionEvent
from kivy.properties import BooleanProperty, ObjectProperty
from kivy.uix.widget import Widget

from screens.toolkit.choices import Act

DEAD_TIME = 0.5  # seconds: EN 301 549 5.8, the double-strike filter; actions only
KEY_DEAD_TIME = 0.15  # seconds, on the same key, unless a site asks for more: "11" and "AA" must be typable
_NEVER = -math.inf


class Pressable(Widget):
    """Acts when the finger that pressed it lets go inside it; sliding off cancels (VVSG 7.2-H)."""

    enabled = BooleanProperty(True)
    pressed = BooleanProperty(False)
    act: Act | None = ObjectProperty(None, allownone=True)

    # When any action was last taken, by anyone: one press must never act on two screens (Kivy #7756).
    last_action = _NEVER
    # When anything last acted, keys of a pad too: a sign that somebody is there, which a mere touch is not.
    last_act = _NEVER

    # Within so many seconds the same key of a pad does not count again; nor does any action, if it is the longer time.
    same_key_again = KEY_DEAD_TIME

    @classmethod
    def begin_anew(cls, same_key_again: float) -> None:
        """Forget what was pressed on another window's screens: nothing was yet on those that open now."""
        Pressable.last_action = Pressable.last_act = _NEVER
        Pressable.same_key_again = same_key_again

    def __init__(self, **properties: object) -> None:
        self._last = _NEVER
        self._finger: MotionEvent | None = None
        super().__init__(**properties)

    @property
    def is_key(self) -> bool:
        """Say whether this is a key of a pad, quicker than an action."""
        return False

    def on_touch_down(self, touch: MotionEvent) -> bool:
        """Show at once that the finger is felt."""
        if not self.collide_point(*touch.pos) or not self.enabled or self.act is None:
            return False
        touch.grab(self)
        self._finger = touch
        self.pressed = True
        return True

    def on_touch_move(self, touch: MotionEvent) -> bool:
        """Follow a finger that slides off or comes back."""
        if touch.grab_current is not self:
            return False
        if touch is self._finger:
            self.pressed = self.collide_point(*touch.pos)
        return True

    def on_touch_up(self, touch: MotionEvent) -> bool:
        """Act if the finger is still inside."""
        if touch.grab_current is not self:
            return False
        presses = touch is self._finger
        self.let_go(touch)
        if presses and self.collide_point(*touch.pos):
            self.activate()
        return True

    def let_go(self, touch: MotionEvent) -> None:
        """Be pressed by this finger no longer; it may have been another that pressed last."""
        touch.ungrab(self)
        if touch is self._finger:
            self._finger, self.pressed = None, False

    def activate(self) -> None:
        """Act once, unless this comes within the dead time of the last action."""
        if not self.enabled or self.act is None:
            return
        now = Clock.get_time()
        if self.is_key:
            if now - self._last < Pressable.same_key_again:
                return
        elif now - Pressable.last_action < max(DEAD_TIME, Pressable.same_key_again):
            return
        self._last = Pressable.last_act = now
        if not self.is_key:
            Pressable.last_action = now
        self.act()
