"""What an exception of the driver, of SQLAlchemy or of the system says about a file."""

import errno
import os
import sqlite3
from pathlib import Path

from sqlalchemy.exc import DatabaseError, DBAPIError

from kiosk.domain.machine.data_state import Trouble
from kiosk.machine_ports import DataUnusable

# What a command may meet of a folder while it opens or uses it.
CANNOT_USE = (DataUnusable, DatabaseError, sqlite3.Error, OSError)
# Space for an arrival, its journal and the checkpoint that follows.
SPACE = 1 << 20  # bytes
_OF_SYSTEM = {
    errno.ENOSPC: Trouble.FULL,
    errno.EDQUOT: Trouble.FULL,
    errno.EROFS: Trouble.READ_ONLY,
    errno.EACCES: Trouble.DENIED,
    errno.EPERM: Trouble.DENIED,
    errno.ENOENT: Trouble.MISSING,
    errno.ENOTDIR: Trouble.MISSING,
    errno.ELOOP: Trouble.MISSING,
}
# Any other code is damage: a page that cannot be read, a schema that no longer holds, a value of the wrong kind.
_OF_SQLITE = {
    sqlite3.SQLITE_FULL: Trouble.FULL,
    sqlite3.SQLITE_BUSY: Trouble.BUSY,
    sqlite3.SQLITE_LOCKED: Trouble.BUSY,
    sqlite3.SQLITE_PROTOCOL: Trouble.BUSY,
    sqlite3.SQLITE_INTERRUPT: Trouble.BUSY,
    sqlite3.SQLITE_PERM: Trouble.DENIED,
    sqlite3.SQLITE_AUTH: Trouble.DENIED,
    sqlite3.SQLITE_READONLY: Trouble.DENIED,
    sqlite3.SQLITE_CANTOPEN: Trouble.BROKEN,
    sqlite3.SQLITE_IOERR: Trouble.BROKEN,
    sqlite3.SQLITE_NOLFS: Trouble.BROKEN,
    sqlite3.SQLITE_MISUSE: Trouble.BROKEN,
}
# A short read is a file cut off, not a disk that fails.
_CUT_OFF = {sqlite3.SQLITE_IOERR_SHORT_READ, sqlite3.SQLITE_IOERR_DATA, sqlite3.SQLITE_IOERR_CORRUPTFS}
# What SQLite says of these, the folder explains better.
_ASK_THE_FOLDER = {Trouble.DENIED, Trouble.BROKEN}


class Damaged(DataUnusable):
    """The file is not a sound database of ours; the message names the file only."""

    trouble = Trouble.DAMAGED


class TooNew(DataUnusable):
    """A later version of the program wrote this file; the message names it."""

    trouble = Trouble.TOO_NEW


class Foreign(DataUnusable):
    """Another program wrote this file, or it is another one of ours; the message names it."""

    trouble = Trouble.FOREIGN


class Moved(DataUnusable):
    """What is open is no longer what the folder holds; the message names the file."""

    trouble = Trouble.MOVED


def trouble_of(error: BaseException, path: Path) -> Trouble:
    """Return what an exception raised while a file was used says about it; any exception has an answer."""
    if isinstance(error, DataUnusable):
        return error.trouble
    origin = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(origin, OSError):
        return _OF_SYSTEM.get(origin.errno or 0, Trouble.BROKEN)
    found = _of_code(getattr(origin, "sqlite_errorcode", None))
    if found not in _ASK_THE_FOLDER:
        return found
    return folder_trouble(path) or space_trouble(path.parent) or found


def _of_code(code: int | None) -> Trouble:
    if code is None or code in _CUT_OFF:
        return Trouble.DAMAGED
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return Trouble.MOVED
    return _OF_SQLITE.get(code & 0xFF, Trouble.DAMAGED)


def folder_trouble(path: Path) -> Trouble | None:
    """Return what keeps anybody from writing a file of ours where it stands, as far as the system tells unasked."""
    try:
        disk = os.statvfs(path.parent)
    except OSError as error:
        return _OF_SYSTEM.get(error.errno or 0, Trouble.BROKEN)
    if disk.f_flag & os.ST_RDONLY:
        return Trouble.READ_ONLY
    if disk.f_bavail * disk.f_frsize < SPACE:
        return Trouble.FULL
    if not os.access(path.parent, os.W_OK | os.X_OK) or (path.exists() and not os.access(path, os.R_OK | os.W_OK)):
        return Trouble.DENIED
    return None


def space_trouble(folder: Path) -> Trouble | None:
    """Return what keeps a file of `SPACE` bytes from being made in a folder.

    Quotas show only so, and a disk that the system stopped writing after an error: it does not call that read-only.
    """
    place = folder / "room"
    try:
        handle = os.open(place, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        try:
            os.posix_fallocate(handle, 0, SPACE)
        finally:
            os.close(handle)
            place.unlink()
    except OSError as error:
        return _OF_SYSTEM.get(error.errno or 0, Trouble.BROKEN)
    return None
