"""Time as the files keep it: the last look at the clock, and what is moved once it is known to have been wrong."""

from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from sqlalchemy import Connection, delete, func, insert, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from kiosk.adapters.database.device_tables import EVENT, TIMEKEEPING, TRIES, DeviceEvent
from kiosk.adapters.database.numbers import RoomNumbers
from kiosk.adapters.database.tables import ARRIVAL, FLOOR, MARK, SESSION, TICKET_SERIES
from kiosk.adapters.database.types import EPOCH, MICROSECOND
from kiosk.domain.machine.data_state import Mishap
from kiosk.domain.machine.timekeeping import Kept
from kiosk.domain.reception.arrivals import Ticket

DESK, CLOSED = "desk-alive", "no-permanence:"
# A permanence beside the usual hours, in minutes since the first day.
EXTRA_FROM, EXTRA_TO, DAY_MINUTES = "extra-from:", "extra-to:", 24 * 60
_SPANS = ("uptime", "disowned")
_KEEP = upsert(TIMEKEEPING)
_KEEP = _KEEP.on_conflict_do_update(index_elements=["id"], set_={name: _KEEP.excluded[name] for name in Kept.__slots__})


def read_kept(connection: Connection) -> Kept | None:
    """Return the time as it was last written down."""
    row = connection.execute(select(*(TIMEKEEPING.c[name] for name in Kept.__slots__))).first()
    if row is None:
        return None
    values = row._asdict()
    return Kept(**values | {name: _span(values[name]) for name in _SPANS})


def write_kept(connection: Connection, kept: Kept) -> None:
    """Write it down."""
    values = {name: getattr(kept, name) for name in Kept.__slots__}
    connection.execute(_KEEP, {"id": 1, **values, **{name: _number(values[name]) for name in _SPANS}})
    # A wrong PIN dated by a clock that was ahead would keep the pad shut until that date comes.
    for times in (TRIES.c.last, TRIES.c.day_began):
        connection.execute(update(TRIES).where(times > kept.at).values({times: kept.at}))
    # And what befell a file would be told until then.
    ahead = (EVENT.c.at > kept.at) & EVENT.c.kind.in_([DeviceEvent(mishap) for mishap in Mishap])
    connection.execute(update(EVENT).where(ahead).values(at=kept.at))


class TimedRecords:
    """The part of the port `DayRecords` that a wrong clock calls for."""

    _connection: Connection
    # The second place of the numbers forgets before this one does, and learns after it: a death between the two must
    # not look like a number that was lost.
    _numbers: RoomNumbers
    given: list[tuple[date, Ticket]]

    def forget_numbers(self, day: date) -> None:
        """Begin again at 1: the numbers of the days before a local day are over."""
        self._numbers.forget(day)
        if self._connection.execute(delete(TICKET_SERIES).where(TICKET_SERIES.c.day < day)).rowcount:
            self._connection.execute(delete(MARK).where(MARK.c.name == FLOOR))

    def newest(self) -> datetime | None:
        """Return the newest time, UTC, at which somebody arrived, a session began or a desk spoke."""
        found = [self._connection.execute(select(func.max(c))).scalar() for c in (ARRIVAL.c.arrived, SESSION.c.started)]
        spoke = self._connection.execute(select(MARK.c.value).where(MARK.c.name == DESK)).scalar()
        times = [at for at in (*found, None if spoke is None else EPOCH + spoke * MICROSECOND) if at is not None]
        return max(times, default=None)

    def move_times(self, since: datetime, step: timedelta, now: datetime, zone: tzinfo) -> None:
        """Move what was dated from `since` on by a step, since the clock was wrong by it; nothing stays after now.

        Appointments do not move: people said when they are.
        """

        def moved(at: datetime | None) -> datetime | None:
            return at if at is None else min(at + step if at >= since else at, now)

        self._move_arrivals(moved, zone)
        for row in self._connection.execute(select(SESSION)).all():
            times = {name: moved(getattr(row, name)) for name in ("started", "resumed", "ended")}
            self._connection.execute(update(SESSION).where(SESSION.c.id == row.id).values(times))
        old, today = (now - step).astimezone(zone).date(), now.astimezone(zone).date()
        self._move_marks(since, step, today - old, zone)
        self._move_numbers(since.astimezone(zone).date(), today)

    def _move_arrivals(self, moved: Any, zone: tzinfo) -> None:
        rows = self._connection.execute(select(ARRIVAL).order_by(ARRIVAL.c.arrived)).all()
        self._connection.execute(delete(ARRIVAL))
        shown: set[tuple[date, str, str]] = set()
        for row in rows:
            at = moved(row.arrived)
            day = row.day if at == row.arrived else at.astimezone(zone).date()
            values = {**row._asdict(), "day": day, "arrived": at, "called": moved(row.called)}
            if (day, row.site, row.slip_code) in shown:
                # Shown on two days that were one: the first number has the slip.
                values["slip_code"] = ""
            elif row.slip_code:
                shown.add((day, row.site, row.slip_code))
            self._connection.execute(insert(ARRIVAL), values)

    def _move_marks(self, since: datetime, step: timedelta, days: timedelta, zone: tzinfo) -> None:
        desk = (MARK.c.name == DESK) & (MARK.c.value >= (since - EPOCH) // MICROSECOND)
        self._connection.execute(update(MARK).where(desk).values(value=MARK.c.value + step // MICROSECOND))
        first = since.astimezone(zone).date().toordinal()
        closed = MARK.c.name.startswith(CLOSED) & (MARK.c.value >= first)
        self._connection.execute(update(MARK).where(closed).values(value=MARK.c.value + days.days))
        extra = or_(*(MARK.c.name.startswith(name) for name in (EXTRA_FROM, EXTRA_TO)))
        later = extra & (MARK.c.value >= first * DAY_MINUTES)
        self._connection.execute(update(MARK).where(later).values(value=MARK.c.value + days.days * DAY_MINUTES))

    def _move_numbers(self, first: date, today: date) -> None:
        """Let the numbers given since go on today."""
        given = TICKET_SERIES.c.day >= min(first, today)
        rows = self._connection.execute(select(TICKET_SERIES).where(given).order_by(TICKET_SERIES.c.last)).all()
        if all(row.day == today for row in rows):
            return
        self._numbers.forget_since(min(first, today))
        self._connection.execute(delete(TICKET_SERIES).where(given))
        for series, last in {row.series: row.last for row in rows}.items():
            self._connection.execute(insert(TICKET_SERIES), {"day": today, "series": series, "last": last})
            self.given.append((today, Ticket(series, last)))


def _number(span: timedelta | None) -> int | None:
    return None if span is None else span // MICROSECOND


def _span(number: int | None) -> timedelta | None:
    return None if number is None else number * MICROSECOND
