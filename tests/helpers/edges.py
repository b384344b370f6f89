"""Looks at the drawn corners of every rounded shape on show: smooth along the curve, nothing beyond it."""

from collections.abc import Iterator
from itertools import product

import numpy as np
from kivy.graphics import InstructionGroup
from kivy.uix.widget import Widget
from PIL import Image

from screens.toolkit.shapes import Shape, Shapes

LEAST_SHADES = 3
AROUND = 3  # pixels beyond a corner where a stray one would stand


def shapes_of(widget: Widget) -> Iterator[Shape]:
    """Yield every shape that a tree of widgets draws."""
    for part in (widget.canvas.before, widget.canvas, widget.canvas.after):
        yield from _shapes_in(part)
    for child in widget.children:
        yield from shapes_of(child)


def _shapes_in(group: InstructionGroup) -> Iterator[Shape]:
    for each in group.children:
        if isinstance(each, Shape):
            yield from [each] if each.box[2] else []
        elif isinstance(each, Shapes):
            yield from each.shown


def edge_faults(root: Widget, picture: Image.Image) -> list[str]:
    """Return every corner that is a staircase, or has a pixel more than one beyond its outline."""
    return shape_faults(list(shapes_of(root)), picture)


def shape_faults(shapes: list[Shape], picture: Image.Image) -> list[str]:
    """Return the same for some shapes; a corner that the edge of another of them crosses cannot be judged."""
    pixels = np.asarray(picture.convert("RGB"), dtype=int)[::-1]  # row 0 at the bottom, as shapes are placed
    found = []
    for shape in (each for each in shapes if each.radius >= 4):
        for corner in product(("left", "right"), ("bottom", "top")):
            square = _square(shape, corner)
            if not _is_on(pixels, square) or any(_crosses(o, square) for o in shapes if o is not shape):
                continue
            fault = _fault(_turned(pixels, square, corner), shape)
            found += [f"{shape.box}, {corner}: {fault}"] if fault else []
    return found


def _fault(seen: np.ndarray, shape: Shape) -> str:
    radius = shape.radius
    places = np.arange(-AROUND, int(radius)) + 0.5
    far = np.hypot(*np.meshgrid(radius - places, radius - places))
    outside, ground = far > radius + 1, seen[0, 0]
    edge = seen[-1, AROUND]  # on the straight part, just inside the outline
    if (edge == ground).all():
        return ""
    if (seen[outside] != ground).any():
        return "a pixel stands beyond the outline"
    along = seen[np.abs(far - radius) <= 1]
    between = {tuple(each) for each in along if (each != ground).any() and (each != edge).any()}
    return "" if len(between) >= LEAST_SHADES else f"only {len(between)} shades along the curve"


def _square(shape: Shape, corner: tuple[str, str]) -> tuple[int, int, int]:
    """Return the square that holds a corner and a few pixels around it: left, bottom, side."""
    (x, y, width, height), side = shape.box, int(shape.radius) + AROUND
    left = x - AROUND if corner[0] == "left" else x + width + AROUND - side
    return left, y - AROUND if corner[1] == "bottom" else y + height + AROUND - side, side


def _is_on(pixels: np.ndarray, square: tuple[int, int, int]) -> bool:
    left, bottom, side = square
    return min(left, bottom) >= 0 and left + side <= pixels.shape[1] and bottom + side <= pixels.shape[0]


def _crosses(other: Shape, square: tuple[int, int, int]) -> bool:
    """Say whether another shape lies on a part of a square only, or curves within it."""
    (x, y, width, height), (left, bottom, side), curve = other.box, square, other.radius
    meets = x < left + side and left < x + width and y < bottom + side and bottom < y + height

    def holds(across: float, along: float) -> bool:
        within = x + across <= left and left + side <= x + width - across
        return within and y + along <= bottom and bottom + side <= y + height - along

    return meets and not (holds(curve, 0) or holds(0, curve))


def _turned(pixels: np.ndarray, square: tuple[int, int, int], corner: tuple[str, str]) -> np.ndarray:
    """Return a square of pixels, turned so that its corner is at 0, 0."""
    left, bottom, side = square
    seen = pixels[bottom : bottom + side, left : left + side]
    seen = seen[:, ::-1] if corner[0] == "right" else seen
    return seen[::-1] if corner[1] == "top" else seen
