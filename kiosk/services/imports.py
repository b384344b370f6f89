"""Importing a plan: a file adds and moves what it brought; what it leaves out goes only with a yes (issue 13)."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from kiosk.desk_ports import PlanReader
from kiosk.domain.reception.appointments import PLANNING_HORIZON, TYPED, Appointment, LeftOut
from kiosk.domain.reception.codes import new_slip_code
from kiosk.domain.reception.matching import match
from kiosk.domain.reception.planning import Change, Dropped, PlannedRow, Preview, Reading, Stamp, Unreadable, Waiting
from kiosk.ports import Clock, DayBook, DayRecords
from kiosk.sites import Site

AGENDAS = range(1, 10)
_AGENDA = re.compile(r"agenda[-_ ]?([1-9]\d*)", re.IGNORECASE)
# How often a plan is compared again because somebody changed it meanwhile; then nobody may.
_TRIES = 3
_ELSEWHERE = "Son bulletin est déjà prévu à une autre heure, au poste ou dans un autre agenda : rien n’y est changé."


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, as counts: nothing of the file. `waiting` is what it left out and nobody said yes to yet."""

    added: int
    updated: int
    unchanged: int
    waiting: int
    dropped: int


@dataclass(frozen=True, slots=True)
class Undone:
    """An import was taken back: so many appointments are as before, so many were changed since and stay as they are."""

    restored: int
    changed_since: int


@dataclass(frozen=True, slots=True)
class _Plan:
    """What an agenda has planned from now on, what stands beside it at this site, and the slip codes that are taken."""

    standing: tuple[Appointment, ...]
    beside: tuple[Appointment, ...]
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
        """Read a file and say what importing it would do; nothing is changed."""
        found = self._reader.read(path, self._clock(), columns, stamp)
        if isinstance(found, Unreadable):
            return found
        with self._day.transaction() as records:
            plan = self._plan(records, agenda, self._clock())
        return self._compare(plan, found, agenda)

    def apply(self, preview: Preview) -> Imported:
        """Add and move what a preview says, against the plan as it stands now; what the file leaves out waits.

        Comparing takes long and holds nobody up; only the writing, at one stroke, does.
        """
        reading, agenda, now = preview.reading, preview.agenda, self._clock()
        with self._day.transaction() as records:
            plan = self._plan(records, agenda, now)
        for left in reversed(range(_TRIES)):
            wanted = self._compare(plan, reading, agenda)
            with self._day.transaction() as records:
                plan, before = self._plan(records, agenda, now), plan
                if plan != before and not left:
                    wanted = self._compare(plan, reading, agenda)
                if plan == before or not left:
                    _write(records, wanted)
                    break
        waiting = len(wanted.left_out) + len(wanted.silent)
        return Imported(len(wanted.added), len(wanted.updated), len(wanted.unchanged), waiting, len(wanted.dropped))

    def waiting(self) -> tuple[Waiting, ...]:
        """Return what files left out and the desk has not answered, by agenda; of silent days apart."""
        with self._day.transaction() as records:
            planned = self._planned(records, self._clock())
        found: dict[tuple[int, bool], list[Appointment]] = {}
        for each in planned:
            if each.left_out in {LeftOut.ROW, LeftOut.DAY}:
                found.setdefault((each.agenda, each.left_out is LeftOut.DAY), []).append(each)
        return tuple(Waiting(*key, tuple(of_key)) for key, of_key in sorted(found.items()))

    def remove(self, asked: Waiting) -> int:
        """Take away what was asked about, unless it changed meanwhile; say how many. `undo` brings it back."""
        with self._day.transaction() as records:
            gone = _unchanged(records, asked.appointments)
            records.replace_appointments([each.slip_code for each in gone], ())
            _note_removed(records, gone)
        return len(gone)

    def keep(self, asked: Waiting) -> int:
        """Let what was asked about stand, and ask no more until its file says it again; say how many."""
        with self._day.transaction() as records:
            kept = _unchanged(records, asked.appointments)
            after = [replace(each, left_out=LeftOut.KEPT) for each in kept]
            records.replace_appointments([each.slip_code for each in kept], after)
        return len(kept)

    def can_undo(self) -> bool:
        """Say whether an import can be taken back: until the next one, or closing."""
        with self._day.transaction() as records:
            return any(records.undo_steps())

    def undo(self) -> Undone:
        """Take the last import back, with what was removed because of it; what was changed since stays as it is."""
        with self._day.transaction() as records:
            before, after = records.undo_steps()
            came = {each.slip_code: each for each in after}
            was = {each.slip_code: each for each in before}
            codes = {code for code in came | was if _same(records.appointment_of_slip(code), came.get(code))}
            records.replace_appointments(codes & came.keys(), [was[code] for code in was if code in codes])
            records.note_undo((), ())
        return Undone(len(codes), len(came | was) - len(codes))

    def last_watched(self) -> tuple[datetime, tuple[int, ...]] | None:
        """Return when the watched folder last gave a file, and counts: new, changed, same, asked, left, refused."""
        with self._day.transaction() as records:
            return records.last_import()

    def _planned(self, records: DayRecords, now: datetime) -> tuple[Appointment, ...]:
        # Whoever moves an appointment may go as far as one plans.
        return records.appointments(now, now + 2 * PLANNING_HORIZON, self._site.id)

    def _plan(self, records: DayRecords, agenda: int, now: datetime) -> _Plan:
        """Return what this agenda has planned from now on, and what else stands there."""
        planned = self._planned(records, now)
        mine = tuple(each for each in planned if each.agenda == agenda)
        return _Plan(mine, tuple(each for each in planned if each.agenda != agenda), records.slip_codes())

    def _compare(self, plan: _Plan, reading: Reading, agenda: int) -> Preview:
        rows = sorted(reading.kept, key=lambda r: r.starts)
        rows, known, aside = _known_elsewhere(rows, plan.beside)
        typed = [each for each in plan.beside if each.agenda == TYPED and each not in known]
        found = match(rows, plan.standing, typed, reading.days, self._site.zone)
        taken = set(plan.codes)
        changes = [(each, self._corrected(each, row, taken)) for row, each in found.pairs if each.agenda != TYPED]
        same = [each for _, each in found.pairs if each.agenda == TYPED]
        changes.sort(key=lambda change: change[1].starts)
        updated = tuple(c for c in changes if _said(c[0]) != c[1])
        back = tuple(c for c in changes if _said(c[0]) == c[1] != c[0])
        unchanged = sorted(
            [*known, *same, *(before for before, after in changes if _said(before) == after)], key=_starts
        )
        added = tuple(self._made(row, agenda, taken) for row in found.come)
        asked = self._asked(found.left, reading)
        marked = (*back, *((each, after) for each, after in asked if each != after))
        left_out, silent = (
            tuple(e for e, after in asked if after.left_out is why) for why in (LeftOut.ROW, LeftOut.DAY)
        )
        dropped = (*reading.dropped, *aside)
        return Preview(added, updated, tuple(unchanged), left_out, silent, marked, dropped, reading, agenda)

    def _asked(self, left: Iterable[Appointment], reading: Reading) -> list[Change]:
        """Return what no row speaks of, with what is asked about it; a file without a single day says nothing."""
        days = set(reading.days)
        why = [(each, LeftOut.ROW if self._day_of(each) in days else LeftOut.DAY) for each in left if days]
        return [(each, each if each.left_out is LeftOut.KEPT else replace(each, left_out=so)) for each, so in why]

    def _day_of(self, each: Appointment) -> date:
        return each.starts.astimezone(self._site.zone).date()

    def _made(self, row: PlannedRow, agenda: int, taken: set[str]) -> Appointment:
        code = self._free_code(row.slip_code, taken)
        return Appointment(
            row.starts, row.minutes, row.motif, row.letters, bool(row.first_visit), code, agenda, row.event,
            self._site.id,
        )  # fmt: skip

    def _corrected(self, before: Appointment, row: PlannedRow, taken: set[str]) -> Appointment:
        """Return the appointment as the file now has it; its slip code stays, for the slip may be in a pocket.

        What the file does not say is kept: our own calendar, imported again, erases neither letters nor motif.
        """
        code = before.slip_code
        if row.slip_code and row.slip_code != code:
            code = self._free_code(row.slip_code, taken)
        first = before.first_visit if row.first_visit is None else row.first_visit
        motif = row.motif if row.names_motif else before.motif
        return replace(
            before, starts=row.starts, minutes=row.minutes, motif=motif, letters=row.letters or before.letters,
            first_visit=first, slip_code=code, source_hash=row.event or before.source_hash, left_out=LeftOut.NO,
        )  # fmt: skip

    def _free_code(self, wanted: str, taken: set[str]) -> str:
        """Return the code typed by the adviser if nobody has it, else a new one."""
        code = wanted
        while not code or code in taken:
            code = new_slip_code(self._random_below).digits
        taken.add(code)
        return code


def _known_elsewhere(
    rows: Sequence[PlannedRow], beside: Iterable[Appointment]
) -> tuple[list[PlannedRow], list[Appointment], list[Dropped]]:
    """Take out the rows that bear the slip of an appointment which is not this agenda's, and say which those are."""
    slips = {each.slip_code: each for each in beside if each.slip_code}
    left, known, aside = [], [], []
    for row in rows:
        each = slips.pop(row.slip_code, None) if row.slip_code else None
        if each is None:
            left.append(row)
        elif each.starts == row.starts:
            known.append(each)
        else:
            aside.append(Dropped(row.where, _ELSEWHERE))
    return left, known, aside


def _unchanged(records: DayRecords, listed: Iterable[Appointment]) -> list[Appointment]:
    return [each for each in listed if records.appointment_of_slip(each.slip_code) == each]


def _note_removed(records: DayRecords, gone: Sequence[Appointment]) -> None:
    """Let the undo of the last import bring back what was removed because of it."""
    before, after = records.undo_steps()
    codes, was = {each.slip_code for each in gone}, {each.slip_code for each in before}
    records.note_undo(
        [*before, *(each for each in gone if each.slip_code not in was)],
        [each for each in after if each.slip_code not in codes],
    )


def _said(each: Appointment) -> Appointment:
    """Return an appointment without what is asked about it."""
    return replace(each, left_out=LeftOut.NO)


def _same(stands: Appointment | None, was: Appointment | None) -> bool:
    return stands is was if stands is None or was is None else _said(stands) == _said(was)


def _starts(each: Appointment) -> datetime:
    return each.starts


def _write(records: DayRecords, wanted: Preview) -> None:
    """Write a plan, and what takes it back; an import that changes nothing leaves the last one to be taken back."""
    changes = (*wanted.updated, *wanted.marked)
    before, after = [b for b, _ in changes], [*(a for _, a in changes), *wanted.added]
    if not before and not after:
        return
    records.replace_appointments([each.slip_code for each in before], after)
    records.note_undo(before, after)


def agenda_of(name: str) -> int:
    """Return the agenda that a file's name tells: "agenda-2.ics" is agenda 2; 1 where it tells none.

    "agenda-12.ics" is 12, which is none of `AGENDAS`: whoever asks must say so.
    """
    found = _AGENDA.search(name)
    return int(found[1]) if found else 1
