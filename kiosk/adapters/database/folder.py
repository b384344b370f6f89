"""Who works in a folder: locks that end with their process."""

import fcntl
import os
from pathlib import Path

from kiosk.adapters.database.rescue import destroy, is_a_file, is_there
from kiosk.adapters.machine.private_files import open_private
from kiosk.domain.machine.data_state import Trouble
from kiosk.machine_ports import DataUnusable


class FolderInUse(DataUnusable):
    """Another process has this role in this folder, or must be asked first; the message names the folder."""

    trouble = Trouble.BUSY


# Several desks work on one queue: each has a number of its own instead (seats.py).
_SEVERAL = frozenset({"", "desk"})


class Folder:
    """Who does what in a folder: one process a role, but for desks, and one keeper among them."""

    def __init__(self, path: Path, role: str) -> None:
        self.path = path
        self._keeper: int | None = None
        self._role = None if role in _SEVERAL else locked(path / f"{role}.lock")
        if role not in _SEVERAL and self._role is None:
            raise FolderInUse(f"another {role} is already working in {path}")

    def keep(self) -> bool:
        """Hold the keeper's lock if nobody else does."""
        if self._keeper is None:
            self._keeper = locked(self.path / "keeper.lock")
        return self._keeper is not None

    @property
    def is_kept(self) -> bool:
        """Say whether this process holds the keeper's lock."""
        return self._keeper is not None

    def close(self) -> None:
        """Let go."""
        for handle in (self._role, self._keeper):
            if handle is not None:
                os.close(handle)
        self._role = self._keeper = None


def locked(path: Path) -> int | None:
    """Return what holds a lock until it is closed or the process ends; None where another one holds it."""
    # Opened by its own descriptor, so that even a second opening inside this process is refused; a pipe put in its
    # place must not make us wait for somebody who reads it.
    if is_there(path) and not is_a_file(path):
        destroy(path)
    handle = open_private(str(path), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NONBLOCK)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    except BaseException:
        os.close(handle)
        raise
    return handle
