"""espeak-ng: the voice that Debian brings, for every language offered."""

import re
import shutil
from functools import cached_property
from pathlib import Path

from kiosk.adapters.speech.program import ran_well, stamp
from kiosk.domain.speech.phrases import PLAIN_SPEED

WORDS_A_MINUTE = 150  # at the middle speed: slower than espeak's own 175, for people who listen in a second language
STEP = 25
PATIENCE = 5.0  # seconds
# Its voices, by our languages. "pt" is Portugal's, "en-gb" is nearer to what is taught than America's.
VOICES = {
    "fr": "fr", "en": "en-gb", "ar": "ar", "es": "es", "pt": "pt", "ro": "ro", "tr": "tr", "uk": "uk", "fa": "fa",
    "it": "it", "de": "de", "pl": "pl", "ru": "ru", "ka": "ka", "bn": "bn", "ur": "ur",
}  # fmt: skip
# A voice of another script reads Latin letters as English; the names of ours are French.
_OTHER_SCRIPTS = frozenset({"ar", "uk", "fa", "ru", "ka", "bn", "ur"})
_LATIN = re.compile(r"[A-Za-zÀ-ÿŒœ]+(?:[ ’-]+[A-Za-zÀ-ÿŒœ]+)*")


class Espeak:
    """Speaks by the command `espeak-ng`."""

    name = "espeak-ng"

    def __init__(self, command: str = "espeak-ng") -> None:
        self._command = command

    def voice(self, language: str) -> str:
        """Return the voice of a language, with a stamp of the program."""
        voice = VOICES.get(language)
        return f"{voice} {self._stamp}" if voice and self._stamp else ""

    def make(self, words: str, language: str, speed: int, into: Path) -> bool:
        """Write a WAV; say whether that could be done."""
        pace = WORDS_A_MINUTE + STEP * (speed - PLAIN_SPEED)
        # -z: no silence after the last word, for what is said next has its own beginning.
        command = [self._command, "-z", "-v", VOICES[language], "-s", str(pace), "-w", str(into), "--stdin"]
        if language in _OTHER_SCRIPTS and _LATIN.search(words):
            # What is ready to be said holds no sign that a mark-up could be mistaken for.
            command.insert(1, "-m")
            words = f"<speak>{_LATIN.sub(_in_french, words)}</speak>"
        return ran_well(command, words, PATIENCE)

    @cached_property
    def _stamp(self) -> str:
        found = shutil.which(self._command)
        return stamp(found) if found else ""


def _in_french(found: re.Match[str]) -> str:
    return f'<voice xml:lang="fr">{found[0]}</voice>'
