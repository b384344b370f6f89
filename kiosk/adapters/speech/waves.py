"""Whether a file is a clip that can be played: whole, and with something in it."""

from pathlib import Path

_HEAD = 4096
_SMALLEST = 128  # bytes of sound: less is a click


def is_clip(path: Path) -> bool:
    """Say whether a file is a whole WAV, or begins as an OGG; quick enough for the drawing thread."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            size = file.seek(0, 2)
    except OSError:
        return False
    if head[:4] == b"OggS":
        return size > _SMALLEST
    return head[:4] == b"RIFF" and head[8:12] == b"WAVE" and _holds_its_sound(head, size)


def _holds_its_sound(head: bytes, size: int) -> bool:
    """Walk from part to part until the sound; its length must lie within the file."""
    at, is_described = 12, False
    while at + 8 <= len(head):
        name, length = head[at : at + 4], int.from_bytes(head[at + 4 : at + 8], "little")
        if name == b"data":
            return is_described and _SMALLEST <= length <= size - at - 8
        is_described = is_described or name == b"fmt "
        at += 8 + length + length % 2
    return False
