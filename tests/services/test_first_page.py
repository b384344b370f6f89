"""The report on paper: a first page that stands alone, no page nearly empty, black only, each plot in words too."""

import re

import pypdfium2
import pytest

from kiosk.adapters.documents.report import report_pdf
from kiosk.domain.figures.report import Report
from tests.helpers.publishing import busy_bureau, period

A4_HIGH = 842
ASKED = [("2026", "tous"), ("2026-Q3", "tous"), ("2026-08", "tous"), ("2026-Q3", "meaux"), ("2026-08", "meaux")]


@pytest.fixture(scope="module", params=[(1, 0.4), (3, 0.7), (3, 8), (3, 60)], ids="sites={0[0]}, {0[1]} a day".format)
def papers(request, tmp_path_factory):
    """What three volumes publish, each as the pages' texts."""
    sites, a_day = request.param
    with busy_bureau(tmp_path_factory.mktemp("busy"), sites=sites, a_day=a_day, seed=3) as bureau:
        found = [bureau.reports.report(period(written), scope) for written, scope in ASKED]
        yield [(report, pypdfium2.PdfDocument(report_pdf(report))) for report in found if isinstance(report, Report)]


def texts(document):
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def lowest(page):
    """How far down, in parts of the page, the last word above the foot stands."""
    written = page.get_textpage()
    boxes = [written.get_rect(n) for n in range(written.count_rects())]
    return 1 - min(bottom for _, bottom, _, _ in boxes if bottom > 45) / A4_HIGH


def test_the_first_page_answers_what_is_asked_first(papers):
    for _, document in papers:
        first = texts(document)[0]
        for asked in (
            "personnes nouvelles",
            "démarches",
            "réorientées",
            "attentes",
            "Ce qui a changé",
            "mois par mois",
        ):
            assert asked in first


def test_no_page_is_nearly_empty_and_none_runs_into_its_foot(papers):
    for report, document in papers:
        for number, page in enumerate(document, 1):
            assert lowest(page) > 0.35, (report.now.period, report.now.scope, number)
            assert "page" in page.get_textpage().get_text_bounded(top=45)
            assert lowest(page) < 1 - 45 / A4_HIGH


def test_thousands_are_apart_in_one_way(papers):
    for report, document in papers:
        for page in texts(document):
            bare = set(re.findall(r"(?<![\d/])\d{4,}(?![\d/])", page)) - {str(report.period.year)}
            assert not bare, page


def test_it_is_black_on_white(papers):
    for _, document in papers:
        for page in document:
            red, green, blue = page.render(scale=0.5).to_pil().convert("RGB").split()
            assert red.tobytes() == green.tobytes() == blue.tobytes()


def test_each_plot_of_the_first_page_is_said_in_words_below_it(papers):
    for report, document in papers:
        first = texts(document)[0]
        months = [cell for cell in report.now.table("month") if cell.column == "demarches" and cell.value is not None]
        if months:
            assert "Démarches par mois :" in first.replace("\u202f", " ").replace("\u00a0", " ")
        if report.now.is_told("partner"):
            assert "Le plus souvent" in first or "Sont montrés" in first


def test_every_page_of_what_is_invented_says_so(tmp_path):
    from dataclasses import replace

    with busy_bureau(tmp_path, sites=3, a_day=8, seed=3) as bureau:
        report = bureau.reports.report(period("2026"))
        assert isinstance(report, Report)
        pages = texts(pypdfium2.PdfDocument(report_pdf(replace(report, is_invented=True))))
    assert len(pages) > 2
    assert all(page.count("inventés") >= 2 for page in pages)
