"""The page for who evaluates: whole in one file, read by a screen reader, printed, and no number of its own."""

import html
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from kiosk.adapters.centre.board import board_of
from kiosk.domain.figures.disclosure import Status
from kiosk.domain.figures.publication import said
from kiosk.domain.figures.territories import Level
from tests.centre.test_territories import QUARTER, SITES, Archive, territories

_VOID = {"meta", "rect"}


class Page(HTMLParser):
    """Reads a page strictly: every tag that opens closes, in its turn."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open, self.tags, self.texts, self.heads = [], [], [], []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

    def handle_data(self, data):
        if self.open and self.open[-1] not in {"style", "title"}:
            self.texts.append(data)

    def each(self, name):
        return [attrs for tag, attrs in self.tags if tag == name]


@pytest.fixture(scope="module")
def report():
    return territories(Archive(SITES, 9.0, 7)).report(QUARTER, Level.COUNTRY, "France").report


@pytest.fixture(scope="module")
def page(report):
    return Page(board_of(report).decode())


def test_it_asks_nothing_of_any_other_place_and_runs_nothing(report, page):
    written = board_of(report).decode()
    assert not page.each("script")
    assert not page.each("link")
    assert not page.each("img")
    assert not re.search(r"https?:|//|@import|url\((?!#)|\son\w+=", written)
    assert "default-src 'none'" in written


def test_a_screen_reader_hears_every_number_in_a_table_and_no_drawing(report, page):
    assert page.each("html") == [{"lang": "fr"}]
    assert all(attrs.get("aria-hidden") == "true" and "focusable" in attrs for attrs in page.each("svg"))
    assert all(attrs.get("scope") in {"row", "col"} for attrs in page.each("th"))
    named = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
    assert {attrs["href"].removeprefix("#") for attrs in page.each("a")} <= named
    assert {attrs["aria-labelledby"] for attrs in page.each("section")} <= named
    assert len(page.each("h1")) == 1
    told = {said(cell, report.now.threshold) for cell in report.now.cells if cell.status is not Status.MERGED}
    assert told <= set(page.texts)


def test_it_says_only_numbers_that_were_published(report, page):
    known = {said(cell, report.now.threshold) for cell in report.now.cells}
    numbers = re.findall(r'<td class="n">([^<]*)</td>', board_of(report).decode())
    assert len(numbers) > 30
    assert {html.unescape(number) for number in numbers} <= known
    assert "half-day" not in board_of(report).decode()


def test_a_name_is_written_and_never_obeyed(report):
    named = replace(report.catalogue, towns={"France": "<script>alert(1)</script> & Cie"})
    written = board_of(replace(report, catalogue=named)).decode()
    assert "<script" not in written
    assert "&lt;script&gt;" in written
    Page(written)


def test_the_same_report_makes_the_same_bytes(report):
    assert board_of(report) == board_of(report)
