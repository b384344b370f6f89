"""What is counted at all sites together: no site, no month and no desk ever has it, and small numbers stay hidden."""

from datetime import date, datetime

import pytest

from kiosk.adapters.database.folders import open_databases
from kiosk.contents import guides
from kiosk.domain.figures.disclosure import Status
from kiosk.domain.figures.periods import Period, Unit
from kiosk.domain.figures.report import Report
from kiosk.domain.figures.usage import FAMILIES, HELPED, TOGETHER, VISITS, Counter, checked, counter, fewest_visits
from kiosk.services.simulation import Simulation
from tests.helpers.figures_made import CLOSED, SITES, desk_of
from tests.helpers.waiting_room import PARIS, StandingClock

QUARTER, YEAR = Period(Unit.QUARTER, 2026, 4), Period(Unit.YEAR, 2026)
DECEMBER = Period(Unit.MONTH, 2026, 12)
TABLES = ("helped", "blocked", "support")


def published(folder, a_day):
    with open_databases(folder) as databases:
        Simulation(SITES, guides(), 5, a_day).fill(databases.figures, date(2026, 12, 31), 100)
        reports, screen = desk_of(databases, StandingClock(CLOSED))
        found = {
            (period, scope): made
            for period in (YEAR, QUARTER, DECEMBER)
            for scope in (TOGETHER, *(site.id for site in SITES))
            if isinstance(made := reports.report(period, scope), Report)
        }
        view = screen.view(QUARTER.span, frozenset(site.id for site in SITES))
        return found, view, databases.figures.totals()


@pytest.fixture(scope="module")
def busy(tmp_path_factory):
    return published(tmp_path_factory.mktemp("busy"), 20)


@pytest.mark.parametrize("table", TABLES)
def test_only_the_report_of_all_sites_and_a_quarter_or_a_year_has_it(busy, table):
    found, _, _ = busy
    holders = {where for where, made in found.items() if made.now.table(table)}
    assert holders == {(QUARTER, TOGETHER), (YEAR, TOGETHER)}
    assert all(made.now.is_told(table) == ((period, scope) in holders) for (period, scope), made in found.items())


@pytest.mark.parametrize("table", TABLES)
def test_the_desk_which_shows_exact_numbers_never_shows_it(busy, table):
    _, view, _ = busy
    assert "outcome" in view.tables
    assert table not in view.tables


def test_what_is_told_is_what_was_answered(busy):
    found, _, totals = busy
    told = {c.row: c for c in found[QUARTER, TOGETHER].now.table("helped")}
    counted = {c.value: n for c, n in totals.items() if c.family == HELPED.name and c.period == "2026-10"}
    assert told["much"].value == counted["much"] > 50
    assert all(cell.value == counted[row] for row, cell in told.items() if row != "autres" and cell.value is not None)


def test_few_answers_are_not_told(tmp_path):
    found, _, totals = published(tmp_path, 0.6)
    few = sum(n for cell, n in totals.items() if cell.family == HELPED.name)
    assert 0 < few < 11
    assert {c.status for c in found[QUARTER, TOGETHER].now.table("helped")} == {Status.MERGED}


@pytest.mark.parametrize("family", [each for each in FAMILIES.values() if each.is_together], ids=lambda f: f.name)
def test_no_cell_of_it_knows_a_site_or_a_month(family):
    now = datetime(2026, 11, 24, 10, tzinfo=PARIS)
    made = counter(family, "meaux", now, "x")
    assert (made.site, made.period) == (TOGETHER, "2026-10")
    for wrong in (Counter(family.name, "meaux", "2026-10", "x"), Counter(family.name, TOGETHER, "2026-11", "x")):
        with pytest.raises(ValueError, match="not declared"):
            checked(wrong)


def test_an_answer_alone_never_leaves_the_day_and_hides_among_ten_visits():
    answered = {Counter(HELPED.name, TOGETHER, "2026-10", "not"): 30}
    assert fewest_visits(answered) == 0
    visits = {Counter(name, "meaux", period, ""): 12
              for name, period in (("arrivals", "2026-11-24 am"), (VISITS.name, "2026-11"))}  # fmt: skip
    assert fewest_visits(answered | visits) == 12
