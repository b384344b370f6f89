"""Who knows every relation, the rule and what was hidden by it narrows no hidden number: each has its twins."""

from random import Random

import pytest

from kiosk.domain.figures import categories, splitting
from kiosk.domain.figures.disclosure import THRESHOLD, Status
from kiosk.domain.figures.sums import Ledger
from kiosk.domain.figures.tables import HALF_DAYS, Place
from kiosk.domain.figures.telling import Places
from kiosk.domain.figures.usage import Counter
from tests.helpers.quarters import CATALOGUE, QUARTER, invented, mark_of, reports_of
from tests.helpers.twins import Attacker, Leak

VOLUMES = (0.5, 0.7, 1.0, 1.4, 2.0, 3.0, 4.0, 5.0)


def _leaks(counts: Ledger, *, most_crossed: int = 10, most: int | None = None) -> list[Leak]:
    hours = CATALOGUE.half_days
    attacker = Attacker(reports_of, mark_of, counts, QUARTER.months, hours, THRESHOLD, most_crossed=most_crossed)
    return attacker.leaks(most)


@pytest.mark.parametrize(
    ("sites", "a_day", "seed"),
    [(1, a_day, seed) for seed, a_day in enumerate(VOLUMES)] + [(2, 0.7, 21), (2, 2, 22), (2, 5, 23), (3, 1.4, 31)],
)
def test_no_hidden_number_of_a_quarter_can_be_narrowed(sites, a_day, seed):
    assert _leaks(invented(sites, a_day, seed)) == []


def test_half_days_of_sites_that_are_not_told_say_nothing_of_them():
    """Each half-day is one site's: told without the sites, they were the sites (seed 175 of the long run)."""
    assert _leaks(invented(2, 1.4, 1175)) == []


@pytest.mark.long
@pytest.mark.parametrize("seed", range(500))
def test_no_hidden_number_of_five_hundred_quarters_can_be_narrowed(seed):
    dice = Random(seed)
    sites, a_day = dice.choice((1, 2, 3)), dice.choice(VOLUMES)
    assert _leaks(invented(sites, a_day, 1000 + seed), most_crossed=15) == []


# --- the attack finds what is wrong


def _smallest_joins(rows, threshold):
    told = sorted((row for row in rows if row.n >= threshold), key=lambda row: -row.n)
    while told and len(told) < len(rows) and sum(row.n for row in rows) - sum(row.n for row in told) < threshold:
        told.pop()
    return tuple(told)


@pytest.mark.parametrize(
    ("where", "what", "instead", "world"),
    [
        pytest.param(splitting, "named", _smallest_joins, (1, 1.4, 3), id="the smallest row joins the heap"),
        pytest.param(
            categories._Categories, "_open", lambda self, where: frozenset(HALF_DAYS), (2, 2, 22),
            id="half-days on which nobody opens hide others", marks=pytest.mark.long,
        ),
        pytest.param(categories, "told_everywhere", lambda tree, counts, t: tree, (2, 2, 22),
                     id="a site tells whatever all sites tell", marks=pytest.mark.long),
    ],
)  # fmt: skip
def test_a_rule_that_gives_something_away_is_caught(where, what, instead, world, monkeypatch):
    monkeypatch.setattr(where, what, instead)
    assert _leaks(invented(*world), most=1)


def test_the_issues_case_is_no_longer_told():
    """Of thirteen redirections twelve have an actor; eight were for information: the heap told that those are few."""
    wanted = {"done": 60, "to-complete": 20, "redirected": 13, "information": 8}
    counts = {Counter("outcomes", "meaux", "2026-08", outcome): n for outcome, n in wanted.items()}
    counts |= {Counter("demarches", "meaux", "2026-08", "rsa"): sum(wanted.values())}
    counts |= {Counter("actors", "meaux", "2026-08", "pimms-mediation"): 12}
    ((_, _, month), *_) = reports_of(Ledger(counts))
    told = {cell.row: cell.value for cell in month if cell.table == "outcome"}
    # Redirections are told, so that actors bound nothing; what was to be completed is what information hides among.
    assert told == {"done": 60, "redirected": 13, "to-complete": None, "information": None, "autres": 28}
    assert _leaks(Ledger(counts | {Counter("guides-opened", "meaux", "2026-08", "rsa"): 3})) == []


# --- first visits

T = 4


def _first_visits(visits: int, new: int) -> tuple[int | None, Status]:
    place = Place(frozenset({"meaux"}), frozenset({"2026-08"}))
    counts = {Counter("visits", "meaux", "2026-08"): visits, Counter("new-people", "meaux", "2026-08"): new}
    telling = Places(Ledger(counts), place, T).tell()
    found = next((told for wanted, told in telling.numbers.items() if wanted.family == "new-people"), None)
    return (found.value, found.status) if found else (None, Status.MERGED)


@pytest.mark.parametrize("visits", range(1, 20))
def test_first_visits_and_the_others_both_stay_open_or_are_both_great(visits):
    alike: dict[tuple[int | None, Status], list[int]] = {}
    for new in range(visits + 1):
        alike.setdefault(_first_visits(visits, new), []).append(new)
    for (value, status), found in alike.items():
        if status is Status.SHOWN:
            assert found == [value]
            assert min(value, visits - value) >= T
        elif visits >= T:
            assert found[-1] - found[0] >= T - 1
            assert 0 in {found[0], visits - found[-1]}
            assert status is not Status.LEAST or found[0] == value
