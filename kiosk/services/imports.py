"""Importing a plan: a file adds and moves what it brought; what it leaves out goes only with a yes (issue 13)."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.desk_ports import PlanMemory, PlanReader
from kiosk.domain.reception.appointments import PLANNING_HORIZON, Appointment, LeftOut, as_told
from kiosk.domain.reception.columns import Columns
from kiosk.domain.reception.planning import Crowded, Original, Preview, Reading, Stamp, Unreadable, Waiting, crowded
from kiosk.ports import Clock, DayBook, DayRecords
from kiosk.services.comparison import Comparison, PlanNow, said
from kiosk.services.originals import Originals
from kiosk.sites import Site

AGENDAS = range(1, 10)
_AGENDA = re.compile(r"agenda[-_ ]?([1-9]\d*)", re.IGNORECASE)
# How often a plan is compared again because somebody changed it meanwhile; then nobody may.
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, as counts: nothing of the file. `waiting` is what it left out and nobody said yes to yet.

    `by_hand` stay as they were changed at the desk; `crowded` are hours that two agendas fill.
    """

    added: int
    updated: int
    unchanged: int
    waiting: int
    dropped: int
    by_hand: int = 0
    crowded: int = 0


@dataclass(frozen=True, slots=True)
class Undone:
    """An import was taken back: so many appointments are as before, so many were changed since and stay as they are."""

    restored: int
    changed_since: int


class Imports(Originals):
    """The verbs of import, for one site. Reading takes seconds: on a lane of its own, and outside any transaction."""

    def __init__(
        self,
        day: DayBook,
        clock: Clock,
        site: Site,
        reader: PlanReader,
        random_below: Callable[[int], int],
        memory: PlanMemory,
    ) -> None:
        self._day = day
        self._clock = clock
        self._site = site
        super().__init__(reader, memory)
        self._comparison = Comparison(site, random_below)

    def preview(
        self, path: Path, agenda: int, chosen: Columns | None = None, stamp: Stamp | None = None
    ) -> Preview | Unreadable:
        """Read a file and say what importing it would do; nothing is changed.

        `chosen` is what somebody says of its columns, before what was said of them once.
        """
        said = {chosen.mark: dict(chosen.roles)} if chosen else {}
        found = self._reader.read(path, self._clock(), {**self._memory.columns(), **said}, stamp)
        if isinstance(found, Unreadable):
            return found
        with self._day.transaction() as records:
            plan = self._plan(records, agenda, self._clock(), found)
        return self._comparison.compare(plan, found, agenda)

    def apply(self, preview: Preview, path: Path | None = None, chosen: Columns | None = None) -> Imported:
        """Do what a preview says; remember that its file stands there, and what was said of its columns."""
        done = self.take(preview.reading, preview.agenda)
        if chosen is not None:
            self._memory.keep_columns(chosen)
        if path is not None and preview.reading.stamp is not None:
            self.remember(Original(path, preview.reading.stamp), self._clock().astimezone(self._site.zone).date())
        return done

    def take(self, reading: Reading, agenda: int) -> Imported:
        """Add and move what was read, against the plan as it stands now; what it leaves out waits.

        Comparing takes long and holds nobody up; only the writing, at one stroke, does.
        """
        now = self._clock()
        with self._day.transaction() as records:
            plan = self._plan(records, agenda, now, reading)
        for left in reversed(range(_TRIES)):
            wanted = self._comparison.compare(plan, reading, agenda)
            with self._day.transaction() as records:
                plan, before = self._plan(records, agenda, now, reading), plan
                if plan != before and not left:
                    wanted = self._comparison.compare(plan, reading, agenda)
                if plan == before or not left:
                    _write(records, wanted)
                    break
        return _counted(wanted)

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

    def crowded(self) -> tuple[Crowded, ...]:
        """Return the hours to come that appointments of two agendas fill."""
        with self._day.transaction() as records:
            return crowded(self._planned(records, self._clock()))

    def by_hand(self) -> tuple[Appointment, ...]:
        """Return the appointments to come that stay as somebody changed them at the desk, whatever their file says."""
        with self._day.transaction() as records:
            return tuple(each for each in self._planned(records, self._clock()) if each.told_starts is not None)

    def _planned(self, records: DayRecords, first: datetime) -> tuple[Appointment, ...]:
        # Whoever moves an appointment may go as far as one plans.
        return records.appointments(first, self._clock() + 2 * PLANNING_HORIZON, self._site.id)

    def _plan(self, records: DayRecords, agenda: int, now: datetime, reading: Reading) -> PlanNow:
        """Return what this agenda has planned from now on, and what else stands there.

        What was moved at the desk counts by the hour that its file told: a file says nothing of hours that are past.
        """
        planned = self._planned(records, now - timedelta(days=1))
        mine = [each for each in planned if each.agenda == agenda and as_told(each).starts >= now]
        told = {id(each) for each in mine}
        beside = tuple(each for each in planned if id(each) not in told and each.starts >= now)
        cancelled = records.cancelled((agenda, row.starts, row.letters) for row in reading.kept)
        return PlanNow(tuple(mine), beside, records.slip_codes(), cancelled)


def _counted(done: Preview) -> Imported:
    waiting = len(done.left_out) + len(done.silent)
    counts = (len(part) for part in (done.dropped, done.by_hand, done.crowded))
    return Imported(len(done.added), len(done.updated), len(done.unchanged), waiting, *counts)


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


def _same(stands: Appointment | None, was: Appointment | None) -> bool:
    return stands is was if stands is None or was is None else said(stands) == said(was)


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
