"""What the machine remembers of plans beyond a day, in `device.sqlite`: keyed hashes, and which column says what."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import delete, insert, select

from kiosk.adapters.database.connections import Store
from kiosk.adapters.database.device_tables import COLUMN_ROLE, IMPORTED_FILE
from kiosk.domain.reception.columns import Columns

# A file that still stands after a year is imported by somebody who looks at it.
_KEPT = timedelta(days=366)


class SqlitePlanMemory:
    """The port `PlanMemory`. Names neither a file nor a title, nor anybody."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def columns(self) -> dict[str, dict[str, int]]:
        """Return which place says what, by the mark of the sheet."""
        found: dict[str, dict[str, int]] = {}
        with self._store.transaction() as connection:
            for row in connection.execute(select(COLUMN_ROLE)):
                found.setdefault(row.mark, {})[row.role] = row.place
        return found

    def keep_columns(self, chosen: Columns) -> None:
        """Remember what somebody said of the columns of a sheet, in place of what was said before."""
        rows = [{"mark": chosen.mark, "role": role, "place": place} for role, place in chosen.roles]
        with self._store.transaction() as connection:
            connection.execute(delete(COLUMN_ROLE).where(COLUMN_ROLE.c.mark == chosen.mark))
            if rows:
                connection.execute(insert(COLUMN_ROLE), rows)

    def files(self) -> frozenset[str]:
        """Return the marks of the files that were imported and may still stand somewhere."""
        with self._store.transaction() as connection:
            return frozenset(connection.execute(select(IMPORTED_FILE.c.mark)).scalars())

    def keep_file(self, mark: str, day: date) -> None:
        """Remember a file that was imported."""
        with self._store.transaction() as connection:
            connection.execute(delete(IMPORTED_FILE).where(IMPORTED_FILE.c.day < day - _KEPT))
            connection.execute(insert(IMPORTED_FILE).prefix_with("OR REPLACE"), {"mark": mark, "day": day})

    def forget_files(self, marks: Iterable[str]) -> None:
        """Forget files that are gone."""
        with self._store.transaction() as connection:
            connection.execute(delete(IMPORTED_FILE).where(IMPORTED_FILE.c.mark.in_(list(marks))))
