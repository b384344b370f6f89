"""The rows of `day.sqlite` read without trust, through their types and past any damage, and the file written anew."""

import contextlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Table, TypeDecorator
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from kiosk.adapters.database.migrations import HEADS, VERSION_TABLE
from kiosk.adapters.database.tables import (
    APPOINTMENT,
    ARRIVAL,
    DAY,
    DEMARCHE,
    MARK,
    PENDING_COUNT,
    SESSION,
    TICKET_SERIES,
    UNDO,
)
from kiosk.adapters.database.types import UtcTime
from kiosk.domain.figures.usage import Counter, checked

# Sessions before their démarches.
TABLES = (SESSION, DEMARCHE, ARRIVAL, APPOINTMENT, UNDO, TICKET_SERIES, PENDING_COUNT, MARK)
_PATIENCE_SECONDS = 2.0
_DIALECT = sqlite.dialect()
# Journal mode, change counter, schema cookie, who wrote last.
_LOOSE = (slice(18, 20), slice(24, 28), slice(40, 44), slice(92, 100))
_STARTS = "ix_appointment_starts"
_KINDS = {
    table: [(c.name, c.type if isinstance(c.type, TypeDecorator) else None, bool(c.nullable)) for c in table.columns]
    for table in TABLES
}
Row = dict[str, Any]
Rows = dict[Table, list[Row]]


def read_what_can_be(raw: sqlite3.Connection, table: Table) -> tuple[list[Row], bool]:
    """Return a table's rows, from both its ends if need be, each up to the first damage; True when all were read."""
    found: dict[tuple[Any, ...], Row] = {}
    is_whole = True
    for direction in ("ASC", "DESC"):
        try:
            for row in scan(raw, table, direction):
                try:
                    typed = typed_row(table, row)
                except (ValueError, TypeError):
                    is_whole = False
                else:
                    found[tuple(typed[column.name] for column in table.primary_key)] = typed
        except sqlite3.Error:
            is_whole = False
        else:
            break
    return list(found.values()), is_whole


def agreed(raw: sqlite3.Connection, appointments: list[Row]) -> list[Row]:
    """Leave out those whose hour the index knows otherwise: a bit that turned must not make a past one one to come."""
    try:
        found = raw.execute(f"SELECT id, starts FROM appointment INDEXED BY {_STARTS} ORDER BY starts")  # noqa: S608
        known = {(number, starts.decode()) for number, starts in found}
    except (sqlite3.Error, ValueError, AttributeError):
        return appointments
    hour = UtcTime().process_bind_param
    return [row for row in appointments if (row["id"], hour(row["starts"], _DIALECT)) in known]


def written_anew(schema: list[str], rows: Rows) -> sqlite3.Connection:
    """Return a database in memory with these rows, packed as VACUUM packs them; a row that breaks a rule stays out."""
    anew = sqlite3.connect(":memory:", isolation_level=None)
    for sql in schema:
        anew.execute(sql)
    anew.execute("INSERT INTO alembic_version VALUES (?)", [HEADS["day"]])
    for table, found in rows.items():
        names = [column.name for column in table.columns]
        into = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608
        for row in found:
            with contextlib.suppress(sqlite3.Error):
                anew.execute(into, _bound(table, row))
    anew.execute("VACUUM")
    return anew


def new_schema() -> Iterator[str]:
    """Yield what makes the tables of this version."""
    for table in DAY.sorted_tables:
        yield str(CreateTable(table).compile(dialect=_DIALECT))
        yield from (str(CreateIndex(index).compile(dialect=_DIALECT)) for index in sorted(table.indexes, key=str))
    yield VERSION_TABLE


@contextlib.contextmanager
def fresh_connection(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file that must exist, by a connection that remembers nothing of it; texts come as bytes."""
    where = f"{path.absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(where, uri=True, isolation_level=None, timeout=_PATIENCE_SECONDS)) as raw:
        raw.execute("PRAGMA temp_store=MEMORY")
        raw.execute("PRAGMA trusted_schema=OFF")
        # A damaged text must cost its own row only.
        raw.text_factory = bytes
        yield raw


def scan(raw: sqlite3.Connection, table: Table, direction: str = "ASC") -> sqlite3.Cursor:
    """Read a whole table from one of its ends, by the table itself and no index."""
    names = ", ".join(column.name for column in table.columns)
    keys = ", ".join(f"{column.name} {direction}" for column in table.primary_key)
    # Our own names only.
    return raw.execute(f"SELECT {names} FROM {table.name} NOT INDEXED ORDER BY {keys}")  # noqa: S608


def typed_row(table: Table, row: tuple[Any, ...]) -> Row:
    """Read a row through its columns' types; one that we would not write so raises ValueError or TypeError."""
    read: Row = {}
    for (name, kind, is_nullable), value in zip(_KINDS[table], row, strict=True):
        plain = value.decode() if isinstance(value, bytes) else value
        if plain is None and not is_nullable:
            raise ValueError(table.name)
        read[name] = kind.process_result_value(plain, _DIALECT) if kind else plain
        if kind and kind.process_bind_param(read[name], _DIALECT) != plain:
            raise ValueError(table.name)
    return read


def _bound(table: Table, row: Row) -> list[Any]:
    return [kind.process_bind_param(row[name], _DIALECT) if kind else row[name] for name, kind, _ in _KINDS[table]]


def content_of(image: bytes) -> bytes:
    """Return an image without what differs between two files of the same content."""
    held = bytearray(image)
    for part in _LOOSE:
        held[part] = bytes(part.stop - part.start)
    return bytes(held)


def is_declared(row: Row) -> bool:
    """Say whether a pending count is one that the catalogue declares: no other text may stand there."""
    try:
        checked(Counter(row["family"], row["site"], row["period"], row["value"]))
    except ValueError:
        return False
    return True
