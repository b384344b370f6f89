"""A day's file that cannot be purged as it stands: what may remain of it is written over it, or in its place."""

import contextlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Table

from kiosk.adapters.database.connections import Store
from kiosk.adapters.database.remaining import JOURNALS, Limit, destroy_strays, holds
from kiosk.adapters.database.rescue import beside, destroy, is_a_file, is_there
from kiosk.adapters.database.rows import (
    TABLES,
    Rows,
    agreed,
    fresh_connection,
    new_schema,
    read_what_can_be,
    written_anew,
)
from kiosk.adapters.database.tables import APPOINTMENT, FLOOR, FRESH_NUMBERS, MARK, TICKET_SERIES
from kiosk.adapters.machine.private_files import settle, write_private
from kiosk.machine_ports import Purged, PurgeFailed

BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def replaced(store: Store, limit: Limit, *, may_replace: Callable[[], bool]) -> Purged:
    """Write what can be read and may remain into the file through SQLite, else in its place; the old is overwritten."""
    rows, is_whole = _readable(store.path, limit)
    why = "it does not hold"
    with closing(written_anew([*new_schema()], rows)) as anew:
        for put in (_put_through_sqlite, _put_in_its_place):
            if put is _put_in_its_place and not may_replace():
                why = "only the process that keeps the folder may replace it"
                break
            try:
                put(store, anew)
                destroy_strays(store.path)
                if holds(store.path, limit):
                    return Purged.REPLACED if is_whole else Purged.WITH_LOSS
            except Exception as error:
                why = type(error).__name__
    raise PurgeFailed(f"{store.path.name} could not be destroyed: {why}")


def finish_replacement(path: Path) -> None:
    """Do what a power cut left undone while a file was being replaced; only the folder's keeper may."""
    fresh = beside(path, ".fresh")
    if is_a_file(fresh) and not is_there(path):
        fresh.rename(path)
    else:
        destroy(fresh)


def _put_through_sqlite(store: Store, anew: sqlite3.Connection) -> None:
    """Overwrite every page under SQLite's own locks, so that the other screens see it."""

    def give_up_when_in_use(status: int, _remaining: int, _total: int) -> None:
        # Left to itself, it would wait for ever.
        if status in BUSY:
            raise PurgeFailed(store.path.name)

    with fresh_connection(store.path) as raw:
        anew.backup(raw, progress=give_up_when_in_use)
    # What is open may remember how the old file wrote its texts.
    store.let_go()
    store.truncate_journal()


def _put_in_its_place(store: Store, anew: sqlite3.Connection) -> None:
    path, fresh, doomed = store.path, beside(store.path, ".fresh"), beside(store.path, ".doomed")
    # What stands there afterwards is what this process believes from now on.
    store.let_go()
    image = anew.serialize()
    try:
        write_private(fresh, image)
    except OSError:
        # On a full disk nothing else makes room.
        destroy(path)
        write_private(fresh, image)
    destroy(doomed)
    # The journal first: a new file beside an old journal would be given the old pages.
    for ending in (*JOURNALS, ""):
        if beside(path, ending).exists():
            beside(doomed, ending).hardlink_to(beside(path, ending))
            if ending:
                beside(path, ending).unlink()
    fresh.replace(path)
    settle(path.parent)
    destroy(doomed)


def _readable(path: Path, limit: Limit) -> tuple[Rows, bool]:
    """Return what can be read and may remain, and whether nothing was lost."""
    rows: Rows = {table: [] for table in TABLES}
    lost: set[Table] = set(TABLES)
    with contextlib.suppress(sqlite3.Error), fresh_connection(path) as raw:
        for table in TABLES:
            rows[table], is_whole = read_what_can_be(raw, table)
            lost -= {table} if is_whole else set()
        rows[APPOINTMENT] = agreed(raw, rows[APPOINTMENT])
    if TICKET_SERIES in lost:
        marks = [row for row in rows[MARK] if row["name"] != FLOOR]
        rows[MARK] = [*marks, {"name": FLOOR, "value": FRESH_NUMBERS}]
    return limit.spared(rows), not lost
