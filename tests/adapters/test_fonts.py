"""Nothing a visitor reads is an empty box: every face draws every sign, and every icon that is named exists."""

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from kiosk.adapters.guides.content import guide_files
from kiosk.adapters.languages.lines import lines
from kiosk.domain.languages import LANGUAGES, SPOKEN
from kiosk.pictograms import icon_glyphs, pictograms
from screens.toolkit.palettes import Palette
from tests.helpers.sources import source_texts, translations

ROOT = Path(__file__).parents[2]
FACES = {name: ROOT / "assets" / "fonts" / f"KioskSans-{name}.ttf" for name in ("Regular", "SemiBold", "Bold")}
ICON_FACE = ROOT / "assets" / "icons" / "KioskIcons.ttf"
PICTOGRAMS = ROOT / "assets" / "pictograms" / "KioskPictograms.ttf"
ICONS = tomllib.loads((ROOT / "assets" / "icons" / "icons.toml").read_text(encoding="utf-8"))
GUIDES = guide_files(ROOT / "assets" / "guides")
# These hold patterns of whole scripts; their texts are all marked for translation, and read from there.
PATTERNS = {
    ROOT / "kiosk" / "adapters" / name
    for name in (
        "languages/lines.py", "guides/plain_words.py", "schedules/sheets.py", "schedules/rows.py",
        "speech/clips.py", "speech/recorded.py", "schedules/names.py", "schedules/ics_lines.py",
        "schedules/records.py", "errands/child.py",
    )
} | {*(ROOT / "kiosk" / "domain" / "speech").glob("*.py")}  # fmt: skip
# What may come from the mediator's own lists and settings: names, addresses, prices.
ALPHABETS = {
    "French": "àâæçéèêëîïôœùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ",
    "Portuguese": "áàâãçéêíóôõúÁÀÂÃÇÉÊÍÓÔÕÚ",
    "Romanian": "ăâîșțĂÂÎȘȚşţŞŢ",
    "Turkish": "çğıİöşüÇĞIÖŞÜâîû",
    "Ukrainian": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяАБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯʼ’",
    "Russian": "ёъыэЁЪЫЭ",
    "Polish and Czech names": "ąćęłńóśźżěščřžýďťňůĄĆĘŁŃÓŚŹŻĚŠČŘŽÝĎŤŇŮ",
    "signs": "0123456789 €%№°+−×=→«»“”„‘’'\"–—-‑…·•()[]/@&_:;,.!?¿\u00a0\u202f\u2009",
}
ARABIC_LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگکیںےٹڈڑھہۀ"
LARGEST = 700_000


@cache
def drawn(path: Path) -> dict[int, bool]:
    """Return the characters of a face, and whether each leaves ink."""
    with TTFont(path) as face:
        outlines = face["glyf"]
        return {code: outlines[name].numberOfContours != 0 for code, name in face.getBestCmap().items()}


def missing(path: Path, signs: set[str]) -> list[str]:
    """Return the signs that a face cannot draw: those it lacks, and those but for blanks that it leaves empty."""
    return sorted(
        hex(ord(s)) for s in signs if not drawn(path).get(ord(s)) and not (s.isspace() and ord(s) in drawn(path))
    )


def shaped(text: str, *, rtl: bool) -> set[str]:
    return {sign for line in lines(text, 10_000, len, rtl) for sign in line}


def joined(letter: str) -> set[str]:
    """Return every form of an Arabic letter: alone, first, within and last."""
    return {
        sign
        for text in (letter, f"{letter}ن", f"ن{letter}ن", f"ن{letter}", f"ل{letter}")
        for sign in shaped(text, rtl=True)
    }


def literals(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@cache
def french_signs() -> frozenset[str]:
    return frozenset("".join(french_texts())) - {"\n", "\b"}


def french_texts() -> Iterator[str]:
    """Yield what the program and its guides can show in French: more than is shown, and nothing less."""
    yield from (source.text for source in source_texts())
    for folder in ("kiosk", "screens"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield from literals(path) if path not in PATTERNS else ()
        yield from (path.read_text(encoding="utf-8") for path in (ROOT / folder).rglob("*.kv"))
    yield from (path.read_text(encoding="utf-8") for path in GUIDES)


@cache
def signs_of(code: str) -> set[str]:
    """Return the signs of a catalogue, as they are joined."""
    return {sign for _, text in translations(code) for sign in shaped(text, rtl=LANGUAGES[code].rtl)}


@pytest.mark.parametrize("face", FACES)
def test_every_sign_of_the_french_is_drawn(face: str):
    assert {"é", "’", "«", "\u202f", "\u2011", "€"} <= french_signs()
    assert missing(FACES[face], set(french_signs())) == []


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("catalogue", sorted((ROOT / "assets" / "languages").glob("*.po")), ids=lambda path: path.stem)
def test_every_sign_of_a_translation_is_drawn_as_it_is_joined(catalogue: Path, face: str):
    assert signs_of(catalogue.stem)
    assert missing(FACES[face], signs_of(catalogue.stem)) == []


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("alphabet", ALPHABETS)
def test_names_and_addresses_are_drawn_in_the_alphabets_of_the_public(alphabet: str, face: str):
    assert missing(FACES[face], set(ALPHABETS[alphabet])) == []


@pytest.mark.parametrize("face", FACES)
def test_arabic_dari_and_urdu_letters_are_drawn_in_every_joined_form(face: str):
    signs = {sign for letter in ARABIC_LETTERS for sign in joined(letter)}
    assert len(signs) > 150
    assert missing(FACES[face], signs) == []


@pytest.mark.parametrize("face", FACES)
def test_every_language_to_point_at_is_named_in_letters_that_are_drawn(face: str):
    signs = {sign for spoken in SPOKEN.values() for sign in shaped(spoken.name, rtl=False)}
    assert missing(FACES[face], signs) == []


@pytest.mark.parametrize("face", FACES)
def test_marks_of_direction_leave_neither_ink_nor_room(face: str):
    with TTFont(FACES[face]) as font:
        known, widths = font.getBestCmap(), font["hmtx"]
        unseen = {code: widths[known[code]][0] for code in (0x200C, 0x200E, 0x200F, 0x2066, 0x2069)}
    assert set(unseen.values()) == {0}
    assert not any(drawn(FACES[face])[code] for code in unseen)


@pytest.mark.parametrize("face", FACES)
def test_a_narrow_blank_is_narrower_than_a_space_and_a_firm_hyphen_is_a_hyphen(face: str):
    with TTFont(FACES[face]) as font:
        known, widths = font.getBestCmap(), font["hmtx"]
        assert 0.5 < widths[known[0x202F]][0] / widths[known[0x20]][0] < 0.8
        assert known[0x2011] == known[0x2D]
        assert widths[known[0x00A0]] == widths[known[0x20]]


@pytest.mark.parametrize("face", FACES)
def test_a_face_bears_our_name_and_its_licence(face: str):
    """Merged faces may not keep the names of their sources (OFL), and each PDF needs three names for three faces."""
    with TTFont(FACES[face]) as font:
        said = {number: font["name"].getDebugName(number) for number in (1, 4, 6, 13)}
        assert "glyf" in font
        assert "CFF " not in font
        assert font["OS/2"].fsType == 0
    assert said[1].startswith("Kiosk Sans")
    assert said[6] == f"KioskSans-{face}"
    assert "SIL Open Font License" in said[13]
    assert FACES[face].stat().st_size < LARGEST


@pytest.mark.parametrize("face", FACES)
def test_a_line_is_about_a_third_higher_than_its_letters_are_large(face: str):
    """Capitals of two thirds of the size are what the sizes of text in millimetres count on."""
    with TTFont(FACES[face]) as font:
        em, line = font["head"].unitsPerEm, font["hhea"]
        pen = BoundsPen(font.getGlyphSet())
        font.getGlyphSet()[font.getBestCmap()[ord("H")]].draw(pen)
    assert 1.25 <= (line.ascent - line.descent + line.lineGap) / em <= 1.35
    assert pen.bounds[3] / em == pytest.approx(2 / 3, abs=0.01)


def test_the_paper_takes_the_faces_and_the_icons():
    from reportlab.pdfbase.ttfonts import TTFont as PaperFont

    names = {PaperFont(path.stem, str(path)).face.name for path in [*FACES.values(), ICON_FACE, PICTOGRAMS]}
    assert {name.decode() for name in names} == {
        "KioskSans-Regular", "KioskSans-SemiBold", "KioskSans-Bold", "KioskIcons", "KioskPictograms",
    }  # fmt: skip


def test_every_icon_in_the_list_is_drawn():
    assert all(len(sign) == 1 for sign in ICONS.values())
    assert missing(ICON_FACE, set(ICONS.values())) == []
    assert missing(PICTOGRAMS, {p.character for p in pictograms()}) == []


def hair_lines(path: Path) -> list[str]:
    """Return the icons with a hole thinner than a hundredth of their size: a hair line across a full shape."""
    found = []
    with TTFont(path) as font:
        known, table, thin = font.getBestCmap(), font["glyf"], font["head"].unitsPerEm / 100
        for name, sign in ICONS.items():
            points, ends, _ = table[known[ord(sign)]].getCoordinates(table)
            starts = [0, *(end + 1 for end in ends[:-1])]
            for contour in (points[start : end + 1] for start, end in zip(starts, ends, strict=True)):
                across = [max(axis) - min(axis) for axis in zip(*contour, strict=True)]
                found += [name] if min(across) < thin else []
    return found


def test_full_icons_have_no_hair_lines():
    assert hair_lines(ICON_FACE) == []


def texts_of(node: ast.expr | None) -> Iterator[str]:
    """Yield the strings that an expression can be: one, or either branch of an `if`."""
    if isinstance(node, ast.IfExp):
        yield from texts_of(node.body)
        yield from texts_of(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def icons_of_python(path: Path) -> Iterator[str]:
    """Yield what `icon` is given or is by default, what is in a table named …ICONS, or third where a button is made."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.keyword) and node.arg == "icon":
            yield from texts_of(node.value)
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {
            "primary",
            "secondary",
            "_tool",
            "_pill",
        }:
            yield from (text for argument in node.args[2:3] for text in texts_of(argument))
        elif isinstance(node, ast.arguments):
            given = zip(reversed(node.args), reversed(node.defaults), strict=False)
            yield from (text for argument, default in given if argument.arg == "icon" for text in texts_of(default))
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "").endswith("ICONS"):
            tables = (table for table in ast.walk(node.value) if isinstance(table, ast.Dict))
            yield from (text for table in tables for value in table.values for text in texts_of(value))


def icons_of_screens() -> Iterator[str]:
    for path in (ROOT / "kiosk" / "pictograms.py", *sorted((ROOT / "screens").rglob("*.py"))):
        yield from icons_of_python(path)
    for path in sorted((ROOT / "screens").rglob("*.kv")):
        yield from re.findall(r'\bicon: "(\w+)"', path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_every_icon_of_a_guide_exists(guide: Path):
    named = set(re.findall(r'(?m)\bicon\s*=\s*"(\w+)"', guide.read_text(encoding="utf-8")))
    assert named
    assert sorted(named - icon_glyphs().keys()) == []


def test_every_icon_of_the_screens_exists():
    # What a style paints its icon with is a colour's name, no icon's.
    named = set(icons_of_screens()) - {"", *(colour.name for colour in fields(Palette))}
    assert {"arrow_forward", "arrow_back", "counter", "call", "warning"} <= named
    assert sorted(named - icon_glyphs().keys()) == []
