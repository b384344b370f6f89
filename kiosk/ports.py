"""What the services need from the world, in no database's words: adapters keep these promises, each in its way."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Protocol

from kiosk.domain.figures.publication import Publication, Reason
from kiosk.domain.figures.tallies import Issue, Tally
from kiosk.domain.figures.usage import Counter
from kiosk.domain.machine.chores import ChoreTrouble
from kiosk.domain.reception.appointments import Appointment
from kiosk.domain.reception.arrivals import Arrival, Series, Ticket
from kiosk.domain.reception.assistance import AssistedSession
from kiosk.domain.reception.opening import SaidOfDay
from kiosk.domain.reception.planning import CalendarState, Got, Told
from kiosk.machine_ports import Purged


class Clock(Protocol):
    """Tells the time: an aware datetime in UTC."""

    def __call__(self) -> datetime:
        """Return now."""


class DayRecords(Protocol):
    """The day's records, while nobody else changes them."""

    def next_ticket(self, series: Series, day: date) -> Ticket:
        """Allocate the next number of a series; none is given twice until `forget_numbers`, whatever the day."""

    def forget_numbers(self, day: date) -> None:
        """Begin again at 1: the numbers of the days before a local day are over."""

    def newest(self) -> datetime | None:
        """Return the newest time, UTC, at which somebody arrived, a session began or a desk spoke."""

    def move_times(self, since: datetime, step: timedelta, now: datetime, zone: tzinfo) -> None:
        """Move what was dated from `since` on by a step, since the clock was wrong by it; nothing stays after now.

        Appointments do not move: people said when they are.
        """

    def add_arrival(self, arrival: Arrival, day: date) -> None:
        """Keep a new arrival."""

    def arrival(self, ticket: Ticket, day: date) -> Arrival | None:
        """Return the arrival that holds a number that day."""

    def arrival_of_slip(self, code: str, day: date, site: str) -> Arrival | None:
        """Return the arrival that showed this slip code that day at a site."""

    def arrivals(self, day: date, site: str | None = None) -> tuple[Arrival, ...]:
        """Return the day's arrivals in order of arrival; of one site, or of all."""

    def replace_arrival(self, arrival: Arrival, day: date) -> None:
        """Keep the new state of an arrival (same ticket)."""

    def remove_arrival(self, ticket: Ticket, day: date) -> None:
        """Forget an arrival that was merged into another; its number is never given again that day."""

    def forget_taken_off(self, at: datetime) -> None:
        """Destroy the arrivals that a desk took off the queue so long before `at` (UTC) that nobody can undo it."""

    def add_appointment(self, appointment: Appointment) -> None:
        """Keep a planned appointment."""

    def appointment_of_slip(self, code: str) -> Appointment | None:
        """Return the appointment that a slip code was printed for."""

    def appointments(self, start: datetime, end: datetime, site: str | None = None) -> tuple[Appointment, ...]:
        """Return the appointments that start in [start, end), UTC, in order; of one site, or of all."""

    def replace_appointment(self, appointment: Appointment) -> None:
        """Keep the new state of the appointment that has the same slip code."""

    def remove_appointment(self, slip_code: str) -> None:
        """Forget an appointment."""

    def replace_appointments(self, gone: Iterable[str], come: Iterable[Appointment]) -> None:
        """Forget those with some slip codes, then keep others, at one stroke."""

    def slip_codes(self) -> frozenset[str]:
        """Return every slip code that an appointment has."""

    def note_undo(self, before: Iterable[Appointment], after: Iterable[Appointment]) -> None:
        """Note what takes the last import back, in place of what took back the one before it; gone at closing."""

    def undo_steps(self) -> tuple[tuple[Appointment, ...], tuple[Appointment, ...]]:
        """Return the appointments as they were before the last import, and as it left them."""

    def note_troubles(self, at: datetime, over: Iterable[ChoreTrouble], standing: Iterable[ChoreTrouble]) -> None:
        """Note what is out of order now, and what no longer is."""

    def troubles(self, since: datetime) -> tuple[ChoreTrouble, ...]:
        """Return what was noted as out of order since a time."""

    def close_day(self, site: str, day: date) -> None:
        """Note "pas de permanence" for one day at a site; the newest such day stands."""

    def reopen_day(self, site: str) -> None:
        """Take "pas de permanence" back."""

    def open_day(self, site: str, day: date, start: time, end: time) -> None:
        """Note a permanence beside the usual hours of one day at a site; the newest such day stands."""

    def forget_extra(self, site: str) -> None:
        """Take the permanence beside the usual hours back."""

    def said_of_day(self, site: str, day: date) -> SaidOfDay:
        """Return what a desk said of a day at a site."""

    def note_import(self, at: datetime, counts: tuple[int, ...]) -> None:
        """Note what the last watched import did: counts only."""

    def last_import(self) -> tuple[datetime, tuple[int, ...]] | None:
        """Return when a watched import last ran, and what it did."""

    def note_cancelled(self, appointment: Appointment) -> None:
        """Note that somebody cancelled an appointment that a file brought: a keyed hash, gone with its hour."""

    def forget_cancelled(self, appointment: Appointment) -> None:
        """Take that back."""

    def cancelled(self, told: Iterable[Told]) -> frozenset[Told]:
        """Return those of a file's appointments that somebody cancelled at the desk."""

    def note_calendar(self, agenda: int, at: datetime, got: Got) -> None:
        """Note how the newest try at an agenda's address ended."""

    def calendars(self) -> tuple[CalendarState, ...]:
        """Return how the newest try at each agenda's address ended."""

    def sessions(self, site: str | None = None) -> tuple[AssistedSession, ...]:
        """Return the open sessions of every desk, oldest first; of one site, or of all."""

    def new_session_id(self) -> int:
        """Return a number no open session has."""

    def keep_session(self, session: AssistedSession) -> None:
        """Keep a session as it now stands."""

    def remove_session(self, session: int) -> None:
        """Destroy a session and its démarches."""

    def count(self, counter: Counter, times: int = 1) -> None:
        """Add to a pending counter, -1 to take one back; it lasts once all of this block does."""

    def desk_is_alive(self, at: datetime) -> None:
        """Note that a desk is working."""

    def desk_last_alive(self) -> datetime | None:
        """Return when a desk last said so."""


class DayBook(Protocol):
    """What is personal, destroyed at closing."""

    def transaction(self) -> AbstractContextManager[DayRecords]:
        """Open a block whose changes all last when it ends, and none of them when it raises."""

    def reading(self) -> AbstractContextManager[DayRecords]:
        """Open a block that only reads: it waits for nobody who writes, and keeps nobody from writing."""

    def version(self) -> int:
        """Return a number that changes when another process has written; nobody waits for it."""

    def pending(self) -> dict[Counter, int]:
        """Return the counts not yet flushed."""

    def flush_into(self, figures: "Figures") -> int:
        """Close the pending batch, apply it exactly once, delete it; return the number of counts moved."""

    def purge(self, before: datetime, planned_before: datetime | None = None, *, day_is_over: bool = False) -> "Purged":
        """Destroy arrivals and appointments that started before a UTC time, leaving no trace in any file.

        Appointments may have a time of their own. Once the day is over every arrival and session goes. Raises
        PurgeFailed when a trace may remain.
        """

    def tidy(self) -> bool:
        """Let nothing that was deleted remain in any file; False when another program holds on."""


class Figures(Protocol):
    """Integers, nothing else, kept for years."""

    def last_batch(self) -> int:
        """Return the number of the last batch applied."""

    def apply(self, batch: int, counts: Iterable[tuple[Counter, int]]) -> None:
        """Add a batch; a batch that is not newer than the last is skipped."""

    def totals(self) -> dict[Counter, int]:
        """Return every cell."""

    def mark_invented(self) -> None:
        """Say for good that what is counted here was invented."""

    def is_invented(self) -> bool:
        """Say whether what is counted here was invented."""

    def between(self, first: str, last: str) -> dict[Counter, int]:
        """Return the cells of all sites from one month to another, both included, corrections added."""

    def corrections(self, first: str, last: str) -> tuple[tuple[Counter, Reason, int], ...]:
        """Return the corrections of some months."""

    def correct(self, changes: Iterable[tuple[Counter, int]], reason: Reason) -> None:
        """Add to some cells, less where the number is negative, at one stroke."""

    def publications(self, year: int, period: str = "") -> tuple[Publication, ...]:
        """Return what was published of a year, or of one period of it by its id."""

    def publish(self, publications: Iterable[Publication]) -> None:
        """Freeze publications at one stroke; one that stands already is left as it is."""

    def tallies(self) -> tuple[Tally, ...]:
        """Return what the centre is told: what each device counted whose file this was, this device last."""

    def begin_anew(self, told: Tally) -> bool:
        """Count under a new name from now on, if all that is counted so far is what was told; say whether it is."""

    def issues(self, site: str) -> tuple[Issue, ...]:
        """Return what the published reports are called; one of all sites together is told with the site named."""
