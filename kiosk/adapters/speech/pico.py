"""SVOX Pico: a rounder voice for French, English and Spanish, where a site has installed it (Debian, non-free)."""

import shutil
from functools import cached_property
from pathlib import Path

from kiosk.adapters.speech.program import ran_well, stamp
from kiosk.domain.speech.phrases import PLAIN_SPEED

PATIENCE = 5.0  # seconds
# Percent of the voice's own speed.
PLAIN_LEVEL, STEP = 85, 15
VOICES = {"fr": "fr-FR", "en": "en-GB", "es": "es-ES", "it": "it-IT", "de": "de-DE"}


class Pico:
    """Speaks by the command `pico2wave`."""

    name = "pico"

    def __init__(self, command: str = "pico2wave") -> None:
        self._command = command

    def voice(self, language: str) -> str:
        """Return the voice of a language, with a stamp of the program."""
        voice = VOICES.get(language)
        return f"{voice} {self._stamp}" if voice and self._stamp else ""

    def make(self, words: str, language: str, speed: int, into: Path) -> bool:
        """Write a WAV; say whether that could be done."""
        level = PLAIN_LEVEL + STEP * (speed - PLAIN_SPEED)
        # It looks at the end of the file's name, and reads its words from the command line alone: where accounts see
        # each other's commands, one of the machine may read them. They are no name and no letter of one.
        wave = into.with_suffix(".wav")
        marked = f'<speed level="{level}">{words}</speed>'
        if not ran_well([self._command, "-l", VOICES[language], "-w", str(wave), marked], "", PATIENCE):
            return False
        if wave != into:
            wave.replace(into)
        return True

    @cached_property
    def _stamp(self) -> str:
        found = shutil.which(self._command)
        return stamp(found) if found else ""
