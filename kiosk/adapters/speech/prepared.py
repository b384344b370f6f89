"""Clips made ahead, by `kiosk voice build`: fixed words only, each in a file of its own, for years."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from kiosk.adapters.machine.private_files import private_folder

ENDING = ".wav"


class PreparedClips:
    """A folder for each language; which clips stand there is known without looking at the disk again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._known: dict[str, set[str]] = {}

    def find(self, name: str, language: str) -> Path | None:
        """Return the clip of a name, as far as is known."""
        return self.path(name, language) if name in self._names(language) else None

    def path(self, name: str, language: str) -> Path:
        """Return where a clip stands or would."""
        return self._folder / language / name

    def place(self, language: str) -> Path:
        """Return the folder of a language's clips, made where it is not. Raises OSError."""
        return private_folder(self._folder / language)

    def keep(self, part: Path, name: str, language: str) -> Path:
        """Take in a clip that is whole. Raises OSError."""
        clip = part.replace(self.path(name, language))
        with self._lock:
            self._known.setdefault(language, set()).add(name)
        return clip

    def drop(self, name: str, language: str) -> None:
        """Let one clip go: it is broken, or nobody needs it."""
        with self._lock:
            self._known.get(language, set()).discard(name)
        with suppress(OSError):
            self.path(name, language).unlink(missing_ok=True)

    def all(self, language: str) -> Iterator[str]:
        """Yield the names of every file in a language's folder, half-written ones too."""
        with suppress(OSError):
            yield from sorted(path.name for path in (self._folder / language).iterdir())

    def _names(self, language: str) -> set[str]:
        with self._lock:
            if language not in self._known:
                found = self.all(language)
                self._known[language] = {name for name in found if name.endswith(ENDING) and name[0] != "."}
            return self._known[language]
