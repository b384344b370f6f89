"""A share whose server died, for real: a mount that the kernel waits for, so that not even a kill ends who looks at it.

The kernel's own FUSE protocol, spoken just far enough to mount; whatever is asked then is never answered.
"""

import ctypes
import os
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_LIBC = ctypes.CDLL(None, use_errno=True)
_LARGEST = 1 << 20
_INIT = 26
_FORCE, _DETACH = 1, 2


@contextmanager
def dead_share(place: Path) -> Iterator[threading.Event]:
    """Mount it, as root; the event tells that somebody hangs there, who is let go when it is unmounted."""
    place.mkdir()
    server = os.open("/dev/fuse", os.O_RDWR)
    options = f"fd={server},rootmode=40000,user_id=0,group_id=0".encode()
    if _LIBC.mount(b"dead", os.fsencode(place), b"fuse", 0, options):
        raise OSError(ctypes.get_errno(), "no FUSE here")
    somebody_hangs = threading.Event()
    listening = threading.Thread(target=_listen, args=(server, somebody_hangs))
    listening.start()
    try:
        yield somebody_hangs
    finally:
        _LIBC.umount2(os.fsencode(place), _FORCE | _DETACH)
        listening.join()
        os.close(server)


def _listen(server: int, somebody_hangs: threading.Event) -> None:
    while True:
        try:
            asked = os.read(server, _LARGEST)
        except OSError:
            return  # unmounted
        _, operation, unique = struct.unpack_from("IIQ", asked)
        if operation != _INIT:
            somebody_hangs.set()
            continue
        minor = struct.unpack_from("II", asked, 40)[1]
        answer = struct.pack("IIIIHHIIHHI", 7, minor, 65536, 0, 12, 9, 65536, 1, 32, 0, 0) + bytes(28)
        os.write(server, struct.pack("IiQ", 16 + len(answer), 0, unique) + answer)
