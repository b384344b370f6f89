"""Clips of phrases: made ahead and kept, or made now and forgotten with the visit."""

import shutil
import tempfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from kiosk.domain.speech.phrases import Phrase
from kiosk.speech_ports import Engine


class Clips:
    """Asks the engines in order; what they make now lies in memory."""

    def __init__(self, engines: Sequence[Engine]) -> None:
        self._engines = tuple(engines)
        self._passing: Path | None = None

    def speaks(self, language: str) -> bool:
        """Say whether anything here speaks a language."""
        return any(engine.voice(language) for engine in self._engines)

    def ready(self, phrase: Phrase, speed: int) -> Path | None:
        """Return the clip of a phrase that is already there."""
        clip = self._folder() / self._name(phrase, speed)
        return clip if clip.exists() else None

    def make(self, phrase: Phrase, speed: int) -> Path | None:
        """Make the clip of a phrase now."""
        clip = self._folder() / self._name(phrase, speed)
        for engine in self._engines:
            if engine.voice(phrase.language) and engine.make(phrase.words, phrase.language, speed, clip):
                return clip
        return None

    def forget(self) -> None:
        """Drop every clip of the visit that ends."""
        if self._passing is not None:
            shutil.rmtree(self._passing, ignore_errors=True)
            self._passing = None

    def has_headphones(self) -> bool:
        """Say whether only one person hears."""
        return False

    def _folder(self) -> Path:
        if self._passing is None:
            self._passing = Path(tempfile.mkdtemp(prefix="kiosk-", dir="/dev/shm"))
        return self._passing

    @staticmethod
    def _name(phrase: Phrase, speed: int) -> str:
        return sha256(f"{phrase.language}\0{speed}\0{phrase.words}".encode()).hexdigest() + ".wav"
