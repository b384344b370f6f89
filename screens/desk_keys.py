"""Keys at the desk: a person types into fields and moves the focus; a reader's burst touches neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kivy.clock import Clock
from kivy.uix.widget import Widget

from screens.controls import Control
from screens.keys import ARROWS, ENTER, ESCAPE, RETURN, SPACE, TAB, Keys
from screens.staff.parts import StaffField, StaffList

if TYPE_CHECKING:
    from screens.desk import Desk
    from screens.outfit import Heard

BACKSPACE, DELETE = 42, 76
_DIGITS = {30 + place: digit for place, digit in enumerate("1234567890")}
_DIGITS |= {89 + place: digit for place, digit in enumerate("1234567890")}


def character_of(scancode: int, key: int, *, shift: bool) -> str:
    """Return what a key types: digits by their place, with or without shift (AZERTY), letters by the layout's code."""
    if 97 <= key <= 122:
        return chr(key)
    if scancode in _DIGITS and (shift or not 48 <= key <= 57):
        return _DIGITS[scancode]
    return _DIGITS.get(scancode) or (chr(key) if 32 <= key < 127 else "")


class DeskKeys(Keys):
    """The keyboard of a desk: Tab and arrows move, Enter acts, Escape cancels, characters go to the focused field."""

    _shell: Desk

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    def controls(self) -> list[Control]:
        """Return every control on show that can take the focus, in reading order."""
        return [c for c in self._desk.walk(restrict=True) if isinstance(c, Control) and c.enabled and c.act is not None]

    def focus(self, control: Control | None) -> None:
        """Put the focus on a control, and bring it into sight."""
        self._focus(control)
        scrolled = _scrolled(control) if control is not None else None
        if scrolled is not None:
            Clock.schedule_once(lambda _: scrolled.scroll_to(control, padding=10, animate=False), 0)

    def _on_key_down(self, _window: object, key: int, scancode: int, _text: str, modifiers: list[str]) -> bool:
        if self._desk.parent is None:
            return False
        event = (scancode, "shift" in modifiers, key)
        self.hear(self._reader.key(scancode, Clock.get_time(), event))
        self._look_again()
        return True

    def hear(self, heard: Heard) -> None:
        """Act on what the reader gives back."""
        for scancode, shift, *key in heard.released:
            self._desk.attention.stir()
            self.stroke(scancode, key[0] if key else 0, shift=shift)
        if heard.scanned is not None:
            self._desk.attention.stir()
            self._desk.heard(heard.scanned)

    def stroke(self, scancode: int, key: int, *, shift: bool = False) -> None:
        """Do what a key means here."""
        field = self.focused if isinstance(self.focused, StaffField) else None
        if scancode == ESCAPE:
            self._desk.cancel()
        elif field is not None and scancode in {BACKSPACE, DELETE}:
            field.erase()
        elif field is not None and scancode not in {TAB, RETURN, ENTER, *ARROWS}:
            field.type(character_of(scancode, key, shift=shift))
        elif not self._desk.stroke(scancode, character_of(scancode, key, shift=shift)) or scancode in {TAB, SPACE}:
            self.press(scancode, shift=shift)
            self.focus(self.focused)


def _scrolled(widget: Widget) -> StaffList | None:
    parent = widget.parent
    while isinstance(parent, Widget) and parent is not parent.parent:
        if isinstance(parent, StaffList):
            return parent if parent.rows.height > parent.height else None
        parent = parent.parent
    return None
