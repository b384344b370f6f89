"""The files of settings, as a folder keeps them: read for a backup, put back one by one, each whole or not at all."""

import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from kiosk.adapters.machine.private_files import open_private, private_folder, settle, write_private

_PUBLIC = 0o644
_LONGEST = 1 << 20  # bytes; the longest of ours has some thousands


def read_settings(folder: Path) -> dict[str, bytes]:
    """Return the TOML files of a folder and of those in it, by their path there; links and giants are left out."""
    found: dict[str, bytes] = {}
    # The folder itself may be a link, as the box's is.
    root = folder.resolve()
    for path in sorted(root.rglob("*.toml")):
        is_hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
        if path.is_file() and not path.is_symlink() and not is_hidden and path.stat().st_size <= _LONGEST:
            found[path.relative_to(root).as_posix()] = path.read_bytes()
    return found


def write_settings(files: Mapping[str, bytes], folder: Path) -> Path:
    """Write files of settings into a folder that only we read, to be looked at or kept. Raises OSError."""
    for name, content in files.items():
        place = private_folder(folder) / name
        private_folder(place.parent)
        write_private(place, content)
    return folder


def put_settings(files: Mapping[str, bytes], folder: Path) -> None:
    """Put files of settings in the place of those that stand there, with their owner and rights. Raises OSError."""
    root = folder.resolve()
    for name, content in files.items():
        place = root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        _replace(place, content)
        settle(place.parent)


def _replace(place: Path, content: bytes) -> None:
    """Write a file whole or not at all; a new one is read by all, and belongs to whoever its folder belongs to."""
    part = place.with_name(f".{place.name}.part")
    was = place.stat() if place.exists() else None
    owner = was or place.parent.stat()
    try:
        with open(part, "wb", opener=open_private) as file:
            file.write(content)
            with suppress(PermissionError):
                os.fchown(file.fileno(), owner.st_uid, owner.st_gid)
            os.fchmod(file.fileno(), stat.S_IMODE(was.st_mode) if was else _PUBLIC)
            file.flush()
            os.fsync(file.fileno())
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)
