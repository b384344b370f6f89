"""A file is checked before it is used: whose it is, whether it is whole, which version it has, what its rows say."""

import re
import sqlite3
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, DDLElement, MetaData, create_mock_engine, select, text

from kiosk.adapters.database.migrations import HEADS, VERSION_TABLE
from kiosk.adapters.database.rules import keeps_the_rules
from kiosk.adapters.database.trouble import Damaged, Foreign, TooNew


def be_ours(path: Path, metadata: MetaData) -> None:
    """Look before opening for good: another program's file is not even to be set to our way of writing.

    Raises Foreign.
    """
    if not path.is_file():
        return
    look_only = f"file:{quote(str(path))}?mode=ro"
    with suppress(sqlite3.Error), closing(sqlite3.connect(look_only, uri=True)) as raw:
        tables = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if tables and not tables & set(metadata.tables):
            raise Foreign(path.name)


def be_whole(answer: list[Any], path: Path) -> None:
    """Take what SQLite answers when it has checked a file. Raises Damaged."""
    if answer != [("ok",)]:
        raise Damaged(path.name)


def bring_up_to_date(connection: Connection, path: Path, metadata: MetaData) -> bool:
    """Bring a file's tables to this version; say whether it held none before. Raises TooNew, Damaged."""
    head = HEADS[path.stem]
    found = recorded_version(connection, path.stem)
    if found is None:
        for statement in _tables_of(metadata):
            connection.exec_driver_sql(statement)
        connection.execute(text(VERSION_TABLE))
        connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": head})
    elif found != head:
        # alembic is heavy: it is imported only on the one start after an update.
        from kiosk.adapters.database.migrations.upgrade import upgrade

        if not upgrade(connection, path.stem, found):
            raise TooNew(path.name)
    return found is None


@cache
def _tables_of(metadata: MetaData) -> tuple[str, ...]:
    """Return what makes all tables of an empty file, as SQLAlchemy writes it."""
    said: list[str] = []

    def write(made: DDLElement, *_: object, **__: object) -> None:
        said.append(str(made.compile(dialect=writer.dialect)))

    writer = create_mock_engine("sqlite://", write)
    metadata.create_all(writer, checkfirst=False)
    return tuple(said)


def read_whole(connection: Connection, path: Path, metadata: MetaData) -> None:
    """Read every row as the screens will: one that they could not take would stop them at each look. Raises Damaged."""
    for table in metadata.sorted_tables:
        for row in connection.execute(select(table)):
            if not keeps_the_rules(table, row._asdict()):
                raise Damaged(path.name)


def recorded_version(connection: Connection, stem: str) -> str | None:
    """Return the revision of the file's tables, None for a new file. Raises Damaged."""
    tables = set(connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars())
    if not tables:
        return None
    versions: list[object] = []
    if "alembic_version" in tables:
        versions = list(connection.execute(text("SELECT version_num FROM alembic_version")).scalars())
    if len(versions) == 1 and re.fullmatch(rf"{stem}_\d{{1,4}}", str(versions[0]), re.ASCII):
        return str(versions[0])
    raise Damaged(f"{stem}.sqlite")
