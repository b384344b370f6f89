"""Reports that never change, corrections that are told, a folder that fills itself, a simulation kept apart."""

from datetime import date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk.__main__ import app
from kiosk.adapters.database.folders import open_databases
from kiosk.adapters.errands.outgoing import Outgoing
from kiosk.adapters.errands.sender import Errands
from kiosk.adapters.errands.shelf import FarShelf
from kiosk.adapters.reports.press import FilePress
from kiosk.contents import guides
from kiosk.domain.figures.disclosure import Status
from kiosk.domain.figures.periods import Period, Span, Unit, period_words, read_period, week_holding
from kiosk.domain.figures.publication import ALL_SITES, REASONS, FileKind, Reason
from kiosk.domain.figures.report import Report
from kiosk.domain.figures.tables import NO_GUIDE, OTHERS, Catalogue, Place, shapes
from kiosk.domain.guides.partners import PARTNERS
from kiosk.domain.reception.assistance import ACTORS, Outcome
from kiosk.services.figures import AlreadyPublished, BelowNothing, Correction
from kiosk.services.report_files import NowhereToWrite, ReportFiles
from kiosk.services.reports import NothingCounted, NotOver
from kiosk.services.simulation import NotEmpty, Simulation
from tests.helpers.figures_made import CLOSED, SITES, desk_of
from tests.helpers.waiting_room import PARIS, StandingClock

# Tables whose rows the guide to the figures lists one by one; of languages it says whose codes they are.
EXPLAINED = {"total", "theme", "outcome", "waiting", "sheet", "alone"}
NOVEMBER, QUARTER = Period(Unit.MONTH, 2026, 11), Period(Unit.QUARTER, 2026, 4)


@pytest.fixture
def room(tmp_path):
    """Three sites in full activity from the middle of 2026 on, seen on 2 January 2027."""
    clock = StandingClock(CLOSED)
    with open_databases(tmp_path / "real") as databases:
        Simulation(SITES, guides(), 5, 20).fill(databases.figures, date(2026, 12, 31), 100)
        yield databases, clock


def test_a_month_is_told_with_its_quarter_and_a_quarter_once_it_is_over(room):
    databases, clock = room
    reports, _ = desk_of(databases, clock)
    for moment in (datetime(2026, 12, 1, 0, 1, tzinfo=PARIS), datetime(2026, 12, 31, 23, tzinfo=PARIS)):
        clock.utc = moment
        assert reports.report(NOVEMBER) == reports.report(QUARTER) == NotOver(QUARTER)
    clock.utc = datetime(2027, 1, 1, 0, 1, tzinfo=PARIS)
    assert isinstance(reports.report(NOVEMBER), Report)
    assert isinstance(reports.report(QUARTER), Report)


def test_where_nothing_was_counted_there_is_nothing_to_publish(room):
    reports, _ = desk_of(*room)
    assert reports.report(Period(Unit.MONTH, 2025, 3)) == NothingCounted()
    assert reports.report(NOVEMBER, "provins") == NothingCounted()


def test_once_published_a_report_no_longer_changes(room):
    databases, clock = room
    reports, _ = desk_of(databases, clock)
    before = reports.report(NOVEMBER)
    Simulation(SITES, guides(), 9, 5).fill(databases.figures, date(2026, 12, 31), 60)
    databases.figures.apply(99, [(cell, 5) for cell in databases.figures.between("2026-11", "2026-11")])
    clock.utc = datetime(2027, 3, 1, tzinfo=PARIS)
    after = reports.report(NOVEMBER)
    assert after.now == before.now
    for kind in FileKind:
        assert FilePress().write(after, kind) == FilePress().write(before, kind)


def test_the_sites_add_up_to_the_whole(room):
    reports, screen = desk_of(*room)
    alone = [reports.report(NOVEMBER, site.id).now.cell("total", "visits").value for site in SITES]
    together = reports.report(NOVEMBER, ALL_SITES).now.cell("total", "visits").value
    everywhere = screen.view(NOVEMBER.span, frozenset(site.id for site in SITES))
    assert sum(alone) == together == everywhere.number("total", "visits") > 100


def test_a_year_tells_what_its_quarters_told_added_up(room):
    reports, _ = desk_of(*room)
    year = reports.report(read_period("2026")).now
    quarters = [reports.report(read_period(f"2026-{quarter}")).now for quarter in ("Q3", "Q4")]
    told = [cell for cell in year.cells if cell.status is Status.SHOWN and cell.row != OTHERS and cell.table != "month"]
    assert {"total", "outcome"} <= {cell.table for cell in told}
    for cell in told:
        assert cell.value == sum(quarter.cell(cell.table, cell.row, cell.column).value for quarter in quarters)


def test_a_correction_adds_up_everywhere_and_is_told_in_the_report(room):
    reports, screen = desk_of(*room)
    here = frozenset({"meaux"})
    before = screen.view(NOVEMBER.span, here)
    wanted = Correction("2026-11", guide="rsa", outcome=Outcome.DONE)
    assert screen.correct(wanted, Reason.FORGOTTEN) is None
    after = screen.view(NOVEMBER.span, here)
    for table, row in (("guide", "rsa"), ("outcome", "done"), ("total", "demarches"), ("partner", "caf")):
        assert after.number(table, row) == before.number(table, row) + 1
    assert reports.report(NOVEMBER, "meaux").now.corrections == {Reason.FORGOTTEN: 2}


def test_a_published_month_can_no_longer_be_corrected(room):
    reports, screen = desk_of(*room)
    wanted = Correction("2026-11", is_first_visit=True)
    assert screen.correct(wanted, Reason.FORGOTTEN) is None
    reports.report(NOVEMBER)
    assert screen.correct(wanted, Reason.FORGOTTEN) == AlreadyPublished()


def test_nothing_is_taken_away_that_was_not_counted(room):
    _, screen = desk_of(*room)
    wanted = Correction("2026-03", guide="rsa", outcome=Outcome.DONE, times=-1)
    assert screen.correct(wanted, Reason.TRIAL) == BelowNothing()
    assert screen.correct(Correction("2026-03", sheet="a4"), Reason.FORGOTTEN) is None
    assert screen.correct(Correction("2026-03", sheet="a4", times=-1), Reason.TWICE) is None
    assert screen.correct(Correction("2026-03", sheet="a4", times=-1), Reason.TWICE) == BelowNothing()


def test_what_is_just_over_lands_by_itself_in_the_folder_of_reports(tmp_path):
    folder, clock = tmp_path / "share", StandingClock(CLOSED)
    with open_databases(tmp_path / "real") as databases:
        Simulation(SITES[:1], guides(), 5, 20).fill(databases.figures, date(2026, 12, 31), 50)
        reports, _ = desk_of(databases, clock)
        files = ReportFiles(
            reports, FilePress(), Outgoing(keys=(), folder=str(tmp_path / "docs")), clock, FarShelf(folder, Errands())
        )
        files.tend()
        names = {path.name for path in folder.iterdir()}
        periods, kinds = ("2026-11", "2026-12", "2026-Q4", "2026"), ("pdf", "csv", "xlsx", "csv-metadata.json")
        assert names == {f"chiffres-{period}-meaux.{kind}" for period in periods for kind in kinds}
        (folder / "chiffres-2026-12-meaux.csv").write_text("kept as it is")
        clock.set(9, day=date(2027, 1, 3))
        files.tend()
    assert (folder / "chiffres-2026-12-meaux.csv").read_text() == "kept as it is"


def test_the_desk_writes_a_report_where_somebody_can_take_it(room, tmp_path):
    databases, clock = room
    reports, _ = desk_of(databases, clock)
    files = ReportFiles(reports, FilePress(), Outgoing(keys=(), folder=str(tmp_path / "docs")), clock)
    written = files.save(NOVEMBER, "meaux", FileKind.CSV)
    assert written == tmp_path / "docs" / "chiffres-2026-11-meaux.csv"
    assert written.read_text().startswith(
        "site,period_start,period_end,table,row,column,value,suppressed,nature\nmeaux,2026-11-01"
    )
    (tmp_path / "file").write_text("no folder")
    nowhere = ReportFiles(reports, FilePress(), Outgoing(keys=(), folder=str(tmp_path / "file" / "docs")), clock)
    assert nowhere.save(NOVEMBER, "meaux", FileKind.CSV) == NowhereToWrite()


def test_sites_may_choose_a_smaller_threshold_and_no_number_under_it_is_shown(room):
    databases, clock = room
    reports, _ = desk_of(databases, clock)
    reports._thresholds = {site.id: 5 for site in SITES}
    report = reports.report(NOVEMBER, "meaux")
    assert report.now.threshold == 5
    shown = [cell.value for cell in report.now.cells if cell.status is Status.SHOWN]
    assert shown
    assert min(shown) >= 5


def test_of_several_thresholds_the_greatest_holds_for_all_that_a_quarter_tells(room):
    """One site's small number would be another's, taken from their sum."""
    reports, _ = desk_of(*room)
    reports._thresholds = {"meaux": 5}
    assert reports.report(NOVEMBER, "meaux").now.threshold == 11


def test_reports_and_simulations_have_a_command(tmp_path, machine_clock):
    run = CliRunner().invoke
    empty = tmp_path / "data"
    assert run(app, ["simulate", "--days", "400", "--seed", "2", "--data", str(empty)]).exit_code == 0
    again = run(app, ["simulate", "--days", "400", "--seed", "2", "--data", str(empty)])
    assert (again.exit_code, "expected an empty folder" in again.output) == (2, True)
    out = tmp_path / "out.xlsx"
    asked = ["report", "--period", "2026-09", "--format", "xlsx", "--out", str(out), "--data", str(empty)]
    assert run(app, asked).exit_code == 0
    assert out.read_bytes()[:2] == b"PK"
    assert run(app, ["report", "--period", "2026-13", "--out", str(out)]).exit_code == 2
    future = run(app, ["report", "--period", "2090", "--out", str(out), "--data", str(empty)])
    assert (future.exit_code, "not over" in future.output) == (1, True)


def test_a_simulation_never_mixes_with_real_counts(room):
    databases, _ = room
    assert Simulation(SITES, guides(), 1).fill(databases.figures, date(2026, 12, 31), 10) == NotEmpty()


def test_periods_know_their_days_their_names_and_their_neighbours():
    assert read_period("2026-Q4").span == Span(date(2026, 10, 1), date(2026, 12, 31))
    assert read_period("2026").previous().id == "2025"
    assert read_period("2026-01").previous().id == "2025-12"
    assert period_words(read_period("2026-Q1")) == "premier trimestre 2026"
    assert read_period("2026-Q5") is None
    assert [each.id for each in read_period("2026-Q1").inside()] == ["2026-01", "2026-02", "2026-03", "2026-Q1"]
    week = week_holding(date(2026, 11, 25))
    assert (week.first, week.next().last) == (date(2026, 11, 23), date(2026, 12, 6))


def test_every_id_of_a_report_is_explained_to_who_reads_it():
    guide = (Path(__file__).parents[2] / "config" / "CHIFFRES.md").read_text("utf-8")
    places = Place(frozenset({"meaux", "provins"}), frozenset({"2026-10", "2026-11"}))
    told = shapes(Catalogue(guides(), {}, {}), {}, places)
    ids = {shape.id for shape in told} | {row.id for shape in told if shape.id in EXPLAINED for row in shape.rows}
    ids |= {*REASONS, *ACTORS, *PARTNERS, OTHERS, NO_GUIDE, *(status.value for status in Status if status.value)}
    assert [each for each in sorted(ids) if f"`{each}`" not in guide] == []
