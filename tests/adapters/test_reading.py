"""A mediator without a computer reads a guide again with a pen, page by page."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from typer.testing import CliRunner

from kiosk.__main__ import app
from kiosk.adapters.documents.reading_sheet import reading_sheet
from kiosk.adapters.guides.content import load_guide, load_guides
from kiosk.adapters.guides.reading import reading_of
from tests.helpers.wrong_facts import DELAY_FACT, FACTS, PAGE
from tests.helpers.wrong_guides import SMALL

GUIDES = Path(__file__).parents[2] / "assets" / "guides"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small guide, whose review day is 23 May 2027."""
    (tmp_path / "facts").mkdir()
    (tmp_path / "mail.toml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "facts" / "mail.toml").write_text(FACTS + DELAY_FACT, encoding="utf-8")
    return tmp_path


def pages(sheet: bytes) -> list[str]:
    read = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(BytesIO(sheet))]
    return [text.replace("\u202f", " ").replace("\u00a0", " ").replace("\r\n", "\n") for text in read]


def review(folder: Path, *words: str):
    return CliRunner().invoke(app, ["guides", "review", *words, "--folder", str(folder), "--out", str(folder / "out")])


def test_the_sheet_says_what_the_guide_says_and_on_which_page_it_was_read(folder: Path):
    (sheet,) = pages(reading_sheet(reading_of(load_guide(folder / "mail.toml"), folder)))
    assert PAGE.removeprefix("https://") in sheet
    assert "Page datée du 05/06/2026, lue en entier le 23/11/2026." in sheet
    assert "Vous êtes à l'étranger : hors de la fiche" in sheet
    assert "Papier « Votre numéro »" in sheet
    assert "Étape « Voyez le médiateur » : texte\nIl crée l’adresse avec vous." in sheet
    assert sheet.count("juste") == sheet.count("faux") == sheet.count("à changer :") == 3


def test_a_page_read_in_part_is_said_to_be_one(folder: Path):
    weak = (folder / "facts" / "mail.toml").read_text(encoding="utf-8").replace('"whole"', '"part"')
    weak = weak.replace("page_dated = 2026-06-05\n", "")
    (folder / "facts" / "mail.toml").write_text(weak, encoding="utf-8")
    (sheet,) = pages(reading_sheet(reading_of(load_guide(folder / "mail.toml"), folder)))
    assert "Page sans date, lue en partie seulement le 23/11/2026. À lire avec soin." in sheet


def test_the_pages_of_a_long_guide_are_numbered():
    guide = next(guide for guide in load_guides(GUIDES) if guide.id == "carte-identite")
    read = pages(reading_sheet(reading_of(guide, GUIDES)))
    assert len(read) > 2
    for number, page in enumerate(read, 1):
        assert f"page {number} sur {len(read)}" in page


def test_every_paper_of_every_guide_is_read_again():
    for guide in load_guides(GUIDES):
        points = {point.where for page in reading_of(guide, GUIDES).pages for point in page.points}
        assert {f"Papier «\u202f{paper.name}\u202f»" for paper in guide.papers} <= points, guide.id


def test_every_number_to_call_is_read_again():
    for guide in load_guides(GUIDES):
        said = {point.says for page in reading_of(guide, GUIDES).pages for point in page.points}
        assert {phone.number for phone in (guide.phone, *(s.phone for s in guide.steps)) if phone} <= said, guide.id


def test_a_guide_is_due_thirty_days_before_its_review(folder: Path, machine_clock):
    machine_clock.now = datetime(2027, 4, 22, 9, tzinfo=UTC)
    assert review(folder, "--due").stdout == "0 sheets\n"
    machine_clock.advance(days=1)
    assert review(folder, "--due").stdout == f"{folder}/out/relecture-mail.pdf\n1 sheets\n"
    assert (folder / "out" / "relecture-mail.pdf").read_bytes().startswith(b"%PDF")


def test_a_guide_is_read_again_when_somebody_asks_for_it(folder: Path):
    assert "1 sheets" in review(folder, "mail").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "expected the ids of guides, or --due"),
        (("mail", "--due"), "expected the ids of guides, or --due"),
        (("nulle-part",), "nulle-part: expected the id of a guide in"),
    ],
)
def test_whoever_asks_for_nothing_or_nobody_is_told(folder: Path, words: tuple[str, ...], said: str):
    asked = review(folder, *words)
    assert (asked.exit_code, said in asked.stderr) == (2, True)


def test_a_guide_without_facts_is_named(folder: Path):
    (folder / "facts" / "mail.toml").unlink()
    asked = review(folder, "mail")
    assert (asked.exit_code, "expected a file of facts" in asked.stderr) == (2, True)
