"""The permanence's first published figures: 60 people, 160 démarches, three months, three sites."""

from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from kiosk.adapters.database.folders import open_databases
from kiosk.adapters.reports.press import FilePress
from kiosk.domain.figures.disclosure import Status
from kiosk.domain.figures.periods import Span, read_period
from kiosk.domain.figures.publication import FileKind
from kiosk.domain.figures.report import Report
from tests.helpers.figures_made import CLOSED, PEOPLE, REDIRECTED, SESSIONS, desk_of, first_three_months
from tests.helpers.pictures import assert_like
from tests.helpers.waiting_room import StandingClock

QUARTER = read_period("2026-Q4")


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    clock = StandingClock(CLOSED)
    with open_databases(tmp_path_factory.mktemp("first")) as databases:
        first_three_months(databases, clock)
        clock.utc = CLOSED
        reports, screen = desk_of(databases, clock)
        report = reports.report(QUARTER)
        assert isinstance(report, Report)
        yield report, screen.view(QUARTER.span, report.place.sites, QUARTER.previous().span)


def _lines(report):
    rows = FilePress().write(report, FileKind.CSV).decode().splitlines()
    return [line.split(",") for line in rows[1:]]


def test_the_screen_tells_the_whole_quarter(room):
    _, view = room
    assert view.number("total", "new-people") == PEOPLE
    assert view.number("total", "visits") == SESSIONS
    assert view.number("total", "demarches") == 160
    assert view.number("actor", "pimms-mediation") == REDIRECTED
    assert sum(n for _, n in view.weeks) == view.number("total", "arrivals") == SESSIONS


def test_what_the_csv_shows_is_what_the_screen_shows(room):
    report, view = room
    compared = 0
    for _, _, _, table, row, column, value, suppressed, _ in _lines(report):
        if not suppressed and row != "autres" and column == "n":
            assert int(value) == view.number(table, row), (table, row)
            compared += 1
    assert compared > 15


def test_what_is_suppressed_has_no_number_in_the_csv(room):
    report, _ = room
    assert all((value == "") == (suppressed not in {"", "least"}) for *_, value, suppressed, _ in _lines(report))
    assert {suppressed for *_, suppressed, _ in _lines(report)} > {""}


def test_the_workbook_holds_real_numbers_and_the_same_ones(room):
    report, _ = room
    book = CalamineWorkbook.from_filelike(BytesIO(FilePress().write(report, FileKind.XLSX)))
    found = {row[1]: row[2] for row in book.get_sheet_by_name("Démarches par partenaire").to_python()[1:]}
    for cell in report.now.table("partner"):
        assert found[cell.row] == (cell.value if cell.value is not None else found[cell.row])
        assert isinstance(found[cell.row], float) == (cell.status is Status.SHOWN)
    cover = dict(row[:2] for row in book.get_sheet_by_name("Lisez-moi").to_python()[2:])
    assert cover["Du"] == date(2026, 10, 1)


def test_four_cases_of_five_at_least_stand_in_shown_rows(room):
    report, _ = room
    for table in ("partner", "outcome"):
        shown = sum(cell.value or 0 for cell in report.now.table(table))
        assert shown >= 0.8 * 160, table


def test_the_report_is_two_to_four_pages_that_say_the_same(room):
    report, _ = room
    pdf = FilePress().write(report, FileKind.PDF)
    document = pypdfium2.PdfDocument(pdf)
    assert 2 <= len(document) <= 4
    words = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())
    assert "60 personnes nouvelles" in words
    assert "160 démarches" in words
    assert "21 démarches ont été réorientées" in words
    for page in range(len(document)):
        picture = document[page].render(scale=100 / 72, grayscale=True).to_pil()
        assert_like(picture, f"sheets/report-{page + 1}")


def test_no_word_of_the_report_betrays_what_the_room_is(room):
    report, _ = room
    for kind in (FileKind.PDF, FileKind.CSV):
        written = FilePress().write(report, kind)
        text = (
            " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(written))
            if kind is FileKind.PDF
            else written.decode()
        )
        for word in ("SPIP", "probation", "contrôle judiciaire", "absent", "prévus"):
            assert word.lower() not in text.lower()


def test_asked_again_the_report_is_the_same_to_the_byte(room):
    report, _ = room
    for kind in FileKind:
        assert FilePress().write(report, kind) == FilePress().write(report, kind)


def test_a_week_tells_arrivals_and_says_nothing_finer_of_what_people_did(room):
    _, view = room
    assert view.months == ("2026-10", "2026-11", "2026-12")
    assert Span(date(2026, 11, 23), date(2026, 11, 29)).months == ()
