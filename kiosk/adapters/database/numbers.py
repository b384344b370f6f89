"""The second place of the last number given, and of what was made here: `device.sqlite`, whatever befalls the day."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Table, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from kiosk.adapters.database.connections import Store
from kiosk.adapters.database.device_tables import MADE, ROOM_NUMBER
from kiosk.adapters.database.tables import TICKET_SERIES
from kiosk.domain.reception.arrivals import Series, Ticket


def _never_lower(table: Table) -> Any:
    statement = upsert(table)
    higher = statement.excluded.last
    return statement.on_conflict_do_update(
        index_elements=["day", "series"], set_={"last": higher}, where=table.c.last < higher
    )


_REACH, _RAISE = _never_lower(ROOM_NUMBER), _never_lower(TICKET_SERIES)


class RoomNumbers:
    """How far the numbers of each day have come."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def reach(self, given: Iterable[tuple[date, Ticket]]) -> None:
        """Note numbers that are on the disk and about to be shown."""
        rows = [{"day": day, "series": ticket.series, "last": ticket.number} for day, ticket in given]
        if rows:
            with self._store.transaction() as connection:
                connection.execute(_REACH, rows)

    def reached(self) -> tuple[tuple[date, Series, int], ...]:
        """Return the last number of each day and series."""
        with self._store.transaction() as connection:
            return tuple((row.day, row.series, row.last) for row in connection.execute(select(ROOM_NUMBER)))

    def raise_in(self, store: Store) -> bool:
        """Let no number known here return in a day's file; say whether the file did not know one.

        Then it is new, was put back as it was, or lost a part of its journal.
        """
        rows = [{"day": day, "series": series, "last": last} for day, series, last in self.reached()]
        with store.transaction() as connection:
            return sum(connection.execute(_RAISE, row).rowcount for row in rows) > 0

    def forget(self, before: date) -> None:
        """Forget the days before one, when the day's file does."""
        with self._store.transaction() as connection:
            connection.execute(delete(ROOM_NUMBER).where(ROOM_NUMBER.c.day < before))

    def forget_since(self, first: date) -> None:
        """Forget a day and those after it: their numbers go on under another day, which is noted anew."""
        with self._store.transaction() as connection:
            connection.execute(delete(ROOM_NUMBER).where(ROOM_NUMBER.c.day >= first))

    def made(self) -> frozenset[str]:
        """Return the names of the files that were made here."""
        with self._store.transaction() as connection:
            return frozenset(connection.execute(select(MADE.c.file)).scalars())

    def note_made(self, file: str) -> None:
        """Note that a file was made."""
        with self._store.transaction() as connection:
            connection.execute(insert(MADE).prefix_with("OR IGNORE"), {"file": file})
