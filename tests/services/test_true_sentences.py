"""A report says only what is true whatever its hidden numbers are; the screen says what is not over yet."""

import re
from datetime import date, datetime

import pytest

from kiosk.adapters.database.folders import open_databases
from kiosk.adapters.documents.report_words import sentence
from kiosk.contents import guides
from kiosk.domain.figures.bounds import Bounds, ranked, table_bounds
from kiosk.domain.figures.disclosure import Cell, Status
from kiosk.domain.figures.periods import Period, Span, Unit
from kiosk.domain.figures.publication import Publication
from kiosk.domain.figures.report import Report
from kiosk.domain.figures.sums import Sum
from kiosk.services.simulation import Simulation
from tests.helpers.auditor import Auditor
from tests.helpers.figures_made import SITES, desk_of
from tests.helpers.publishing import busy_bureau, period
from tests.helpers.waiting_room import PARIS, StandingClock

QUARTER = Period(Unit.QUARTER, 2026, 4)


def _told(*rows, total):
    """A publication of one table: (row, value, status)."""

    def cell(table, row, value, status):
        wanted = Sum("demarches", frozenset({"meaux"}), frozenset({"2026-10"}), frozenset({row}))
        return Cell(table, row, "n", wanted, value, status)

    cells = [cell("total", "demarches", total, Status.SHOWN), *(cell("theme", *row) for row in rows)]
    return Publication("2026-Q4", "meaux", 11, date(2027, 1, 2), "0", tuple(cells))


def test_the_greatest_row_shown_is_not_the_most_frequent_if_a_hidden_one_may_be_greater():
    told = _told(("papers", 20, Status.SHOWN), ("health", None, Status.MERGED), ("autres", 40, Status.SHOWN), total=60)
    assert table_bounds(told, "theme")["health"] == Bounds(0, 40)
    assert ranked(told, "theme") == ()


def test_it_is_if_all_that_is_hidden_is_smaller():
    told = _told(
        ("papers", 50, Status.SHOWN), ("work", 30, Status.SHOWN), ("health", None, Status.MERGED),
        ("autres", 40, Status.SHOWN), total=120,
    )  # fmt: skip
    assert [cell.row for cell in ranked(told, "theme")] == ["papers"]


def test_at_least_so_many_may_be_more_than_what_is_shown_whole():
    told = _told(("papers", 41, Status.LEAST), ("work", 45, Status.SHOWN), ("autres", 14, Status.SHOWN), total=100)
    assert ranked(told, "theme") == ()


def test_two_rows_as_great_are_both_named_or_neither():
    rows = (("papers", 30, Status.SHOWN), ("work", 30, Status.SHOWN), ("health", 12, Status.SHOWN))
    told = _told(*rows, total=72)
    assert [cell.row for cell in ranked(told, "theme", 2)] == ["papers", "work"]
    assert ranked(told, "theme", 1) == ()


@pytest.mark.parametrize("a_day", [0.6, 1.5, 4])
def test_no_world_that_the_reports_allow_ranks_otherwise(tmp_path, a_day):
    """An auditor with a solver of his own looks for a world in which a row is greater than one written before it."""
    written = 0
    with busy_bureau(tmp_path, sites=2, a_day=a_day, seed=3) as bureau:
        for scope in ("tous", "meaux", "la-rochette"):
            report = bureau.reports.report(period("2026-Q4"), scope)
            assert isinstance(report, Report)
            auditor = Auditor([(11, cell) for cell in report.now.cells], bureau.truth)
            for table in ("partner", "theme", "outcome", "actor", "language"):
                sure = ranked(report.now, table)
                assert ("Le plus souvent" in sentence(report, table)) == bool(sure)
                others = [c for c in report.now.table(table) if c.row != "autres" and c not in sure]
                for higher in sure:
                    low, _ = auditor.interval(higher.sum)
                    assert all(auditor.interval(lower.sum)[1] < low for lower in others), (scope, table, higher.row)
                    written += 1
    assert written or a_day < 1


@pytest.fixture
def room(tmp_path):
    """Three sites from July to 24 November 2026, looked at on that day."""
    clock = StandingClock(datetime(2026, 11, 24, 16, tzinfo=PARIS))
    with open_databases(tmp_path / "real") as databases:
        Simulation(SITES, guides(), 5, 20).fill(databases.figures, date(2026, 11, 24), 147)
        yield desk_of(databases, clock)[1]


EVERYWHERE = frozenset(site.id for site in SITES)


def test_a_quarter_that_is_not_over_is_compared_with_as_many_days_of_the_one_before(room):
    now = room.view(QUARTER.span, EVERYWHERE, QUARTER.previous().span)
    as_long = room.view(Span(date(2026, 7, 1), date(2026, 8, 24)), EVERYWHERE)
    assert now.until == date(2026, 11, 24)
    (arrivals,) = (line for line in now.tables["total"] if line.id == "arrivals")
    assert arrivals.before == as_long.number("total", "arrivals") > 0


def test_what_is_counted_by_month_is_not_compared_until_the_end(room):
    now = room.view(QUARTER.span, EVERYWHERE, QUARTER.previous().span)
    assert {line.before for line in now.tables["partner"]} == {None}
    over = room.view(QUARTER.previous().span, EVERYWHERE)
    assert over.until is None
    assert all(line.before is not None for line in over.tables["partner"])


def test_weeks_to_come_are_no_weeks_with_nobody(room):
    weeks = room.view(QUARTER.span, EVERYWHERE, QUARTER.previous().span).weeks
    assert weeks[-1][0] == date(2026, 11, 23)
    assert room.view(QUARTER.next().span, EVERYWHERE).weeks == ()


def test_a_period_before_that_began_late_is_said_to_be_a_part(tmp_path):
    with busy_bureau(tmp_path, sites=1, a_day=6, seed=1, days=100) as bureau:
        report = bureau.reports.report(period("2026-Q4"))
        assert isinstance(report, Report)
        assert (report.before_words, report.is_comparable) == ("avant, 1 mois sur 3", False)


def test_a_number_is_written_one_way():
    from kiosk.domain.french import number_words

    assert number_words(12345) == "12\u202f345"
    assert re.fullmatch(r"\d{3}", number_words(999))
