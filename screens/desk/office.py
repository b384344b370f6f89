"""What a staff screen knows of the desk it stands on, and nothing more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from kiosk.domain.guides.guide import Guide
from kiosk.domain.reception.access import Staff
from kiosk.screen_ports import Outfit, Translator
from screens.running.asking import Asking
from screens.running.backstage import Backstage
from screens.toolkit.contacts import Contacts
from screens.toolkit.controls import Control
from screens.toolkit.sounds import Sounds


class KeyHolder(Protocol):
    """Knows which control has the keys."""

    @property
    def focused(self) -> Control | None:
        """Return what has the keys."""

    def focus(self, control: Control | None) -> None:
        """Give the keys to a control, and bring it into sight."""


class FocusHolder(KeyHolder, Protocol):
    """Knows too what can have the keys."""

    def controls(self) -> list[Control]:
        """Return every control that can have them now, in reading order."""

    def forget(self) -> None:
        """Take the keys from whoever has them."""


class Office(Protocol):
    """The desk as its screens see it: who is there, what is known, what can be said, shown and asked."""

    # --- who and where
    @property
    def outfit(self) -> Outfit:
        """Return what the world gives the screens."""

    @property
    def t(self) -> Translator:
        """Return who writes days and hours; the desk speaks French."""

    @property
    def guides(self) -> tuple[Guide, ...]:
        """Return the guides; none before they are read."""

    @property
    def name(self) -> str:
        """Return how visitors know this desk."""

    @property
    def staff(self) -> Staff | None:
        """Return who is unlocked."""

    @property
    def stay(self) -> object:
        """Return what stands between two of unlocking, locking and closing: an answer after it is for nobody."""

    @property
    def on_kiosk(self) -> bool:
        """Say whether the desk stands in the waiting room."""

    # --- hands
    @property
    def contacts(self) -> Contacts:
        """Return which finger is pressing something: nothing moves under it until it has left, or rests."""

    @property
    def keys(self) -> KeyHolder:
        """Return who has the keys."""

    # --- what is said and shown
    def say(self, words: str, paint: str = "ok", undo: Callable[[], None] | None = None) -> None:
        """Say what was done, with a way to take it back."""

    @property
    def sounds(self) -> Sounds:
        """Return the two sounds."""

    def show(self, name: str, handed: object = None) -> None:
        """Show another screen, and hand it something."""

    def unlock(self, staff: Staff) -> None:
        """Let somebody in."""

    def leave(self) -> None:
        """Give the kiosk back to its visitors, should the desk lie over it."""

    # --- what is asked and followed
    @property
    def ask(self) -> Asking:
        """Return what asks the services, whoever is there when the answer comes."""

    @property
    def backstage(self) -> Backstage:
        """Return what goes on behind the screens."""

    def tell_what_stands(self) -> None:
        """Say at the foot of the desk whatever stands until it changes."""
