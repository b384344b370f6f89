"""Calendars that advisers publish at an address: read every hour, they add and move; nobody leaves without a yes."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from kiosk.desk_ports import CalendarSource
from kiosk.domain.machine.chores import ChoreTrouble
from kiosk.domain.reception.appointments import PLANNING_HORIZON
from kiosk.domain.reception.planning import CalendarState, Got, PlannedRow, Published, Reading, Tag
from kiosk.ports import Clock, DayBook
from kiosk.services.imports import Imports
from kiosk.sites import Site

EVERY = timedelta(hours=1)
AGAIN = timedelta(minutes=5)
# A network that is not up yet, a server that is being mended: not worth a word before the third time.
PATIENCE = 3
_MAY_PASS = frozenset({Got.SILENT, Got.FAILED, Got.CUT})


@dataclass(slots=True)
class _Agenda:
    """What is known of an agenda's address since this process began; `tag` and `rows` hold for one day."""

    tried: datetime | None = None
    failures: int = 0
    got: Got = Got.WHOLE
    day: date | None = None
    tag: Tag = field(default_factory=Tag)
    rows: frozenset[PlannedRow] = frozenset()

    def is_due(self, now: datetime) -> bool:
        # A clock that was put back begins anew.
        return self.tried is None or not timedelta(0) <= now - self.tried < (AGAIN if self.failures else EVERY)

    @property
    def is_worth_a_word(self) -> bool:
        return bool(self.failures) and (self.got not in _MAY_PASS or self.failures >= PATIENCE)


class PublishedCalendars:
    """The verbs of the addresses of one site, for the one process that keeps the data."""

    def __init__(self, source: CalendarSource, imports: Imports, day: DayBook, clock: Clock, site: Site) -> None:
        self._source = source
        self._imports = imports
        self._day = day
        self._clock = clock
        self._site = site
        self._known = {agenda: _Agenda() for agenda in source.agendas()}

    def tend(self) -> ChoreTrouble | None:
        """Read the calendar that has waited longest, if one is due; say whether one cannot be read.

        Call it every minute: one address a time, so that a slow one costs the others a minute and no more.
        """
        now = self._clock()
        due = [(known.tried or datetime.min.replace(tzinfo=now.tzinfo), agenda)
               for agenda, known in self._known.items() if known.is_due(now)]  # fmt: skip
        if due:
            self._read(min(due)[1], now)
        is_told = any(known.is_worth_a_word for known in self._known.values())
        return ChoreTrouble.CALENDAR_UNREAD if is_told else None

    def states(self) -> tuple[CalendarState, ...]:
        """Return how the newest try at each address ended, whichever process made it."""
        with self._day.transaction() as records:
            return tuple(each for each in records.calendars() if each.agenda in self._known)

    def _read(self, agenda: int, now: datetime) -> None:
        known, today = self._known[agenda], now.astimezone(self._site.zone).date()
        known.tried = now
        if known.day != today:
            # What was told on another day was read up to another horizon; and some servers say "unchanged" for ever.
            known.tag, known.rows, known.day = Tag(), frozenset(), today
        found = self._source.fetch(agenda, now, known.tag)
        known.got = Got.WHOLE if isinstance(found, Published) else found
        if isinstance(found, Published):
            self._take(agenda, known, found, now)
        known.failures = 0 if known.got in {Got.WHOLE, Got.UNCHANGED} else known.failures + 1
        with self._day.transaction() as records:
            records.note_calendar(agenda, now, known.got)

    def _take(self, agenda: int, known: _Agenda, found: Published, now: datetime) -> None:
        """Import what was read, unless it says what it said before: whoever took that back at the desk meant it."""
        rows = frozenset(replace(row, where="") for row in found.reading.kept)
        if not rows or rows - known.rows or any(row.starts >= now for row in known.rows - rows):
            self._imports.take(self._of_whole_horizon(found.reading, now), agenda)
        known.rows, known.tag = rows, found.tag

    def _of_whole_horizon(self, reading: Reading, now: datetime) -> Reading:
        """Let a calendar speak of every day as far as one plans; one without a single event says nothing at all."""
        if not (reading.kept or reading.dropped):
            return reading
        first = now.astimezone(self._site.zone).date()
        days = tuple(first + timedelta(days=n) for n in range(PLANNING_HORIZON.days + 1))
        return replace(reading, days=days)
