"""Recorded clips of a site's own: a folder for each language, a WAV or OGG for each phrase, named by its address."""

import shutil
from hashlib import sha256
from pathlib import Path

ADDRESS_SIGNS = 16


def address(words: str, language: str) -> str:
    """Return the name of a phrase's recording, without its ending.

    The first 16 signs of the SHA-256 of the language's code, a zero byte, and the words as they are pronounced, UTF-8.
    """
    return sha256(f"{language}\0{words}".encode()).hexdigest()[:ADDRESS_SIGNS]


class Recorded:
    """Speaks what a person spoke before: `<folder>/<language>/<address>.wav` or `.ogg`."""

    name = "recorded"

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def voice(self, language: str) -> str:
        """Return whose folder it is, where there is one."""
        return "recorded" if self._folder is not None and (self._folder / language).is_dir() else ""

    def make(self, words: str, language: str, speed: int, into: Path) -> bool:  # noqa: ARG002 (one speed was spoken)
        """Copy the recording; say whether there is one."""
        found = self.find(words, language)
        if found is None:
            return False
        try:
            shutil.copyfile(found, into)
        except OSError:
            return False
        return True

    def find(self, words: str, language: str) -> Path | None:
        """Return the recording of words ready to be pronounced."""
        if self._folder is None:
            return None
        name = self._folder / language / address(words, language)
        return next((path for ending in (".wav", ".ogg") if (path := name.with_suffix(ending)).is_file()), None)
