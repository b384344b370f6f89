"""espeak-ng: the voice that Debian brings, for every language offered."""

import subprocess
from pathlib import Path

from kiosk.domain.speech.phrases import PLAIN_SPEED

WORDS_A_MINUTE = 150  # at the middle speed: slower than espeak's own 175, for people who listen in a second language
STEP = 25
PATIENCE = 10.0  # seconds


class Espeak:
    """Speaks by the command `espeak-ng`."""

    name = "espeak-ng"

    def voice(self, language: str) -> str:
        """Return the voice of a language."""
        return language

    def make(self, words: str, language: str, speed: int, into: Path) -> bool:
        """Write a WAV; say whether that could be done."""
        pace = WORDS_A_MINUTE + STEP * (speed - PLAIN_SPEED)
        command = ["espeak-ng", "-v", language, "-s", str(pace), "-w", str(into), "--stdin"]
        try:
            done = subprocess.run(command, input=words.encode(), timeout=PATIENCE, check=False, capture_output=True)
        except (OSError, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0 and into.exists()
