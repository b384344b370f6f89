"""Sheets on the roll that is there: cut between lines and never through one, from the top, without blank to pay for."""

from functools import cache
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp

from kiosk.adapters.documents.staff_sheets import PdfStaffSheets
from kiosk.adapters.documents.visitor_sheets import PdfVisitorSheets
from kiosk.domain.guides.guide import Checklist
from kiosk.domain.machine.printing import Format, Roll
from kiosk.domain.reception.appointments import Appointment, Motif
from kiosk.domain.reception.codes import damm
from tests.adapters.test_sheets import A_12, EIGHT, MM, a_list, longest_cases, plain, said_on
from tests.helpers.made_lists import MEAUX, TUESDAY
from tests.helpers.papers import CUTS_ANYWHERE, DRIVER_72, OFFICE, PAGE_297, UP_TO_297

PRESS = PdfVisitorSheets(MEAUX, practice=False)
ROLLS = [paper.roll for paper in (PAGE_297, UP_TO_297, DRIVER_72, OFFICE)]
# Two directions of writing on each roll, each other language on one, in every run; all on all in the long one.
EACH = pytest.mark.parametrize(
    ("roll", "language"),
    [
        pytest.param(roll, code, marks=() if code in {"fr", "ar"} or roll is PAGE_297.roll else pytest.mark.long)
        for roll in ROLLS
        for code in EIGHT
    ],
    ids=str,
)
LANGUAGES = pytest.mark.parametrize("language", EIGHT)


def pages(pdf: bytes) -> list[pypdfium2.PdfPage]:
    return list(pypdfium2.PdfDocument(BytesIO(pdf)))


def ink(page: pypdfium2.PdfPage) -> tuple[float, float, float, float]:
    """Return the blank at the left, above, at the right and below, in millimetres."""
    dark = page.render(scale=2, grayscale=True).to_numpy() < 128
    across, down = dark.any(axis=0).nonzero()[0], dark.any(axis=1).nonzero()[0]
    blank = (across[0], down[0], dark.shape[1] - 1 - across[-1], dark.shape[0] - 1 - down[-1])
    left, above, right, below = (float(side) / 2 / MM for side in blank)
    return left, above, right, below


@cache
def a_long_list() -> Checklist:
    return max(longest_cases(1), key=lambda made: pages(PRESS.list_ticket(made, "fr", TUESDAY))[0].get_size()[1])


@EACH
def test_a_list_longer_than_the_page_goes_on_on_a_second_one_that_says_so(roll: Roll, language: str) -> None:
    made = a_long_list()
    assert pages(PRESS.list_ticket(made, language, TUESDAY))[0].get_size()[1] > 300 * MM
    first, second = (said_on(page) for page in pages(PRESS.list_ticket(made, language, TUESDAY, roll)))
    assert "page 1 sur 2" in first
    assert "page 2 sur 2" in second
    assert "Suite de ce papier" in second
    assert "Suite de ce papier" not in first
    assert all(plain(made.guide.title) in page for page in (first, second))
    if language == "fr":
        lines = [plain(p.short) for p in made.papers()] + [plain(s.line) for s in made.steps()]
        assert [line for line in lines if (line in first) == (line in second)] == []


@EACH
def test_no_page_is_larger_than_the_roll_s_and_nothing_leaves_it(roll: Roll, language: str) -> None:
    for page in pages(PRESS.list_ticket(a_long_list(), language, TUESDAY, roll)):
        width, height = page.get_size()
        assert width == pytest.approx(roll.width * MM, abs=0.1)
        assert height <= roll.most * MM + 0.1
        left, above, right, below = ink(page)
        assert min(left, right) >= (roll.width - 72) / 2 - 0.4
        assert min(above, below) >= 4


def test_both_pages_of_a_list_are_about_as_long_so_little_of_the_roll_is_blank() -> None:
    whole = pages(PRESS.list_ticket(a_long_list(), "fr", TUESDAY))[0].get_size()[1]
    for page in pages(PRESS.list_ticket(a_long_list(), "fr", TUESDAY, UP_TO_297.roll)):
        assert page.get_size()[1] < whole / 2 + 40 * MM
        assert ink(page)[3] < 40


@LANGUAGES
def test_a_receipt_on_a_roll_that_cuts_anywhere_is_as_long_as_its_text(language: str) -> None:
    (page,) = pages(PRESS.receipt(A_12, TUESDAY, language, CUTS_ANYWHERE.roll))
    _, above, _, below = ink(page)
    assert above < 10
    assert below < 10


@LANGUAGES
def test_a_receipt_on_a_roll_of_whole_pages_begins_at_the_top(language: str) -> None:
    (page,) = pages(PRESS.receipt(A_12, TUESDAY, language, PAGE_297.roll))
    assert page.get_size()[1] == pytest.approx(297 * MM, abs=0.1)
    assert ink(page)[1] < 10


@pytest.mark.parametrize("roll", [PAGE_297.roll, DRIVER_72.roll], ids=str)
def test_a_reader_reads_the_code_of_a_list_on_any_roll(roll: Roll) -> None:
    read = [
        found.text
        for page in pages(PRESS.list_ticket(a_list(), "fr", TUESDAY, roll))
        for found in zxingcpp.read_barcodes(page.render(scale=203 / 72, grayscale=True).to_pil())
    ]
    assert [text for text in read if "KD" in text]


def test_every_slip_of_a_batch_has_room_on_paper_of_one_size() -> None:
    codes = [f"{n:05d}" for n in (57200, 11111)]
    slips = [Appointment(TUESDAY, 30, Motif.PANDA, "", first_visit=False, slip_code=c + str(damm(c))) for c in codes]
    for roll in (CUTS_ANYWHERE.roll, PAGE_297.roll):
        made = pages(PdfStaffSheets(MEAUX, practice=False).slips(slips, Format.TICKET, roll))
        assert len({page.get_size() for page in made}) == 1
        assert all(ink(page)[1] < 10 for page in made)
