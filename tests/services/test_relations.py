"""What binds the counts is declared, true of all that is counted, and all there is: nothing undeclared is found."""

from collections import Counter as Tally
from dataclasses import replace
from datetime import date, time, timedelta
from functools import cache
from itertools import combinations, permutations
from random import Random

import numpy as np
import pytest

from kiosk.domain.figures.answers import Answer
from kiosk.domain.figures.publication import Reason
from kiosk.domain.figures.relations import RELATIONS, Bond, Relation, bound_together
from kiosk.domain.figures.sums import Ledger, Sum, ledger
from kiosk.domain.figures.usage import (
    ARRIVALS,
    DEMARCHES,
    FAMILIES,
    GUIDES_FINISHED,
    GUIDES_OPENED,
    HELPED,
    SHEETS,
    TOGETHER,
    VISITS,
    counter,
)
from kiosk.domain.reception.assistance import Actor, AssistedSession, Block, Demarche, Outcome, Support
from kiosk.services.assistance import Assistance
from kiosk.services.figures import BelowNothing, Correction, FigureViews
from kiosk.services.queue import Done, Queue
from kiosk.services.simulation import Simulation
from tests.helpers.bound_sums import bound_sums
from tests.helpers.publishing import GUIDES, SITES
from tests.helpers.waiting_room import SITE, waiting_room

WORLDS = 320


@cache
def worlds(most: float = 8, spans: tuple[int, ...] = (31, 61, 92)) -> tuple[Ledger, ...]:
    """Invent quarters of one site, from hardly anybody to many."""
    dice = Random(1)
    found = []
    for seed in range(WORLDS):
        simulation = Simulation(SITES[seed % 3 : seed % 3 + 1], GUIDES, seed, dice.uniform(0.5, most))
        months = simulation.months(date(2026, 9, 30), dice.choice(spans))
        found.append(ledger(each for month in months for each in month.items()))
    return tuple(found)


def days() -> tuple[Ledger, ...]:
    """Invent days of one or two visits: what holds even there is no matter of how often."""
    return worlds(1.5, (7, 14))


def _places(counts: Ledger) -> set[tuple[str, str]]:
    return {(cell.site, cell.period) for cell in counts.counts if cell.site != TOGETHER}


def _broken(counts: Ledger) -> list[Relation]:
    return [
        relation
        for relation in RELATIONS
        for left, right in bound_sums(relation, _places(counts))
        if not relation.holds(counts.total(left), counts.total(right))
    ]


def test_every_relation_holds_in_every_invented_world():
    assert [relation for counts in worlds() for relation in _broken(counts)] == []


# --- nothing is missing


def _columns(counts: Ledger, family: str) -> Tally[str]:
    found: Tally[str] = Tally()
    for cell, n in counts.counts.items():
        if cell.family == family:
            found[cell.value] += n
    return found


def _table(family: str, found: tuple[Ledger, ...]) -> tuple[list[str], np.ndarray]:
    """Return the values of a family, and what each counts: a row for each world."""
    told = [_columns(counts, family) for counts in found]
    values = sorted(set().union(*told))
    return values, np.array([[each[value] for value in values] for each in told], dtype=float)


@cache
def _values(family: str) -> np.ndarray:
    return _table(family, worlds())[1]


@cache
def _equations(*families: str) -> int:
    """Return how many equations bind the values of some families in all worlds."""
    table = np.hstack([*(_values(family) for family in families), np.ones((WORLDS, 1))])
    return table.shape[1] - int(np.linalg.matrix_rank(table))


def _undeclared(relations: tuple[Relation, ...]) -> set[frozenset[str]]:
    """Ask every pair of families: is there an equation between you?"""
    declared = {frozenset({each.left.name, each.right.name}) for each in relations if each.bond is Bond.EQUAL}
    return {
        pair
        for one, other in combinations(FAMILIES, 2)
        if (pair := frozenset({one, other}))
        and _equations(one, other) != _equations(one) + _equations(other) + (pair in declared)
    }


def test_no_two_families_are_bound_by_an_equation_that_is_not_declared():
    assert _undeclared(RELATIONS) == set()


@pytest.mark.parametrize("forgotten", [each for each in RELATIONS if each.bond is Bond.EQUAL], ids=lambda r: r.because)
def test_an_equation_that_was_forgotten_is_found(forgotten):
    left = tuple(each for each in RELATIONS if each is not forgotten)
    assert _undeclared(left) == {frozenset({forgotten.left.name, forgotten.right.name})}


@cache
def _never_more() -> set[tuple[str, str, str]]:
    """Return which families are nowhere more than another, or than one value of it."""
    tables, found = {family: _table(family, days()) for family in FAMILIES}, set()
    for left, right in permutations(FAMILIES, 2):
        less, (values, more) = tables[left][1].sum(axis=1), tables[right]
        found |= {(left, right, "")} if (less <= more.sum(axis=1)).all() else set()
        found |= {(left, right, value) for n, value in enumerate(values) if (less <= more[:, n]).all()}
    return found


def _follows(relations: tuple[Relation, ...]) -> set[tuple[str, str, str]]:
    """Return what the declared relations say, one after the other: a first visit is a session, which has a number."""
    known = {(each.left.name, each.right.name, "".join(each.values)) for each in relations}
    known |= {(right, left, "") for left, right, value in known if not value and _is_equal(left, right)}
    known |= {(left, right, "") for left, right, _ in known}
    while True:
        more = {(a, d, value) for a, b, _ in known for c, d, value in known if b == c and a != d} - known
        if not more:
            return known
        known |= more


def _is_equal(left: str, right: str) -> bool:
    return any((each.left.name, each.right.name, each.bond) == (left, right, Bond.EQUAL) for each in RELATIONS)


def test_no_family_is_never_more_than_another_without_a_declaration():
    assert _never_more() - _follows(RELATIONS) == set()


@pytest.mark.parametrize("forgotten", [each for each in RELATIONS if each.bond is Bond.WITHIN], ids=lambda r: r.because)
def test_a_bound_that_was_forgotten_is_found_unless_others_say_as_much(forgotten):
    left = tuple(each for each in RELATIONS if each is not forgotten)
    missed = (forgotten.left.name, forgotten.right.name, "".join(forgotten.values))
    assert missed in _never_more()
    assert missed in _never_more() - _follows(left) or missed in _follows(left)


def test_families_that_tell_of_one_another_are_gathered():
    assert bound_together((ARRIVALS, VISITS, DEMARCHES, SHEETS)) == ((ARRIVALS, VISITS, DEMARCHES), (SHEETS,))
    assert bound_together((SHEETS, GUIDES_FINISHED, GUIDES_OPENED)) == ((SHEETS, GUIDES_FINISHED, GUIDES_OPENED),)


# --- the counting code itself


class _Day:
    """A day of arrivals, calls, sessions, mistakes and second thoughts, through the real services."""

    def __init__(self, room, seed: int) -> None:
        self._room, self._dice = room, Random(seed)
        self._helping = Assistance(room.databases.day, room.clock, SITE)
        self._queue = Queue(room.databases.day, room.clock, SITE)
        self._tickets, self._sessions, self._done = [], [], []

    def live(self, acts: int) -> None:
        chosen = (self.arrive, self.arrive, self.call, self.open, self.open, self.open_alone, self.keep, self.keep,
                  self.end, self.abandon, self.merge, self.gone, self.undo, self.print, self.read)  # fmt: skip
        for n in range(acts):
            self._room.clock.set(9 + n // 20, 3 * (n % 20))
            self._dice.choice(chosen)()

    def _one(self, among: list):
        return self._dice.choice(among) if among else None

    def _opened(self, session) -> None:
        self._sessions += [session] if isinstance(session, AssistedSession) else []

    def arrive(self) -> None:
        language = self._dice.choice(("fr", "ar", "tr"))
        self._tickets.append(self._room.arrivals.declare(time(10), "BEN", language).ticket)

    def call(self) -> None:
        if ticket := self._one(self._tickets):
            self._done.append(self._queue.call(ticket, "Bureau 1"))

    def open(self) -> None:
        if ticket := self._one(self._tickets):
            desk, is_first = self._dice.choice(("Bureau 1", "Bureau 2")), self._dice.random() < 0.5
            self._opened(self._helping.open(desk, ticket, first_visit=is_first))

    def open_alone(self) -> None:
        self._opened(self._helping.open("Bureau 3", None, Demarche("rsa"), first_visit=self._dice.random() < 0.5))

    def keep(self) -> None:
        if session := self._one(self._sessions):
            outcome = self._dice.choice([*Outcome, None])
            actor = self._dice.choice([*Actor, None]) if outcome is Outcome.REDIRECTED else None
            guide = self._dice.choice(GUIDES).id
            self._helping.keep(session.with_demarche(Demarche(guide, outcome=outcome, actor=actor)))
            if self._dice.random() < 0.3:
                self._helping.keep(replace(session, blocked=self._dice.choice([*Block]), support=Support.REMOTE))

    def end(self) -> None:
        if session := self._one(self._sessions):
            self._room.end_for_good(self._helping, session.id)

    def abandon(self) -> None:
        if session := self._one(self._sessions):
            self._helping.abandon(session.id)

    def merge(self) -> None:
        if len(self._tickets) > 1:
            self._done.append(self._queue.merge(*self._dice.sample(self._tickets, 2)))

    def gone(self) -> None:
        if ticket := self._one(self._tickets):
            self._done.append(self._queue.gone(ticket))

    def undo(self) -> None:
        if self._done and isinstance(done := self._done.pop(), Done):
            self._queue.undo(done)

    def print(self) -> None:
        with self._room.databases.day.transaction() as records:
            records.count(counter(SHEETS, SITE.id, self._room.clock(), "a4"))

    def read(self) -> None:
        """Reach a list, and perhaps answer whether it helped."""
        with self._room.databases.day.transaction() as records:
            records.count(counter(GUIDES_FINISHED, SITE.id, self._room.clock(), "rsa"))
            if self._dice.random() < 0.5:
                records.count(counter(HELPED, SITE.id, self._room.clock(), self._dice.choice([*Answer]).value))


def _counted(room) -> Ledger:
    pending, flushed = room.databases.day.pending(), room.databases.figures.totals()
    return ledger([*pending.items(), *flushed.items()])


def _real(folder, seed: int) -> None:
    with waiting_room(folder) as room:
        _Day(room, seed).live(90)
        # Open sessions have their wait, and are counted when they end.
        room.clock.utc += timedelta(hours=10)
        room.closing.close()
        counts = _counted(room)
        assert _broken(counts) == []
        assert all(n >= 0 for n in counts.counts.values())
        assert counts.total(Sum("visits", frozenset({SITE.id}), frozenset({"2026-11"}))) > 0


@pytest.mark.parametrize("seed", range(6))
def test_every_relation_holds_in_real_sessions(tmp_path, seed):
    _real(tmp_path, seed)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 400))
def test_every_relation_holds_in_three_hundred_more_days(tmp_path, seed):
    _real(tmp_path, seed)


def test_two_desks_with_one_number_count_one_wait(tmp_path):
    with waiting_room(tmp_path) as room:
        ticket = room.arrivals.declare(time(10), "BEN", "fr").ticket
        helping = Assistance(room.databases.day, room.clock, SITE)
        first, second = (helping.open(desk, ticket) for desk in ("Bureau 1", "Bureau 2"))
        assert sum(n for cell, n in room.databases.day.pending().items() if cell.family == "waiting") == 1
        helping.abandon(first.id)
        helping.abandon(second.id)
        assert sum(n for cell, n in room.databases.day.pending().items() if cell.family == "waiting") == 0


def test_a_correction_that_would_break_what_everybody_counts_on_is_refused(tmp_path):
    with waiting_room(tmp_path) as room:
        screen = FigureViews(
            room.databases.figures, room.databases.day, room.clock, SITE, lambda: None, lambda month, site: False
        )  # fmt: skip
        month = "2026-11"
        assert screen.correct(Correction(month, is_first_visit=True), Reason.FORGOTTEN) is None
        assert screen.correct(Correction(month, is_first_visit=False, times=-1), Reason.TWICE) == BelowNothing()
        redirected = Correction(month, guide="rsa", outcome=Outcome.REDIRECTED, actor=Actor.PIMMS)
        assert screen.correct(redirected, Reason.FORGOTTEN) is None
        without = Correction(month, guide="rsa", outcome=Outcome.REDIRECTED, times=-1)
        assert screen.correct(without, Reason.TWICE) == BelowNothing()
        assert screen.correct(Correction(month, is_first_visit=True, times=-1), Reason.TWICE) is None
