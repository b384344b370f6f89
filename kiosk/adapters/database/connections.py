"""One SQLite file: its pragmas, its only writer, its check at start, its journal, and whether it is still there."""

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Dialect, Engine, MetaData, create_engine, event
from sqlalchemy.pool import NullPool
from sqlalchemy.util import LRUCache

from kiosk.adapters.database.checks import be_ours, be_whole, bring_up_to_date, read_whole
from kiosk.adapters.database.trouble import Damaged, Moved, trouble_of
from kiosk.adapters.machine.private_files import close_to_others, open_private
from kiosk.domain.machine.data_state import Trouble
from kiosk.machine_ports import DataUnusable

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
# No text or blob of ours is longer; a hostile page that claims gigabytes is refused instead of filling the memory.
LONGEST_VALUE = 1 << 24  # bytes
_READS = "kiosk_reads"  # the option of a connection whose next transaction only reads
COMPANIONS = ("", "-wal", "-shm")
# Every statement that this process asked, by its form: there are a few hundred.
_COMPILED: LRUCache[Any, Any] = LRUCache(1000)
Identity = tuple[int, int]


class Store:
    """One open file. Any thread may call, one at a time: the lock makes the others wait.

    `patience_ms` is how long another process may hold the file before we give up.
    """

    def __init__(self, path: Path, *, patience_ms: int) -> None:
        self.path = path
        self.engine = _engine(path)
        event.listen(self.engine, "connect", lambda raw, _record: _set_up(raw, patience_ms))
        event.listen(self.engine, "begin", _begin_as_asked)
        self.lock = threading.RLock()
        self._connection: Connection | None = None
        # For good: whoever built this has built another one, or ends.
        self.is_closed = False
        self._identities: dict[Path, Identity | None] = {}
        self._awaits: MetaData | None = None
        # Whether it held no table before it was prepared.
        self.was_empty = False

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Give the connection inside BEGIN IMMEDIATE … COMMIT; an exception rolls all of it back.

        Raises Moved instead of keeping what the folder would not hold: SQLite writes on into a deleted file.
        """
        with self.lock:
            connection = self._open()
            with connection.begin():
                yield connection
                if self.has_moved():
                    raise Moved(self.path.name)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give the connection inside BEGIN … ROLLBACK: the write lock is never asked for, so nobody waits for it."""
        with self.lock:
            connection = self._open()
            connection.execution_options(**{_READS: True})
            try:
                with connection.begin() as begun:
                    yield connection
                    begun.rollback()
            finally:
                connection.execution_options(**{_READS: False})

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
        """Check the file whole, then bring its tables to this version; a new file gets all of them at once.

        Raises Damaged, TooNew, Foreign, or DataUnusable with the trouble met: nothing else, whatever the file holds.
        """
        try:
            be_ours(self.path, metadata)
            be_whole(self.outside("PRAGMA integrity_check(1)"), self.path)
            with self.transaction() as connection:
                self.was_empty = bring_up_to_date(connection, self.path, metadata)
                read_whole(connection, self.path, metadata)
        except DataUnusable:
            raise
        # Any class of exception can come from a hostile file; its message may quote a value, so it is not chained.
        except Exception as error:
            trouble = trouble_of(error, self.path)
            if trouble is Trouble.DAMAGED:
                raise Damaged(self.path.name) from None
            raise DataUnusable(self.path.name, trouble) from None

    def prepare_later(self, metadata: MetaData) -> None:
        """Leave a file that cannot be opened now: whoever uses it tries again, and gets the same exceptions."""
        self.let_go()
        self._awaits = metadata

    def touch(self) -> None:
        """Write a page that says what it said before, through to the disk. Raises whatever keeps it from there."""
        with self.transaction() as connection:
            connection.exec_driver_sql("PRAGMA user_version = 0")

    def check(self) -> None:
        """Read the file anew, past what this connection remembers of it. Raises Damaged."""
        with self.lock, closing(sqlite3.connect(self.path, timeout=2.0)) as fresh:
            be_whole(fresh.execute("PRAGMA quick_check(1)").fetchall(), self.path)

    def has_moved(self) -> bool:
        """Say whether the folder holds another file, or none, where ours was opened; its journal counts as it does."""
        return any(_identity(place) != known for place, known in self._identities.items())

    def copy_to(self, path: Path) -> None:
        """Write what is open into another file, whole, though its own name be gone."""
        with self.lock:
            raw: Any = self._open().connection.driver_connection
            # SQLite gives what it makes beside it the rights of the file.
            os.close(open_private(str(path), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC))
            with closing(sqlite3.connect(path)) as copy:
                raw.backup(copy)

    def close(self) -> None:
        """Close the file for good; SQLite then folds the journal in and removes it."""
        with self.lock:
            self.is_closed = True
            self.let_go()

    def let_go(self) -> None:
        """Hold nothing open; whoever uses the file next opens what then stands there, and believes it."""
        with self.lock:
            if self._connection is not None:
                # A disk that fails may refuse the last words as well.
                with suppress(Exception):
                    self._connection.close()
                self._connection = None
            self._identities = {}
            self.engine.dispose()

    def _open(self) -> Connection:
        if self.is_closed:
            raise DataUnusable(f"{self.path.name} was closed")
        if self._connection is None:
            if self._awaits is not None:
                be_ours(self.path, self._awaits)
            # SQLite gives a journal the rights of its file.
            close_to_others(self.path)
            self._connection = self.engine.connect()
            # Reading makes SQLite open the journal and its index as well.
            self._raw().execute("SELECT count(*) FROM sqlite_master").fetchone()
            places = [self.path.with_name(self.path.name + companion) for companion in COMPANIONS]
            close_to_others(*places)
            self._identities = {place: _identity(place) for place in places}
            self._finish_opening()
        return self._connection

    def _finish_opening(self) -> None:
        if self._awaits is None:
            return
        metadata, self._awaits = self._awaits, None
        try:
            self.prepare(metadata)
        except DataUnusable:
            self.prepare_later(metadata)
            raise

    def _raw(self) -> Any:
        assert self._connection is not None  # noqa: S101 (just opened)
        return self._connection.connection.driver_connection


@cache
def _dialect() -> Dialect:
    """Return what writes SQL for every file, the version of SQLite known to it."""
    # One for all: a statement is compiled once, and not again with each file that is opened.
    asked = create_engine("sqlite://")
    asked.connect().close()
    return asked.dialect


def _engine(path: Path) -> Engine:
    def connect() -> Any:
        # Any thread may call: the lock of the store lets one through at a time.
        return sqlite3.connect(path, check_same_thread=False)

    pool = NullPool(connect, dialect=_dialect())
    # Parameters stay out of error messages: they are letters and codes (P1).
    url = URL.create("sqlite", database=str(path))
    return Engine(pool, _dialect(), url, hide_parameters=True, execution_options={"compiled_cache": _COMPILED})


def _identity(place: Path) -> Identity | None:
    try:
        found = place.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _set_up(raw: Any, patience_ms: int) -> None:
    # No hidden BEGIN by the driver: ours is IMMEDIATE, so no transaction fails half-way for want of the write lock.
    raw.isolation_level = None
    raw.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    # First of all, because the other pragmas may have to wait.
    raw.execute(f"PRAGMA busy_timeout={patience_ms}")
    for name, value in PRAGMAS.items():
        raw.execute(f"PRAGMA {name}={value}")


def _begin_as_asked(connection: Connection) -> None:
    raw: Any = connection.connection.driver_connection
    raw.execute("BEGIN" if connection.get_execution_options().get(_READS) else "BEGIN IMMEDIATE")
