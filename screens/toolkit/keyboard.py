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
    """Takes every key of the window: none of Kivy's own (Esc, F1, Ctrl+E) may reach anything (reference S01)."""

    def __init__(self, reader: Reader, hearer: Hearer) -> None:
        self._reader, self._hearer = reader, hearer
        self._look_again = Clock.create_trigger(self._keep_looking)
        Window.bind(on_key_down=self._on_key_down)

    def close(self) -> None:
        """Listen no more."""
        Window.unbind(on_key_down=self._on_key_down)

    def _on_key_down(self, _window: object, code: int, scancode: int, _text: str, modifiers: list[str]) -> bool:
        if self._hearer.has_the_keys:
            key = Key(scancode, code, "shift" in modifiers, self)
            self._hear(self._reader.key(scancode, KEY_TIMES.of(scancode), key))
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
            if key.listener is self and hearer.has_the_keys:
                hearer.stir()
                hearer.stroke(key.scancode, key.code, shift=key.shift)
        if heard.scanned is not None and hearer.has_the_keys:
            # No sign of a person by itself: a reader may repeat one code all day. What it leads to may be.
            hearer.take(heard.scanned)
        elif heard.too_slow is not None and hearer.has_the_keys:
            hearer.take_slow(heard.too_slow)
