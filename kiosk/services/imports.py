"""Importing a plan: one file is the whole truth for its agenda, its site and the days it holds."""

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from kiosk.desk_ports import PlanReader
from kiosk.domain.reception.appointments import Appointment
from kiosk.domain.reception.codes import new_slip_code
from kiosk.domain.reception.planning import PlannedRow, Preview, Reading, Stamp, Unreadable
from kiosk.ports import Clock, DayBook, DayRecords
from kiosk.sites import Site

AGENDAS = range(1, 10)
_AGENDA = re.compile(r"agenda[-_ ]?([1-9]\d*)", re.IGNORECASE)
# How often a plan is compared again because somebody changed it meanwhile; then nobody may.
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, as counts: nothing of the file."""

    added: int
    updated: int
    unchanged: int
    removed: int
    dropped: int


@dataclass(frozen=True, slots=True)
class _Plan:
    """What an agenda has planned in the days that a file holds, and the slip codes that are taken."""

    standing: tuple[Appointment, ...]
    codes: frozenset[str]


class Imports:
    """The verbs of import, for one site. Reading takes seconds: on a lane of its own, and outside any transaction."""

    def __init__(
        self, day: DayBook, clock: Clock, site: Site, reader: PlanReader, random_below: Callable[[int], int]
    ) -> None:
        self._day = day
        self._clock = clock
        self._site = site
        self._reader = reader
        self._random_below = random_below

    def find(self, places: Sequence[str]) -> tuple[Path, ...]:
        """Return the calendars and sheets in the places where people put them, newest first."""
        return self._reader.find(places)

    def preview(
        self, path: Path, agenda: int, columns: Mapping[str, str] | None = None, stamp: Stamp | None = None
    ) -> Preview | Unreadable:
        """Read a file and say what importing it would do; nothing is changed.

        The days it is the truth for run from today or its first day, whichever is later, to its last one.
        """
        found = self._reader.read(path, self._clock(), columns, stamp)
        if isinstance(found, Unreadable):
            return found
        with self._day.transaction() as records:
            plan = self._plan(records, found, agenda, self._clock())
        return self._compare(plan, found, agenda)

    def apply(self, preview: Preview) -> Imported:
        """Do what a preview says, against the plan as it stands now.

        Comparing takes long and holds nobody up; only the writing, at one stroke, does.
        """
        reading, agenda, now = preview.reading, preview.agenda, self._clock()
        with self._day.transaction() as records:
            plan = self._plan(records, reading, agenda, now)
        for left in reversed(range(_TRIES)):
            wanted = self._compare(plan, reading, agenda)
            with self._day.transaction() as records:
                plan, before = self._plan(records, reading, agenda, now), plan
                if plan != before and not left:
                    wanted = self._compare(plan, reading, agenda)
                if plan == before or not left:
                    _write(records, wanted)
                    break
        return Imported(
            len(wanted.added), len(wanted.updated), len(wanted.unchanged), len(wanted.removed), len(reading.dropped)
        )

    def last_watched(self) -> tuple[datetime, tuple[int, ...]] | None:
        """Return when the watched folder last gave a file, and counts: new, changed, same, gone, left out, refused."""
        with self._day.transaction() as records:
            return records.last_import()

    def _plan(self, records: DayRecords, reading: Reading, agenda: int, now: datetime) -> _Plan:
        """Return what this agenda has planned in the days the file is the truth for, from now on."""
        standing: tuple[Appointment, ...] = ()
        if reading.first is not None and reading.last is not None:
            starts, ends = (
                datetime.combine(day, time.min, tzinfo=self._site.zone).astimezone(UTC)
                for day in (reading.first, reading.last + timedelta(days=1))
            )
            planned = records.appointments(max(starts, now), ends, self._site.id)
            standing = tuple(a for a in planned if a.agenda == agenda)
        return _Plan(standing, records.slip_codes())

    def _compare(self, plan: _Plan, reading: Reading, agenda: int) -> Preview:
        standing, taken = _Standing(plan.standing), set(plan.codes)
        added, updated, unchanged = [], [], []
        for row in sorted(reading.kept, key=lambda r: (r.starts, r.where)):
            before = standing.take(row)
            if before is None:
                added.append(self._made(row, agenda, taken))
                continue
            after = self._corrected(before, row, taken)
            if after == before:
                unchanged.append(before)
            else:
                updated.append((before, after))
        return Preview(tuple(added), tuple(updated), tuple(unchanged), standing.left(), reading, agenda)

    def _made(self, row: PlannedRow, agenda: int, taken: set[str]) -> Appointment:
        code = self._free_code(row.slip_code, taken)
        return Appointment(
            row.starts, row.minutes, row.motif, row.letters, bool(row.first_visit), code, agenda, row.event,
            self._site.id,
        )  # fmt: skip

    def _corrected(self, before: Appointment, row: PlannedRow, taken: set[str]) -> Appointment:
        """Return the appointment as the file now has it; its slip code stays, for the slip may be in a pocket."""
        code = before.slip_code
        if row.slip_code and row.slip_code != code:
            code = self._free_code(row.slip_code, taken)
        first = before.first_visit if row.first_visit is None else row.first_visit
        return replace(
            before, starts=row.starts, minutes=row.minutes, motif=row.motif, letters=row.letters, first_visit=first,
            slip_code=code, source_hash=row.event,
        )  # fmt: skip

    def _free_code(self, wanted: str, taken: set[str]) -> str:
        """Return the code typed by the adviser if nobody has it, else a new one."""
        code = wanted
        while not code or code in taken:
            code = new_slip_code(self._random_below).digits
        taken.add(code)
        return code


class _Standing:
    """The appointments that no row has spoken of yet, found by what tells them apart."""

    def __init__(self, planned: tuple[Appointment, ...]) -> None:
        self._left = dict(enumerate(planned))
        self._by: dict[object, deque[int]] = {}
        for place, each in self._left.items():
            for key in (
                ("event", each.source_hash), ("slip", each.slip_code), (each.starts, each.letters, not each.source_hash)
            ):  # fmt: skip
                self._by.setdefault(key, deque()).append(place)

    def take(self, row: PlannedRow) -> Appointment | None:
        """Take the one that a row speaks of: by its source's id, by its slip code, else by hour and letters."""
        for key in _keys(row):
            places = self._by.get(key, deque())
            while places:
                if (found := self._left.pop(places.popleft(), None)) is not None:
                    return found
        return None

    def left(self) -> tuple[Appointment, ...]:
        """Return those that no row spoke of, in order."""
        return tuple(self._left.values())


def _keys(row: PlannedRow) -> Iterator[object]:
    if row.event:
        yield "event", row.event
    if row.slip_code:
        yield "slip", row.slip_code
    yield row.starts, row.letters, True
    # Two ids that differ are two appointments, at whatever hour.
    if not row.event:
        yield row.starts, row.letters, False


def _write(records: DayRecords, wanted: Preview) -> None:
    gone = [*wanted.removed, *(before for before, _ in wanted.updated)]
    come = [*(after for _, after in wanted.updated), *wanted.added]
    records.replace_appointments([each.slip_code for each in gone], come)


def agenda_of(name: str) -> int:
    """Return the agenda that a file's name tells: "agenda-2.ics" is agenda 2; 1 where it tells none.

    "agenda-12.ics" is 12, which is none of `AGENDAS`: whoever asks must say so.
    """
    found = _AGENDA.search(name)
    return int(found[1]) if found else 1
