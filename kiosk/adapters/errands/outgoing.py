"""Where a file for the team goes: a USB key where one is mounted, else the user's Documents."""

import os
import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kiosk.adapters.errands.sender import Errands
from kiosk.adapters.machine.private_files import destroy

KEYS = ("/media", "/run/media")
FOLDER = "~/Documents"
_NAME = "agenda-sans-nom"
# A slow key takes some seconds for a report; one that takes longer was pulled, or is broken.
SECONDS = 30.0


def mounted() -> tuple[Path, ...]:
    """Return the places where something is mounted, as the kernel lists them: a dead one is not even looked at."""
    lines = Path("/proc/self/mountinfo").read_bytes().splitlines()
    return tuple(Path(os.fsdecode(re.sub(rb"\\([0-7]{3})", _written_so, line.split()[4]))) for line in lines)


def keys_among(mounts: Iterable[Path], keys: tuple[Path, ...]) -> Iterator[Path]:
    """Yield the keys: /media/KEY, then /media/USER/KEY as udisks mounts them."""
    places = sorted(mounts)
    yield from (place for place in places if place.parent in keys)
    yield from (place for place in places if place.parent.parent in keys)


class Outgoing:
    """Writes files that somebody takes along; those left in the user's folder are destroyed at closing (P6).

    `place` is what the file's name tells; `mounts` tells a key from the empty folder that one may leave behind. A
    process of its own writes, for a key that does not answer holds whoever writes to it.
    """

    def __init__(
        self,
        place: str = "",
        *,
        keys: tuple[str, ...] = KEYS,
        folder: str = FOLDER,
        mounts: Callable[[], Iterable[Path]] = mounted,
        errands: Errands | None = None,
    ) -> None:
        self._name = f"{_NAME}-{place}.ics"
        self._keys = tuple(map(Path, keys))
        self._folder = Path(folder).expanduser()
        self._mounts = mounts
        self._errands = errands or Errands()

    def put(self, calendar: bytes) -> Path | None:
        """Write the plan as a calendar, over the one before; return where it is, None where nothing could be written.

        A key that is full, locked, another's or does not answer gives way to the next, and the last to the user's
        folder.
        """
        return self.put_file(self._name, calendar)

    def put_file(self, name: str, content: bytes) -> Path | None:
        """Write any file; one that is not a calendar tells of nobody and stays."""
        for folder in (*self._mounted(), self._folder):
            request = {"do": "hand over", "folder": str(folder), "name": name, "content": b64encode(content).decode()}
            answer = self._errands.send(str(folder), request, SECONDS)
            if answer and answer["put"]:
                return folder / name
        return None

    def clear(self) -> None:
        """Destroy the calendars left in the user's folder, their bytes overwritten. Raises OSError when one stays.

        One that a power cut left half written bears a dot before its name.
        """
        for path in [*self._folder.glob(f"{_NAME}-*.ics"), *self._folder.glob(f".{_NAME}-*.ics.part")]:
            destroy(path)

    def _mounted(self) -> Iterator[Path]:
        return keys_among(self._mounts(), self._keys)


def _written_so(escaped: re.Match[bytes]) -> bytes:
    return bytes([int(escaped[1], 8)])
