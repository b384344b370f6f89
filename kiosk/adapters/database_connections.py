"""One SQLite file: its pragmas, its only writer, its check at start, its journal."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, MetaData, create_engine, event, inspect, text
from sqlalchemy.exc import DatabaseError

from kiosk.adapters.migrations import HEADS, VERSION_TABLE
from kiosk.adapters.private_files import close_to_others

# ARCHITECTURE "Data". FULL: a number shown has reached the disk. MEMORY: no temporary file keeps what was sorted.
PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "secure_delete": "ON",
    "foreign_keys": "ON",
    "temp_store": "MEMORY",
    "trusted_schema": "OFF",
}
_CHECKPOINT_TRIES = 3
_SQLITE_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class Damaged(Exception):
    """The file is not a sound database; the message names the file only."""


class TooNew(Exception):
    """A later version of the program wrote this file; the message names it."""


class Store:
    """One open file. Any thread may call, one at a time: the lock makes the others wait.

    `patience_ms` is how long another process may hold the file before we give up.
    """

    def __init__(self, path: Path, *, patience_ms: int) -> None:
        self.path = path
        # Parameters stay out of error messages: they are letters and codes (P1).
        self.engine = create_engine(URL.create("sqlite", database=str(path)), hide_parameters=True)
        event.listen(self.engine, "connect", lambda raw, _record: _set_up(raw, patience_ms))
        event.listen(self.engine, "begin", _begin_at_once)
        self.lock = threading.RLock()
        self._connection: Connection | None = None

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Give the connection inside BEGIN IMMEDIATE … COMMIT; an exception rolls all of it back."""
        with self.lock:
            connection = self._open()
            with connection.begin():
                yield connection

    def outside(self, statement: str) -> list[Any]:
        """Run one statement that cannot stand in a transaction, and return its rows."""
        with self.lock:
            raw: Any = self._open().connection.driver_connection
            found: list[Any] = raw.execute(statement).fetchall()
            return found

    def truncate_journal(self) -> bool:
        """Empty the write-ahead journal into the file; False when a reader held on through every try."""
        for attempt in range(_CHECKPOINT_TRIES):
            if attempt:
                time.sleep(0.05)
            # The first value answered is 1 when the checkpoint could not finish.
            if self.outside("PRAGMA wal_checkpoint(TRUNCATE)")[0][0] == 0:
                return True
        return False

    def prepare(self, metadata: MetaData) -> None:
        """Check the file, then bring its tables to this version; a new file gets all of them at once.

        Raises Damaged, TooNew.
        """
        try:
            if self.outside("PRAGMA quick_check(1)") != [("ok",)]:
                raise Damaged(self.path.name)
            self._bring_up_to_date(metadata)
        except (DatabaseError, sqlite3.DatabaseError) as error:
            if _is_damage(error):
                raise Damaged(self.path.name) from error
            raise

    def close(self) -> None:
        """Close the file; SQLite then folds the journal in and removes it."""
        with self.lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
            self.engine.dispose()

    def _open(self) -> Connection:
        if self._connection is None:
            # SQLite gives a journal the rights of its file.
            close_to_others(self.path)
            self._connection = self.engine.connect()
            close_to_others(self.path, *(self.path.with_name(self.path.name + ending) for ending in ("-wal", "-shm")))
        return self._connection

    def _bring_up_to_date(self, metadata: MetaData) -> None:
        with self.transaction() as connection:
            head = HEADS[self.path.stem]
            found = recorded_version(connection)
            if found == head:
                return
            if found is not None:
                # alembic is heavy: it is imported only on the one start after an update.
                from kiosk.adapters.migrations.upgrade import upgrade

                if not upgrade(connection, self.path.stem, found):
                    raise TooNew(self.path.name)
            else:
                metadata.create_all(connection)
                connection.execute(text(VERSION_TABLE))
                connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": head})


def recorded_version(connection: Connection) -> str | None:
    """Return the revision of the file's tables, None for a new file."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _set_up(raw: Any, patience_ms: int) -> None:
    # No hidden BEGIN by the driver: ours is IMMEDIATE, so no transaction fails half-way for want of the write lock.
    raw.isolation_level = None
    # First of all, because the other pragmas may have to wait.
    raw.execute(f"PRAGMA busy_timeout={patience_ms}")
    for name, value in PRAGMAS.items():
        raw.execute(f"PRAGMA {name}={value}")


def _begin_at_once(connection: Connection) -> None:
    raw: Any = connection.connection.driver_connection
    raw.execute("BEGIN IMMEDIATE")


def _is_damage(error: Exception) -> bool:
    origin = error.orig if isinstance(error, DatabaseError) else error
    return getattr(origin, "sqlite_errorcode", 0) & 0xFF in _SQLITE_DAMAGE
