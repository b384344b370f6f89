"""`day.sqlite`: the waiting room of today, the appointments to come, the counts on their way to the figures."""

from collections import Counter as Tally
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from kiosk.adapters.database.connections import Store
from kiosk.adapters.database.day_rows import appointment_of, arrival_of, arrival_row
from kiosk.adapters.database.numbers import RoomNumbers
from kiosk.adapters.database.purge import purge_day
from kiosk.adapters.database.remaining import Limit
from kiosk.adapters.database.sessions import DeskRecords
from kiosk.adapters.database.tables import APPOINTMENT, ARRIVAL, FLOOR, MARK, PENDING_COUNT, TICKET_SERIES, UNDO
from kiosk.adapters.database.time_kept import DESK
from kiosk.adapters.database.types import EPOCH, MICROSECOND
from kiosk.domain.figures.usage import Counter, checked
from kiosk.domain.reception.appointments import Appointment
from kiosk.domain.reception.arrivals import Arrival, Series, Ticket
from kiosk.machine_ports import DataUnusable, Purged
from kiosk.ports import Figures

BATCH = "last-batch"
_OPEN = 0


def _on_conflict_add(table: Any) -> Any:
    statement = upsert(table)
    return statement.on_conflict_do_update(
        index_elements=list(table.primary_key), set_={"n": table.c.n + statement.excluded.n}
    )


_FLOOR = func.coalesce(select(MARK.c.value).where(MARK.c.name == FLOOR).scalar_subquery(), 0)
# Past the greatest number that stands, of whatever day: a clock that jumps to another day begins no new series.
_GIVEN = select(func.max(TICKET_SERIES.c.last)).where(TICKET_SERIES.c.series == bindparam("of")).scalar_subquery()
_TAKE = upsert(TICKET_SERIES).values(last=func.max(_FLOOR, func.coalesce(_GIVEN, 0)) + 1)
_NEXT_NUMBER = _TAKE.on_conflict_do_update(
    index_elements=["day", "series"], set_={"last": _TAKE.excluded.last}
).returning(TICKET_SERIES.c.last)
_ADD_COUNT = _on_conflict_add(PENDING_COUNT)
_SET_MARK = upsert(MARK)
_SET_MARK = _SET_MARK.on_conflict_do_update(index_elements=["name"], set_={"value": _SET_MARK.excluded.value})
_ADD_ARRIVAL = insert(ARRIVAL)
_ARRIVALS = (
    select(ARRIVAL)
    .where(ARRIVAL.c.day == bindparam("day"))
    .order_by(ARRIVAL.c.arrived, ARRIVAL.c.series, ARRIVAL.c.number)
)
_ARRIVALS_HERE = _ARRIVALS.where(ARRIVAL.c.site.in_((bindparam("site"), "")))
_ARRIVAL = _ARRIVALS.where(ARRIVAL.c.series == bindparam("series"), ARRIVAL.c.number == bindparam("number"))
_ARRIVAL_OF_SLIP = _ARRIVALS_HERE.where(ARRIVAL.c.slip_code == bindparam("code"), ARRIVAL.c.slip_code != "")
_READ_MARK = select(MARK.c.value).where(MARK.c.name == bindparam("name"))


class SqliteDayRecords(DeskRecords):
    """The port `DayRecords` inside one transaction."""

    def __init__(self, connection: Connection, numbers: RoomNumbers) -> None:
        self._connection = connection
        self._numbers = numbers
        self._counted: Tally[Counter] = Tally()
        self.given: list[tuple[date, Ticket]] = []

    def next_ticket(self, series: Series, day: date) -> Ticket:
        """Allocate the next number of a series on a local day; it is taken once this transaction is kept."""
        number = self._connection.execute(_NEXT_NUMBER, {"day": day, "series": series, "of": series}).scalar_one()
        self.given.append((day, ticket := Ticket(series, number)))
        return ticket

    def add_arrival(self, arrival: Arrival, day: date) -> None:
        """Keep a new arrival."""
        self._connection.execute(_ADD_ARRIVAL, arrival_row(arrival, day))

    def arrival(self, ticket: Ticket, day: date) -> Arrival | None:
        """Return the arrival that holds a number that day."""
        return self._one(_ARRIVAL, day=day, series=ticket.series, number=ticket.number)

    def arrival_of_slip(self, code: str, day: date, site: str) -> Arrival | None:
        """Return the arrival that showed this slip code that day at a site."""
        return self._one(_ARRIVAL_OF_SLIP, day=day, code=code, site=site)

    def arrivals(self, day: date, site: str | None = None) -> tuple[Arrival, ...]:
        """Return the day's arrivals in order of arrival; of one site, or of all."""
        asked = _ARRIVALS if site is None else _ARRIVALS_HERE
        return tuple(map(arrival_of, self._connection.execute(asked, {"day": day, "site": site})))

    def replace_arrival(self, arrival: Arrival, day: date) -> None:
        """Keep the new state of an arrival (same ticket)."""
        key = (
            ARRIVAL.c.day == day,
            ARRIVAL.c.series == arrival.ticket.series,
            ARRIVAL.c.number == arrival.ticket.number,
        )
        self._connection.execute(update(ARRIVAL).where(*key).values(arrival_row(arrival, day)))

    def add_appointment(self, appointment: Appointment) -> None:
        """Keep a planned appointment; two that share a slip code raise IntegrityError."""
        row = {name: getattr(appointment, name) for name in Appointment.__slots__}
        self._connection.execute(insert(APPOINTMENT), row)

    def appointment_of_slip(self, code: str) -> Appointment | None:
        """Return the appointment that a slip code was printed for."""
        found = select(APPOINTMENT).where(APPOINTMENT.c.slip_code == code, APPOINTMENT.c.slip_code != "")
        row = self._connection.execute(found).first()
        return appointment_of(row) if row else None

    def appointments(self, start: datetime, end: datetime, site: str | None = None) -> tuple[Appointment, ...]:
        """Return the appointments that start in [start, end), UTC, in order; of one site, or of all."""
        within = select(APPOINTMENT).where(APPOINTMENT.c.starts >= start, APPOINTMENT.c.starts < end)
        if site is not None:
            within = within.where(APPOINTMENT.c.site == site)
        rows = self._connection.execute(within.order_by(APPOINTMENT.c.starts, APPOINTMENT.c.id))
        return tuple(appointment_of(row) for row in rows)

    def count(self, counter: Counter, times: int = 1) -> None:
        """Add to a pending counter; an undeclared one raises ValueError."""
        self._counted[checked(counter)] += times

    def desk_is_alive(self, at: datetime) -> None:
        """Note that a desk is working."""
        self._connection.execute(_SET_MARK, {"name": DESK, "value": (at - EPOCH) // MICROSECOND})

    def desk_last_alive(self) -> datetime | None:
        """Return when a desk last said so."""
        value = self._connection.execute(_READ_MARK, {"name": DESK}).scalar()
        return None if value is None else EPOCH + value * MICROSECOND

    def write_counts(self) -> None:
        """Write what was counted in one go, just before the transaction is kept."""
        rows = [{"batch": _OPEN, **_cell(cell), "n": n} for cell, n in self._counted.items() if n]
        if rows:
            self._connection.execute(_ADD_COUNT, rows)

    def _one(self, statement: Any, **values: Any) -> Arrival | None:
        row = self._connection.execute(statement, values).first()
        return arrival_of(row) if row else None


class SqliteDayBook:
    """The port `DayBook` on SQLite; `numbers` is the second place of what was given.

    `may_replace` says whether this process keeps the folder.
    """

    def __init__(self, store: Store, numbers: RoomNumbers, may_replace: Callable[[], bool]) -> None:
        self.store = store
        self._numbers = numbers
        self._may_replace = may_replace

    @contextmanager
    def transaction(self) -> Iterator[SqliteDayRecords]:
        """Open a transaction: on the disk when the block ends, rolled back when it raises."""
        with self.store.transaction() as connection:
            records = SqliteDayRecords(connection, self._numbers)
            yield records
            records.write_counts()
        # After the commit: a number is shown once both places have it, and a death between them gives none twice.
        self._numbers.reach(records.given)

    @contextmanager
    def reading(self) -> Iterator[SqliteDayRecords]:
        """Open a block that only reads; whatever it wrote all the same is not kept."""
        with self.store.reading() as connection:
            yield SqliteDayRecords(connection, self._numbers)

    def version(self) -> int:
        """Return a number that changes when another process has written."""
        return int(self.store.outside("PRAGMA data_version")[0][0])

    def pending(self) -> dict[Counter, int]:
        """Return the counts not yet flushed."""
        cells = [PENDING_COUNT.c[name] for name in ("family", "site", "period", "value")]
        with self.store.transaction() as connection:
            rows = connection.execute(select(*cells, func.sum(PENDING_COUNT.c.n)).group_by(*cells)).all()
        return {Counter(*row[:4]): row[4] for row in rows}

    def flush_into(self, figures: Figures) -> int:
        """Close the pending batch, apply it exactly once, delete it; return the number of counts moved.

        A batch that a power cut left closed goes first: the figures skip it if they have it already. While the figures
        cannot be opened, counts wait here.
        """
        with self.store.lock:
            try:
                moved = self.finish_flush(figures)
                self._close_batch(figures.last_batch())
            except DataUnusable:
                return 0
            return moved + self.finish_flush(figures)

    def finish_flush(self, figures: Figures) -> int:
        """Apply and delete the batches already closed; return the number of counts moved."""
        moved = 0
        for batch, cells in self._closed_batches().items():
            if batch > figures.last_batch():
                moved += sum(n for _, n in cells)
            figures.apply(batch, cells)
            with self.store.transaction() as connection:
                connection.execute(delete(PENDING_COUNT).where(PENDING_COUNT.c.batch == batch))
        return moved

    def purge(self, before: datetime, planned_before: datetime | None = None, *, day_is_over: bool = False) -> Purged:
        """Destroy what started before a UTC time, an arrival at that very moment too; leave no trace in any file.

        Appointments may have a time of their own; once the day is over arrivals and sessions go. Raises PurgeFailed.
        """
        limit = Limit(before, planned_before or before, day_is_over)
        # First: a number known there and not here means that something was lost. Destroying does not wait for it.
        with suppress(Exception):
            self._numbers.forget(limit.numbers_from)
        return purge_day(self.store, limit, may_replace=self._may_replace)

    def forget_sources(self) -> None:
        """Forget which event of another program each appointment was; the next import knows it by code or hour."""
        with self.store.transaction() as connection:
            for table in (APPOINTMENT, UNDO):
                connection.execute(update(table).values(source_hash=""))

    def tidy(self) -> bool:
        """Let nothing that was deleted remain in the file or its journal; False when another program holds on."""
        journal = self.store.path.with_name(f"{self.store.path.name}-wal")
        if not journal.exists() or not journal.stat().st_size:
            return True
        return self.store.truncate_journal()

    def _close_batch(self, applied: int) -> None:
        with self.store.transaction() as connection:
            own = connection.execute(_READ_MARK, {"name": BATCH}).scalar() or 0
            batch = max(own, applied) + 1
            closed = update(PENDING_COUNT).where(PENDING_COUNT.c.batch == _OPEN).values(batch=batch)
            if connection.execute(closed).rowcount:
                connection.execute(_SET_MARK, {"name": BATCH, "value": batch})

    def _closed_batches(self) -> dict[int, list[tuple[Counter, int]]]:
        closed = select(PENDING_COUNT).where(PENDING_COUNT.c.batch != _OPEN).order_by(PENDING_COUNT.c.batch)
        batches: dict[int, list[tuple[Counter, int]]] = {}
        with self.store.transaction() as connection:
            for row in connection.execute(closed):
                cell = Counter(row.family, row.site, row.period, row.value)
                batches.setdefault(row.batch, []).append((cell, row.n))
        return batches


def _cell(cell: Counter) -> dict[str, str]:
    return {"family": cell.family, "site": cell.site, "period": cell.period, "value": cell.value}
