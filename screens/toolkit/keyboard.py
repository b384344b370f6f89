"""The window's keys: a barcode reader told from a person who types, and each key given to who had the keys then."""

from __future__ import annotations

from typing import Protocol

from kivy.clock import Clock
from kivy.core.window import Window

from kiosk.screen_ports import Heard, Key, Reader, Scanned, TooSlow
from screens.window.key_times import KEY_TIMES


class Hearer(Protocol):
    """Who hears the keys, while it has them."""

    @property
    def has_the_keys(self) -> bool:
        """Say whether keys are for this part of the window."""

    def stir(self) -> None:
        """Note that somebody is there."""

    def stroke(self, scancode: int, code: int, *, shift: bool = False) -> None:
        """Do what a person's key means here."""

    def take(self, code: Scanned) -> None:
        """Act on a code shown to the reader."""

    def take_slow(self, told: TooSlow) -> None:
        """Act on a code that came key by key, too slowly to be told from typing while it came."""


class Keyboard:
    """Takes every key of the window: none of Kivy's own (Esc, F1, Ctrl+E) may reach anything (reference S01).

    `same_key_again` is for whoever cannot let go in time, or whose hand trembles: a key held down counts once, and the
    same key pressed again within so many seconds does not count (EN 301 549, 5.7 and 5.8). None for staff, who erase
    and move about by holding a key down, at a pace that their machine is set to.
    """

    def __init__(self, reader: Reader, hearer: Hearer, same_key_again: float | None = None) -> None:
        self._reader, self._hearer, self._same_key_again = reader, hearer, same_key_again
        self._last: Key | None = None
        self._look_again = Clock.create_trigger(self._keep_looking)
        Window.bind(on_key_down=self._on_key_down)

    def close(self) -> None:
        """Listen no more."""
        Window.unbind(on_key_down=self._on_key_down)

    def _on_key_down(self, _window: object, code: int, scancode: int, _text: str, modifiers: list[str]) -> bool:
        if self._hearer.has_the_keys:
            press = KEY_TIMES.of(scancode)
            # No sign of a person either: something that lies on the keyboard keeps nobody's screen on show.
            if not press.is_repeated or self._same_key_again is None:
                key = Key(scancode, code, "shift" in modifiers, press.at, self)
                self._hear(self._reader.key(scancode, press.at, key))
                self._look_again()
        return True

    def _keep_looking(self, *_: object) -> None:
        if not self._hearer.has_the_keys:
            return
        self._hear(self._reader.due(Clock.get_time()))
        if self._reader.waiting:
            self._look_again()

    def _hear(self, heard: Heard) -> None:
        """Act on what the reader gives back: a person's keys, or a code."""
        hearer = self._hearer
        for key in heard.released:
            # One key may open or close the desk: the next one was not meant for who has the keys then.
            if key.listener is self and hearer.has_the_keys and not self._trembles(key):
                hearer.stir()
                hearer.stroke(key.scancode, key.code, shift=key.shift)
        if heard.scanned is not None and hearer.has_the_keys:
            # No sign of a person by itself: a reader may repeat one code all day. What it leads to may be.
            hearer.take(heard.scanned)
        elif heard.too_slow is not None and hearer.has_the_keys:
            hearer.take_slow(heard.too_slow)

    def _trembles(self, key: Key) -> bool:
        """Say whether the same key was pressed a moment ago; only one that counts begins the time anew."""
        last = self._last
        if self._same_key_again is None:
            return False
        if last is not None and key.scancode == last.scancode and key.at - last.at < self._same_key_again:
            return True
        self._last = key
        return False
