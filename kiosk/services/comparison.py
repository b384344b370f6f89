"""What a file would do to a plan: who comes, who moves, whom it leaves out. Nothing is read or written here."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from kiosk.domain.reception.appointments import TYPED, Appointment, LeftOut, as_told, changed_by_hand
from kiosk.domain.reception.codes import new_slip_code
from kiosk.domain.reception.matching import match
from kiosk.domain.reception.planning import Change, Dropped, PlannedRow, Preview, Reading, Told, crowded
from kiosk.sites import Site

_ELSEWHERE = "Son bulletin est déjà prévu à une autre heure, au poste ou dans un autre agenda : rien n’y est changé."


_CANCELLED = "Il a été annulé au poste : il n’est pas repris. Pour le reprendre, tapez‑le au poste."


@dataclass(frozen=True, slots=True)
class PlanNow:
    """What an agenda has planned from now on, what stands beside it at this site, and the slip codes that are taken.

    `cancelled` are the rows of this reading that somebody cancelled at the desk.
    """

    standing: tuple[Appointment, ...]
    beside: tuple[Appointment, ...]
    codes: frozenset[str]
    cancelled: frozenset[Told] = frozenset()


class Comparison:
    """Compares readings with the plan of one site; `random_below` draws the codes of new slips."""

    def __init__(self, site: Site, random_below: Callable[[int], int]) -> None:
        self._site = site
        self._random_below = random_below

    def compare(self, plan: PlanNow, reading: Reading, agenda: int) -> Preview:
        """Say what importing a reading into a plan as it stands now would do."""
        rows, known, aside = _known_elsewhere(sorted(reading.kept, key=_starts), plan.beside)
        typed = [each for each in _typed(plan.beside) if each not in known]
        # A file is compared with what it said before: what somebody changed since is theirs.
        stood = {as_told(each): each for each in plan.standing}
        found = match(rows, tuple(stood), typed, reading.days, self._site.zone)
        taken = set(plan.codes)
        changes = self._changes([(row, stood.get(told, told)) for row, told in found.pairs], taken)
        come, off = _without(found.come, agenda, plan.cancelled)
        added = tuple(self._made(row, agenda, taken) for row in come)
        asked = self._asked(map(stood.__getitem__, found.left), reading)
        as_it_was = [*known, *_typed(each for _, each in found.pairs), *changes.unchanged]
        return Preview(
            added,
            changes.updated,
            tuple(sorted(as_it_was, key=_starts)),
            asked.about(LeftOut.ROW),
            asked.about(LeftOut.DAY),
            (*changes.noted, *asked.noted),
            (*reading.dropped, *aside, *off),
            reading,
            agenda,
            changes.by_hand,
            crowded([*plan.beside, *added, *changes.after, *asked.after], agenda),
        )

    def _changes(self, pairs: Sequence[tuple[PlannedRow, Appointment]], taken: set[str]) -> "_Changes":
        changed = [(each, self._corrected(each, row, taken)) for row, each in pairs if each.agenda != TYPED]
        return _Changes(tuple(sorted(changed, key=lambda change: change[1].starts)))

    def _asked(self, left: Iterable[Appointment], reading: Reading) -> "_Changes":
        """Return what no row speaks of, with what is asked about it; a file without a single day says nothing."""
        days = set(reading.days)
        why = [(each, LeftOut.ROW if self._day_of(as_told(each)) in days else LeftOut.DAY) for each in left if days]
        return _Changes(
            tuple((each, each if each.left_out is LeftOut.KEPT else replace(each, left_out=so)) for each, so in why)
        )

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

        What the file does not say is kept: our own calendar, imported again, erases neither letters nor motif. What
        somebody changed at the desk is kept too, beside what the file says.
        """
        told = as_told(before)
        first = before.first_visit if row.first_visit is None else row.first_visit
        motif = row.motif if row.names_motif else told.motif
        after = replace(
            told, starts=row.starts, minutes=row.minutes, motif=motif, letters=row.letters or told.letters,
            first_visit=first, slip_code=self._code_after(before, row, taken),
            source_hash=row.event or before.source_hash, left_out=LeftOut.NO,
            told_starts=None, told_letters="", told_motif=None,
        )  # fmt: skip
        if before.told_starts is None:
            return after
        # Our own calendar says what stands here: the file it came from has not said so.
        source = told if _is_ours(row) else after
        kept = {name: getattr(before, name) for name in ("starts", "letters", "motif", "minutes", "first_visit")}
        return changed_by_hand(source, replace(after, **kept))

    def _code_after(self, before: Appointment, row: PlannedRow, taken: set[str]) -> str:
        is_new = row.slip_code and row.slip_code != before.slip_code
        return self._free_code(row.slip_code, taken) if is_new else before.slip_code

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


@dataclass(frozen=True, slots=True)
class _Changes:
    """Appointments each as it stands and as it would be."""

    all: tuple[Change, ...]

    @property
    def after(self) -> tuple[Appointment, ...]:
        """Return all of them as they would be."""
        return tuple(after for _, after in self.all)

    @property
    def updated(self) -> tuple[Change, ...]:
        """Return those that somebody would see change."""
        return tuple(change for change in self.all if _seen(change[0]) != _seen(change[1]))

    @property
    def unchanged(self) -> tuple[Appointment, ...]:
        """Return those that nobody would, but for what was changed at the desk."""
        return tuple(b for b, after in self.all if _seen(b) == _seen(after) and after.told_starts is None)

    @property
    def by_hand(self) -> tuple[Appointment, ...]:
        """Return those that stay as somebody changed them at the desk, beside what the file says now."""
        return tuple(after for _, after in self.all if after.told_starts is not None)

    def about(self, why: LeftOut) -> tuple[Appointment, ...]:
        """Return those about which the same is asked."""
        return tuple(each for each, after in self.all if after.left_out is why)

    @property
    def noted(self) -> tuple[Change, ...]:
        """Return those of which only what is noted beside them changes."""
        return tuple((b, after) for b, after in self.all if b != after and _seen(b) == _seen(after))


def _without(
    rows: Iterable[PlannedRow], agenda: int, cancelled: frozenset[Told]
) -> tuple[list[PlannedRow], list[Dropped]]:
    """Take out the rows that somebody cancelled at the desk, and say so."""
    come, off = [], []
    for row in rows:
        if (agenda, row.starts, row.letters) in cancelled:
            off.append(Dropped(row.where, _CANCELLED))
        else:
            come.append(row)
    return come, off


def _typed(appointments: Iterable[Appointment]) -> Iterator[Appointment]:
    return (each for each in appointments if each.agenda == TYPED)


def _is_ours(row: PlannedRow) -> bool:
    """Say whether a row tells no more than our own calendar does: an hour and a slip."""
    return bool(row.slip_code) and not (row.event or row.letters or row.names_motif)


def said(each: Appointment) -> Appointment:
    """Return an appointment without what is asked about it."""
    return replace(each, left_out=LeftOut.NO)


def _seen(each: Appointment) -> Appointment:
    return replace(said(each), told_starts=None, told_letters="", told_motif=None)


def _starts(each: Appointment | PlannedRow) -> datetime:
    return each.starts
