"""What of a day may remain, and the look that says whether nothing else does.

The rule: after a purge the file is, byte for byte, what SQLite writes anew for the rows that may remain, in our own
tables; its journal is empty and no other file of the folder bears its name or is a copy of it. Nothing else can be in
it then, so nothing has to be searched for: three letters are found by chance in any file.
"""

import os
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Table

from kiosk.adapters.database.rescue import beside, is_a_database, is_a_file
from kiosk.adapters.database.rows import (
    TABLES,
    Row,
    Rows,
    content_of,
    fresh_connection,
    is_declared,
    scan,
    typed_row,
    written_anew,
)
from kiosk.adapters.database.tables import (
    APPOINTMENT,
    ARRIVAL,
    CANCELLED,
    DAY,
    DEMARCHE,
    MARK,
    PENDING_COUNT,
    SESSION,
    TICKET_SERIES,
    UNDO,
)
from kiosk.adapters.machine.private_files import destroy

JOURNALS = ("-wal", "-shm")
# What a file of the day holds, and no other.
_TABLE = f"CREATE TABLE {APPOINTMENT.name}".encode()
_OTHERS = ("figures.sqlite", "device.sqlite")
_NAMES = {"alembic_version", *DAY.tables, *(str(index.name) for table in TABLES for index in table.indexes)}


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

    def spared(self, rows: Rows) -> Rows:
        """Return the rows that may remain."""
        sessions = {row["id"] for row in rows[SESSION] if self._spares(SESSION, row, set())}
        return {table: [row for row in found if self._spares(table, row, sessions)] for table, found in rows.items()}

    def _spares(self, table: Table, row: Row, sessions: set[int]) -> bool:
        """Say whether a row may remain; `sessions` are those that do."""
        rules: dict[Table, Callable[[], bool]] = {
            ARRIVAL: lambda: not self.day_is_over and row["arrived"] > self.before,
            SESSION: lambda: not self.day_is_over and row["started"] > self.before,
            APPOINTMENT: lambda: row["starts"] >= self.planned_before,
            DEMARCHE: lambda: row["session"] in sessions,
            UNDO: lambda: False,
            MARK: lambda: not row["name"].startswith(CANCELLED) or row["value"] >= self.planned_before.timestamp(),
            TICKET_SERIES: lambda: row["day"] >= self.numbers_from,
            PENDING_COUNT: lambda: is_declared(row),
        }
        return table not in rules or rules[table]()


def holds(path: Path, limit: Limit) -> bool | None:
    """Say whether the rule holds, seen by a connection that knows nothing yet; None when somebody wrote meanwhile."""
    with fresh_connection(path) as raw:
        # Nobody writes while it is looked at.
        raw.execute("BEGIN IMMEDIATE")
        if _size(beside(path, "-wal")):
            return None
        if raw.execute("PRAGMA integrity_check(1)").fetchall() != [(b"ok",)]:
            return False
        rows: Rows = {table: [typed_row(table, row) for row in scan(raw, table)] for table in TABLES}
        if limit.spared(rows) != rows:
            return False
        found = raw.serialize()
        schema = raw.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid").fetchall()
        # What somebody added (a view, a trigger) is made of text, and that may quote what was to go.
        if {name.decode() for name, _ in schema} != _NAMES:
            return False
        with closing(written_anew([sql.decode() for _, sql in schema], rows)) as anew:
            return len(found) == _size(path) and content_of(found) == content_of(anew.serialize())


def destroy_strays(path: Path) -> None:
    """Destroy what else bears the file's name (a rollback journal, a damaged file set aside), and its copies.

    A copy is told by its tables, whatever its name and whichever folder in ours it was put into.
    """
    ours = {path, *(beside(path, ending) for ending in JOURNALS)}
    for stray in set(path.parent.rglob("*")) - ours:
        bears_the_name = path.name in stray.name
        # A folder that once took the name is somebody else's, and is kept.
        if stray.is_symlink():
            if bears_the_name:
                stray.unlink()
        elif is_a_file(stray) and (bears_the_name or _is_a_copy(stray)):
            # A second name of the file itself is no copy: overwritten, both would be lost.
            if path.exists() and stray.samefile(path):
                stray.unlink()
            else:
                destroy(stray)


def _is_a_copy(stray: Path) -> bool:
    try:
        # Whoever closes a file that SQLite holds open in this process takes its locks away: none is even opened.
        if stray.name.startswith(_OTHERS) or _is_in_use(stray):
            return False
        # Its texts may be written two bytes a letter.
        return is_a_database(stray) and _TABLE in stray.read_bytes().replace(b"\0", b"")
    except OSError:
        return False


def _is_in_use(stray: Path) -> bool:
    """Say whether this process holds a file open, by this name or another. Raises OSError where it is gone."""
    found = stray.stat()
    for handle in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            if os.path.samestat(handle.stat(), found):
                return True
    return False


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
