"""A damaged file is replaced: what can be read is carried over, what is personal in the old one is destroyed."""

import contextlib
import os
import sqlite3
import stat
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, MetaData, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import IntegrityError, StatementError

from kiosk.adapters.database.connections import COMPANIONS, LONGEST_VALUE, Store
from kiosk.adapters.database.rules import keeps_the_rules
from kiosk.adapters.machine import private_files

_DIALECT = sqlite.dialect()
_DATABASE = b"SQLite format 3\0"
# A hostile schema may make a question that has no end: reading a file of ours takes a hundredth of this.
_STEPS, _MOST_ROUNDS = 1_000_000, 500


def rescue(aside: Path, store: Store, metadata: MetaData) -> set[Table]:
    """Copy what can still be read into a sound file at one stroke; return the tables that lost something.

    Raises whatever keeps the sound file from being written: then nothing was copied.
    """
    if not is_a_file(aside):
        return set(metadata.tables.values())
    lost: set[Table] = set()
    # The tables of the plan come first in name and in need: appointments to come are what nobody can say again.
    with store.transaction() as sound:
        for table in metadata.sorted_tables:
            if not _carry(aside, table, sound):
                lost.add(table)
    return lost


def _carry(aside: Path, table: Table, sound: Connection) -> bool:
    """Copy one table, from both of its ends towards the damage; say whether all of it was read."""
    columns = _columns(aside, table)
    is_whole = len(columns) == len(table.columns)
    kept = table.insert().prefix_with("OR IGNORE")
    for order in ("ASC", "DESC"):
        rows = _rows(aside, table, columns, order)
        for row in rows:
            values = _read(table, row) if row is not None else None
            if values is None:
                is_whole = False
            else:
                _keep(sound, kept, values)
        if is_whole:
            break
    return is_whole


def _rows(aside: Path, table: Table, columns: list[str], order: str) -> Iterator[dict[str, object] | None]:
    """Give the rows as they stand, and None once where reading could not go on."""
    keys = ", ".join(f'"{column.name}" {order}' for column in table.primary_key)
    named = ", ".join(f'"{name}"' for name in columns)
    try:
        with contextlib.closing(_opened(aside)) as damaged:
            yield from (
                dict(zip(columns, row, strict=True))
                for row in damaged.execute(f'SELECT {named} FROM "{table.name}" ORDER BY {keys}')  # noqa: S608 (our own names)
            )
    # Any class of exception can come from a hostile page.
    except Exception:
        yield None


def _columns(aside: Path, table: Table) -> list[str]:
    """Return the columns that a file of an earlier version has as well; all of them where it cannot tell."""
    ours = [column.name for column in table.columns]
    with contextlib.suppress(Exception), contextlib.closing(_opened(aside)) as damaged:
        theirs = {row[1] for row in damaged.execute(f'PRAGMA table_info("{table.name}")')}
        if theirs >= {column.name for column in table.primary_key}:
            return [name for name in ours if name in theirs]
    return ours


def _opened(path: Path) -> sqlite3.Connection:
    damaged = sqlite3.connect(path, isolation_level=None)
    damaged.text_factory = lambda raw: raw.decode(errors="replace")
    damaged.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    rounds = iter(range(_MOST_ROUNDS))
    damaged.set_progress_handler(lambda: int(next(rounds, None) is None), _STEPS)
    damaged.execute("PRAGMA trusted_schema = OFF")
    return damaged


def _read(table: Table, row: dict[str, object]) -> dict[str, Any] | None:
    """Read a row as the screens would; None where they could not."""
    try:
        values = {name: _value(table, name, value) for name, value in row.items()}
        return values if keeps_the_rules(table, values) else None
    except Exception:  # any value of a damaged row may be anything
        return None


def _value(table: Table, name: str, value: object) -> object:
    read = getattr(table.c[name].type, "process_result_value", None)
    if isinstance(value, str) and "\ufffd" in value:
        raise ValueError("a text that is none")
    return read(value, _DIALECT) if read is not None else value


def _keep(connection: Connection, statement: Any, row: dict[str, Any]) -> None:
    # One row that breaks the tables' rules must not cost the others; a disk that is full must.
    try:
        connection.execute(statement, row)
    except IntegrityError:
        return
    except StatementError as error:
        if getattr(error.orig, "sqlite_errorcode", None) is not None:
            raise


def beside(path: Path, ending: str) -> Path:
    """Return the place beside a file where a copy of it waits."""
    return path.with_name(path.name + ending)


def is_there(path: Path) -> bool:
    """Say whether a name is taken, be it by a link that leads nowhere."""
    return os.path.lexists(path)


def is_a_file(path: Path) -> bool:
    """Say whether a name leads to an ordinary file: neither a folder, a pipe, a device nor a broken link."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def move(path: Path, to: Path) -> None:
    """Rename a file, then its journal; run again after a power cut, it moves what was left behind."""
    if is_there(path):
        destroy(to)
    for companion in COMPANIONS:
        source = beside(path, companion)
        if is_there(source):
            source.rename(beside(to, companion))


def destroy(path: Path) -> None:
    """Overwrite a file and its journal with zeros before unlinking them."""
    for companion in COMPANIONS:
        place = beside(path, companion)
        if companion == "-shm" and is_a_file(place):
            # It holds page numbers only, and other screens may have it in their memory.
            place.unlink()
        elif is_a_file(place) and not place.is_symlink():
            private_files.destroy(place)
        elif is_there(place):
            clear(place)


def free_names(path: Path) -> None:
    """Free the names of a file and its journal from what is none: a link gives way to the file that it leads to.

    What is ours lies in our folder: destroyed through a link, a file that had to be replaced would stay where it is.
    """
    if path.is_symlink() and is_a_file(path) and is_a_database(path):
        real = path.resolve()
        with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(real)) as folded:
            folded.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        # On another disk it stays, and is used where it is.
        with contextlib.suppress(OSError):
            real.replace(path)
            for companion in COMPANIONS[1:]:
                if is_a_file(beside(real, companion)):
                    beside(real, companion).replace(beside(path, companion))
    for companion in COMPANIONS:
        place = beside(path, companion)
        if is_there(place) and not is_a_file(place):
            clear(place)


def is_a_database(path: Path) -> bool:
    """Say whether a file begins as every SQLite file does; one that we may not read is somebody else's."""
    try:
        with path.open("rb") as file:
            return file.read(len(_DATABASE)) == _DATABASE
    except OSError:
        return False


def clear(place: Path) -> None:
    """Free a name from what is no file of ours: a link or a pipe goes, a folder is kept beside with all it holds."""
    if not place.is_dir() or place.is_symlink():
        place.unlink()
        return
    free = next(kept for n in count() if not is_there(kept := beside(place, f".kept-{n}")))
    place.rename(free)
