"""The purge of `day.sqlite`, and the look that says whether it holds.

The rule: after a purge the file is, byte for byte, what SQLite writes anew for the rows that may remain; its journal
is empty and no other file bears its name. Nothing else can be in it then, so nothing has to be searched for: three
letters are found by chance in any file. Where the file cannot be brought to that, it is overwritten and replaced.
"""

import contextlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Table, delete, select
from sqlalchemy.exc import DBAPIError

from kiosk.adapters.database.connections import Store
from kiosk.adapters.database.rescue import beside, is_a_file, is_there
from kiosk.adapters.database.rescue import destroy as destroy_with_journals
from kiosk.adapters.database.rows import (
    TABLES,
    Row,
    Rows,
    agreed,
    content_of,
    fresh_connection,
    is_declared,
    new_schema,
    read_what_can_be,
    scan,
    typed_row,
    written_anew,
)
from kiosk.adapters.database.tables import (
    APPOINTMENT,
    ARRIVAL,
    DEMARCHE,
    FLOOR,
    FRESH_NUMBERS,
    MARK,
    PENDING_COUNT,
    SESSION,
    TICKET_SERIES,
)
from kiosk.adapters.machine.private_files import destroy, settle, write_private
from kiosk.domain.machine.data_state import Trouble
from kiosk.machine_ports import DataUnusable, Purged, PurgeFailed

_TRIES = 3
_JOURNALS = ("-wal", "-shm")
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


@dataclass(frozen=True, slots=True)
class Limit:
    """What may remain: appointments from `planned_before` on; unless the day is over, who arrived after `before`."""

    before: datetime
    planned_before: datetime
    day_is_over: bool

    @property
    def numbers_from(self) -> date:
        """Numbers of a local day stay taken until that day is over in every time zone of the earth."""
        return (self.planned_before - timedelta(hours=12)).date()

    def spares(self, table: Table, row: Row, sessions: set[int]) -> bool:
        """Say whether a row may remain; `sessions` are those that do."""
        if table is ARRIVAL:
            return not self.day_is_over and row["arrived"] > self.before
        if table is SESSION:
            return not self.day_is_over and row["started"] > self.before
        if table is APPOINTMENT:
            return bool(row["starts"] >= self.planned_before)
        if table is DEMARCHE:
            return row["session"] in sessions
        if table is TICKET_SERIES:
            return bool(row["day"] >= self.numbers_from)
        return table is not PENDING_COUNT or is_declared(row)


def purge_day(store: Store, limit: Limit, *, may_replace: Callable[[], bool]) -> Purged:
    """Destroy what may not remain, and look again. Raises PurgeFailed, without a word of what was read.

    `may_replace` says whether this process keeps the folder: a file that is another than before is put back by the
    keeper, who alone can tell that it was meant.
    """
    with store.lock:
        try:
            if _purged_in_place(store, limit):
                return Purged.WHOLE
        except PurgeFailed:
            raise
        except DataUnusable as unusable:
            # What is open is another file than the folder holds, or was let go: what is put back is purged next time.
            raise PurgeFailed(f"{store.path.name} cannot be used: {unusable.trouble}") from None
        except Exception as error:
            # A file in use is nobody's damage: the next try finds it free, or a new start does.
            if _is_busy(error):
                raise PurgeFailed(f"{store.path.name} is in use by another program") from None
        if store.has_moved():
            raise PurgeFailed(f"{store.path.name} cannot be used: {Trouble.MOVED}")
        return _replaced(store, limit, may_replace=may_replace)


def finish_replacement(path: Path) -> None:
    """Do what a power cut left undone while a file was being replaced; only the folder's keeper may."""
    fresh = beside(path, ".fresh")
    if is_a_file(fresh) and not is_there(path):
        fresh.rename(path)
    else:
        destroy_with_journals(fresh)


def _purged_in_place(store: Store, limit: Limit) -> bool:
    # An index that lost its rows is told from the table only before VACUUM makes it anew.
    if store.outside("PRAGMA integrity_check(1)") != [("ok",)]:
        return False
    for _ in range(_TRIES):
        _delete(store, limit)
        store.outside("VACUUM")
        if not store.truncate_journal():
            break
        _destroy_strays(store.path)
        holds = _look_again(store.path, limit)
        if holds is not None:
            return holds
    raise PurgeFailed(f"{store.path.name} is being read: what was deleted is still in its journal")


def _delete(store: Store, limit: Limit) -> None:
    with store.transaction() as connection:
        connection.execute(delete(APPOINTMENT).where(APPOINTMENT.c.starts < limit.planned_before))
        if limit.day_is_over:
            for table in (ARRIVAL, DEMARCHE, SESSION):
                connection.execute(delete(table))
        connection.execute(delete(ARRIVAL).where(ARRIVAL.c.arrived <= limit.before))
        connection.execute(delete(SESSION).where(SESSION.c.started <= limit.before))
        connection.execute(delete(DEMARCHE).where(DEMARCHE.c.session.not_in(select(SESSION.c.id))))
        if connection.execute(delete(TICKET_SERIES).where(TICKET_SERIES.c.day < limit.numbers_from)).rowcount:
            connection.execute(delete(MARK).where(MARK.c.name == FLOOR))


def _look_again(path: Path, limit: Limit) -> bool | None:
    """Say whether the rule holds, seen by a connection that knows nothing yet; None when somebody wrote meanwhile."""
    with fresh_connection(path) as raw:
        # Nobody writes while it is looked at.
        raw.execute("BEGIN IMMEDIATE")
        if _size(beside(path, "-wal")):
            return None
        if raw.execute("PRAGMA integrity_check(1)").fetchall() != [(b"ok",)]:
            return False
        rows: Rows = {table: [typed_row(table, row) for row in scan(raw, table)] for table in TABLES}
        if _spared(rows, limit) != rows:
            return False
        found = raw.serialize()
        schema = raw.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid")
        with closing(written_anew([sql.decode() for (sql,) in schema], rows)) as anew:
            return len(found) == _size(path) and content_of(found) == content_of(anew.serialize())


def _replaced(store: Store, limit: Limit, *, may_replace: Callable[[], bool]) -> Purged:
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
                _destroy_strays(store.path)
                if _look_again(store.path, limit):
                    return Purged.REPLACED if is_whole else Purged.WITH_LOSS
            except Exception as error:
                why = type(error).__name__
    raise PurgeFailed(f"{store.path.name} could not be destroyed: {why}")


def _put_through_sqlite(store: Store, anew: sqlite3.Connection) -> None:
    """Overwrite every page under SQLite's own locks, so that the other screens see it."""

    def give_up_when_in_use(status: int, _remaining: int, _total: int) -> None:
        # Left to itself, it would wait for ever.
        if status in _BUSY:
            raise PurgeFailed(store.path.name)

    with fresh_connection(store.path) as raw:
        anew.backup(raw, progress=give_up_when_in_use)
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
        destroy_with_journals(path)
        write_private(fresh, image)
    destroy_with_journals(doomed)
    # The journal first: a new file beside an old journal would be given the old pages.
    for ending in (*_JOURNALS, ""):
        if beside(path, ending).exists():
            beside(doomed, ending).hardlink_to(beside(path, ending))
            if ending:
                beside(path, ending).unlink()
    fresh.replace(path)
    settle(path.parent)
    destroy_with_journals(doomed)


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
    return _spared(rows, limit), not lost


def _spared(rows: Rows, limit: Limit) -> Rows:
    sessions = {row["id"] for row in rows[SESSION] if limit.spares(SESSION, row, set())}
    return {table: [row for row in found if limit.spares(table, row, sessions)] for table, found in rows.items()}


def _is_busy(error: Exception) -> bool:
    origin = error.orig if isinstance(error, DBAPIError) else error
    return getattr(origin, "sqlite_errorcode", -1) & 0xFF in _BUSY


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _destroy_strays(path: Path) -> None:
    """Destroy what else bears the file's name: a rollback journal, a damaged file set aside, half a copy."""
    ours = {path, *(beside(path, ending) for ending in _JOURNALS)}
    for stray in set(path.parent.glob(f"*{path.name}*")) - ours:
        # A folder that once took the name is somebody else's, and is kept.
        if is_a_file(stray) or stray.is_symlink():
            destroy(stray)
