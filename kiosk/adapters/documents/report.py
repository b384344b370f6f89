"""The activity report on A4: a first page to be read standing, then the tables, the method and its limits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.units import mm

from kiosk.adapters.documents.paper import BOLD, SEMIBOLD, Block, Column, Style, beside, canvas_of, gap, stack, text
from kiosk.adapters.documents.plots import Mark, bars
from kiosk.adapters.documents.report_first import first_page, marks
from kiosk.adapters.documents.report_words import METHOD, limits, sentence
from kiosk.domain.figures.disclosure import Status
from kiosk.domain.figures.periods import period_words
from kiosk.domain.figures.publication import said
from kiosk.domain.figures.report import INVENTED, Report
from kiosk.domain.figures.tables import OTHERS, TOTALS, Shape

_A4 = (210 * mm, 297 * mm)
_PAGE = Column(18 * mm, _A4[0] - 36 * mm)
_TOP, _BOTTOM = _A4[1] - 15 * mm, 18 * mm
_ROOM = _TOP - _BOTTOM
_HEAD, _BODY, _SMALL = Style(BOLD, 14), Style(size=10.5), Style(size=9)
_LABEL, _NUMBER = Style(size=10), Style(SEMIBOLD, 10)
# A table of so many rows is not cut.
_WHOLE = 4
_STEPS = 60
# A first page that leaves such a share of its room takes in what comes after.
_MUCH, _ENOUGH = 0.2, 0.4


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a page; `again` stands above it where it begins one: the title of the table it goes on with."""

    block: Block
    again: Block | None = None


def report_pdf(report: Report) -> bytes:
    """Return the report as PDF, the same bytes each time."""
    canvas, written = canvas_of(*_A4, f"Rapport d’activité — {report.town}", "fr")
    pieces = [*_totals(report), *_tables(report), *_method(report)]
    first = first_page(report, _PAGE, _ROOM)
    moved = _moved(pieces, _ROOM - sum(block.height for block in first))
    first, pieces = [*first, *(piece.block for piece in pieces[:moved])], pieces[moved:]
    for number, page in enumerate([first, *(_even(pieces) if pieces else ())], 1):
        _draw(canvas, report, page, number)
    canvas.save()
    return written.getvalue()


def _draw(canvas: Any, report: Report, page: Sequence[Block], number: int) -> None:
    top = _TOP
    for block in page:
        block.draw(canvas, top)
        top -= block.height
    canvas.setFillGray(0)
    canvas.setFont(_SMALL.face, _SMALL.size)
    foot = f"Espace France services — {report.town} — {period_words(report.period)} — page {number}"
    canvas.drawString(_PAGE.x, 10 * mm, foot)
    if report.is_invented and number > 1:
        canvas.setFont(_NUMBER.face, _NUMBER.size)
        canvas.drawRightString(_PAGE.x + _PAGE.width, _A4[1] - 11 * mm, INVENTED)
    canvas.showPage()


def _moved(pieces: Sequence[Piece], left: float) -> int:
    """Return how many pieces a short first page takes in: all of them, or as leave enough for the page after it."""
    if left < _ROOM * _MUCH:
        return 0
    moved, after = 0, sum(piece.block.height for piece in pieces)
    takes_all = after <= left
    for piece in pieces:
        after -= piece.block.height
        left -= piece.block.height
        if left < 0 or not (takes_all or after >= _ROOM * _ENOUGH):
            break
        moved += 1
    return moved


def _even(pieces: Sequence[Piece]) -> list[list[Block]]:
    """Lay pieces on as few pages as they need, all about as full: none is left nearly empty."""
    many = len(_pages(pieces, _ROOM))
    least = sum(piece.block.height for piece in pieces) / many
    rooms = (least + (_ROOM - least) * step / _STEPS for step in range(_STEPS + 1))
    return next(pages for room in rooms if len(pages := _pages(pieces, room)) <= many)


def _pages(pieces: Sequence[Piece], room: float) -> list[list[Block]]:
    pages: list[list[Block]] = [[]]
    left = room
    for piece in pieces:
        if piece.block.height > left and pages[-1]:
            pages.append([piece.again] if piece.again else [])
            left = room - (piece.again.height if piece.again else 0)
        pages[-1].append(piece.block)
        left -= piece.block.height
    return pages


def _totals(report: Report) -> list[Piece]:
    """Set the numbers of the first table out, each beside the one before."""
    columns = [
        Column(_PAGE.x + _PAGE.width * at, _PAGE.width * wide) for at, wide in ((0, 0.5), (0.5, 0.25), (0.75, 0.25))
    ]
    before = report.before_words[:1].upper() + report.before_words[1:] if report.before else ""
    lines = [_line(("", "Cette période", before), columns, _NUMBER)]
    for row, (words, *_) in TOTALS.items():
        then = said(report.before.cell("total", row), report.before.threshold) if report.before else ""
        lines.append(_line((words, said(report.now.cell("total", row), report.now.threshold), then), columns, _LABEL))
    return [Piece(stack(_text("En nombres", _HEAD), gap(1 * mm), *lines, gap(5 * mm), between=0.6 * mm))]


def _line(words: Sequence[str], columns: Sequence[Column], style: Style) -> Block:
    return beside(*(text(each, style, column, rtl=False) for each, column in zip(words, columns, strict=True)))


def _tables(report: Report) -> Iterator[Piece]:
    for shape in report.tables:
        if shape.id != "total" and report.now.is_told(shape.id):
            yield from [Piece(_split(report, shape))] if shape.id in {"month", "site"} else _bars(report, shape)


def _bars(report: Report, shape: Shape) -> Iterator[Piece]:
    """Set a table row by row, so that it may go on over the page; its title and its note keep two rows each."""
    rows = bars([_with_before(report, shape, mark) for mark in marks(report, shape.id)], _PAGE)
    merged = sum(cell.status is Status.MERGED for cell in report.now.table(shape.id))
    note = (
        f"«\u202f{shape.merges or 'Autres'}\u202f» regroupe {merged} {'ligne' if merged == 1 else 'lignes'}."
        if merged
        else ""
    )
    again = stack(_text(f"{shape.title} (suite)", _HEAD), gap(1.5 * mm))
    head = [_text(shape.title, _HEAD), _text(sentence(report, shape.id), _BODY), gap(1.5 * mm)]
    foot = [_text(note, _SMALL) if note else gap(0), gap(5 * mm)]
    if len(rows) <= _WHOLE:
        yield Piece(stack(*head, *rows, *foot))
        return
    yield Piece(stack(*head, *rows[:2]))
    yield from (Piece(row, again) for row in rows[2:-2])
    yield Piece(stack(*rows[-2:], *foot), again)


def _with_before(report: Report, shape: Shape, mark: Mark) -> Mark:
    ids = {row.words: row.id for row in shape.rows} | {shape.merges or "Autres": OTHERS}
    if report.before is None or not report.is_comparable or mark.words not in ids:
        return mark
    before = report.before.cell(shape.id, ids[mark.words])
    was = f" (avant : {said(before, report.before.threshold)})" if before else ""
    return Mark(mark.words, mark.written + was, mark.bounds, mark.is_heap)


def _split(report: Report, shape: Shape) -> Block:
    """Lay out a table of three columns of numbers: month by month, site by site."""
    words = {row.id: row.words for row in shape.rows}
    heads = (("arrivals", "Arrivées"), ("visits", "Séances"), ("demarches", "Démarches"))
    columns = [Column(_PAGE.x, _PAGE.width * 0.38)]
    columns += [Column(_PAGE.x + _PAGE.width * (0.4 + 0.2 * n), _PAGE.width * 0.2) for n in range(3)]
    lines = [_line(("", *(head for _, head in heads)), columns, _NUMBER)]
    for row in dict.fromkeys(cell.row for cell in report.now.table(shape.id)):
        numbers = (said(report.now.cell(shape.id, row, name), report.now.threshold) for name, _ in heads)
        lines.append(_line((words.get(row, row), *numbers), columns, _LABEL))
    return stack(_text(shape.title, _HEAD), gap(1 * mm), *lines, gap(5 * mm), between=0.6 * mm)


def _method(report: Report) -> list[Piece]:
    """Say how it was counted; lines apart, so that they may go on over the page."""
    said_last = [*METHOD, *limits(report)]
    defined = [f"{words} : {definition}." for words, _, _, definition in TOTALS.values()]
    first, *others = (stack(_text(line, _BODY), gap(1.2 * mm)) for line in (*defined, *said_last))
    return [Piece(stack(_text("Méthode et limites", _HEAD), gap(1 * mm), first)), *map(Piece, others)]


def _text(words: str, style: Style) -> Block:
    return text(words, style, _PAGE, rtl=False)
