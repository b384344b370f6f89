"""Marks drawn as lines, not as letters: boxes and ticks, numbered discs, arrows, rules, codes."""

from typing import Any

from reportlab.lib.units import inch, mm

from kiosk.adapters.documents.paper import BOLD, ICON_FACES, Block, Column
from kiosk.adapters.documents.qr import QUIET, Matrix
from kiosk.pictograms import face_of, icon_glyphs

BOX = 7.4 * mm
DISC = 8.6 * mm
# Widest symbol before its modules shrink: the code stays a companion of the text.
_WIDEST = 44 * mm


def box(column: Column, *, ticked: bool, size: float = BOX) -> Block:
    """Draw a box to tick by hand at the middle of its column; a paper the visitor has is ticked already."""

    def draw(canvas: Any, top: float) -> None:
        x, y = column.x + (column.width - size) / 2, top - size
        canvas.setLineWidth(size * 0.085)
        canvas.roundRect(x, y, size, size, size * 0.16)
        if ticked:
            canvas.setLineWidth(size * 0.13)
            canvas.setLineCap(1)
            canvas.setLineJoin(1)
            path = canvas.beginPath()
            path.moveTo(x + size * 0.24, y + size * 0.50)
            path.lineTo(x + size * 0.43, y + size * 0.28)
            path.lineTo(x + size * 0.77, y + size * 0.75)
            canvas.drawPath(path)

    return Block(size, draw)


def disc(number: int, column: Column, *, size: float = DISC) -> Block:
    """Draw a number in white on a black disc, at the middle of its column."""

    def draw(canvas: Any, top: float) -> None:
        x, y = column.x + column.width / 2, top - size / 2
        canvas.circle(x, y, size / 2, stroke=0, fill=1)
        letters = size * 0.62
        canvas.setFont(BOLD, letters)
        canvas.setFillGray(1)
        # 0.668 em is the height of this face's digits.
        canvas.drawCentredString(x, y - letters * 0.668 / 2, str(number))
        canvas.setFillGray(0)

    return Block(size, draw)


def pictogram(icon: str, column: Column, *, size: float = BOX) -> Block:
    """Draw an icon at the middle of its column, in black alone: a wash would come out of a printer as dots."""

    def draw(canvas: Any, top: float) -> None:
        canvas.setFont(ICON_FACES[face_of(icon)], size)
        # The square that an icon is drawn in stands on the line.
        canvas.drawCentredString(column.x + column.width / 2, top - size, icon_glyphs()[icon])

    return Block(size, draw)


def arrow(column: Column, *, line: float, rtl: bool) -> Block:
    """Draw a small arrow in the reading direction, at the height of a line of text."""

    def draw(canvas: Any, top: float) -> None:
        way, y = (-1 if rtl else 1), top - line * 0.56
        start = column.x + column.width if rtl else column.x
        tip, wing = start + way * column.width * 0.72, column.width * 0.28
        canvas.setLineWidth(1.5)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        path = canvas.beginPath()
        path.moveTo(start + way, y)
        path.lineTo(tip, y)
        path.moveTo(tip - way * wing, y + wing)
        path.lineTo(tip, y)
        path.lineTo(tip - way * wing, y - wing)
        canvas.drawPath(path)

    return Block(line, draw)


def rule(column: Column, *, thick: float = 1.9, dashed: bool = False) -> Block:
    """Draw a line across a column."""

    def draw(canvas: Any, top: float) -> None:
        canvas.saveState()
        canvas.setLineWidth(thick)
        canvas.setLineCap(0)
        if dashed:
            canvas.setDash(2.6, 1.7)
        canvas.line(column.x, top - thick / 2, column.x + column.width, top - thick / 2)
        canvas.restoreState()

    return Block(thick, draw)


def module_size(modules: int, choices: tuple[float, ...]) -> float:
    """Return the side of one module: the first choice that keeps the symbol small enough, else the last."""
    return next((size for size in choices if modules * size <= _WIDEST), choices[-1])


# Both sheets keep 0.5 mm at the least. A4 printers work in multiples of 300 dots an inch: 12 dots of 300 are 8.12 of
# 203, 9 are 6.09, 6 are 4.06. Ticket printers have 203: 6 of its dots are 8.87 of 300, 4 are 5.91.
A4_MODULES = (12 * inch / 300, 9 * inch / 300, 6 * inch / 300)
TICKET_MODULES = (6 * inch / 203, 4 * inch / 203)


def code(matrix: Matrix, module: float, column: Column, *, dot: float) -> Block:
    """Draw a symbol and the quiet zone below it, its corner on a whole printer dot of `dot` points.

    Each run of dark modules of a row is one rectangle, and all of them one path, so that no renderer leaves a hair
    line between two rows.
    """
    side = len(matrix) * module

    def draw(canvas: Any, top: float) -> None:
        page_height = canvas._pagesize[1]  # noqa: SLF001
        left = round((column.x + (column.width - side) / 2) / dot) * dot
        down = round((page_height - top) / dot) * dot
        path = canvas.beginPath()
        for number, row in enumerate(matrix):
            y = page_height - down - (number + 1) * module
            for start, length in _runs(row):
                path.rect(left + start * module, y, length * module, module)
        canvas.drawPath(path, stroke=0, fill=1)

    return Block(side + QUIET * module, draw)


def _runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Return where each run of dark modules starts, and how long it is."""
    found: list[tuple[int, int]] = []
    for place, dark in enumerate(row):
        if dark and found and sum(found[-1]) == place:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((place, 1))
    return found
