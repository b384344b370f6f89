"""Plots on paper, in black only: what is known is solid, what is hidden is hatched."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.units import mm

from kiosk.adapters.documents.paper import REGULAR, SEMIBOLD, Block, Column, Style, beside, gap, stack, text
from kiosk.domain.figures.bounds import Bounds

_LABEL, _NUMBER = Style(size=10.5), Style(SEMIBOLD, 10.5)
_BAR = 3.2 * mm
_HATCH = 1.3 * mm
_BAND = 0.88


@dataclass(frozen=True, slots=True)
class Mark:
    """One number of a plot: its words, how it is written, and what it can be; `is_heap`: of rows that are hidden."""

    words: str
    written: str
    bounds: Bounds
    is_heap: bool = False

    @property
    def known(self) -> int:
        """Return how far it is drawn solid."""
        return 0 if self.is_heap else self.bounds.low

    @property
    def is_exact(self) -> bool:
        """Say whether it is told."""
        return self.bounds.low == self.bounds.high

    @property
    def most(self) -> int:
        """Return how far it may go, as far as anybody knows."""
        return max(self.bounds.low, self.bounds.high or 0)


def hatched(canvas: Any, x: float, y: float, width: float, height: float) -> None:
    """Fill a rectangle with slanted lines, and draw its outline."""
    if width <= 0 or height <= 0:
        return
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(x, y, width, height)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.setLineWidth(0.5)
    start = x - height
    while start < x + width:
        canvas.line(start, y, start + height, y + height)
        start += _HATCH
    canvas.restoreState()
    canvas.setLineWidth(0.5)
    canvas.rect(x, y, width, height, stroke=1, fill=0)


def bars(marks: Sequence[Mark], column: Column, shares: tuple[float, float] = (0.4, 0.38)) -> list[Block]:
    """Draw a bar a line, between its words and its number; `shares` are the parts of the width of words and bars."""
    greatest = max([1, *(mark.most for mark in marks)])
    return [_bar(mark, column, shares, greatest) for mark in marks]


def _bar(mark: Mark, column: Column, shares: tuple[float, float], greatest: int) -> Block:
    words, drawn = (column.width * share for share in shares)
    ground = Column(column.x + words, drawn)
    label = text(mark.words, _LABEL, Column(column.x, words - 2 * mm), rtl=False)
    numbers = Column(ground.x + drawn + 2 * mm, column.width - words - drawn - 2 * mm)
    number = text(mark.written, _NUMBER, numbers, rtl=False)

    def draw(canvas: Any, top: float) -> None:
        y = top - _LABEL.line / 2 - _BAR / 2
        solid, whole = (ground.width * n / greatest for n in (mark.known, mark.most))
        canvas.setFillGray(0)
        canvas.rect(ground.x, y, solid, _BAR, stroke=0, fill=1)
        hatched(canvas, ground.x + solid, y, whole - solid, _BAR)
        canvas.setLineWidth(0.4)
        canvas.line(ground.x, y - 0.4 * mm, ground.x, y + _BAR + 0.4 * mm)

    line = beside(label, number)
    return stack(Block(line.height, _both(line.draw, draw)), gap(0.9 * mm))


def line(marks: Sequence[Mark], band: tuple[int, int] | None, column: Column, height: float) -> Block:
    """Draw numbers in time as a line with a point each, over a grey band; where one is hidden, a hatched column."""
    greatest = max([1, *(mark.most for mark in marks), *(band or ())]) * 1.15
    wide = column.width / max(1, len(marks))

    def draw(canvas: Any, top: float) -> None:
        base, room = top - height + 6 * mm, height - 8 * mm
        if band:
            canvas.setFillGray(_BAND)
            low, high = (base + room * n / greatest for n in band)
            canvas.rect(column.x, low, column.width, max(high - low, 0.6), stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.setLineWidth(0.6)
        canvas.line(column.x, base, column.x + column.width, base)
        heights = [base + mark.bounds.low * room / greatest if mark.is_exact else None for mark in marks]
        for place, mark in enumerate(marks):
            field = Column(column.x + wide * place, wide)
            _column(canvas, mark, field, base, room, _around(heights, place))
            canvas.setFont(REGULAR, 9.5)
            canvas.drawCentredString(field.x + wide / 2, base - 4.2 * mm, mark.words)

    return Block(height, draw)


# Where a point stands, between the one before and the one after; None: it is hidden, or there is none.
_Heights = tuple[float | None, float | None, float | None]


def _around(heights: Sequence[float | None], place: int) -> _Heights:
    padded = (None, *heights, None)
    return padded[place], padded[place + 1], padded[place + 2]


def _column(canvas: Any, mark: Mark, field: Column, base: float, room: float, heights: _Heights) -> None:
    """Draw a point and the line that leads to it; a number that is not told has a hatched column instead."""
    before, y, after = heights
    x = field.x + field.width / 2
    canvas.setFont(SEMIBOLD, 10)
    if y is None:
        hatched(canvas, x - field.width * 0.3, base, field.width * 0.6, room * 0.8)
        canvas.drawCentredString(x, base + room * 0.8 + 1 * mm, mark.written)
        return
    if before is not None:
        canvas.setLineWidth(1.6)
        canvas.line(x - field.width, before, x, y)
    canvas.circle(x, y, 1.1 * mm, stroke=0, fill=1)
    # In a dip the number stands below: above, the line would cross it.
    is_dip = all(other is None or other > y for other in (before, after)) and (before or after) is not None
    canvas.drawCentredString(x, y - 5 * mm if is_dip and y - base > 8 * mm else y + 2 * mm, mark.written)


def nothing(words: str, column: Column, height: float) -> Block:
    """Draw a hatched field where there is nothing to plot, with the reason below."""
    field = Block(height, lambda canvas, top: hatched(canvas, column.x, top - height, column.width, height))
    return stack(field, gap(1 * mm), text(words, _LABEL, column, rtl=False))


def _both(*drawn: Callable[[Any, float], None]) -> Callable[[Any, float], None]:
    def draw(canvas: Any, top: float) -> None:
        for each in drawn:
            each(canvas, top)

    return draw
