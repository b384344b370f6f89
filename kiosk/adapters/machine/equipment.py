"""What a Linux box is made of: its sound, the room on its disk, whether that disk is encrypted."""

import ctypes
import os
from pathlib import Path

from kiosk.domain.machine.equipment import Disk

_SOUND_LIBRARY = "libasound.so.2"
_ENCRYPTED = "CRYPT-"  # how dm-crypt begins the name of a volume (dm/uuid)


class LinuxEquipment:
    """The port `Equipment` for the disk that holds a folder; `root` is where the system's own files are looked for."""

    def __init__(self, folder: Path, root: Path = Path("/")) -> None:
        # The folder may not be there yet: its disk is that of what is.
        self._folder = next(place for place in (folder.absolute(), *folder.absolute().parents) if place.exists())
        self._root = root

    def has_sound(self) -> bool:
        """Say whether there is a card that plays, and the library that reaches it."""
        try:
            ctypes.CDLL(_SOUND_LIBRARY)
        except OSError:
            return False
        return any((self._root / "proc/asound").glob("card*/pcm*p"))

    def disk(self) -> Disk | None:
        """Return the room on the disk."""
        try:
            found = os.statvfs(self._folder)
        except OSError:
            return None
        return Disk(found.f_bavail * found.f_frsize, found.f_blocks * found.f_frsize)

    def is_encrypted(self) -> bool | None:
        """Say whether dm-crypt lies anywhere below the file system; None for one that lies on no disk known here."""
        try:
            device = self._device()
            return None if device is None else self._is_on_crypt(device)
        except OSError:
            return None

    def _device(self) -> Path | None:
        """Return the block device of the mount that holds the folder, as the kernel names it."""
        number, held = "", -1
        for line in (self._root / "proc/self/mountinfo").read_text("utf-8").splitlines():
            before, _, after = line.partition(" - ")
            parts, source = before.split(), after.split()[1]
            place = Path(parts[4].replace("\\040", " "))
            if self._folder.is_relative_to(place) and len(place.parts) >= held:
                number, held = self._number(parts[2], source), len(place.parts)
        device = self._root / "sys/dev/block" / number
        return device.resolve() if number and device.exists() else None

    def _number(self, number: str, source: str) -> str:
        """Return a device's number; a file system of several disks has one of its own, and names the first of them."""
        if not number.startswith("0:"):
            return number
        name = self._root / "sys/class/block" / Path(source).resolve().name / "dev"
        return name.read_text().strip() if source.startswith("/dev/") and name.exists() else ""

    def _is_on_crypt(self, device: Path) -> bool:
        name = device / "dm/uuid"
        if name.exists() and name.read_text().startswith(_ENCRYPTED):
            return True
        # A part of a disk lies on that disk; a volume on each of its slaves, and all of them must hold.
        below = [slave.resolve() for slave in sorted((device / "slaves").glob("*"))]
        return bool(below) and all(self._is_on_crypt(slave) for slave in below)
