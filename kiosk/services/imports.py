"""Importing a plan: one file is the whole truth for its agenda, its site and the days it holds (issue 4, point 2)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from kiosk.desk_ports import PlanReader
from kiosk.domain.appointments import Appointment
from kiosk.domain.codes import new_slip_code
from kiosk.domain.planning import PlannedRow, Preview, Reading, Unreadable
from kiosk.ports import Clock, DayBook, DayRecords
from kiosk.sites import Site

AGENDAS = range(1, 10)
KINDS = frozenset({".ics", ".csv", ".txt", ".xls", ".xlsx", ".ods"})
_AGENDA = re.compile(r"agenda[-_ ]?([1-9])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, as counts: nothing of the file."""

    added: int
    updated: int
    unchanged: int
    removed: int
    dropped: int


class Imports:
    """The verbs of import, for one site. Reading takes seconds: not on the drawing thread."""

    def __init__(
        self, day: DayBook, clock: Clock, site: Site, reader: PlanReader, random_below: Callable[[int], int]
    ) -> None:
        self._day = day
        self._clock = clock
        self._site = site
        self._reader = reader
        self._random_below = random_below
        self._refused: set[tuple[str, int]] = set()

    def preview(self, path: Path, agenda: int, columns: Mapping[str, str] | None = None) -> Preview | Unreadable:
        """Read a file and say what importing it would do; nothing is changed.

        The days it is the truth for run from today or its first day, whichever is later, to its last one.
        """
        found = self._reader.read(path, self._clock(), columns)
        if isinstance(found, Unreadable):
            return found
        with self._day.transaction() as records:
            return self._compare(records, found, agenda)

    def apply(self, preview: Preview) -> Imported:
        """Do what a preview says, against the plan as it stands now."""
        with self._day.transaction() as records:
            now = self._compare(records, preview.reading, preview.agenda)
            for gone in now.removed:
                records.remove_appointment(gone.slip_code)
            for before, after in now.updated:
                records.remove_appointment(before.slip_code)
                records.add_appointment(after)
            for made in now.added:
                records.add_appointment(made)
        return Imported(
            len(now.added), len(now.updated), len(now.unchanged), len(now.removed), len(now.reading.dropped)
        )

    def watch(self, folder: Path) -> None:
        """Import whatever stands in the watched folder and destroy it there; what is refused stays, and is told once.

        Call it every minute, in the process that keeps the data folder.
        """
        for path in sorted(folder.glob("*")) if folder.is_dir() else []:
            stamp = (path.name, path.stat().st_mtime_ns)
            if path.suffix.lower() not in KINDS or stamp in self._refused:
                continue
            preview = self.preview(path, agenda_of(path.name))
            if isinstance(preview, Unreadable):
                self._refused.add(stamp)
                self._note((0, 0, 0, 0, 0, 1))
                continue
            done = self.apply(preview)
            self._note((done.added, done.updated, done.unchanged, done.removed, done.dropped, 0))
            path.unlink()

    def last_watched(self) -> tuple[datetime, tuple[int, ...]] | None:
        """Return when the watched folder last gave a file, and counts: new, changed, same, gone, left out, refused."""
        with self._day.transaction() as records:
            return records.last_import()

    def _note(self, counts: tuple[int, ...]) -> None:
        with self._day.transaction() as records:
            records.note_import(self._clock(), counts)

    def _compare(self, records: DayRecords, reading: Reading, agenda: int) -> Preview:
        standing = self._standing(records, reading, agenda)
        added, updated, unchanged = [], [], []
        taken: set[str] = set()
        for row in sorted(reading.kept, key=lambda r: (r.starts, r.where)):
            before = _same(standing, row)
            if before is None:
                added.append(self._made(records, row, agenda, taken))
                continue
            standing.remove(before)
            after = self._corrected(records, before, row, taken)
            if after == before:
                unchanged.append(before)
            else:
                updated.append((before, after))
        return Preview(tuple(added), tuple(updated), tuple(unchanged), tuple(standing), reading, agenda)

    def _standing(self, records: DayRecords, reading: Reading, agenda: int) -> list[Appointment]:
        """Return what this agenda has planned in the days the file is the truth for, from now on."""
        if reading.first is None or reading.last is None:
            return []
        now = self._clock()
        starts, ends = (
            datetime.combine(day, time.min, tzinfo=self._site.zone).astimezone(UTC)
            for day in (reading.first, reading.last + timedelta(days=1))
        )
        planned = records.appointments(max(starts, now), ends, self._site.id)
        return [a for a in planned if a.agenda == agenda]

    def _made(self, records: DayRecords, row: PlannedRow, agenda: int, taken: set[str]) -> Appointment:
        code = self._free_code(records, row.slip_code, taken)
        return Appointment(
            row.starts, row.minutes, row.motif, row.letters, bool(row.first_visit), code, agenda, row.event,
            self._site.id,
        )  # fmt: skip

    def _corrected(self, records: DayRecords, before: Appointment, row: PlannedRow, taken: set[str]) -> Appointment:
        """Return the appointment as the file now has it; its slip code stays, for the slip may be in a pocket."""
        code = before.slip_code
        if row.slip_code and row.slip_code != code:
            code = self._free_code(records, row.slip_code, taken)
        taken.add(code)
        first = before.first_visit if row.first_visit is None else row.first_visit
        return replace(
            before, starts=row.starts, minutes=row.minutes, motif=row.motif, letters=row.letters, first_visit=first,
            slip_code=code, source_hash=row.event,
        )  # fmt: skip

    def _free_code(self, records: DayRecords, wanted: str, taken: set[str]) -> str:
        """Return the code typed by the adviser if nobody has it, else a new one."""
        code = wanted
        while not code or code in taken or records.appointment_of_slip(code) is not None:
            code = new_slip_code(self._random_below).digits
        taken.add(code)
        return code


def agenda_of(name: str) -> int:
    """Return the agenda that a file's name tells: "agenda-2.ics" is agenda 2; 1 where it tells none."""
    found = _AGENDA.search(name)
    return int(found[1]) if found else 1


def _same(standing: list[Appointment], row: PlannedRow) -> Appointment | None:
    """Find the appointment that a row speaks of: by its source's id, by its slip code, else by hour and letters."""
    for tells in (
        lambda a: bool(row.event) and a.source_hash == row.event,
        lambda a: bool(row.slip_code) and a.slip_code == row.slip_code,
        lambda a: (a.starts, a.letters) == (row.starts, row.letters) and not (row.event and a.source_hash),
    ):
        found = next((a for a in standing if tells(a)), None)
        if found is not None:
            return found
    return None
