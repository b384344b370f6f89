"""Complementary suppression: which further numbers are hidden, so that no small one can be worked out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kiosk.domain.disclosure import OF_TOTALS, Cell, Known, Need, Status, grain, hidden, known_of, need_of
from kiosk.domain.figures import Ledger

# How many times a number of these tables is missed as much as one of the others: partners and outcomes are what the
# evaluation asks for, a guide is a detail of its partner.
_ASKED = {"guide": 0, "partner": 2, "outcome": 4}


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
    cells = [cell for _, cell in (*drafts, *frozen)]
    thresholds = [threshold for threshold, _ in (*drafts, *frozen)]
    known = [known_of(cell, threshold) for cell, threshold in zip(cells, thresholds, strict=True)]
    truths = [ledger.total(cell.sum) for cell in cells]
    needs = {n: need for n, cell in enumerate(cells) if (need := need_of(cell, thresholds[n], truths[n]))}
    intruder = make_intruder(known, is_consistent=ledger.is_consistent)
    while exposure := intruder.exposure(needs):
        given_up = _given_up(exposure, cells, len(drafts))
        if not given_up:
            return _silent(cells[: len(drafts)])
        for place, status in given_up.items():
            cells[place] = hidden(cells[place], status)
            intruder.loosen(place, known_of(cells[place], thresholds[place]))
            need = need_of(cells[place], thresholds[place], truths[place])
            needs |= {place: need} if need else {}
    return tuple(cells[: len(drafts)])


def _given_up(exposure: Exposure, cells: Sequence[Cell], ours: int) -> dict[int, Status]:
    """Choose what to hide of the numbers that give a hidden one away.

    A fine table is left whole to the coarser report; elsewhere one number is masked, wherever it stands.
    """
    shown = [n for n in range(ours) if cells[n].status is Status.SHOWN]
    if not shown:
        return {}
    secret, coarsest = cells[exposure.place], max(grain(cell) for cell in cells[:ours])
    binding = [n for n in shown if n in exposure.binding]
    covering = [n for n in shown if cells[n].sum.covers(secret.sum)]
    chosen = min((cells[n] for n in binding or covering or shown), key=lambda cell: _worth(cell, secret))
    if grain(chosen) < coarsest and chosen.table not in OF_TOTALS:
        return {n: Status.MERGED for n in shown if _same_table(cells[n], chosen)}
    return {n: Status.MASKED for n in shown if cells[n].sum == chosen.sum}


def _worth(cell: Cell, secret: Cell) -> tuple[bool, int, int, int]:
    """Rank what may be given up, least worth first: totals for totals; else the finest, then the least asked for."""
    crosses = (cell.table in OF_TOTALS) != (secret.table in OF_TOTALS)
    return crosses, grain(cell), _ASKED.get(cell.table, 1) * (cell.value or 0), cell.value or 0


def _same_table(one: Cell, other: Cell) -> bool:
    return (one.table, one.sum.sites, one.sum.months) == (other.table, other.sum.sites, other.sum.months)


def _silent(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Publish no number: the last resort, which tells nothing."""
    return tuple(hidden(c, Status.MERGED) if c.status is Status.SHOWN else c for c in cells)
