"""Files that only the kiosk's own account may read, and files that leave nothing behind when they go."""

import contextlib
import os
import stat
from pathlib import Path

FILE_MODE, FOLDER_MODE = 0o600, 0o700


def keep_private() -> None:
    """Let nothing that this process makes from now on be read by another account."""
    os.umask(0o077)


def private_folder(path: Path) -> Path:
    """Make a folder and those it stands in, or close one that stands to everybody else. Raises OSError."""
    for missing in reversed([each for each in (path, *path.parents) if not each.exists()]):
        missing.mkdir(mode=FOLDER_MODE, exist_ok=True)
    _close(path, FOLDER_MODE)
    return path


def private_tree(folder: Path) -> Path:
    """Make a folder, or close everything that stands in it to everybody else. Raises OSError for the folder alone."""
    for path in private_folder(folder).rglob("*"):
        if not path.is_symlink():
            with contextlib.suppress(OSError):
                _close(path, FOLDER_MODE if path.is_dir() else FILE_MODE)
    return folder


def close_to_others(*paths: Path) -> None:
    """Take from everybody else what rights they have on some files, where these stand and are ours."""
    for path in paths:
        with contextlib.suppress(OSError):
            _close(path, FILE_MODE)


def open_private(path: str, flags: int) -> int:
    """Open or make a file as `open` asks an opener to, closed to everybody else."""
    handle = os.open(path, flags, FILE_MODE)
    # A stick's file system may know no rights.
    with contextlib.suppress(OSError):
        os.fchmod(handle, FILE_MODE)
    return handle


def _close(path: Path, mode: int) -> None:
    if stat.S_IMODE(path.stat().st_mode) != mode:
        path.chmod(mode)


def write_private(path: Path, content: bytes) -> Path:
    """Write a file whole or not at all, on the disk when this returns; what stood there goes. Raises OSError."""
    part = path.with_name(f".{path.name}.part")
    try:
        with open(part, "wb", opener=open_private) as file:
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
