"""Where backups are put: a key that is plugged in, by a process that can be left behind, or a folder that was named."""

import errno
import os
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from typing import Any

from kiosk.adapters.errands.outgoing import KEYS, keys_among, mounted
from kiosk.adapters.errands.sender import Errands
from kiosk.adapters.machine.private_files import settle, write_private
from kiosk.domain.machine.backups import KEPT, BackupTrouble, is_backup_name

_CHILD = "kiosk.adapters.errands.backup_child"
# The slowest key takes some seconds for a few megabytes, and as many to give them back.
_SECONDS = 60.0
_MEANS = {
    errno.ENOSPC: BackupTrouble.FULL,
    errno.EDQUOT: BackupTrouble.FULL,
    errno.EFBIG: BackupTrouble.FULL,
    errno.EROFS: BackupTrouble.READ_ONLY,
    errno.EACCES: BackupTrouble.READ_ONLY,
    errno.EPERM: BackupTrouble.READ_ONLY,
    errno.ENOENT: BackupTrouble.SILENT,
    errno.ENOTDIR: BackupTrouble.SILENT,
    errno.ENODEV: BackupTrouble.SILENT,
    errno.ENXIO: BackupTrouble.SILENT,
    errno.ESTALE: BackupTrouble.SILENT,
}


def keep(folder: Path, site: str, name: str, locked: bytes) -> None:
    """Write a backup under a name that nothing bears, read it again, and only then take away the oldest.

    A folder is never made: one that is not there is a key that is not plugged in. FAT keeps no promise about a file
    renamed over another (balena-os/meta-balena 1983), so none is. Raises OSError; what was there before then stays.
    """
    for left in folder.glob(".sauvegarde-borne-*.age.part"):
        with suppress(OSError):
            left.unlink()
    place = write_private(folder / name, locked)
    try:
        settle(folder)
        is_kept = _read_anew(place) == locked
    except OSError:
        with suppress(OSError):
            place.unlink()
        raise
    if not is_kept:
        place.unlink()
        raise OSError(errno.EIO, "it is not what was written")
    _forget_the_oldest(folder, site)


def _read_anew(place: Path) -> bytes:
    """Return what the disk holds, not what the memory still remembers of it."""
    with place.open("rb", buffering=0) as file:
        with suppress(OSError):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return file.readall()


def _forget_the_oldest(folder: Path, site: str) -> None:
    """Leave the newest few of this site; names tell their times."""
    ours = sorted(path.name for path in folder.iterdir() if is_backup_name(path.name, site))
    for name in ours[:-KEPT]:
        with suppress(OSError):
            (folder / name).unlink()


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Do in a process of its own what is asked of a key."""
    try:
        keep(Path(request["folder"]), request["site"], request["name"], b64decode(request["content"]))
    except OSError as error:
        return {"errno": error.errno or errno.EIO}
    return {"errno": 0}


class KeyPlace:
    """The keys that are plugged in: the first that takes a backup. Never the user's folder: that is no other disk."""

    def __init__(
        self,
        errands: Errands,
        *,
        keys: tuple[str, ...] = KEYS,
        mounts: Callable[[], Iterable[Path]] = mounted,
        seconds: float = _SECONDS,
    ) -> None:
        self._errands = errands
        self._keys = tuple(map(Path, keys))
        self._mounts = mounts
        self._seconds = seconds

    def put_backup(self, site: str, name: str, locked: bytes) -> Path | BackupTrouble:
        """Write it on a key."""
        trouble = BackupTrouble.NO_STICK
        for key in keys_among(self._mounts(), self._keys):
            content = b64encode(locked).decode()
            request = {"folder": str(key), "site": site, "name": name, "content": content}
            said = self._errands.send(str(key), request, self._seconds, program=_CHILD)
            if said is None:
                trouble = BackupTrouble.SILENT
            elif said.get("errno") == 0:
                return key / name
            else:
                trouble = _MEANS.get(said.get("errno", errno.EIO), BackupTrouble.BROKEN)
        return trouble


class FolderPlace:
    """A folder that somebody named on the command line; `around` is how its owner's rights are taken."""

    def __init__(
        self,
        folder: Path,
        around: Callable[[], AbstractContextManager[None]] = nullcontext,
        *,
        keys: tuple[str, ...] = KEYS,
        mounts: Callable[[], Iterable[Path]] = mounted,
    ) -> None:
        self._folder = folder.absolute()
        self._around = around
        self._keys = tuple(map(Path, keys))
        self._mounts = mounts

    def put_backup(self, site: str, name: str, locked: bytes) -> Path | BackupTrouble:
        """Write it there."""
        if self._is_the_place_of_no_key():
            return BackupTrouble.NO_STICK
        try:
            with self._around():
                keep(self._folder, site, name, locked)
        except OSError as error:
            return _MEANS.get(error.errno or 0, BackupTrouble.BROKEN)
        return self._folder / name

    def _is_the_place_of_no_key(self) -> bool:
        """Say whether a key would be there, and is not: what it left behind lies on the box's own disk."""
        if not any(self._folder.is_relative_to(key) for key in self._keys):
            return False
        return not any(self._folder.is_relative_to(key) for key in keys_among(self._mounts(), self._keys))
