"""What the screens ask to be spoken, and what an engine must do for it."""

from pathlib import Path
from typing import Protocol

from kiosk.domain.speech.phrases import Phrase


class Engine(Protocol):
    """A program that makes sound of words, in a process of its own: its licence and its crash stay apart."""

    @property
    def name(self) -> str:
        """Return its name as the settings know it: "espeak-ng", "piper", "pico", "recorded"."""

    def voice(self, language: str) -> str:
        """Return what it speaks a language with, "" for nothing: a voice, by a name that changes when it does."""

    def make(self, words: str, language: str, speed: int, into: Path) -> bool:
        """Write a WAV of words ready to be pronounced, at a step of speed; say whether that could be done in time."""


class Speech(Protocol):
    """Clips of phrases: those made ahead, and those made now."""

    def speaks(self, language: str) -> bool:
        """Say whether anything here speaks a language."""

    def ready(self, phrase: Phrase, speed: int) -> Path | None:
        """Return the clip of a phrase that is already there; quick enough for the drawing thread."""

    def make(self, phrase: Phrase, speed: int) -> Path | None:
        """Make the clip of a phrase now, for the speech lane; None where no engine could.

        What is passing lies in memory only, until `forget`.
        """

    def forget(self) -> None:
        """Drop every clip of the visit that ends."""

    def has_headphones(self) -> bool:
        """Say whether only one person hears: the settings say so, or the jack does."""
