"""`figures.sqlite`: integers, and what was published of them, for years."""

import contextlib
import sqlite3
from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert as upsert

from kiosk.adapters.database import lines
from kiosk.adapters.database.connections import Store
from kiosk.adapters.database.published import read_issues, read_publications, write_publication
from kiosk.adapters.database.tables import CORRECTION, COUNTER, LAST_BATCH
from kiosk.domain.figures.publication import Publication, Reason
from kiosk.domain.figures.tallies import Issue, Tally
from kiosk.domain.figures.usage import Counter, checked

# "INV" in the four bytes of SQLite's head that are the application's.
INVENTED = 0x494E5600
_ADD = upsert(COUNTER)
_ADD = _ADD.on_conflict_do_update(index_elements=list(COUNTER.primary_key), set_={"n": COUNTER.c.n + _ADD.excluded.n})
_KEEP_BATCH = upsert(LAST_BATCH)
_KEEP_BATCH = _KEEP_BATCH.on_conflict_do_update(index_elements=["id"], set_={"batch": _KEEP_BATCH.excluded.batch})
_LAST_BATCH = select(LAST_BATCH.c.batch)
_CORRECT = upsert(CORRECTION)
_CORRECT = _CORRECT.on_conflict_do_update(
    index_elements=list(CORRECTION.primary_key), set_={"n": CORRECTION.c.n + _CORRECT.excluded.n}
)
_PLACES = select(COUNTER.c.family, COUNTER.c.site).distinct()
_RANGE = select(COUNTER).where(
    COUNTER.c.family == bindparam("family"),
    COUNTER.c.site == bindparam("site"),
    COUNTER.c.period.between(bindparam("first"), bindparam("last")),
)


class SqliteFigures:
    """The port `Figures` on SQLite."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def last_batch(self) -> int:
        """Return the number of the last batch applied, 0 before the first."""
        with self.store.transaction() as connection:
            return connection.execute(_LAST_BATCH).scalar() or 0

    def apply(self, batch: int, counts: Iterable[tuple[Counter, int]]) -> None:
        """Add a batch with its number in one transaction; a batch that is not newer than the last is skipped.

        The file is then rebuilt in the order of its keys and the journal emptied: a page keeps the order in which its
        cells were made, which would tell what was first counted on which day.
        """
        rows = [{**_cell(checked(cell)), "n": n} for cell, n in counts]
        with self.store.transaction() as connection:
            if batch <= (connection.execute(_LAST_BATCH).scalar() or 0):
                return
            lines.be_in_line(connection, self.store.path)
            if rows:
                connection.execute(_ADD, rows)
            connection.execute(_KEEP_BATCH, {"id": 1, "batch": batch})
        # Another process may hold on: the batch is on the disk all the same, and the next flush tries again.
        with contextlib.suppress(sqlite3.OperationalError):
            self.store.outside("VACUUM")
        self.store.truncate_journal()

    def mark_invented(self) -> None:
        """Say for good that what is counted here was invented: in the file's own head, so that copies say it too."""
        with self.store.transaction() as connection:
            connection.exec_driver_sql(f"PRAGMA application_id = {INVENTED}")

    def is_invented(self) -> bool:
        """Say whether what is counted here was invented."""
        with self.store.transaction() as connection:
            return connection.exec_driver_sql("PRAGMA application_id").scalar() == INVENTED

    def totals(self) -> dict[Counter, int]:
        """Return every cell."""
        with self.store.transaction() as connection:
            rows = connection.execute(select(COUNTER)).all()
        return {_counter(row): row.n for row in rows}

    def between(self, first: str, last: str) -> dict[Counter, int]:
        """Return the cells of all sites from one month to another, both included, corrections added."""
        found: dict[Counter, int] = {}
        with self.store.transaction() as connection:
            for family, site in connection.execute(_PLACES).all():
                # One range of the primary key for each family and site; "~" comes after any day of the month.
                asked = {"family": family, "site": site, "first": first, "last": f"{last}~"}
                found |= {_counter(row): row.n for row in connection.execute(_RANGE, asked)}
        for cell, _, n in self.corrections(first, last):
            found[cell] = found.get(cell, 0) + n
        return found

    def corrections(self, first: str, last: str) -> tuple[tuple[Counter, Reason, int], ...]:
        """Return the corrections of some months."""
        inside = CORRECTION.c.period.between(first, f"{last}~")
        with self.store.transaction() as connection:
            rows = connection.execute(select(CORRECTION).where(inside)).all()
        return tuple((_counter(row), row.reason, row.n) for row in rows)

    def correct(self, changes: Iterable[tuple[Counter, int]], reason: Reason) -> None:
        """Add to some cells, less where the number is negative, at one stroke."""
        rows = [{**_cell(checked(cell)), "reason": reason, "n": n} for cell, n in changes]
        with self.store.transaction() as connection:
            lines.be_in_line(connection, self.store.path)
            connection.execute(_CORRECT, rows)
            lines.note_correction(connection)

    def tallies(self) -> tuple[Tally, ...]:
        """Return what the centre is told: what each device counted whose file this was, this device last."""
        with self.store.transaction() as connection:
            lines.be_in_line(connection, self.store.path)
            return lines.read_tallies(connection)

    def begin_anew(self, told: Tally) -> bool:
        """Count under a new name from now on, if all that is counted so far is what was told; say whether it is."""
        with self.store.transaction() as connection:
            *_, current = lines.read_tallies(connection)
            if (current.device, current.batch, current.digest) != (told.device, told.batch, told.digest):
                return False
            lines.begin_anew(connection, lines.place_of(self.store.path))
            return True

    def issues(self, site: str) -> tuple[Issue, ...]:
        """Return what the published reports are called; one of all sites together is told with the site named."""
        with self.store.transaction() as connection:
            return read_issues(connection, site)

    def publications(self, year: int, period: str = "") -> tuple[Publication, ...]:
        """Return what was published of a year, or of one period of it by its id."""
        with self.store.transaction() as connection:
            return read_publications(connection, year, period)

    def publish(self, publications: Iterable[Publication]) -> None:
        """Freeze publications at one stroke; one that stands already is left as it is."""
        with self.store.transaction() as connection:
            for made in publications:
                write_publication(connection, made)


def _counter(row: Any) -> Counter:
    return Counter(row.family, row.site, row.period, row.value)


def _cell(cell: Counter) -> dict[str, str]:
    return {"family": cell.family, "site": cell.site, "period": cell.period, "value": cell.value}
