# ruff: noqa: INP001 - a script to run by hand, not a package.
"""Make the faces and the icons anew from their public sources, byte for byte.

    python deploy/build_assets.py FOLDER

Run by hand, with npm on the PATH and fonttools, brotli and skia-pathops in the environment; neither the kiosk nor its
tests need it. FOLDER receives the npm packages named below; the results land in `assets/fonts` and `assets/icons`.

The faces are merged glyph by glyph, because fontsource splits each face by script and Kivy has no fallback: Latin from
Atkinson Hyperlegible Next, Cyrillic and what Latin lacks from Noto Sans, Arabic with its presentation forms (which is
what our line shaping draws) from Noto Sans Arabic. Merged faces are modified faces: they carry our own name.

An icon is added by writing `its_name = ""` into `assets/icons/icons.toml` and running this again.
"""

import shutil
import subprocess
import sys
import tarfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ASSETS = Path(__file__).parents[1] / "assets"
FACES = {"Regular": 400, "SemiBold": 600, "Bold": 800}
ATKINSON, NOTO, ARABIC, SYMBOLS = "atkinson-hyperlegible-next", "noto-sans", "noto-sans-arabic", "material-symbols"
# Whoever changes a version changes it in the two README files too.
VERSIONS = {ATKINSON: "5.3.0", NOTO: "5.3.0", ARABIC: "5.3.0", SYMBOLS: "0.47.5"}
SCRIPTS = {
    ATKINSON: ("latin", "latin-ext"),
    NOTO: ("latin", "latin-ext", "cyrillic", "cyrillic-ext"),
    ARABIC: ("arabic",),
}
EM = 1000
# A line is 1.3 em: the metrics of Atkinson Hyperlegible Next, whose capitals and digits are 668 high.
ASCENT, DESCENT, CAPITALS = 984, -316, 668
SIZES = {NOTO: CAPITALS / 714}  # its capitals, brought down to the digits that stand beside them
SAME = {0x2011: 0x2D, 0x00A0: 0x20}  # what does not break is drawn as what does
NARROW = {0x202F: 0.66}  # of a space
# Marks of direction, of joining and of breaking: obeyed before drawing, never seen.
UNSEEN = (0x00AD, 0x061C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF)
MINUS, ARROW = 0x2212, 0x2192
# A sign that bears a name of ours, because theirs draws one of our pictograms.
RENAMED = {"start": "home"}
ICON_AXES = {"FILL": 1, "wght": 500, "GRAD": 0, "opsz": 48}
COPYRIGHT = (
    "Latin: Copyright 2020-2024 The Atkinson Hyperlegible Next Project Authors. Other scripts: Copyright 2022 The Noto "
    "Project Authors (latin-greek-cyrillic, arabic). Merged and renamed for the waiting-room kiosk."
)
MADE = 3_850_070_400  # 2026-01-01 in seconds since 1904, as font files count; fixed, so that every run gives one result


def fetch(folder: Path, name: str) -> Path:
    """Bring one npm package into the folder, unpacked; return where its files are."""
    scope = "" if name == SYMBOLS else "@fontsource/"
    target = folder / f"{name}-{VERSIONS[name]}"
    if not target.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        command = ["npm", "pack", "--silent", f"{scope}{name}@{VERSIONS[name]}"]
        done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
        with tarfile.open(folder / done.stdout.split()[-1]) as archive:
            archive.extractall(target, filter="data")
    return target / "package"


@dataclass
class Drawing:
    """Outlines and advance widths by glyph, and the glyph of each character, in thousandths of an em."""

    outlines: dict[str, Any] = field(default_factory=dict)
    widths: dict[str, int] = field(default_factory=dict)
    characters: dict[int, str] = field(default_factory=dict)

    def put(self, code: int, pen: TTGlyphPen, width: float) -> None:
        """Add the glyph of one character; 0 stands for what is drawn where no glyph is known."""
        name = f"uni{code:04X}" if code else ".notdef"
        self.outlines[name], self.widths[name] = pen.glyph(), round(width)
        if code:
            self.characters[code] = name

    def take(self, font: TTFont, size: float) -> None:
        """Copy from a font what is not yet there, scaled."""
        shapes = font.getGlyphSet()
        scale = size * EM / font["head"].unitsPerEm
        found = font.getBestCmap() if self.outlines else {0: ".notdef", **font.getBestCmap()}
        for code in found.keys() - self.characters.keys():
            outline, pen = DecomposingRecordingPen(shapes), TTGlyphPen(None)
            shapes[found[code]].draw(outline)
            outline.replay(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
            self.put(code, pen, shapes[found[code]].width * scale)

    def complete(self) -> None:
        """Add the spaces, hyphen, arrow and unseen marks that the sources lack or draw otherwise."""
        for code, like in SAME.items():
            self.characters[code] = self.characters[like]
        space = self.widths[self.characters[0x20]]
        for code, part in {**NARROW, **dict.fromkeys(UNSEEN, 0)}.items():
            self.put(code, TTGlyphPen(None), space * part)
        minus = self.outlines[self.characters[MINUS]]
        low, high = (limit(y for _, y in minus.coordinates) for limit in (min, max))
        self.put(ARROW, arrow((low + high) / 2, high - low), 840)


def arrow(middle: float, stroke: float) -> TTGlyphPen:
    """Draw an arrow to the right, 720 wide, with wings of 45 degrees and the stroke of the face's minus sign."""
    tip, tail, wing = 780, 60, 235
    slant, half = stroke / 2**0.5, stroke / 2
    joint = tip - 2 * slant - half
    lower = [(tip - wing, -wing), (tip - wing - slant, slant - wing), (joint, -half), (tail, -half)]
    points = [(tip, 0), *lower, *((x, -y) for x, y in reversed(lower))]
    pen = TTGlyphPen(None)
    for number, (x, y) in enumerate(points):
        (pen.lineTo if number else pen.moveTo)((round(x), round(y + middle)))
    pen.closePath()
    return pen


def face(folder: Path, style: str) -> TTFont:
    """Return one face with every script in it; what two sources have is taken from the first."""
    drawing = Drawing()
    for family, scripts in SCRIPTS.items():
        for script in scripts:
            file = fetch(folder, family) / "files" / f"{family}-{script}-{FACES[style]}-normal.woff2"
            drawing.take(TTFont(file), SIZES.get(family, 1))
    drawing.complete()
    return built(style, drawing)


def built(style: str, drawing: Drawing) -> TTFont:
    """Put a drawing into a font file."""
    builder = FontBuilder(EM, isTTF=True)
    order = sorted(drawing.outlines)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(drawing.characters)
    builder.setupGlyf(drawing.outlines)
    table = builder.font["glyf"]
    builder.setupHorizontalMetrics({n: (drawing.widths[n], getattr(table[n], "xMin", 0) or 0) for n in order})
    builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    builder.setupNameTable(names(style), mac=False)
    # Bits of bold, regular and of the typographic metrics, as OpenType numbers them.
    builder.setupOS2(
        version=4, sTypoAscender=ASCENT, sTypoDescender=DESCENT, sTypoLineGap=0, usWinAscent=ASCENT,
        usWinDescent=-DESCENT, sCapHeight=CAPITALS, sxHeight=496, usWeightClass=FACES[style], fsType=0,
        fsSelection=(0x20 if style == "Bold" else 0x40) | 0x80,
    )  # fmt: skip
    builder.setupPost(keepGlyphNames=False)
    builder.updateHead(created=MADE, modified=MADE, macStyle=1 if style == "Bold" else 0)
    builder.font.recalcTimestamp = False
    return builder.font


def names(style: str) -> dict[str, str]:
    """Return what a face says of itself; a family knows regular and bold alone, so SemiBold is one of its own."""
    own = style not in {"Regular", "Bold"}
    return {
        "copyright": COPYRIGHT,
        "familyName": f"Kiosk Sans {style}" if own else "Kiosk Sans",
        "styleName": "Regular" if own else style,
        "uniqueFontIdentifier": f"KioskSans-{style} 1.0",
        "fullName": f"Kiosk Sans {style}",
        "version": "Version 1.0",
        "psName": f"KioskSans-{style}",
        "licenseDescription": "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
        "licenseInfoURL": "https://openfontlicense.org",
        "typographicFamily": "Kiosk Sans",
        "typographicSubfamily": style,
    }


def icons(folder: Path, wanted: set[str]) -> tuple[TTFont, dict[str, str]]:
    """Return the icons as a static font, and the character of each by its name; what does not exist is left out."""
    font = TTFont(fetch(folder, SYMBOLS) / "material-symbols-rounded.woff2", recalcTimestamp=False)
    font = instancer.instantiateVariableFont(font, ICON_AXES, overlap=instancer.OverlapMode.REMOVE)
    by_glyph = {name: chr(code) for code, name in font.getBestCmap().items()}
    called = {**older_names(font), **{name: name for name in by_glyph}, **RENAMED}
    found = {name: by_glyph[called[name]] for name in sorted(wanted) if called.get(name) in by_glyph}
    use_solid_shapes(font)
    font.flavor = None
    cutter = subset.Subsetter(subset.Options(layout_features=[], name_IDs=["*"], notdef_outline=True, hinting=False))
    cutter.populate(text="".join(found.values()))
    cutter.subset(font)
    for number, name in ((1, "Kiosk Icons"), (4, "Kiosk Icons"), (6, "KioskIcons")):
        font["name"].setName(name, number, 3, 1, 0x409)
    return font, found


def older_names(font: TTFont) -> dict[str, str]:
    """Return the glyph behind every name that the font spells as a ligature: an icon renamed keeps its first name."""
    letters = {name: chr(code) for code, name in font.getBestCmap().items() if code < 0x80}
    found = {}
    for first, rest in substitutions(font, "rlig", "ligatures"):
        for ligature in rest:
            found["".join(letters.get(name, "?") for name in (first, *ligature.Component))] = ligature.LigGlyph
    return found


def use_solid_shapes(font: TTFont) -> None:
    """Draw each character by the shape that the font keeps for full icons: the other one leaves hair lines inside."""
    solid = dict(substitutions(font, "rclt", "mapping"))
    for characters in font["cmap"].tables:
        characters.cmap = {code: solid.get(name, name) for code, name in characters.cmap.items()}


def substitutions(font: TTFont, feature: str, kind: str) -> Iterator[tuple[str, Any]]:
    """Yield what a feature puts in the place of each glyph."""
    table = font["GSUB"].table
    records = [record.Feature for record in table.FeatureList.FeatureRecord if record.FeatureTag == feature]
    for lookup in (table.LookupList.Lookup[index] for record in records for index in record.LookupListIndex):
        for part in lookup.SubTable:
            yield from getattr(getattr(part, "ExtSubTable", part), kind).items()


def save(font: TTFont, path: Path) -> None:
    """Write a font at once: a kiosk or test that reads it meanwhile sees the old one or the new one, whole."""
    font.save(path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)


def make_faces(folder: Path) -> None:
    """Make the faces, and lay the licences of their sources beside them."""
    for style in FACES:
        save(face(folder, style), ASSETS / "fonts" / f"KioskSans-{style}.ttf")
    for family in (ATKINSON, NOTO, ARABIC):
        shutil.copyfile(fetch(folder, family) / "LICENSE", ASSETS / "fonts" / f"OFL-{family}.txt")


def make_icons(folder: Path) -> None:
    """Make the icons that the list names, complete the list, and say which do not exist."""
    path = ASSETS / "icons" / "icons.toml"
    wanted = set(tomllib.loads(path.read_text(encoding="utf-8")))
    font, found = icons(folder, wanted)
    save(font, path.with_name("KioskIcons.ttf"))
    head = "# Names of Material Symbols and the character that draws each in KioskIcons.ttf.\n"
    lines = (f'{name} = "\\u{ord(sign):04X}"\n' for name, sign in found.items())
    path.write_text(head + "".join(lines), encoding="utf-8")
    shutil.copyfile(fetch(folder, SYMBOLS) / "LICENSE", path.with_name("LICENSE-material-symbols.txt"))
    print(f"{len(found)} icons; not there: {', '.join(sorted(wanted - set(found))) or 'none'}")


if __name__ == "__main__":
    make_faces(Path(sys.argv[1]).resolve())
    make_icons(Path(sys.argv[1]).resolve())
