"""Sheets look as they did when somebody last looked at them."""

from io import BytesIO

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from kiosk.adapters.documents.press import Press
from tests.made_lists import MEAUX, TUESDAY
from tests.pictures import ACCEPT, MOST_DIFFERING, assert_like, differing
from tests.test_sheets import A_12, a_list

PRESS = Press(MEAUX, practice=False)
PRACTICE = Press(MEAUX, practice=True)
SHEETS = {
    "a4-fr": lambda: PRESS.list_a4(a_list(), "fr", TUESDAY),
    "a4-ar": lambda: PRESS.list_a4(a_list(), "ar", TUESDAY),
    "ticket-fr": lambda: PRESS.list_ticket(a_list(), "fr", TUESDAY),
    "ticket-ar": lambda: PRESS.list_ticket(a_list(), "ar", TUESDAY),
    "receipt-fr": lambda: PRESS.receipt(A_12, TUESDAY, "fr"),
    "receipt-ar": lambda: PRESS.receipt(A_12, TUESDAY, "ar"),
    "practice-fr": lambda: PRACTICE.list_a4(a_list(), "fr", TUESDAY),
}


def picture(pdf: bytes, dpi: int = 72) -> Image.Image:
    """Draw the pages of a sheet side by side."""
    pages = [p.render(scale=dpi / 72, grayscale=True).to_pil() for p in pypdfium2.PdfDocument(BytesIO(pdf))]
    whole = Image.new("L", (sum(p.width for p in pages), max(p.height for p in pages)), 255)
    left = 0
    for page in pages:
        whole.paste(page, (left, 0))
        left += page.width
    return whole


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_looks_as_it_was_accepted(name: str) -> None:
    assert_like(picture(SHEETS[name]()), f"sheets/{name}")


def test_a_word_that_is_missing_from_a_sheet_is_noticed() -> None:
    sheet = picture(SHEETS["receipt-fr"]())
    blotted = sheet.copy()
    # The line with the hour of arrival.
    ImageDraw.Draw(blotted).rectangle((0, 118, sheet.width, 145), fill=255)
    assert differing(sheet, sheet) == 0
    assert differing(sheet, blotted) > MOST_DIFFERING


def test_a_sheet_of_another_size_is_noticed() -> None:
    sheet = picture(SHEETS["receipt-fr"]())
    assert differing(sheet, sheet.crop((0, 0, sheet.width, sheet.height - 1))) == 1


def test_a_picture_nobody_has_accepted_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ACCEPT, raising=False)
    with pytest.raises(AssertionError, match="accept it with"):
        assert_like(picture(SHEETS["receipt-fr"]()), "sheets/nobody-looked-at-this")
