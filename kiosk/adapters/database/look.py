"""Whether an open file is what the folder holds, and can be written; and what to do for one that is gone from there."""

import contextlib

from kiosk.adapters.database.connections import Store
from kiosk.adapters.database.rescue import beside, destroy, move
from kiosk.adapters.database.trouble import folder_trouble, space_trouble, trouble_of
from kiosk.adapters.machine.private_files import private_folder
from kiosk.domain.machine.data_state import Trouble


def trouble_with(store: Store, *, thoroughly: bool) -> Trouble | None:
    """Return what is wrong with an open file.

    Not thoroughly, the system is asked and nothing is written; a quota, a file that may not be written and a page
    that rots show only when one tries.
    """
    if store.has_moved():
        return Trouble.MOVED
    trouble = folder_trouble(store.path)
    if trouble is not None or not thoroughly:
        return trouble
    try:
        store.touch()
        store.check()
    except Exception as error:  # whatever it is, the file cannot be relied on
        return trouble_of(error, store.path)
    return space_trouble(store.path.parent)


def carry_over(store: Store) -> None:
    """Write what is open beside its lost name; the next opening puts it in its place."""
    half = beside(store.path, ".half")
    try:
        private_folder(store.path.parent)
        destroy(half)
        store.copy_to(half)
        with contextlib.closing(Store(half, patience_ms=0)) as copy:
            copy.check()
        move(half, beside(store.path, ".carried"))
    except Exception:  # what cannot be carried over is rescued from what the folder holds
        with contextlib.suppress(OSError):
            destroy(half)
