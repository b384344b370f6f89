"""The sheet of all pictograms with their words, for whoever looks at the family, or asks others what they see."""

from functools import partial

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from kiosk.adapters.documents import marks
from kiosk.adapters.documents.paper import (
    BOLD,
    Block,
    Column,
    Style,
    beside,
    canvas_of,
    gap,
    load_faces,
    shared_out,
    stack,
    text,
)
from kiosk.pictograms import Pictogram, pictograms

_WIDTH, _HEIGHT = A4
_MARGIN, _ABREAST = 14 * mm, 5
_CELL = (_WIDTH - 2 * _MARGIN) / _ABREAST
_LARGE, _SMALL = 22 * mm, 6 * mm
_WORDS = Style(size=9)


def pictogram_sheet(*, named: bool = True) -> bytes:
    """Return the family on A4, each large and at its smallest on paper, 6 mm; with its words unless not `named`."""
    load_faces()
    family = pictograms()
    rows = [
        beside(
            *(_cell(p, Column(_MARGIN + n * _CELL, _CELL), named=named) for n, p in enumerate(family[i : i + _ABREAST]))
        )
        for i in range(0, len(family), _ABREAST)
    ]
    whole = Column(_MARGIN, _WIDTH - 2 * _MARGIN)
    title = stack(text("Les pictogrammes de la borne", Style(BOLD, 16), whole, rtl=False), gap(6 * mm))
    pages = shared_out([stack(row, gap(4 * mm)) for row in rows], _HEIGHT - 2 * _MARGIN - title.height)
    canvas, written = canvas_of(_WIDTH, _HEIGHT, "Les pictogrammes de la borne", "fr")
    for page in pages:
        stack(title, *page).draw(canvas, _HEIGHT - _MARGIN)
        canvas.showPage()
    canvas.save()
    return bytes(written.getvalue())


def _cell(pictogram: Pictogram, column: Column, *, named: bool) -> Block:
    mark = partial(marks.pictogram, pictogram.name)
    pictures = beside(
        mark(Column(column.x, _LARGE), size=_LARGE),
        stack(gap(_LARGE - _SMALL), mark(Column(column.x + _LARGE, _SMALL), size=_SMALL)),
    )
    said = text(pictogram.words, _WORDS, column.inset(1 * mm), rtl=False) if named else gap(0)
    return stack(pictures, gap(1 * mm), said)
