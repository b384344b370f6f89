"""The three SQLite files of a folder, because there are three lifetimes: the day, the years, the machine."""

import contextlib
import fcntl
import os
import sqlite3
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, Insert, MetaData, insert, select
from sqlalchemy.exc import DatabaseError

from kiosk.adapters.database_connections import Damaged, Store, TooNew
from kiosk.adapters.database_day import SqliteDayBook
from kiosk.adapters.database_device import DEVICE
from kiosk.adapters.database_figures import SqliteDevice, SqliteFigures
from kiosk.adapters.database_purge import finish_replacement
from kiosk.adapters.database_staff import SqliteStaff
from kiosk.adapters.database_tables import DAY, FIGURES, FLOOR, FRESH_NUMBERS, MARK, TICKET_SERIES
from kiosk.adapters.private_files import open_private, private_tree

# How long another process may hold a file before we say so.
PATIENCE_MS = 2000
# A guest may find the keeper still creating or mending the files.
_GUEST_PATIENCE_MS = 10_000
_COMPANIONS = ("", "-wal", "-shm")


class FolderInUse(Exception):
    """Another process has this role in this folder, or must be asked first; the message names the folder."""


# What `open_databases` raises of a folder that cannot be opened now.
CANNOT_OPEN = (FolderInUse, TooNew, Damaged, DatabaseError, sqlite3.Error, OSError)


@dataclass(frozen=True, slots=True)
class Damage:
    """A file was found damaged and started afresh; `whole` says that everything in it could be read and kept."""

    file: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Databases:
    """The open files of one folder, which kiosk, desk and board share. `damages` must be told to the desk."""

    day: SqliteDayBook
    figures: SqliteFigures
    device: SqliteDevice
    staff: SqliteStaff
    damages: tuple[Damage, ...]
    _folder: "_Folder"

    def keep(self) -> bool:
        """Say whether this process is the one that flushes, purges and imports here; become it if nobody is."""
        return self._folder.keep()

    def close(self) -> None:
        """Close the files, then let go of the folder."""
        for part in (self.day, self.figures, self.device):
            part.store.close()
        self._folder.close()

    def __enter__(self) -> "Databases":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Folder:
    """Who does what in a folder: one process a role, and one keeper among them."""

    def __init__(self, path: Path, role: str) -> None:
        self.path = path
        self._keeper: TextIOWrapper | None = None
        self._role = _locked(path / f"{role}.lock") if role else None
        if role and self._role is None:
            raise FolderInUse(f"another {role} is already working in {path}")

    def keep(self) -> bool:
        """Hold the keeper's lock if nobody else does."""
        if self._keeper is None:
            self._keeper = _locked(self.path / "keeper.lock")
        return self._keeper is not None

    def close(self) -> None:
        """Let go."""
        for handle in (self._role, self._keeper):
            if handle is not None:
                handle.close()


def _locked(path: Path) -> TextIOWrapper | None:
    # Opened by its own descriptor, so that even a second opening inside this process is refused.
    handle = open(path, "a", opener=open_private)  # noqa: SIM115 (held while the folder is)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        handle.close()
        return None
    return handle


def open_databases(folder: Path, *, role: str = "kiosk", patience_ms: int = PATIENCE_MS) -> Databases:
    """Open the folder's three files, made if need be, checked, and with an interrupted flush finished.

    One process a role; a command that comes and goes has the role "". A damaged `day.sqlite` is rebuilt from what can
    be read and destroyed like any past day; a damaged file of the others, which hold nothing personal, is kept beside
    as `.kept`; only the folder's keeper may do so. Raises FolderInUse, TooNew.
    """
    private_tree(folder)
    place = _Folder(folder, role)
    stores: list[Store] = []
    try:
        damages = []
        for name, metadata in (("day", DAY), ("figures", FIGURES), ("device", DEVICE)):
            path = folder / f"{name}.sqlite"
            store, damage = _opened(path, metadata, patience_ms) if place.keep() else (_joined(path, metadata), [])
            stores.append(store)
            damages += damage
        found = Databases(
            SqliteDayBook(stores[0]),
            SqliteFigures(stores[1]),
            SqliteDevice(stores[2]),
            SqliteStaff(stores[2]),
            tuple(damages),
            place,
        )
        if place.keep():
            found.day.finish_flush(found.figures)
    except BaseException:
        for store in stores:
            store.close()
        place.close()
        raise
    return found


def _joined(path: Path, metadata: MetaData) -> Store:
    """Open a file that another process keeps; a damaged one is the keeper's to mend."""
    store = Store(path, patience_ms=_GUEST_PATIENCE_MS)
    try:
        store.prepare(metadata)
    except Damaged as error:
        store.close()
        raise FolderInUse(f"{path.name} is damaged and another process keeps {path.parent}: start it again") from error
    return store


def _opened(path: Path, metadata: MetaData, patience_ms: int) -> tuple[Store, list[Damage]]:
    aside = _beside(path, ".damaged")
    _destroy(_beside(path, ".doomed"))
    finish_replacement(path)
    if aside.exists():
        # A power cut came while a damaged file was being replaced: what stands in its place is not whole yet.
        if path.exists():
            _destroy(path)
        _move(path, aside)
        return _rebuilt(path, aside, metadata, patience_ms)
    _destroy(aside)
    store = Store(path, patience_ms=patience_ms)
    try:
        store.prepare(metadata)
    except Damaged:
        store.close()
        _move(path, aside)
        return _rebuilt(path, aside, metadata, patience_ms)
    except BaseException:
        store.close()
        raise
    return store, []


def _rebuilt(path: Path, aside: Path, metadata: MetaData, patience_ms: int) -> tuple[Store, list[Damage]]:
    store = Store(path, patience_ms=patience_ms)
    store.prepare(metadata)
    whole = _rescue(aside, store, metadata, patience_ms)
    if metadata is DAY:
        _move(aside, _beside(path, ".doomed"))
        _destroy(_beside(path, ".doomed"))
    else:
        _move(aside, _beside(path, ".kept"))
    return store, [Damage(path.name, whole)]


def _rescue(aside: Path, store: Store, metadata: MetaData, patience_ms: int) -> bool:
    """Copy what can still be read, each table up to its first damage, at one stroke; True when nothing was lost."""
    damaged, lost = Store(aside, patience_ms=patience_ms), set()
    try:
        with store.transaction() as sound:
            for table in metadata.sorted_tables:
                try:
                    with damaged.transaction() as connection:
                        for row in connection.execute(select(table)):
                            _keep(sound, table.insert().prefix_with("OR IGNORE"), row._asdict())
                except (DatabaseError, ValueError):
                    lost.add(table)
            if TICKET_SERIES in lost:
                _keep(sound, insert(MARK).prefix_with("OR REPLACE"), {"name": FLOOR, "value": FRESH_NUMBERS})
    finally:
        damaged.close()
    return not lost


def _keep(connection: Connection, statement: Insert, row: dict[str, object]) -> None:
    # One row that breaks the tables' rules must not cost the others.
    with contextlib.suppress(DatabaseError):
        connection.execute(statement, row)


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _move(path: Path, to: Path) -> None:
    """Rename a file, then its journal; run again after a power cut, it moves what was left behind."""
    if path.exists():
        _destroy(to)
    for companion in _COMPANIONS:
        source = _beside(path, companion)
        if source.exists():
            source.rename(_beside(to, companion))


def _destroy(path: Path) -> None:
    """Overwrite a file and its journal with zeros before unlinking them."""
    for companion in _COMPANIONS:
        place = _beside(path, companion)
        if place.exists():
            with place.open("r+b") as file:
                file.write(bytes(place.stat().st_size))
                file.flush()
                os.fsync(file.fileno())
            place.unlink()
