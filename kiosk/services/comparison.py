"""What a file would do to a plan: who comes, who moves, whom it leaves out. Nothing is read or written here."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from kiosk.domain.reception.appointments import TYPED, Appointment, LeftOut
from kiosk.domain.reception.codes import new_slip_code
from kiosk.domain.reception.matching import match
from kiosk.domain.reception.planning import Change, Dropped, PlannedRow, Preview, Reading
from kiosk.sites import Site

_ELSEWHERE = "Son bulletin est déjà prévu à une autre heure, au poste ou dans un autre agenda : rien n’y est changé."


@dataclass(frozen=True, slots=True)
class PlanNow:
    """What an agenda has planned from now on, what stands beside it at this site, and the slip codes that are taken."""

    standing: tuple[Appointment, ...]
    beside: tuple[Appointment, ...]
    codes: frozenset[str]


class Comparison:
    """Compares readings with the plan of one site; `random_below` draws the codes of new slips."""

    def __init__(self, site: Site, random_below: Callable[[int], int]) -> None:
        self._site = site
        self._random_below = random_below

    def compare(self, plan: PlanNow, reading: Reading, agenda: int) -> Preview:
        """Say what importing a reading into a plan as it stands now would do."""
        rows = sorted(reading.kept, key=lambda r: r.starts)
        rows, known, aside = _known_elsewhere(rows, plan.beside)
        typed = [each for each in plan.beside if each.agenda == TYPED and each not in known]
        found = match(rows, plan.standing, typed, reading.days, self._site.zone)
        taken = set(plan.codes)
        changes = [(each, self._corrected(each, row, taken)) for row, each in found.pairs if each.agenda != TYPED]
        same = [each for _, each in found.pairs if each.agenda == TYPED]
        changes.sort(key=lambda change: change[1].starts)
        updated = tuple(c for c in changes if said(c[0]) != c[1])
        back = tuple(c for c in changes if said(c[0]) == c[1] != c[0])
        unchanged = sorted(
            [*known, *same, *(before for before, after in changes if said(before) == after)], key=_starts
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


def said(each: Appointment) -> Appointment:
    """Return an appointment without what is asked about it."""
    return replace(each, left_out=LeftOut.NO)


def _starts(each: Appointment) -> datetime:
    return each.starts
