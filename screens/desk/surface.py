"""What fingers meet at a desk: one at a time acts, and a keyboard comes up where one of them touched a field."""

from __future__ import annotations

from kivy.clock import Clock
from kivy.input.motionevent import MotionEvent
from kivy.properties import ObjectProperty
from kivy.uix.floatlayout import FloatLayout
from kivy.uix.widget import Widget

from screens.desk.office import FocusHolder
from screens.staff.parts import StaffField
from screens.staff.touch_keyboard import TouchKeyboard
from screens.toolkit.contacts import Contacts
from screens.toolkit.theme import Look
from screens.window.fingers import Finger


class Surface(FloatLayout):
    """Holds everything of the desk. `keys` must be there before the first finger."""

    look: Look = ObjectProperty(None)
    keys: FocusHolder

    def __init__(self, **properties: object) -> None:
        self.contacts = Contacts()
        self.keyboard: TouchKeyboard | None = None
        super().__init__(**properties)
        # Kivy listens to children and sizes from here on; those of `.kv` came before.
        self.do_layout()

    def on_touch_down(self, touch: MotionEvent) -> bool:
        """Let one finger through, as the kiosk does."""
        if self.contacts.begin(touch, super().on_touch_down) and not self._types(touch):
            self.keys.forget()
        return True

    def on_touch_up(self, touch: MotionEvent) -> bool:
        """Free the way for the next finger; whoever touched a field may have no other keyboard."""
        self.contacts.end(touch)
        if isinstance(touch, Finger):
            # The field takes the keys once this was handed on.
            Clock.schedule_once(lambda _: self._offer_keyboard(touch), 0)
        return bool(super().on_touch_up(touch))

    def _types(self, touch: MotionEvent) -> bool:
        return self.keyboard is not None and self.keyboard.holds(touch)

    def _offer_keyboard(self, touch: MotionEvent) -> None:
        field = self.keys.focused
        if isinstance(field, StaffField) and field.collide_point(*field.to_widget(*touch.pos)):
            self._open_keyboard(field)

    def _open_keyboard(self, field: StaffField) -> None:
        if self.keyboard is None:
            self.keyboard = TouchKeyboard(self.look, self._go_on, self._put_keyboard_away)
        self.keyboard.open(self, field, has_next=self._after(field) is not None)

    def _put_keyboard_away(self) -> None:
        self.keyboard = None

    def close_keyboard(self) -> None:
        """Take the keyboard away: another one is used, or another screen shown."""
        if self.keyboard is not None:
            self.keyboard.close()

    def _after(self, field: StaffField) -> StaffField | None:
        fields = [control for control in self.keys.controls() if isinstance(control, StaffField)]
        return next(iter(fields[fields.index(field) + 1 :]), None) if field in fields else None

    def _go_on(self, field: StaffField) -> None:
        following = self._after(field)
        if following is not None:
            self.keys.focus(following)
            self._open_keyboard(following)

    def lie_over(self, root: Widget) -> None:
        """Lie over a kiosk, as large as it is."""
        self.pos = root.pos
        root.add_widget(self)
