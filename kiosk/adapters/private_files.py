"""Files that only the kiosk's own account may read, and files that leave nothing behind when they go."""

import contextlib
import os
from pathlib import Path

FILE_MODE, FOLDER_MODE = 0o600, 0o700


def private_folder(path: Path) -> Path:
    """Make a folder, or close one that stands to everybody else. Raises OSError."""
    path.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    if path.stat().st_mode & 0o777 != FOLDER_MODE:
        path.chmod(FOLDER_MODE)
    return path


def private_file(path: Path) -> Path:
    """Make an empty file, or close one that stands to everybody else, whatever the umask. Raises OSError."""
    # One that stands is not opened: closing a descriptor would drop the locks that SQLite holds on the file.
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_CLOEXEC, FILE_MODE))
    if path.stat().st_mode & 0o777 != FILE_MODE:
        path.chmod(FILE_MODE)
    return path


def write_private(path: Path, content: bytes) -> Path:
    """Write a file whole or not at all, on the disk when this returns; what stood there goes. Raises OSError."""
    part = path.with_name(f".{path.name}.part")
    try:
        with open(part, "wb", opener=_for_us_alone) as file:
            file.write(content)
            file.flush()
            # Keys are pulled without a word.
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return path


def destroy(path: Path) -> None:
    """Overwrite a file before unlinking it; of a link only the link goes. Raises OSError when something stays."""
    if not path.is_symlink():
        with contextlib.suppress(OSError):
            path.chmod(FILE_MODE)
        with path.open("r+b") as file:
            file.write(bytes(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
            # Whoever still holds it open keeps no blocks of it.
            file.truncate(0)
    path.unlink()


def settle(folder: Path) -> None:
    """Wait until the names in a folder are on the disk too."""
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _for_us_alone(path: str, flags: int) -> int:
    handle = os.open(path, flags, FILE_MODE)
    # A stick's file system may know no rights.
    with contextlib.suppress(OSError):
        os.fchmod(handle, FILE_MODE)
    return handle
