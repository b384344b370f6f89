# ruff: noqa: INP001 - a script to run by hand, not a package.
"""Compile the pictograms into the face that screens and sheets draw them with: `assets/pictograms/KioskPictograms.ttf`.

    python deploy/build_pictograms.py

Run by hand after a drawing was changed, with fonttools and skia-pathops in the environment; neither the kiosk nor its
tests need it. One run gives the bytes of the next. How a pictogram is drawn: `assets/pictograms/README.md`.

Each drawing becomes two glyphs of one character each, since a face knows no colours: what is drawn in full, and the
wash behind it, `TONE` characters further on.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pathops
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.svgLib.path.parser import parse_path
from fontTools.svgLib.path.shapes import PathBuilder

FOLDER = Path(__file__).parents[1] / "assets" / "pictograms"
GRID, EM, TONE = 48, 960, 0x800
UNIT = EM / GRID
# The lines of the icons' face, so that both stand at the same height.
ASCENT, DESCENT = 1056, -96
SMOOTH = 0.5  # how far a curve may leave the drawing, in thousandths of the em or so
INK, PAPER = "currentColor", "#fff"
MADE = 3_850_070_400  # 2026-01-01 in seconds since 1904, as font files count; fixed, so that every run gives one result


def shape_of(element: ET.Element) -> pathops.Path:
    """Return the outline of an element as it is written, in units of the face, y upwards."""
    builder = PathBuilder()
    builder.add_path_from_element(element)
    path = pathops.Path()
    for said, moved in zip(builder.paths, builder.transforms, strict=True):
        pen = TransformPen(path.getPen(glyphSet=None), (UNIT, 0, 0, -UNIT, 0, EM))
        parse_path(said, TransformPen(pen, moved) if moved else pen)
    return path


def stroked(path: pathops.Path, width: float) -> pathops.Path:
    """Return the outline of a line with round ends and joints."""
    line = pathops.Path(path)
    line.stroke(width * UNIT, pathops.LineCap.ROUND_CAP, pathops.LineJoin.ROUND_JOIN, 4)
    line.convertConicsToQuads(SMOOTH)
    line.simplify(fix_winding=True, keep_starting_points=False)
    return line


def parts(element: ET.Element, drawing: ET.Element) -> Iterator[tuple[str, pathops.Path]]:
    """Yield what an element adds, the filling before the line: ink, tone, or paper where it takes away."""
    said = {**drawing.attrib, **element.attrib}
    shape = shape_of(element)
    if said["fill"] != "none":
        full = pathops.Path(shape)
        full.convertConicsToQuads(SMOOTH)
        full.simplify(fix_winding=True, keep_starting_points=False)
        yield said["fill"] if float(said.get("fill-opacity", "1")) == 1 else "tone", full
    if said["stroke"] != "none":
        yield said["stroke"], stroked(shape, float(said["stroke-width"]))


def layers(drawing: ET.Element) -> tuple[pathops.Path, pathops.Path]:
    """Return the ink and the tone of a drawing, its elements laid one over the other."""
    ink, tone = pathops.Path(), pathops.Path()
    for element in drawing:
        for what, shape in parts(element, drawing):
            if what == INK:
                ink = pathops.op(ink, shape, pathops.PathOp.UNION)
            elif what == "tone":
                tone = pathops.op(tone, shape, pathops.PathOp.UNION)
            elif what == PAPER:
                ink, tone = (pathops.op(p, shape, pathops.PathOp.DIFFERENCE) for p in (ink, tone))
            else:
                raise ValueError(f"{element.tag}: {what} is neither {INK} nor {PAPER}")
    return ink, tone


def glyph(path: pathops.Path) -> Any:
    """Return a path as the outline of a glyph."""
    pen = TTGlyphPen(None)
    path.draw(Cu2QuPen(pen, SMOOTH, reverse_direction=False))
    made = pen.glyph()
    made.recalcBounds(None)
    return made


def compiled(names: dict[str, str]) -> Any:
    """Return the face with the drawing of each name at its character."""
    outlines, characters = {".notdef": TTGlyphPen(None).glyph()}, {}
    for name, sign in names.items():
        drawing = ET.parse(FOLDER / f"{name}.svg").getroot()  # noqa: S314 (our own drawings)
        for code, path in zip((ord(sign), ord(sign) + TONE), layers(drawing), strict=True):
            outlines[f"uni{code:04X}"], characters[code] = glyph(path), f"uni{code:04X}"
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(list(outlines))
    builder.setupCharacterMap(characters)
    builder.setupGlyf(outlines)
    builder.setupHorizontalMetrics({n: (EM, getattr(shape, "xMin", 0)) for n, shape in outlines.items()})
    builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    builder.setupOS2(sTypoAscender=ASCENT, sTypoDescender=DESCENT, usWinAscent=ASCENT, usWinDescent=-DESCENT, fsType=0)
    builder.setupNameTable(
        {
            "copyright": "Copyright (c) 2026 The authors of this project",
            "familyName": "Kiosk Pictograms",
            "styleName": "Regular",
            "uniqueFontIdentifier": "KioskPictograms 1.0",
            "fullName": "Kiosk Pictograms",
            "version": "Version 1.0",
            "psName": "KioskPictograms",
            "licenseDescription": "MIT License, as the rest of this project.",
        },
        mac=False,
    )
    builder.setupPost(keepGlyphNames=False)
    builder.updateHead(created=MADE, modified=MADE)
    builder.font.recalcTimestamp = False
    return builder.font


if __name__ == "__main__":
    listed = tomllib.loads((FOLDER / "pictograms.toml").read_text(encoding="utf-8"))
    face = FOLDER / "KioskPictograms.ttf"
    compiled({name: said["character"] for name, said in listed.items()}).save(face.with_suffix(".new"))
    face.with_suffix(".new").replace(face)
    print(f"{len(listed)} pictograms, {face.stat().st_size} bytes")
