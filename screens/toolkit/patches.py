"""Nine-patches: the smooth corners and edges of a rounded shape, drawn once into a small texture and stretched."""

from functools import lru_cache
from math import ceil, hypot

from kivy.graphics.texture import Texture

from screens.toolkit.palettes import Colour

_FULL = 255


def cell_of(radius: float, border: float) -> int:
    """Return the side in pixels of the square that holds a corner, with its border."""
    return ceil(max(radius, border))


# Bounded, as every texture is (reference T08): a look uses about thirty, of at most 100 x 100 pixels.
@lru_cache(maxsize=192)
def patch(radius: float, border: float, edge: Colour, ground: Colour) -> Texture:
    """Return a shape's corners around one pixel of its middle: `2 * cell_of() + 1` pixels a side, opaque but outside.

    It is shown pixel by pixel, and only its middle row and column are stretched: the nearest pixel is the right one.
    """
    outside, inside = _masks(radius, border)
    pixels = bytearray(4 * len(outside))
    for channel in range(3):
        pixels[channel::4] = inside.translate(_mixed(edge[channel], ground[channel]))
    pixels[3::4] = outside
    side = 2 * cell_of(radius, border) + 1
    texture = Texture.create(size=(side, side), colorfmt="rgba")
    texture.blit_buffer(bytes(pixels), colorfmt="rgba", bufferfmt="ubyte")
    texture.mag_filter = texture.min_filter = "nearest"
    return texture


@lru_cache(maxsize=512)
def _mixed(edge: float, ground: float) -> bytes:
    """Return a channel's value (0 to 255) for each part of ground in a pixel."""
    return bytes(round(_FULL * edge + (ground - edge) * part) for part in range(_FULL + 1))


@lru_cache(maxsize=64)
def _masks(radius: float, border: float) -> tuple[bytes, bytes]:
    """Return how much of each pixel lies inside the outline, and how much inside the border: 0 to 255, row by row."""
    cell = cell_of(radius, border)
    quarter = range(cell + 1)
    outside = [[_covered(x + 0.5, y + 0.5, radius, 0.0) for x in quarter] for y in quarter]
    inside = [[_covered(x + 0.5, y + 0.5, radius, border) for x in quarter] for y in quarter]
    return _mirrored(outside), _mirrored(inside)


def _covered(x: float, y: float, radius: float, depth: float) -> int:
    """Return how much of the pixel around a point lies at least `depth` inside the outline; the corner is at 0, 0.

    Along a curve this is the signed distance from it, over one pixel: no step is left, no pixel beyond is touched.
    """
    within = min(x, y) - depth + 0.5
    if depth < radius and x < radius and y < radius:
        within = radius - depth - hypot(radius - x, radius - y) + 0.5
    return round(_FULL * min(1.0, max(0.0, within)))


def _mirrored(quarter: list[list[int]]) -> bytes:
    """Return the whole picture of one of its four corners, the middle row and column shared."""
    upper = [bytes(row + row[-2::-1]) for row in quarter]
    return b"".join(upper + upper[-2::-1])
