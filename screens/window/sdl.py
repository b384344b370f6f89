"""The very SDL that Kivy's window draws with, for what Kivy does not hand on."""

import ctypes
from functools import cache
from pathlib import Path
from typing import ClassVar

import kivy


@cache
def sdl() -> ctypes.CDLL | None:
    """Return the library in Kivy's wheel, or None where Kivy came another way."""
    folder = Path(kivy.__file__).parent.parent / "Kivy.libs"
    found = next(iter(sorted(folder.glob("libSDL2-2*.so*"))), None)
    return ctypes.CDLL(str(found)) if found is not None else None


class _Event(ctypes.Structure):
    """SDL_events.h: its kind comes first; no SDL asks for more bytes than these 128."""

    _fields_: ClassVar = [("kind", ctypes.c_uint32), ("rest", ctypes.c_uint8 * 124)]


USER_EVENT = 0x8000  # SDL_USEREVENT: means nothing to Kivy
_ADD = 0  # SDL_ADDEVENT


def wake() -> None:
    """Wake a loop that rests in SDL, from any thread.

    Added to the queue past SDL_PushEvent: that one asks Kivy's filter, in Python, under a lock of SDL's own, and the
    drawing thread that opens the loudspeaker asks for the same lock with Python's in its hand. Each waits for ever.
    """
    library = sdl()
    if library is not None:
        library.SDL_PeepEvents(ctypes.byref(_Event(USER_EVENT)), 1, _ADD, USER_EVENT, USER_EVENT)
