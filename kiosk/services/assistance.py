"""The assisted session: opened from a call, a sheet or directly; when it ends only counts remain."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kiosk.domain.figures.usage import (
    ACTORS,
    BLOCKED,
    DEMARCHES,
    NEW_PEOPLE,
    OUTCOMES,
    SUPPORT,
    VISITS,
    WAITING,
    band_of,
    counter,
)
from kiosk.domain.reception.arrivals import Arrival, Stage, Ticket
from kiosk.domain.reception.assistance import MOST_OPEN, AssistedSession, Demarche, Outcome
from kiosk.ports import Clock, DayBook, DayRecords
from kiosk.services.headcount import recount
from kiosk.sites import Site


@dataclass(frozen=True, slots=True)
class TooManyOpen:
    """A desk has two sessions open already: `sessions`."""

    sessions: tuple[AssistedSession, ...]


@dataclass(frozen=True, slots=True)
class AlreadyEnded:
    """The session was ended or destroyed meanwhile."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The session is over; what it was is handed back once, for the activity draft."""

    session: AssistedSession
    length: timedelta


class Assistance:
    """The verbs of the sessions, for one site."""

    def __init__(self, day: DayBook, clock: Clock, site: Site) -> None:
        self._day = day
        self._clock = clock
        self._site = site

    def sessions(self, desk: str) -> tuple[AssistedSession, ...]:
        """Return the open sessions of a desk, the one that runs first."""
        with self._day.reading() as records:
            return self._of(records, desk)

    def just_ended(self, desk: str) -> tuple[AssistedSession, ...]:
        """Return the sessions of a desk whose end can still be undone."""
        now = self._clock()
        with self._day.transaction() as records:
            return tuple(s for s in records.sessions(self._site.id) if s.desk == desk and s.can_reopen(now))

    def open(
        self,
        desk: str,
        ticket: Ticket | None = None,
        demarche: Demarche | None = None,
        *,
        first_visit: bool | None = None,
    ) -> AssistedSession | TooManyOpen:
        """Open a session and stop the clock of the desk's other one; a called number is then received.

        `first_visit` is what the plan says, if anything.
        """
        now = self._clock()
        with self._day.transaction() as records:
            others = self._of(records, desk)
            if len(others) >= MOST_OPEN:
                return TooManyOpen(others)
            for other in others:
                records.keep_session(other.paused(now))
            language = self._receive(records, ticket, desk) if ticket else "fr"
            session = AssistedSession(
                records.new_session_id(), desk, now, now, ticket, first_visit=first_visit, language=language,
                site=self._site.id,
            )  # fmt: skip
            session = session.with_demarche(demarche) if demarche else session
            records.keep_session(session)
        return session

    def keep(self, session: AssistedSession) -> AssistedSession | AlreadyEnded:
        """Keep a session as the desk changed it: démarches with their outcomes, first visit, how it went."""
        with self._day.transaction() as records:
            standing = _standing(records, session.id)
            if standing is None:
                return AlreadyEnded()
            kept = replace(
                standing, demarches=session.demarches, first_visit=session.first_visit, blocked=session.blocked,
                support=session.support,
            )  # fmt: skip
            records.keep_session(kept)
        return kept

    def pause(self, session: int) -> AssistedSession | AlreadyEnded:
        """Stop a session's clock."""
        return self._set_clock(session, runs=False)

    def resume(self, session: int) -> AssistedSession | AlreadyEnded:
        """Let a session's clock run again, and stop the desk's other one."""
        return self._set_clock(session, runs=True)

    def end(self, session: int) -> Ended | AlreadyEnded:
        """End a session: `count_ended` counts it and destroys the rest of it once its end can be undone no longer."""
        with self._day.transaction() as records:
            standing = _standing(records, session)
            if standing is None:
                return AlreadyEnded()
            standing = standing.ending(self._clock())
            records.keep_session(standing)
        return Ended(standing, standing.worked)

    def reopen(self, session: int) -> AssistedSession | AlreadyEnded | TooManyOpen:
        """Take a session's end back, and stop the clock of the desk's other one."""
        now = self._clock()
        with self._day.transaction() as records:
            ended = next((s for s in records.sessions() if s.id == session and s.can_reopen(now)), None)
            if ended is None:
                return AlreadyEnded()
            others = self._of(records, ended.desk)
            if len(others) >= MOST_OPEN:
                return TooManyOpen(others)
            for other in others:
                records.keep_session(other.paused(now))
            records.keep_session(ended.running(now))
        return ended.running(now)

    def abandon(self, session: int) -> None:
        """Forget a session opened by mistake: it is not counted, and its number is called again."""
        with self._day.transaction() as records:
            standing = _standing(records, session)
            if standing is None:
                return
            today = standing.started.astimezone(self._site.zone).date()
            arrival = records.arrival(standing.ticket, today) if standing.ticket else None
            if arrival is not None and arrival.is_received:
                records.replace_arrival(replace(arrival, stage=Stage.CALLED), today)
                self._count_wait(records, arrival, -1)
            records.remove_session(session)

    def _set_clock(self, session: int, *, runs: bool) -> AssistedSession | AlreadyEnded:
        now = self._clock()
        with self._day.transaction() as records:
            standing = _standing(records, session)
            if standing is None:
                return AlreadyEnded()
            for other in self._of(records, standing.desk):
                if runs and other.id != session:
                    records.keep_session(other.paused(now))
            standing = standing.running(now) if runs else standing.paused(now)
            records.keep_session(standing)
        return standing

    def _of(self, records: DayRecords, desk: str) -> tuple[AssistedSession, ...]:
        mine = [s for s in records.sessions(self._site.id) if s.desk == desk and s.ended is None]
        return tuple(sorted(mine, key=lambda s: s.resumed is None))

    def _receive(self, records: DayRecords, ticket: Ticket, desk: str) -> str:
        """Note that a number is received, and counts as a person; return the language its person chose."""
        now = self._clock()
        today = now.astimezone(self._site.zone).date()
        arrival = records.arrival(ticket, today)
        if arrival is None:
            return "fr"
        received = replace(arrival.as_person(), stage=Stage.DONE, called=arrival.called or now, owner=desk)
        records.replace_arrival(received, today)
        recount(records, self._site, (arrival,), (received,))
        # Two desks may begin with the same number: one person waited once.
        if not arrival.is_received:
            self._count_wait(records, received, 1)
        return arrival.language

    def _count_wait(self, records: DayRecords, arrival: Arrival, times: int) -> None:
        if arrival.called is not None:
            # In the month that counts the arrival itself: no more waits than people.
            local = (arrival.counted or arrival.arrived).astimezone(self._site.zone)
            band = band_of(arrival.called - arrival.arrived)
            records.count(counter(WAITING, self._site.id, local, band), times)


def count_ended(
    day: DayBook, site: Site, now: datetime, *, before: datetime | None = None, also_open: bool = False
) -> None:
    """Count the sessions whose end can be undone no longer, and destroy everything else about each, at one stroke.

    So a power cut before it loses nothing, and one after it counts nothing twice. A purge of what began until `before`
    waits for no undo; with `also_open` those that nobody ended end now: their work is true, only their details go.
    """
    with day.transaction() as records:
        for session in records.sessions():
            is_over = session.ended is not None and not session.can_reopen(now)
            is_purged = session.ended is not None and before is not None and session.started <= before
            if also_open or is_over or is_purged:
                _count(records, session, session.ended or now, site)
                records.remove_session(session.id)


def _count(records: DayRecords, session: AssistedSession, ended: datetime, site: Site) -> None:
    """Add to the pending counts what a session may leave: integers by month, nothing crossed (P7).

    A démarche whose outcome was not said is one to complete. It counts where it began, wherever the box now stands.
    """
    local = ended.astimezone(site.zone)
    where = session.site or site.id
    records.count(counter(VISITS, where, local))
    if session.first_visit:
        records.count(counter(NEW_PEOPLE, where, local))
    if session.blocked is not None:
        records.count(counter(BLOCKED, where, local, session.blocked.value))
    if session.support is not None:
        records.count(counter(SUPPORT, where, local, session.support.value))
    for demarche in session.demarches:
        outcome = demarche.outcome or Outcome.TO_COMPLETE
        records.count(counter(DEMARCHES, where, local, demarche.guide))
        records.count(counter(OUTCOMES, where, local, outcome.value))
        if outcome is Outcome.REDIRECTED and demarche.actor is not None:
            records.count(counter(ACTORS, where, local, demarche.actor.value))


def _standing(records: DayRecords, session: int) -> AssistedSession | None:
    return next((s for s in records.sessions() if s.id == session and s.ended is None), None)
