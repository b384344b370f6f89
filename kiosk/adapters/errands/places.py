"""What is done to files that others put somewhere: seen, read, destroyed, written. Run in a process of its own only."""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from kiosk.adapters.machine.private_files import write_private

# A folder that holds more is no folder of plans; what is left out comes once these are gone.
MOST = 200
DEEP = 4
_AT_ONCE = 1024 * 1024

Stamp = list[int]


class Elsewhere(Exception):
    """The file is not, or no longer, the one that was meant, or cannot be opened now."""


class TooLarge(Exception):
    """The file is larger than what is ever read."""


def look(folder: str, kinds: list[str]) -> dict[str, Any]:
    """List the files of a folder that may be plans, with size and date as the folder tells them."""
    seen: list[Any] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if _is_wanted(entry.name, kinds) and len(seen) < MOST:
                    with suppress(OSError):
                        found = entry.stat(follow_symlinks=False)
                        seen.append([entry.name, _stamp(found), stat.S_ISREG(found.st_mode)])
    except OSError:
        return {"missing": True}
    return {"seen": seen}


def find(place: str, kinds: list[str]) -> dict[str, Any]:
    """List the calendars and sheets under a place, newest first; links are not followed."""
    found: list[tuple[int, str, int]] = []
    for top, folders, names in os.walk(Path(place).expanduser()):
        if len(Path(top).relative_to(Path(place).expanduser()).parts) >= DEEP - 1:
            folders.clear()
        for name in names:
            path = Path(top) / name
            with suppress(OSError):
                state = path.lstat()
                if _is_wanted(name, kinds) and stat.S_ISREG(state.st_mode):
                    found.append((state.st_mtime_ns, str(path), state.st_size))
    return {"found": sorted(found, reverse=True)[:MOST]}


def read_whole(path: str, stamp: Stamp | None, largest: int) -> tuple[bytes, Stamp]:
    """Return the bytes of a regular file, the same before and after reading, and what it was then.

    Raises Elsewhere, TooLarge.
    """
    with _opened(path, os.O_RDONLY) as file:
        before = _checked(file, stamp)
        if before.st_size > largest:
            raise TooLarge
        read = bytearray()
        while len(read) <= before.st_size and (part := os.read(file, _AT_ONCE)):
            read += part
        if _stamp(os.fstat(file)) != _stamp(before) or len(read) != before.st_size:
            raise Elsewhere
    return bytes(read), _stamp(before)


def read_handle(handle: int) -> bytes:
    """Return the bytes of a file that somebody opened and wrote."""
    os.lseek(handle, 0, os.SEEK_SET)
    with os.fdopen(os.dup(handle), "rb") as file:
        return file.read()


def destroy(path: str, stamp: Stamp) -> dict[str, Any]:
    """Overwrite a file's bytes, then take its name off the folder, if it is still the one that was read.

    Where its name cannot be taken off, what stands there bears the date it bore: nobody takes it for another file.
    """
    try:
        with _opened(path, os.O_RDWR) as file:
            found = _checked(file, stamp)
            # A second name of the same bytes is somebody's own copy.
            if found.st_nlink == 1:
                with suppress(OSError):
                    _overwrite(file, found)
            return {"gone": _taken_off(path, lambda there: os.path.samestat(there, found))}
    except PermissionError:
        # Others' files may be taken off where they cannot be written to.
        return {"gone": _taken_off(path, lambda there: _stamp(there) == stamp)}
    except (OSError, Elsewhere):
        return {"gone": False}


def put(folder: str, name: str, written: bytes) -> dict[str, Any]:
    """Write a file whole under its name; one that stands there already is left as it is."""
    place = Path(folder) / name
    part = place.with_name(f".{name}.part")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        if not place.exists():
            part.write_bytes(written)
            part.replace(place)
    except OSError:
        return {"put": False}
    return {"put": True}


def hand_over(folder: str, name: str, written: bytes) -> dict[str, Any]:
    """Write a file that somebody takes along, whole and for its owner alone, over the one of that name."""
    try:
        place = Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        write_private(place / name, written)
    except OSError:
        return {"put": False}
    return {"put": True}


def _is_wanted(name: str, kinds: list[str]) -> bool:
    # "~$plan.xlsx", ".~lock.plan.ods#", "._plan.csv", ".plan.csv.Xk29d1": what programs leave beside a file while it is
    # open or on its way.
    return not name.startswith((".", "~")) and Path(name).suffix.lower() in kinds


def _stamp(state: os.stat_result) -> Stamp:
    return [state.st_size, state.st_mtime_ns]


@contextmanager
def _opened(path: str, mode: int) -> Iterator[int]:
    try:
        # A link may lead anywhere; a pipe without a writer would never answer.
        file = os.open(path, mode | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except PermissionError:
        raise
    except OSError as error:
        raise Elsewhere from error
    try:
        yield file
    finally:
        os.close(file)


def _checked(file: int, stamp: Stamp | None) -> os.stat_result:
    found = os.fstat(file)
    if not stat.S_ISREG(found.st_mode) or stamp not in (None, _stamp(found)):
        raise Elsewhere
    return found


def _taken_off(path: str, is_meant: Callable[[os.stat_result], bool]) -> bool:
    """Take a name off the file that is meant; say whether that file bears it no longer."""
    try:
        if is_meant(os.lstat(path)):
            Path(path).unlink()
    except OSError as error:
        return isinstance(error, FileNotFoundError)
    return True


def _overwrite(file: int, found: os.stat_result) -> None:
    for start in range(0, found.st_size, _AT_ONCE):
        os.pwrite(file, bytes(min(_AT_ONCE, found.st_size - start)), start)
    os.fsync(file)
    os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns))
