"""The activity report on A4: a sentence a figure, bars that print in black, the method and its limits."""

from collections.abc import Sequence
from typing import Any

from reportlab.lib.units import mm

from kiosk.adapters.documents.paper import (
    BOLD,
    SEMIBOLD,
    Block,
    Column,
    Style,
    beside,
    canvas_of,
    framed,
    gap,
    stack,
    text,
)
from kiosk.adapters.documents.report_words import METHOD, limits, sentence
from kiosk.domain.figures.disclosure import Cell, Status
from kiosk.domain.figures.periods import period_words
from kiosk.domain.figures.publication import said
from kiosk.domain.figures.report import INVENTED, Report
from kiosk.domain.figures.tables import HALF_DAY, OTHERS, TOTALS, Shape

_A4 = (210 * mm, 297 * mm)
_PAGE = Column(18 * mm, _A4[0] - 36 * mm)
_TOP, _BOTTOM = _A4[1] - 15 * mm, 18 * mm
_TITLE, _SUB, _HEAD, _BODY = Style(BOLD, 22), Style(size=12), Style(BOLD, 14), Style(size=10.5)
_BIG, _SMALL, _LABEL, _NUMBER = Style(BOLD, 20), Style(size=9), Style(size=10), Style(SEMIBOLD, 10)
_LABELS, _BARS, _NUMBERS = 0.4, 0.38, 0.22
_BAR = 3.2 * mm
_GREY = 0.82
# Rows with an order of their own.
_IN_TIME = frozenset({HALF_DAY, "waiting"})


def report_pdf(report: Report) -> bytes:
    """Return the report as PDF, the same bytes each time."""
    canvas, written = canvas_of(*_A4, f"Rapport d’activité — {report.town}", "fr")
    blocks = [_heading(report), _tiles(report), *_tables(report), *_method(report)]
    for number, page in enumerate(_pages(blocks), 1):
        top = _TOP
        for block in page:
            block.draw(canvas, top)
            top -= block.height
        canvas.setFont(_SMALL.face, _SMALL.size)
        foot = f"Espace France services — {report.town} — {period_words(report.period)} — page {number}"
        canvas.drawString(_PAGE.x, 10 * mm, foot)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def _pages(blocks: Sequence[Block]) -> list[list[Block]]:
    pages: list[list[Block]] = [[]]
    left = _TOP - _BOTTOM
    for block in blocks:
        if block.height > left and pages[-1]:
            pages.append([])
            left = _TOP - _BOTTOM
        pages[-1].append(block)
        left -= block.height
    return pages


def _heading(report: Report) -> Block:
    first, last = report.period.first, report.period.last
    days = f"{period_words(report.period)} (du {first:%d/%m/%Y} au {last:%d/%m/%Y})"
    mark = INVENTED[:1].upper() + INVENTED[1:]
    return stack(
        *((_text(mark, _HEAD), gap(2 * mm)) if report.is_invented else ()),
        _text(f"Espace France services — {report.town}", _SUB),
        _text("Rapport d’activité", _TITLE),
        _text(days[:1].upper() + days[1:], _SUB),
        gap(4 * mm),
        _text(sentence(report, "total"), _BODY),
        gap(5 * mm),
    )


def _tiles(report: Report) -> Block:
    """Show the six numbers of the first table, three a line, each with the one before."""
    wide, space = (_PAGE.width - 2 * 4 * mm) / 3, 4 * mm
    made = [
        framed(_filler(report, row, words), Column(_PAGE.x + (n % 3) * (wide + space), wide), padding=3 * mm)
        for n, (row, (words, *_)) in enumerate(TOTALS.items())
    ]
    return stack(beside(*made[:3]), gap(space), beside(*made[3:]), gap(6 * mm))


def _filler(report: Report, row: str, words: str) -> Any:
    number = said(report.now.cell("total", row), report.now.threshold)
    before = report.before and said(report.before.cell("total", row), report.before.threshold)

    def fill(column: Column) -> Block:
        lines = [text(number, _BIG, column, rtl=False), text(words, _LABEL, column, rtl=False)]
        return stack(*lines, text(f"{report.before_words} : {before}" if before else " ", _SMALL, column, rtl=False))

    return fill


def _tables(report: Report) -> list[Block]:
    return [
        _split(report, shape) if shape.id in {"month", "site"} else _bars(report, shape)
        for shape in report.tables
        if shape.id != "total" and report.now.is_told(shape.id)
    ]


def _bars(report: Report, shape: Shape) -> Block:
    words = _words(shape)
    every = report.now.table(shape.id)
    cells = [cell for cell in every if cell.status is not Status.MERGED]
    if shape.merges and shape.id not in _IN_TIME:
        cells.sort(key=_others_last)
    greatest = max([1, *(cell.value or 0 for cell in cells)])
    rows = [_bar(report, words.get(cell.row, cell.row), cell, greatest) for cell in cells]
    merged = len(every) - len(cells)
    note = f"« {words[OTHERS]} » regroupe {merged} lignes." if merged else ""
    return stack(
        _text(shape.title, _HEAD),
        _text(sentence(report, shape.id), _BODY),
        gap(1.5 * mm),
        *rows,
        _text(note, _SMALL) if note else gap(0),
        gap(5 * mm),
    )


def _words(shape: Shape) -> dict[str, str]:
    return {row.id: row.words for row in shape.rows} | {OTHERS: shape.merges or "Autres"}


def _others_last(cell: Cell) -> tuple[bool, bool, int]:
    return cell.row == OTHERS, cell.value is None, -(cell.value or 0)


def _bar(report: Report, words: str, cell: Cell, greatest: int) -> Block:
    labels = Column(_PAGE.x, _PAGE.width * _LABELS - 3 * mm)
    bars = Column(_PAGE.x + _PAGE.width * _LABELS, _PAGE.width * _BARS)
    numbers = Column(_PAGE.x + _PAGE.width * (1 - _NUMBERS) + 4 * mm, _PAGE.width * _NUMBERS - 4 * mm)
    label = text(words, _LABEL, labels, rtl=False)
    before = report.before.cell(cell.table, cell.row) if report.before and report.is_comparable else None
    was = f" (avant : {said(before, report.before.threshold)})" if before and report.before else ""
    number = text(said(cell, report.now.threshold) + was, _NUMBER, numbers, rtl=False)

    def draw(canvas: Any, top: float) -> None:
        y = top - _LABEL.line / 2 - _BAR / 2
        canvas.setFillGray(_GREY)
        canvas.rect(bars.x, y, bars.width, _BAR, stroke=0, fill=1)
        canvas.setFillGray(0)
        if cell.value:
            canvas.rect(bars.x, y, bars.width * cell.value / greatest, _BAR, stroke=0, fill=1)

    line = beside(label, number)
    return stack(beside(line, Block(line.height, draw)), gap(0.9 * mm))


def _split(report: Report, shape: Shape) -> Block:
    """Lay out a table of three columns of numbers: month by month, site by site."""
    words = {row.id: row.words for row in shape.rows}
    heads = (("arrivals", "Arrivées"), ("visits", "Séances"), ("demarches", "Démarches"))
    columns = [Column(_PAGE.x + _PAGE.width * (0.4 + 0.2 * n), _PAGE.width * 0.2) for n in range(3)]
    first = Column(_PAGE.x, _PAGE.width * 0.38)
    lines = [beside(gap(0), *(text(h, _NUMBER, c, rtl=False) for (_, h), c in zip(heads, columns, strict=True)))]
    for row in dict.fromkeys(cell.row for cell in report.now.table(shape.id)):
        numbers = [
            text(said(report.now.cell(shape.id, row, name), report.now.threshold), _LABEL, c, rtl=False)
            for (name, _), c in zip(heads, columns, strict=True)
        ]
        lines.append(beside(text(words.get(row, row), _LABEL, first, rtl=False), *numbers))
    return stack(_text(shape.title, _HEAD), gap(1 * mm), *lines, gap(5 * mm), between=0.6 * mm)


def _method(report: Report) -> list[Block]:
    """Say how it was counted; lines apart, so that they may go on over the page."""
    said_last = [*METHOD, *limits(report)]
    defined = [f"{words} : {definition}." for words, _, _, definition in TOTALS.values()]
    first, *others = (stack(_text(line, _BODY), gap(1.2 * mm)) for line in (*defined, *said_last))
    return [stack(_text("Méthode et limites", _HEAD), gap(1 * mm), first), *others]


def _text(words: str, style: Style) -> Block:
    return text(words, style, _PAGE, rtl=False)
