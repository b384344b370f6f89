"""What is heard at the kiosk: every phrase that is handed to its voices, in order, made sound of by the real ones."""

from dataclasses import replace
from pathlib import Path

from kiosk.domain.speech.phrases import Phrase
from kiosk.speech_ports import Speech
from screens.driver.hand import Hand


class Listener:
    """Stands between the screens and their voices, and notes what goes through; `alone` is who wears headphones."""

    def __init__(self, speech: Speech, *, alone: bool = False) -> None:
        self._speech, self.alone = speech, alone
        self.phrases: list[Phrase] = []
        self.made: list[Phrase] = []
        self.forgotten = 0

    def speaks(self, language: str) -> bool:
        return self._speech.speaks(language)

    def ready(self, phrase: Phrase, speed: int) -> Path | None:
        self.phrases.append(phrase)
        return self._speech.ready(phrase, speed)

    def make(self, phrase: Phrase, speed: int) -> Path | None:
        self.made.append(phrase)
        return self._speech.make(phrase, speed)

    def forget(self) -> None:
        self.forgotten += 1
        self._speech.forget()

    def has_headphones(self) -> bool:
        return self.alone

    @property
    def said(self) -> list[str]:
        """Return what was made for this visit alone."""
        return [plain(phrase.words) for phrase in self.made]

    def heard(self) -> list[str]:
        """Return what was said since this was last asked."""
        said, self.phrases = [plain(phrase.words) for phrase in self.phrases], []
        return said


def plain(words: str) -> str:
    """Return words with plain blanks and hyphens."""
    return words.replace("\u202f", " ").replace("\u00a0", " ").replace("\u2011", "-")


def listen_to(hand: Hand, *, alone: bool = False) -> Listener:
    """Listen from now on to what a kiosk says."""
    shell = hand.shell
    listener = Listener(shell.outfit.speech, alone=alone)
    shell.outfit = shell.situation.outfit = replace(shell.outfit, speech=listener)
    shell.voice._speech = listener
    return listener


def hear(hand: Hand, listener: Listener) -> list[str]:
    """Let the kiosk say what it has to say, and return it."""
    for _ in range(3):
        hand.frame()
        hand.rest()
    return listener.heard()
