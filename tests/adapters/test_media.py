"""Which paper a sheet is printed on, from what CUPS says that a queue has: never one that would cut it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.adapters.printing.media import Media, page_size
from kiosk.domain.machine.printing import Roll
from tests.helpers.papers import (
    CUTS_ANYWHERE,
    DRIVER_72,
    EVERY,
    EXACTLY_80,
    OFFICE,
    PAGE_297,
    SILENT,
    TWO_ROLLS,
    Papers,
)


@pytest.mark.parametrize("papers", EVERY, ids=lambda papers: str(papers.roll))
def test_tickets_go_on_the_roll_that_the_queue_is_set_to_or_on_a4(papers: Papers) -> None:
    assert Media.read(papers.names, papers.set_to).roll() == papers.roll


@pytest.mark.parametrize(
    ("names", "set_to"),
    [
        (("roll_min_58x50mm", "roll_max_58x3276mm"), ""),
        (TWO_ROLLS.names, TWO_ROLLS.names[0]),
        (("oe_address-label_1.1x3.5in", "custom_62x29mm_62x29mm"), ""),
        (("custom_80x80mm_80x80mm",), ""),
    ],
)
def test_on_a_narrow_roll_or_on_labels_nothing_is_printed_rather_than_half(names: tuple[str, ...], set_to: str) -> None:
    assert Media.read(names, set_to).roll() is None


@pytest.mark.parametrize(
    ("papers", "sheet", "name"),
    [
        (CUTS_ANYWHERE, (80, 143.2), "custom_sheet_80x144mm"),
        (CUTS_ANYWHERE, (80, 200), "custom_80x200mm_80x200mm"),
        (CUTS_ANYWHERE, (80, 2100), None),
        (EXACTLY_80, (80, 400), "custom_sheet_80x400mm"),
        (PAGE_297, (80, 120), "custom_80x297mm_80x297mm"),
        (PAGE_297, (80, 400), None),
        (DRIVER_72, (71.97, 200.03), DRIVER_72.names[0]),
        (DRIVER_72, (72, 210), DRIVER_72.names[1]),
        (DRIVER_72, (80, 120), None),
        (OFFICE, (210, 297), "iso_a4_210x297mm"),
        (Papers(("na_letter_8.5x11in",), "", Roll()), (210, 297), None),
        (SILENT, (210, 297), "iso_a4_210x297mm"),
        (SILENT, (80, 200), "custom_sheet_80x200mm"),
    ],
)
def test_a_sheet_gets_paper_of_its_own_size_else_the_smallest_that_holds_it(
    papers: Papers, sheet: tuple[float, float], name: str | None
) -> None:
    assert Media.read(papers.names).name_for(sheet) == name


_LENGTHS = st.floats(30, 3300)


@given(st.lists(_LENGTHS, max_size=4), st.tuples(_LENGTHS, _LENGTHS).map(sorted), st.floats(1, 4000))
def test_a_page_holds_what_it_must_and_no_shorter_one_does(
    lengths: list[float], ends: list[float], needed: float
) -> None:
    roll = Roll(80, tuple(lengths), *ends)
    page = roll.page(needed)
    if page is None:
        assert needed > roll.most
    else:
        assert needed <= page
        assert page in lengths or page == max(needed, ends[0])
        assert not [length for length in lengths if needed <= length < page]


@pytest.mark.parametrize(
    ("boxes", "size"),
    [
        (b"/MediaBox [ 0 0 595.2756 841.8898 ]", (210, 297)),
        (b"/MediaBox [0 0 595 842]", (210, 297)),
        (b"/MediaBox [ 0 0 226.7717 283 ] /MediaBox [ 0.0 0 226.7717 566.9291 ]", (80, 200)),
        (b"/MediaBox 7 0 R", None),
    ],
)
def test_the_paper_must_hold_the_longest_page(boxes: bytes, size: tuple[int, int] | None) -> None:
    found = page_size(b"%PDF-1.4\n<< " + boxes + b" >>")
    assert found is None if size is None else found == pytest.approx(size, abs=0.5)
