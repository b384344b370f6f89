"""Open sessions and the plan's changes in `day.sqlite`: what a desk writes inside one transaction."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from kiosk.adapters.database.cancelled import Cancelled
from kiosk.adapters.database.day_rows import undo_of
from kiosk.adapters.database.tables import APPOINTMENT, ARRIVAL, DEMARCHE, MARK, SESSION, UNDO
from kiosk.adapters.database.time_kept import CLOSED, DAY_MINUTES, EXTRA_FROM, EXTRA_TO, TimedRecords
from kiosk.domain.machine.chores import ChoreTrouble
from kiosk.domain.reception.appointments import Appointment
from kiosk.domain.reception.arrivals import TAKEN_OFF_FOR, Ticket
from kiosk.domain.reception.assistance import AssistedSession, Demarche
from kiosk.domain.reception.opening import SaidOfDay
from kiosk.domain.reception.planning import CalendarState, Got, Told

_SET_MARK = upsert(MARK)
_SET_MARK = _SET_MARK.on_conflict_do_update(index_elements=["name"], set_={"value": _SET_MARK.excluded.value})
_IMPORT, _TROUBLE, _CALENDAR = "import:", "trouble:", "calendar:"
_SESSIONS = select(SESSION).order_by(SESSION.c.id)
_DEMARCHES = select(DEMARCHE).where(DEMARCHE.c.session == bindparam("session")).order_by(DEMARCHE.c.place)


class DeskRecords(TimedRecords):
    """The part of the port `DayRecords` that only a desk uses."""

    def remove_arrival(self, ticket: Ticket, day: date) -> None:
        """Forget an arrival that was merged into another; its number is never given again that day."""
        key = (ARRIVAL.c.day == day, ARRIVAL.c.series == ticket.series, ARRIVAL.c.number == ticket.number)
        self._connection.execute(delete(ARRIVAL).where(*key))

    def forget_taken_off(self, at: datetime) -> None:
        """Destroy the arrivals that a desk took off the queue so long before `at` (UTC) that nobody can undo it.

        One that was taken off after it had another clock.
        """
        taken_off = ARRIVAL.c.taken_off
        self._connection.execute(delete(ARRIVAL).where(or_(taken_off <= at - TAKEN_OFF_FOR, taken_off > at)))

    def replace_appointment(self, appointment: Appointment) -> None:
        """Keep the new state of the appointment that has the same slip code."""
        key = APPOINTMENT.c.slip_code == appointment.slip_code
        self._connection.execute(update(APPOINTMENT).where(key).values(_appointment_row(appointment)))

    def remove_appointment(self, slip_code: str) -> None:
        """Forget an appointment."""
        self._connection.execute(delete(APPOINTMENT).where(APPOINTMENT.c.slip_code == slip_code))

    def replace_appointments(self, gone: Iterable[str], come: Iterable[Appointment]) -> None:
        """Forget those with some slip codes, then keep others, at one stroke."""
        codes = [{"code": code} for code in gone]
        rows = [_appointment_row(each) for each in come]
        if codes:
            # The second condition is the index's own: without it each code costs a look at every appointment.
            key = (APPOINTMENT.c.slip_code == bindparam("code"), APPOINTMENT.c.slip_code != "")
            self._connection.execute(delete(APPOINTMENT).where(*key), codes)
        if rows:
            self._connection.execute(insert(APPOINTMENT), rows)

    def slip_codes(self) -> frozenset[str]:
        """Return every slip code that an appointment has."""
        return frozenset(self._connection.execute(select(APPOINTMENT.c.slip_code)).scalars())

    def note_undo(self, before: Iterable[Appointment], after: Iterable[Appointment]) -> None:
        """Note what takes the last import back, in place of what took back the one before it; gone at closing."""
        sides = ((before, False), (after, True))
        rows = [{"is_after": side, **_appointment_row(each)} for listed, side in sides for each in listed]
        self._connection.execute(delete(UNDO))
        if rows:
            self._connection.execute(insert(UNDO), rows)

    def undo_steps(self) -> tuple[tuple[Appointment, ...], tuple[Appointment, ...]]:
        """Return the appointments as they were before the last import, and as it left them."""
        steps = [undo_of(row) for row in self._connection.execute(select(UNDO).order_by(UNDO.c.id))]
        before, after = (tuple(each for is_after, each in steps if is_after is side) for side in (False, True))
        return before, after

    def note_troubles(self, at: datetime, over: Iterable[ChoreTrouble], standing: Iterable[ChoreTrouble]) -> None:
        """Note what is out of order now, and what no longer is."""
        for trouble in over:
            self._connection.execute(delete(MARK).where(MARK.c.name == _TROUBLE + trouble))
        for trouble in standing:
            self._connection.execute(_SET_MARK, {"name": _TROUBLE + trouble, "value": int(at.timestamp())})

    def troubles(self, since: datetime) -> tuple[ChoreTrouble, ...]:
        """Return what was noted as out of order since a time."""
        names = [_TROUBLE + trouble for trouble in ChoreTrouble]
        noted = select(MARK.c.name).where(MARK.c.name.in_(names), MARK.c.value >= int(since.timestamp()))
        found = set(self._connection.execute(noted).scalars())
        return tuple(trouble for trouble in ChoreTrouble if _TROUBLE + trouble in found)

    def close_day(self, site: str, day: date) -> None:
        """Note "pas de permanence" for one day at a site; the newest such day stands."""
        self._connection.execute(_SET_MARK, {"name": CLOSED + site, "value": day.toordinal()})

    def reopen_day(self, site: str) -> None:
        """Take "pas de permanence" back."""
        self._connection.execute(delete(MARK).where(MARK.c.name == CLOSED + site))

    def open_day(self, site: str, day: date, start: time, end: time) -> None:
        """Note a permanence beside the usual hours of one day at a site; the newest such day stands."""
        for name, at in ((EXTRA_FROM, start), (EXTRA_TO, end)):
            minutes = day.toordinal() * DAY_MINUTES + at.hour * 60 + at.minute
            self._connection.execute(_SET_MARK, {"name": name + site, "value": minutes})

    def forget_extra(self, site: str) -> None:
        """Take the permanence beside the usual hours back."""
        self._connection.execute(delete(MARK).where(MARK.c.name.in_([EXTRA_FROM + site, EXTRA_TO + site])))

    def said_of_day(self, site: str, day: date) -> SaidOfDay:
        """Return what a desk said of a day at a site."""
        names = [name + site for name in (CLOSED, EXTRA_FROM, EXTRA_TO)]
        rows = self._connection.execute(select(MARK).where(MARK.c.name.in_(names)))
        marks = {row.name: row.value for row in rows}
        closed, *extra = (marks.get(name) for name in names)
        start, end = (_time_on(day, minutes) for minutes in extra)
        hours = (start, end) if start is not None and end is not None else None
        return SaidOfDay(day, is_closed=closed == day.toordinal(), extra=hours)

    def note_import(self, at: datetime, counts: tuple[int, ...]) -> None:
        """Note what the last watched import did: counts only."""
        values = (int(at.timestamp()), *counts)
        for place, value in enumerate(values):
            self._connection.execute(_SET_MARK, {"name": f"{_IMPORT}{place}", "value": value})

    def last_import(self) -> tuple[datetime, tuple[int, ...]] | None:
        """Return when a watched import last ran, and what it did."""
        noted = select(MARK.c.value).where(MARK.c.name.like(f"{_IMPORT}%")).order_by(MARK.c.name)
        values = [row.value for row in self._connection.execute(noted)]
        return (datetime.fromtimestamp(values[0], UTC), tuple(values[1:])) if values else None

    def note_cancelled(self, appointment: Appointment) -> None:
        """Note that somebody cancelled an appointment that a file brought."""
        Cancelled(self._connection).note(appointment)

    def forget_cancelled(self, appointment: Appointment) -> None:
        """Take that back."""
        Cancelled(self._connection).forget(appointment)

    def cancelled(self, told: Iterable[Told]) -> frozenset[Told]:
        """Return those of a file's appointments that somebody cancelled at the desk."""
        return Cancelled(self._connection).among(told)

    def note_calendar(self, agenda: int, at: datetime, got: Got) -> None:
        """Note how the newest try at an agenda's address ended; when it was last read stays beside it."""
        name = f"{_CALENDAR}{agenda}:"
        self._connection.execute(delete(MARK).where(MARK.c.name.like(f"{name}%"), MARK.c.name != name + Got.WHOLE))
        # Who answers "unchanged" was read by it.
        for said in {Got.WHOLE if got is Got.UNCHANGED else got, got}:
            self._connection.execute(_SET_MARK, {"name": name + said, "value": int(at.timestamp())})

    def calendars(self) -> tuple[CalendarState, ...]:
        """Return how the newest try at each agenda's address ended."""
        found: dict[int, dict[Got, datetime]] = {}
        for name, value in self._connection.execute(select(MARK).where(MARK.c.name.like(f"{_CALENDAR}%"))):
            agenda, got = name.removeprefix(_CALENDAR).split(":")
            found.setdefault(int(agenda), {})[Got(got)] = datetime.fromtimestamp(value, UTC)
        return tuple(
            CalendarState(
                agenda, *max(ends.items(), key=lambda end: (end[1], end[0] is not Got.WHOLE)), ends.get(Got.WHOLE)
            )
            for agenda, ends in sorted(found.items())
        )

    def sessions(self, site: str | None = None) -> tuple[AssistedSession, ...]:
        """Return the open sessions of every desk, oldest first; of one site, or of all."""
        asked = _SESSIONS if site is None else _SESSIONS.where(SESSION.c.site.in_((site, "")))
        return tuple(self._session(row) for row in self._connection.execute(asked).all())

    def new_session_id(self) -> int:
        """Return a number no open session has."""
        return (self._connection.execute(select(func.max(SESSION.c.id))).scalar() or 0) + 1

    def keep_session(self, session: AssistedSession) -> None:
        """Keep a session as it now stands."""
        self.remove_session(session.id)
        self._connection.execute(insert(SESSION), _session_row(session))
        rows = [_demarche_row(session.id, place, each) for place, each in enumerate(session.demarches)]
        if rows:
            self._connection.execute(insert(DEMARCHE), rows)

    def remove_session(self, session: int) -> None:
        """Destroy a session and its démarches."""
        self._connection.execute(delete(DEMARCHE).where(DEMARCHE.c.session == session))
        self._connection.execute(delete(SESSION).where(SESSION.c.id == session))

    def _session(self, row: Any) -> AssistedSession:
        found = self._connection.execute(_DEMARCHES, {"session": row.id}).all()
        demarches = tuple(Demarche(d.guide, d.token, d.outcome, d.actor) for d in found)
        ticket = Ticket(row.series, row.number) if row.series else None
        worked = timedelta(seconds=row.worked)
        return AssistedSession(
            row.id, row.desk, row.started, row.resumed, ticket, worked, row.first_visit, row.language, demarches,
            row.ended, row.site, row.blocked, row.support,
        )  # fmt: skip


def _time_on(day: date, minutes: int | None) -> time | None:
    """Return the hour of a day that some minutes since the first day mean; None for an hour of another day."""
    if minutes is None or minutes // DAY_MINUTES != day.toordinal():
        return None
    return time(*divmod(minutes % DAY_MINUTES, 60))


def _appointment_row(appointment: Appointment) -> dict[str, Any]:
    return {name: getattr(appointment, name) for name in Appointment.__slots__}


def _session_row(session: AssistedSession) -> dict[str, Any]:
    return {
        "id": session.id,
        "desk": session.desk,
        "series": session.ticket.series if session.ticket else None,
        "number": session.ticket.number if session.ticket else None,
        "started": session.started,
        "worked": int(session.worked.total_seconds()),
        "resumed": session.resumed,
        "first_visit": session.first_visit,
        "language": session.language,
        "ended": session.ended,
        "site": session.site,
        "blocked": session.blocked,
        "support": session.support,
    }


def _demarche_row(session: int, place: int, demarche: Demarche) -> dict[str, Any]:
    return {
        "session": session,
        "place": place,
        "guide": demarche.guide,
        "token": demarche.token,
        "outcome": demarche.outcome,
        "actor": demarche.actor,
    }
