"""Where a file for the team goes: a USB key where one is mounted, else the user's Documents."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from kiosk.adapters.machine.private_files import destroy, write_private

KEYS = ("/media", "/run/media")
FOLDER = "~/Documents"
_NAME = "agenda-sans-nom"


class Outgoing:
    """Writes files that somebody takes along; those left in the user's folder are destroyed at closing (P6).

    `place` is what the file's name tells; `is_mounted` knows a key from the empty folder that one may leave behind.
    """

    def __init__(
        self,
        place: str = "",
        *,
        keys: tuple[str, ...] = KEYS,
        folder: str = FOLDER,
        is_mounted: Callable[[Path], bool] = os.path.ismount,
    ) -> None:
        self._name = f"{_NAME}-{place}.ics"
        self._keys = keys
        self._folder = Path(folder).expanduser()
        self._is_mounted = is_mounted

    def put(self, calendar: bytes) -> Path | None:
        """Write the plan as a calendar, over the one before; return where it is, None where nothing could be written.

        A key that is full, locked or another's gives way to the next, and the last to the user's folder.
        """
        return self.put_file(self._name, calendar)

    def put_file(self, name: str, content: bytes) -> Path | None:
        """Write any file; one that is not a calendar tells of nobody and stays."""
        for folder in (*self._mounted(), self._folder):
            try:
                return _written(folder / name, content)
            except OSError:
                continue
        return None

    def clear(self) -> None:
        """Destroy the calendars left in the user's folder, their bytes overwritten. Raises OSError when one stays."""
        for path in self._folder.glob(f"{_NAME}-*.ics"):
            destroy(path)

    def _mounted(self) -> Iterator[Path]:
        """Yield the keys: /media/KEY, or /media/USER/KEY as udisks mounts them."""
        for root in map(Path, self._keys):
            yield from (path for depth in ("*", "*/*") for path in sorted(root.glob(depth)) if self._is_mounted(path))


def _written(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return write_private(path, content)
