"""Keys: a focus that every control can take, and a barcode reader told from a person who types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kivy.clock import Clock
from kivy.core.window import Window

from kiosk.screen_ports import Key
from screens.kiosk.scanning import Scanning
from screens.toolkit.controls import Control

if TYPE_CHECKING:
    from kiosk.screen_ports import Heard, Scanned
    from screens.kiosk.shell import Shell

# SDL scancodes (USB HID usage page 7): the physical keys, whatever the layout.
TAB, RETURN, SPACE, ESCAPE, ENTER = 43, 40, 44, 41, 88
RIGHT, LEFT, DOWN, UP = 79, 80, 81, 82
ARROWS = {RIGHT: (1, 0), LEFT: (-1, 0), DOWN: (0, -1), UP: (0, 1)}


class Keys:
    """Moves the focus in reading order (Tab) or by direction (arrows), acts on Enter or Space."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self.focused: Control | None = None
        self._reader = shell.outfit.reader
        self._scanning = Scanning(shell)
        self._look_again = Clock.create_trigger(self._keep_looking)
        Window.bind(on_key_down=self._on_key_down)

    def close(self) -> None:
        """Listen no more."""
        Window.unbind(on_key_down=self._on_key_down)

    def controls(self) -> list[Control]:
        """Return every control that can take the focus now, in reading order."""
        shell = self._shell
        found = [*shell.frame.top_bar.controls(), *shell.screen.body.controls(), *shell.frame.bottom_bar.controls()]
        return [control for control in found if control.enabled and control.act is not None]

    def forget(self) -> None:
        """Take the focus off: whoever touches needs no ring."""
        self._focus(None)

    def _focus(self, control: Control | None) -> None:
        if self.focused is not None:
            self.focused.focused = False
        self.focused = control
        if control is not None:
            control.focused = True

    @property
    def has_the_keys(self) -> bool:
        """Say whether keys are for this part of the window: the desk takes them all while it lies over the kiosk."""
        return self._shell.staff_door.desk is None

    def _on_key_down(self, _window: object, code: int, scancode: int, _text: str, modifiers: list[str]) -> bool:
        """Take every key: none of Kivy's own (Esc, F1, Ctrl+E) may reach anything (reference S01)."""
        if self.has_the_keys:
            self.hear(self._reader.key(scancode, Clock.get_time(), Key(scancode, code, "shift" in modifiers, self)))
            self._look_again()
        return True

    def _keep_looking(self, *_: object) -> None:
        if not self.has_the_keys:
            return
        self.hear(self._reader.due(Clock.get_time()))
        if self._reader.waiting:
            self._look_again()

    def hear(self, heard: Heard) -> None:
        """Act on what the reader gives back: a person's keys, or a code."""
        for key in heard.released:
            # One key may open or close the desk: the next one was not meant for who has the keys then.
            if key.listener is self and self.has_the_keys:
                self._shell.attention.stir()
                self.stroke(key.scancode, key.code, shift=key.shift)
        if heard.scanned is not None and self.has_the_keys:
            self._shell.attention.stir()
            self.take(heard.scanned)

    def take(self, code: Scanned) -> None:
        """Act on a code shown to the reader."""
        self._scanning.show(code)

    def stroke(self, scancode: int, _code: int, *, shift: bool = False) -> None:
        """Do what a key means here: it moves or it acts, whatever the layout writes on it."""
        self.press(scancode, shift=shift)

    def press(self, scancode: int, *, shift: bool = False) -> None:
        """Do what a key means."""
        if scancode == TAB:
            self._step(-1 if shift else 1)
        elif scancode in ARROWS:
            self._towards(*ARROWS[scancode])
        elif scancode in {RETURN, SPACE, ENTER} and self.focused is not None:
            control = self.focused
            control.activate()
        elif scancode == ESCAPE:
            self.forget()

    def _step(self, by: int) -> None:
        controls = self.controls()
        if not controls:
            return
        if self.focused not in controls:
            self._focus(controls[0 if by > 0 else -1])
        else:
            self._focus(controls[(controls.index(self.focused) + by) % len(controls)])

    def _towards(self, dx: int, dy: int) -> None:
        controls = self.controls()
        if self.focused not in controls:
            self._step(1)
            return
        here = self.focused
        ahead = [c for c in controls if (c.center_x - here.center_x) * dx + (c.center_y - here.center_y) * dy > 1]
        if ahead:
            self._focus(min(ahead, key=lambda c: _distance(here, c, sideways=bool(dx))))


def _distance(a: Control, b: Control, *, sideways: bool) -> float:
    """Weigh a step: straying from the direction costs three times as much as going along it."""
    along, across = abs(b.center_x - a.center_x), abs(b.center_y - a.center_y)
    return along + 3 * across if sideways else across + 3 * along
