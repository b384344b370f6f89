"""The pictograms are one family: drawn on one grid, compiled as they are drawn, each with one meaning."""

import tomllib
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFilter import MaxFilter, MinFilter

from kiosk.adapters.documents.pictogram_sheet import pictogram_sheet
from kiosk.domain.guides.guide import Channel, Theme
from kiosk.pictograms import CHANNEL_ICONS, WASH, face_of, icon_glyphs
from screens.toolkit.theme_icons import THEME_ICONS
from tests.adapters.test_sheet_pictures import TUESDAY
from tests.helpers.drawn_svg import SCALE, painted
from tests.helpers.sample_list import press, sample

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "assets" / "pictograms"
FACE = FOLDER / "KioskPictograms.ttf"
LISTED = tomllib.loads((FOLDER / "pictograms.toml").read_text(encoding="utf-8"))
DRAWINGS = sorted(FOLDER.glob("*.svg"))
SIDE = 48 * SCALE
MOST_APART = 0.001
MOST = 120  # pictures that somebody can learn to tell apart


def compiled(sign: str) -> Image.Image:
    """Return what the face draws for a character, its square filling the picture."""
    picture = Image.new("L", (SIDE, SIDE))
    ImageDraw.Draw(picture).text((0, SIDE), sign, font=ImageFont.truetype(FACE, SIDE), fill=255, anchor="ls")
    return picture.point(lambda grey: 255 * (grey > 127)).convert("1")


def apart(first: Image.Image, second: Image.Image) -> float:
    """Return the share of pixels that differ by more than two painters of one outline do: a pixel of 192 at an edge."""
    grey = second.convert("L")
    drawn, most, least = (np.asarray(p) > 0 for p in (first, grey.filter(MaxFilter(3)), grey.filter(MinFilter(3))))
    return float(((drawn & ~most) | (~drawn & least)).mean())


def test_each_pictogram_that_is_listed_is_drawn_and_the_other_way_round():
    assert sorted(LISTED) == [path.stem for path in DRAWINGS]
    assert len(LISTED) <= MOST


@pytest.mark.parametrize("name", LISTED)
def test_a_pictogram_is_compiled_as_it_is_drawn(name: str):
    """After a change of a drawing: python deploy/build_pictograms.py."""
    sign = LISTED[name]["character"]
    for drawn, code in zip(painted(FOLDER / f"{name}.svg"), (ord(sign), ord(sign) + WASH), strict=True):
        assert apart(drawn, compiled(chr(code))) < MOST_APART


def test_a_line_that_was_moved_by_one_unit_is_noticed(tmp_path: Path):
    drawing = (FOLDER / "identity_card.svg").read_text(encoding="utf-8")
    moved = tmp_path / "moved.svg"
    moved.write_text(drawing.replace("M28 17h10", "M28 19h10"), encoding="utf-8")
    assert moved.read_text(encoding="utf-8") != drawing
    assert apart(painted(moved)[0], compiled(LISTED["identity_card"]["character"])) > MOST_APART


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_a_pictogram_keeps_to_the_grid_and_the_weights_of_the_family(path: Path):
    drawing = ET.parse(path).getroot()  # noqa: S314 (our own drawings)
    assert drawing.get("viewBox") == "0 0 48 48"
    assert (drawing.get("stroke-width"), drawing.get("stroke-linecap"), drawing.get("stroke-linejoin")) == (
        "3", "round", "round",
    )  # fmt: skip
    lines = {e.get("stroke-width") for e in drawing if e.get("stroke", "currentColor") == "currentColor"}
    assert lines <= {None, "2", "4", "6"}
    paints = {e.get(kind) for e in drawing for kind in ("fill", "stroke")}
    assert paints <= {None, "none", "currentColor", "#fff"}
    box = painted(path)[0].getbbox()
    assert box is not None
    assert min(box) >= 1 * SCALE
    assert max(box) <= 47 * SCALE
    # As large as its neighbours, whichever way it lies.
    assert max(box[2] - box[0], box[3] - box[1]) >= 36 * SCALE


def test_one_picture_has_one_meaning_and_one_name_asks_for_one_picture():
    names = Counter(name for own, said in LISTED.items() for name in (own, *said.get("also", ())))
    assert [name for name, times in names.items() if times > 1] == []
    assert len({said["words"] for said in LISTED.values()}) == len(LISTED)
    assert len({path.read_bytes() for path in DRAWINGS}) == len(DRAWINGS)
    assert len({said["character"] for said in LISTED.values()}) == len(LISTED)


def test_each_theme_has_a_picture_of_its_own_and_so_has_each_door():
    drawn = [THEME_ICONS[theme] for theme in Theme] + ["appointment", "prepare", "no_appointment"]
    assert len({icon_glyphs()[name] for name in drawn}) == len(drawn)
    assert {face_of(name) for name in drawn} == {"pictograms"}


def test_a_plain_sign_stays_in_the_face_of_the_icons():
    assert {face_of(name) for name in ("arrow_forward", "check", "close", "add")} == {"icons"}


def read(pdf: bytes) -> str:
    return "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_list_on_paper_shows_the_picture_of_each_paper_and_of_where_a_step_is_done(language: str):
    printed = read(press().list_a4(sample(), language, TUESDAY))
    assert {icon_glyphs()[paper.icon] for paper in sample().papers()} <= set(printed)
    assert printed.count(icon_glyphs()[CHANNEL_ICONS[Channel.COUNTER]]) == len(sample().steps())


def test_the_sheet_of_the_family_shows_each_picture_large_and_small_with_its_words():
    named, unnamed = read(pictogram_sheet()), read(pictogram_sheet(named=False))
    for said in LISTED.values():
        assert named.count(said["character"]) == unnamed.count(said["character"]) == 2
    assert "La quittance de loyer" in named
    assert "La quittance de loyer" not in unnamed


def test_the_face_of_the_pictograms_bears_our_name_and_our_licence_and_weighs_little():
    with TTFont(FACE) as font:
        said = {number: font["name"].getDebugName(number) for number in (1, 6, 13)}
        assert font["OS/2"].fsType == 0
    assert (said[1], said[6]) == ("Kiosk Pictograms", "KioskPictograms")
    assert "MIT License" in said[13]
    assert FACE.stat().st_size < 100_000
