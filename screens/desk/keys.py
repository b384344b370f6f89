"""Keys at the desk: a person types into fields and moves the focus; a reader's burst touches neither."""

from __future__ import annotations

from collections.abc import Callable

from kivy.clock import Clock
from kivy.uix.widget import Widget

from kiosk.screen_ports import Reader, Scanned, TooSlow
from screens.desk.staff_screen import StaffScreen
from screens.desk.whereabouts import Whereabouts, is_shown, list_around, shown_in, whereabouts
from screens.staff.parts import BACK, StaffField, StaffList
from screens.toolkit.controls import Control
from screens.toolkit.focus import ARROWS, ENTER, ESCAPE, RETURN, SPACE, TAB, Focus
from screens.toolkit.keyboard import Keyboard

BACKSPACE, DELETE = 42, 76
KEEP_EVERY = 0.1  # seconds: whoever looks up from the keys sees the ring in its place
_DIGITS = {30 + place: digit for place, digit in enumerate("1234567890")}
_DIGITS |= {89 + place: digit for place, digit in enumerate("1234567890")}


def character_of(scancode: int, code: int, *, shift: bool) -> str:
    """Return what a key types: digits by their place, with or without shift (AZERTY), letters by the layout's code."""
    if scancode == BACKSPACE:
        return BACK
    if 97 <= code <= 122:
        return chr(code)
    if scancode in _DIGITS and (shift or not 48 <= code <= 57):
        return _DIGITS[scancode]
    return _DIGITS.get(scancode) or (chr(code) if 32 <= code < 127 else "")


class DeskKeys:
    """The keyboard of a desk: Tab and arrows move, Enter acts, Escape cancels, characters go to the focused field.

    `root` holds every control; `screen` is asked for the one on show, `stir` told that somebody is there, `heard` given
    what the reader read, `say` what there is to say about it.
    """

    def __init__(
        self,
        root: Widget,
        reader: Reader,
        screen: Callable[[], StaffScreen],
        stir: Callable[[], None],
        heard: Callable[[Scanned], None],
        say: Callable[[str, str], None],
    ) -> None:
        self._root, self._screen, self._stir, self._heard, self._say = root, screen, stir, heard, say
        self._focus = Focus(self.controls)
        self._where: Whereabouts | None = None
        self._follow = Clock.schedule_interval(self.keep, KEEP_EVERY)
        self._keyboard = Keyboard(reader, self)  # held keys repeat: one erases a word, or goes down a long list

    def close(self) -> None:
        """Listen no more."""
        self._follow.cancel()
        self._keyboard.close()

    def stir(self) -> None:
        """Note that somebody is there."""
        self._stir()

    @property
    def focused(self) -> Control | None:
        """Return the control that has the focus."""
        return self._focus.on

    def forget(self) -> None:
        """Take the focus off: whoever touches needs no ring."""
        self._focus.put()

    def controls(self) -> list[Control]:
        """Return every control on show that can take the focus, in reading order."""
        return [c for c in shown_in(self._root) if isinstance(c, Control) and c.enabled and c.act is not None]

    def focus(self, control: Control | None) -> None:
        """Put the focus on a control, and bring it into sight."""
        self._focus.put(*([control] if control else []))
        if control is None:
            self._where = None
        elif is_shown(control, self._root):
            self._where = whereabouts(control)
        if control is not None and (held_by := list_around(control)) is not None:
            Clock.schedule_once(lambda _: self._bring_into_sight(control, held_by), 0)

    @staticmethod
    def _bring_into_sight(control: Control, held_by: StaffList) -> None:
        if control.focused and held_by.rows.height > held_by.height and control in held_by.rows.walk(restrict=True):
            held_by.scroll_to(control, padding=10, animate=False)

    def keep(self, *_: object) -> None:
        """Follow what has the keys: where it was drawn anew, moved or taken away, they stay with what stands for it."""
        control = self.focused
        if control is None:
            return
        if is_shown(control, self._root):
            self._where = whereabouts(control)
        elif self._where is not None:
            self.focus(self._where.found_again(self.controls()))

    @property
    def has_the_keys(self) -> bool:
        """Say whether the desk still stands: once closed it hears nothing more."""
        return self._root.parent is not None

    def take(self, code: Scanned) -> None:
        """Hand a code shown to the reader to the screen."""
        self._heard(code)

    def take_slow(self, told: TooSlow) -> None:
        """Say it, with the setting that mends it: what its keys typed is in the fields already."""
        self._say(
            f"Lecteur trop lent : {told.gap_ms} ms entre deux touches. "
            f"Dans kiosk.toml, sous [scanner], écrivez longest_gap_ms = {told.wanted_ms}.",
            "care",
        )

    def stroke(self, scancode: int, code: int, *, shift: bool = False) -> None:
        """Do what a key means here."""
        self.keep()
        field = self.focused if isinstance(self.focused, StaffField) else None
        if scancode == ESCAPE:
            self.forget()
            self._screen().go_back()
        elif field is not None and scancode in {BACKSPACE, DELETE}:
            field.erase()
        elif field is not None and scancode not in {TAB, RETURN, ENTER, *ARROWS}:
            field.type(character_of(scancode, code, shift=shift))
        elif not self._screen().type(character_of(scancode, code, shift=shift)) or scancode in {TAB, SPACE}:
            self._focus.stroke(scancode, shift=shift)
            self.focus(self.focused)
