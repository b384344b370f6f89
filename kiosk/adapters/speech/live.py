"""Clips made now: they lie in memory, are bounded, and are gone with the visit, whatever ends it."""

import fcntl
import os
import shutil
import stat
import tempfile
import threading
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path

PREFIX = "kiosk-voice-"
MOST_BYTES = 32 * 1024 * 1024


def memory_places() -> tuple[Path, ...]:
    """Return the folders that lie in memory, the account's own first."""
    own = os.environ.get("XDG_RUNTIME_DIR", "")
    places = (Path(own), Path("/dev/shm")) if own.startswith("/") else (Path("/dev/shm"),)  # noqa: S108 (0700, locked)
    return tuple(place for place in places if place.is_dir() and os.access(place, os.W_OK | os.X_OK))


class LiveClips:
    """A folder in memory that no other account reads, locked while its process lives."""

    def __init__(self, places: tuple[Path, ...] | None = None, most: int = MOST_BYTES) -> None:
        self._places = memory_places() if places is None else places
        self._most = most
        self._lock = threading.Lock()
        self._sizes: OrderedDict[str, int] = OrderedDict()
        self._folder: Path | None = None
        self._handle: int | None = None
        self._visit = 0
        for place in self._places:
            _sweep(place)

    def find(self, name: str) -> Path | None:
        """Return the clip of a name."""
        with self._lock:
            if self._folder is None or name not in self._sizes:
                return None
            self._sizes.move_to_end(name)
            return self._folder / name

    def begin(self) -> tuple[int, Path] | None:
        """Return the visit that is on and a place to make a clip in; None where no memory is to be had."""
        with self._lock:
            folder = self._open()
            if folder is None:
                return None
            handle, part = tempfile.mkstemp(prefix=".", suffix=".part", dir=folder)
            os.close(handle)
            return self._visit, Path(part)

    def keep(self, visit: int, part: Path, name: str) -> Path | None:
        """Take in a clip that is whole; None when its visit ended meanwhile: nothing of it stays."""
        with self._lock:
            if visit != self._visit or self._folder is None:
                part.unlink(missing_ok=True)
                return None
            try:
                size = part.stat().st_size
                clip = part.replace(self._folder / name)
            except OSError:
                return None
            self._sizes[name] = size
            self._sizes.move_to_end(name)
            while sum(self._sizes.values()) > self._most and len(self._sizes) > 1:
                oldest, _ = self._sizes.popitem(last=False)
                (self._folder / oldest).unlink(missing_ok=True)
            return clip

    def drop(self, name: str) -> None:
        """Let one clip go."""
        with self._lock:
            self._sizes.pop(name, None)
            if self._folder is not None:
                (self._folder / name).unlink(missing_ok=True)

    def forget(self) -> None:
        """Let all go; what is being made now will not be kept."""
        with self._lock:
            self._visit += 1
            self._sizes.clear()
            folder, handle = self._folder, self._handle
            self._folder = self._handle = None
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        if handle is not None:
            os.close(handle)

    def _open(self) -> Path | None:
        if self._folder is not None and self._folder.is_dir():
            return self._folder
        self._sizes.clear()
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
        for place in self._places:
            with suppress(OSError):
                self._folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place))
                self._handle = os.open(self._folder, os.O_RDONLY | os.O_CLOEXEC)
                fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return self._folder
        return None


def _sweep(place: Path) -> None:
    """Take away what a process that is no more left: its lock went with it."""
    for left in place.glob(f"{PREFIX}*"):
        with suppress(OSError):
            found = left.lstat()
            if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
                continue
            handle = os.open(left, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(left, ignore_errors=True)
            finally:
                os.close(handle)
