"""Slanted lines instead of a full shape: what a report would hide, what is not over yet."""

from __future__ import annotations

from functools import lru_cache

from kivy.graphics import Color, InstructionGroup, Rectangle
from kivy.graphics.texture import Texture

from screens.toolkit.palettes import Colour


class Hatching(InstructionGroup):
    """A rectangle filled with slanted lines and outlined; nothing until it is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._colour, self._box = Color(0, 0, 0, 0), Rectangle(size=(0, 0))
        self.add(self._colour)
        self.add(self._box)

    def show(self, box: tuple[float, float, float, float], colour: Colour, line: float) -> None:
        """Fill a box (x, y, width, height) with lines of a thickness, twice as far apart."""
        x, y, width, height = (round(each) for each in box)
        self._colour.rgba = colour
        self._box.pos, self._box.size = (x, y), (max(0, width), max(0, height))
        self._box.texture = _lines(width, height, max(1, round(line))) if width > 0 and height > 0 else None
        if self._box.texture is None:
            self._colour.rgba = (0, 0, 0, 0)


# Bounded, as every texture is (reference T08): a table shows about fifteen bars.
@lru_cache(maxsize=64)
def _lines(width: int, height: int, line: int) -> Texture:
    full, empty = b"\xff\xff\xff\xff", b"\xff\xff\xff\x00"
    pattern = (full * line + empty * 2 * line) * (width // (3 * line) + 2)
    rows = []
    for y in range(height):
        start = 4 * (y % (3 * line))
        is_edge = y < line or y >= height - line
        inner = pattern[start : start + 4 * width]
        rows.append(full * width if is_edge else full * min(line, width) + inner[4 * line : -4 * line] + full * line)
    texture = Texture.create(size=(width, height), colorfmt="rgba")
    texture.blit_buffer(b"".join(row[: 4 * width] for row in rows), colorfmt="rgba", bufferfmt="ubyte")
    texture.mag_filter = texture.min_filter = "nearest"
    return texture
