"""Complementary suppression: which further numbers are hidden, so that no small one can be worked out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Protocol

from kiosk.domain.figures.disclosure import OF_TOTALS, Cell, Known, Need, Status, grain, hidden, known_of, need_of
from kiosk.domain.figures.sums import Ledger, Sum

# How much the numbers of these tables are missed before those of the others: partners and outcomes are what the
# evaluation asks for (issue 5: four fifths of démarches stand in shown cells), a guide is a detail of its partner.
_ASKED = {"guide": -1, "partner": 1, "outcome": 2}


@dataclass(frozen=True, slots=True)
class Exposure:
    """A hidden sum (by its place among those known) that can be narrowed down, and the sums that allow it."""

    place: int
    binding: frozenset[int]


class Intruder(Protocol):
    """Somebody who solves the published tables; told once what is known, then what is taken back."""

    def exposure(self, needs: Mapping[int, Need]) -> Exposure | None:
        """Return a hidden sum that does not keep what it needs, or None when all do."""

    def loosen(self, place: int, known: Known) -> None:
        """Forget a number: only `known` is left of it."""


class IntruderMaker(Protocol):
    """Lets an intruder loose on what is known."""

    def __call__(self, known: Sequence[Known], *, is_consistent: bool) -> Intruder:
        """Return an intruder; `is_consistent` says that the relations anybody may know hold."""


def protected(
    drafts: Sequence[tuple[int, Cell]],
    frozen: Sequence[tuple[int, Cell]],
    make_intruder: IntruderMaker,
    ledger: Ledger,
) -> tuple[Cell, ...]:
    """Mask numbers of the drafts until no hidden number, theirs or one already published, can be narrowed down.

    Each cell comes with its threshold. What is frozen is never changed; to publish nothing more is always possible.
    """
    public = {cell.sum: cell.value for _, cell in frozen if cell.status is Status.SHOWN}
    told = [(threshold, _told_again(cell, public)) for threshold, cell in drafts]
    return _Protection((*told, *frozen), len(drafts), frozenset(public), make_intruder, ledger).run()


def _told_again(cell: Cell, public: Mapping[Sum, int | None]) -> Cell:
    """Return the cell with the number that an earlier report shows: to hide it would only hide others beside it."""
    return replace(cell, value=public[cell.sum], status=Status.SHOWN) if cell.sum in public else cell


class _Protection:
    """Hides numbers one after the other; the first `ours` of the cells may still change, except what is public."""

    def __init__(
        self,
        cells: Sequence[tuple[int, Cell]],
        ours: int,
        public: frozenset[Sum],
        make_intruder: IntruderMaker,
        ledger: Ledger,
    ) -> None:
        self._thresholds = [threshold for threshold, _ in cells]
        self._cells = [cell for _, cell in cells]
        self._truths = [ledger.total(cell.sum) for _, cell in cells]
        self._ours = [n for n in range(ours) if self._cells[n].sum not in public]
        self._many = ours
        self._needs = {n: need for n in range(len(cells)) if (need := self._need(n))}
        known = [self._known(n) for n in range(len(cells))]
        self._intruder = make_intruder(known, is_consistent=ledger.is_consistent)
        unsaid = frozenset(self._ours)
        before = [Known(each.sum, 0, None) if n in unsaid else each for n, each in enumerate(known)]
        self._before = cache(partial(make_intruder, before, is_consistent=ledger.is_consistent))

    def run(self) -> tuple[Cell, ...]:
        """Return our cells, safe."""
        while exposure := self._intruder.exposure(self._needs):
            given_up = self._given_up(exposure)
            if given_up:
                self._hide(given_up)
            else:
                self._leave(exposure.place)
        return tuple(self._cells[: self._many])

    def _leave(self, place: int) -> None:
        """Leave a number that nothing of ours gives away: it is as narrow in what was published before.

        What anybody could add up from there is told, unless a row of its table tells it among others.
        """
        del self._needs[place]
        cell, truth = self._cells[place], self._truths[place]
        among = (self._cells[n] for n in self._ours if _same_table(self._cells[n], cell))
        is_told = any(each.status is Status.SHOWN and each.sum.covers(cell.sum) for each in among)
        is_exact = self._before().exposure({place: Need(None, None, 1)}) is not None
        if place in self._ours and is_exact and not is_told and truth >= self._thresholds[place]:
            self._cells[place] = replace(cell, value=truth, status=Status.SHOWN)

    def _hide(self, given_up: Mapping[int, Status]) -> None:
        for n, status in given_up.items():
            self._cells[n] = hidden(self._cells[n], status)
            self._intruder.loosen(n, self._known(n))
            if need := self._need(n):
                self._needs[n] = need

    def _given_up(self, exposure: Exposure) -> dict[int, Status]:
        """Choose what to hide of what gives a hidden number away.

        A fine table is left whole to the coarser report; elsewhere one number is masked, wherever it stands. Where only
        a total would be left to hide, "< 11" and "masqué" tell too much, and are told no more.
        """
        secret = self._cells[exposure.place]
        shown = [n for n in self._ours if self._cells[n].status is Status.SHOWN]
        binding = [n for n in shown if n in exposure.binding]
        hinting = [n for n in self._ours if self._cells[n].status in {Status.SMALL, Status.MASKED}]
        like = [n for n in binding if (self._cells[n].table in OF_TOTALS) == (secret.table in OF_TOTALS)]
        if not like and (hints := [n for n in hinting if n in exposure.binding]):
            return dict.fromkeys(hints, Status.MERGED)
        if not binding and self._is_narrow_before(exposure.place):
            return dict.fromkeys({exposure.place} & set(hinting), Status.MERGED)
        covering = [n for n in shown if self._cells[n].sum.covers(secret.sum)]
        candidates = binding or covering or shown
        if not candidates:
            return dict.fromkeys(hinting, Status.MERGED)
        chosen = min((self._cells[n] for n in candidates), key=lambda cell: _worth(cell, secret))
        if grain(chosen) < max(map(grain, self._cells[: self._many])) and chosen.table not in OF_TOTALS:
            return {n: Status.MERGED for n in shown if _same_table(self._cells[n], chosen)}
        return {n: Status.MASKED for n in shown if self._cells[n].sum == chosen.sum}

    def _is_narrow_before(self, place: int) -> bool:
        """Say whether a number is as narrow for whoever knows what was published before, and nothing of ours."""
        return self._before().exposure({place: self._needs[place]}) is not None

    def _known(self, n: int) -> Known:
        return known_of(self._cells[n], self._thresholds[n])

    def _need(self, n: int) -> Need | None:
        return need_of(self._cells[n], self._thresholds[n], self._truths[n])


def _worth(cell: Cell, secret: Cell) -> tuple[bool, int, int, int]:
    """Rank what may be given up, least worth first: totals for totals; else the finest, then the least asked for."""
    crosses = (cell.table in OF_TOTALS) != (secret.table in OF_TOTALS)
    return crosses, grain(cell), _ASKED.get(cell.table, 0), cell.value or 0


def _same_table(one: Cell, other: Cell) -> bool:
    return (one.table, one.sum.sites, one.sum.months) == (other.table, other.sum.sites, other.sum.months)
