"""The very SDL that Kivy's window draws with, for what Kivy does not hand on."""

import ctypes
from functools import cache
from pathlib import Path

import kivy


@cache
def sdl() -> ctypes.CDLL | None:
    """Return the library in Kivy's wheel, or None where Kivy came another way."""
    folder = Path(kivy.__file__).parent.parent / "Kivy.libs"
    found = next(iter(sorted(folder.glob("libSDL2-2*.so*"))), None)
    return ctypes.CDLL(str(found)) if found is not None else None
