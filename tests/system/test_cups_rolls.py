"""What a visitor takes away, through a real cupsd to printers of every roll: whole, or refused."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from kiosk.adapters.documents.visitor_sheets import PdfVisitorSheets
from kiosk.domain.machine.printing import Printed, Roll
from kiosk.domain.reception.arrivals import Series, Ticket
from tests.helpers.made_lists import MEAUX, TUESDAY, every_case, guides, with_ticks
from tests.system.cups_rig import Rig, running_cups
from tests.system.everywhere import Everywhere
from tests.system.measured_sheets import size_in_mm
from tests.system.rolls import Size, roll_of
from tests.system.sheets_sent import TITLE, queue

pytestmark = pytest.mark.system
PRESS = PdfVisitorSheets(MEAUX, practice=False)


@pytest.fixture(scope="module")
def rig() -> Iterator[Rig]:
    with running_cups() as rig:
        yield rig


def printer_with(rig: Rig, name: str, *pages: Size, cuts: tuple[Size, Size] | None = None) -> Everywhere:
    return rig.printer(name, "-a", str(roll_of(rig.folder / f"{name}.conf", *pages, cuts=cuts)))


def a_long_list(roll: Roll | None) -> bytes:
    """Return a list of some 35 cm."""
    assert roll is not None
    guide = next(each for each in guides() if each.id == "papiers-perdus")
    made = max(every_case(guide), key=lambda case: len(case.papers()) + len(case.steps()))
    return PRESS.list_ticket(with_ticks(made, owned=False), "fr", TUESDAY, roll)


def lines(pdf: bytes | Path) -> list[list[str]]:
    document = pypdfium2.PdfDocument(BytesIO(pdf) if isinstance(pdf, bytes) else pdf)
    return [page.get_textpage().get_text_range().split() for page in document]


def test_a_list_comes_out_whole_on_two_pages_of_a_printer_that_knows_one_page(rig: Rig) -> None:
    tray = printer_with(rig, "one-page", (80, 297))
    printer = queue(rig, "one-page")
    made = a_long_list(printer.roll())
    assert printer.print(made, TITLE) is Printed.DELIVERED
    (came,) = tray.sheets()
    assert size_in_mm(came) == pytest.approx((80, 297), abs=1)
    assert len(lines(came)) == 2
    assert lines(came) == lines(made)


@pytest.mark.parametrize(("name", "cuts"), [("exact", ((80, 50), (80, 3276))), ("up-to-297", ((50, 50), (80, 297)))])
def test_a_receipt_is_as_long_as_its_text_on_a_roll_that_cuts_anywhere(
    rig: Rig, name: str, cuts: tuple[Size, Size]
) -> None:
    tray = printer_with(rig, name, (80, 200), cuts=cuts)
    printer = queue(rig, name)
    roll = printer.roll()
    assert roll is not None
    receipt = PRESS.receipt(Ticket(Series.A, 12), TUESDAY, "fr", roll)
    assert printer.print(receipt, TITLE) is Printed.DELIVERED
    (came,) = tray.sheets()
    written = pypdfium2.PdfDocument(BytesIO(receipt))[0].get_size()[1] / 72 * 25.4
    assert size_in_mm(came) == pytest.approx((80, written), abs=1.1)
    assert lines(came) == lines(receipt)


def test_a_list_of_35_cm_comes_out_in_one_piece_on_a_long_roll_and_in_two_on_a_short_one(rig: Rig) -> None:
    for name, longest, pages in (("long", 3276, 1), ("short", 297, 2)):
        tray = printer_with(rig, name, (80, 200), cuts=((80, 50), (80, longest)))
        printer = queue(rig, name)
        made = a_long_list(printer.roll())
        assert printer.print(made, TITLE) is Printed.DELIVERED
        (came,) = tray.sheets()
        assert len(lines(came)) == pages
        assert lines(came) == lines(made)


def test_a_roll_of_58_mm_is_refused_and_nothing_comes_out(rig: Rig) -> None:
    tray = printer_with(rig, "narrow", (58, 100), cuts=((58, 50), (58, 3276)))
    printer = queue(rig, "narrow")
    assert printer.roll() is None
    receipt = PRESS.receipt(Ticket(Series.A, 12), TUESDAY, "fr")
    assert printer.print(receipt, TITLE) is Printed.WRONG_PAPER
    assert tray.sheets() == []
