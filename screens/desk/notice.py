"""The line at the foot of the desk: what was just done, and how to take it back."""

from __future__ import annotations

from dataclasses import dataclass

from kivy.clock import Clock
from kivy.properties import ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from screens.toolkit.choices import Act
from screens.toolkit.theme import Look

NOTICE_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class TakeBack:
    """A way to take an act back whose button says more than "Annuler"."""

    words: str
    act: Act

    def __call__(self) -> None:
        """Take it back."""
        self.act()


class Notice(BoxLayout):
    """What was just done, with a way to take it back; it goes away by itself.

    `alarm` is then said for as long as it stands, or else `standing`.
    """

    look: Look = ObjectProperty(None, allownone=True)
    words = StringProperty("")
    alarm = StringProperty("")
    standing = StringProperty("")
    paint = StringProperty("ok")
    undo: Act | None = ObjectProperty(None, allownone=True)
    undo_words = StringProperty("Annuler")

    def __init__(self, **properties: object) -> None:
        self._hide = Clock.create_trigger(self.hide, NOTICE_SECONDS)
        super().__init__(**properties)

    def say(self, words: str, paint: str, undo: Act | None = None) -> None:
        """Say it for a while."""
        self.paint, self.undo, self.words = paint, undo, words
        self.undo_words = undo.words if isinstance(undo, TakeBack) else "Annuler"
        self._hide.cancel()
        self._hide()

    def hide(self, *_: object) -> None:
        """Say nothing more."""
        self.words, self.undo = "", None

    def take_back(self) -> None:
        """Undo it."""
        undo = self.undo
        self.hide()
        if undo is not None:
            undo()
