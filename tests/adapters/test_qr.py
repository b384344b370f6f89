"""A decoder that we did not write reads the code of a list from a crooked, speckled, folded sheet."""

import random
from dataclasses import replace
from io import BytesIO

import numpy as np
import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageDraw
from qrcode.constants import ERROR_CORRECT_L
from qrcode.main import QRCode

from kiosk.adapters.documents.qr import list_address, qr_matrix
from kiosk.adapters.documents.visitor_sheets import PdfVisitorSheets
from kiosk.domain.reception.codes import TOKEN_DIGITS, ChecklistToken, read_token
from tests.helpers.made_lists import MEAUX, TUESDAY, drawn_list, drawn_lists, guides, longest_address

MM = 72 / 25.4
PRESS = PdfVisitorSheets(MEAUX, practice=False)


def page_of(pdf: bytes, dpi: int, *, corner_mm: float = 0) -> Image.Image:
    """Rasterise the first page; only its upper right corner when its side is given."""
    page = pypdfium2.PdfDocument(BytesIO(pdf))[0]
    width, height = page.get_size()
    corner = corner_mm * MM
    crop = (width - corner, height - corner, 0, 0) if corner else (0, 0, 0, 0)
    return page.render(scale=dpi / 72, crop=crop, grayscale=True).to_pil().convert("L")


def carried_in_a_pocket(sheet: Image.Image, dpi: int, hand: random.Random) -> Image.Image:
    """Cross the symbol with a fold, turn the sheet by 2°, sprinkle 1 % of its pixels with black or white."""
    top, bottom = _height_of_code(sheet)
    across = [top + (bottom - top) * hand.uniform(0.25, 0.75) for _ in range(2)]
    folded = sheet.copy()
    # A fold shows as a dark shade, or white where the toner has cracked; 0.4 mm wide.
    ends = [(0, across[0]), (sheet.width, across[1])]
    ImageDraw.Draw(folded).line(ends, fill=hand.choice((0, 255)), width=round(0.4 / 25.4 * dpi))
    turned = folded.rotate(hand.choice((-2, 2)), Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    pixels = np.array(turned)
    dice = np.random.default_rng(hand.randrange(2**32)).random(pixels.shape)
    pixels[dice < 0.005] = 0
    pixels[dice > 0.995] = 255
    return Image.fromarray(pixels)


def _height_of_code(clean: Image.Image) -> tuple[int, int]:
    """Return between which rows of pixels the code of a clean sheet stands."""
    place = zxingcpp.read_barcodes(clean, formats=zxingcpp.BarcodeFormat.QRCode)[0].position
    return place.top_left.y, place.bottom_left.y


def read(picture: Image.Image) -> str:
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    return found[0].text if found else ""


@pytest.fixture(scope="module")
def hundred() -> list[tuple[str, bytes]]:
    """A hundred different lists: what their code says, and their A4 sheet."""
    return [(list_address(made), PRESS.list_a4(made, "fr", TUESDAY)) for made in drawn_lists(100)]


@pytest.mark.parametrize("dpi", [203, 300])
def test_ninety_seven_worn_sheets_of_a_hundred_are_read(hundred: list[tuple[str, bytes]], dpi: int) -> None:
    hand = random.Random(dpi)
    sheets = [(said, page_of(pdf, dpi, corner_mm=75)) for said, pdf in hundred]
    good = sum(read(carried_in_a_pocket(sheet, dpi, hand)) == said for said, sheet in sheets)
    # 100 of 100 with the five first guides; the longest official addresses make denser symbols.
    assert good >= 97, f"{good} of 100 at {dpi} dpi"


@pytest.mark.parametrize("dpi", [203, 300])
def test_a_worn_ticket_is_read_like_a_sheet(dpi: int) -> None:
    hand = random.Random(dpi)
    for made in drawn_lists(8, seed=7):
        sheet = page_of(PRESS.list_ticket(made, "fr", TUESDAY), dpi)
        assert read(carried_in_a_pocket(sheet, dpi, hand)) == list_address(made)


def test_a_code_of_one_dot_a_module_and_little_correction_does_not_survive() -> None:
    hand, good = random.Random(3), 0
    for made in drawn_lists(100):
        weak = QRCode(error_correction=ERROR_CORRECT_L, border=250)
        weak.add_data(list_address(made))
        weak.make()
        pixels = np.where(np.array(weak.get_matrix()), 0, 255).astype(np.uint8)
        good += read(carried_in_a_pocket(Image.fromarray(pixels), 203, hand)) == list_address(made)
    assert good < 99


def test_a_phone_opens_the_official_page_and_the_desk_finds_the_list() -> None:
    made = next(drawn_lists(1))
    page, _, token = list_address(made).partition("#:~:")
    assert page == longest_address()
    assert token[:2] == "KD"
    assert len(token) == 2 + TOKEN_DIGITS
    found = read_token(token[2:])
    assert isinstance(found, ChecklistToken)
    assert (found.guide, found.revision) == (made.guide.number, made.guide.revision)


def test_a_page_that_routes_by_its_fragment_gets_a_code_of_its_own() -> None:
    page = "https://www.exemple.gouv.fr/#/demande"
    made = drawn_list(replace(guides()[0], address=page), random.Random(2))
    for pdf in (PRESS.list_a4(made, "fr", TUESDAY), PRESS.list_ticket(made, "fr", TUESDAY)):
        found = {code.text for code in zxingcpp.read_barcodes(page_of(pdf, 203))}
        assert found == {page, f"KD{made.token()}"}


@pytest.mark.parametrize(("sheet", "dpi"), [("list_a4", 300), ("list_ticket", 203)])
def test_modules_are_whole_dots_of_the_printer_and_large_enough(sheet: str, dpi: int) -> None:
    # A4 printers work in multiples of 300 dots an inch; ticket printers have 203.
    for made in drawn_lists(len(guides())):
        pdf = getattr(PRESS, sheet)(made, "fr", TUESDAY)
        modules = len(qr_matrix(list_address(made)))
        widths = _module_widths(np.asarray(page_of(pdf, dpi)), modules)
        # One dot more at the far edge of the symbol is how the renderer rounds; a module never differs by more.
        assert max(widths) - min(widths) <= 1 / 7 + 0.001, f"modules of {sorted(widths)} dots"
        module = min(widths)
        assert module == int(module)
        assert module / dpi >= 4 / 203
        assert module / dpi * 25.4 >= 0.4


def _module_widths(sheet: np.ndarray, modules: int) -> set[float]:
    """Return the widths of a module as three parts of the symbol show it: both upper corners, and the whole."""
    place = zxingcpp.read_barcodes(sheet, formats=zxingcpp.BarcodeFormat.QRCode)[0].position
    row = sheet[place.top_left.y + 2, place.top_left.x - 3 : place.top_right.x + 5] < 128
    ends = np.flatnonzero(np.diff(row.astype(np.int8)))
    return {float(ends[1] - ends[0]) / 7, float(ends[-1] - ends[-2]) / 7, float(ends[-1] - ends[0]) / modules}
