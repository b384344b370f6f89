"""A drawing of `assets/pictograms` painted by Pillow alone, to hold what was compiled of it against."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from fontTools.pens.basePen import BasePen
from fontTools.pens.transformPen import TransformPen
from fontTools.svgLib.path.parser import parse_path
from fontTools.svgLib.path.shapes import PathBuilder
from PIL import Image, ImageDraw

SCALE = 4  # pixels a unit of the grid of 48
_STEPS = 12
Point = tuple[float, float]


class _Lines(BasePen):
    """Takes any outline as short straight lines."""

    def __init__(self) -> None:
        super().__init__(None)
        self.lines: list[list[Point]] = []

    def _moveTo(self, pt: Point) -> None:  # noqa: N802 (named by fontTools)
        self.lines.append([pt])

    def _lineTo(self, pt: Point) -> None:  # noqa: N802 (named by fontTools)
        self.lines[-1].append(pt)

    def _curveToOne(self, pt1: Point, pt2: Point, pt3: Point) -> None:  # noqa: N802 (named by fontTools)
        start = self.lines[-1][-1]
        for step in range(1, _STEPS + 1):
            t = step / _STEPS
            parts = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            self.lines[-1].append(
                tuple(sum(p * q[axis] for p, q in zip(parts, (start, pt1, pt2, pt3), strict=True)) for axis in (0, 1))
            )

    def _closePath(self) -> None:  # noqa: N802 (named by fontTools)
        self.lines[-1].append(self.lines[-1][0])

    def _endPath(self) -> None:  # noqa: N802 (named by fontTools)
        pass


def _lines(element: ET.Element) -> list[list[Point]]:
    builder, pen = PathBuilder(), _Lines()
    builder.add_path_from_element(element)
    for said, moved in zip(builder.paths, builder.transforms, strict=True):
        scaled = TransformPen(pen, (SCALE, 0, 0, SCALE, 0, 0))
        parse_path(said, TransformPen(scaled, moved) if moved else scaled)
    return pen.lines


def _painted(element: ET.Element, drawing: ET.Element) -> Iterator[tuple[str, Image.Image]]:
    """Yield what an element paints: "currentColor", "tone" or "#fff", and where."""
    said = {**drawing.attrib, **element.attrib}
    lines = _lines(element)
    if said["fill"] != "none":
        full = Image.new("1", (48 * SCALE, 48 * SCALE))
        for line in lines:
            ImageDraw.Draw(full).polygon(line, fill=1)
        yield said["fill"] if said.get("fill-opacity", "1") == "1" else "tone", full
    if said["stroke"] != "none":
        drawn, width = Image.new("1", (48 * SCALE, 48 * SCALE)), float(said["stroke-width"]) * SCALE
        draw = ImageDraw.Draw(drawn)
        for line in lines:
            draw.line(line, fill=1, width=round(width))
            for x, y in line:
                draw.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=1)
        yield said["stroke"], drawn


def painted(path: Path) -> tuple[Image.Image, Image.Image]:
    """Return what a drawing shows in full, and its wash."""
    drawing = ET.parse(path).getroot()  # noqa: S314 (our own drawings)
    layers = {what: Image.new("1", (48 * SCALE, 48 * SCALE)) for what in ("currentColor", "tone")}
    for element in drawing:
        for what, shape in _painted(element, drawing):
            if what == "#fff":
                for layer in layers.values():
                    layer.paste(0, mask=shape)
            else:
                layers[what].paste(1, mask=shape)
    return layers["currentColor"], layers["tone"]
