"""Sheets for the team: the day on one page for reception, and the hours still free; nothing on who came (P2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate

from reportlab.lib.units import mm

from kiosk.adapters.documents import marks, words
from kiosk.adapters.documents.paper import (
    BOLD,
    REGULAR,
    Block,
    Column,
    Style,
    beside,
    canvas_of,
    gap,
    load_faces,
    measure,
    stack,
    text,
)  # fmt: skip
from kiosk.adapters.languages.translator import Translator
from kiosk.domain.reception.appointments import Motif
from kiosk.domain.reception.slots import Slot
from kiosk.sites import Site

_A4 = (210 * mm, 297 * mm)
_PAGE = Column(18 * mm, _A4[0] - 36 * mm)
_TOP, _BOTTOM = 15 * mm, 15 * mm
_TITLE, _SUB, _MARK = Style(BOLD, 20), Style(size=14), Style(BOLD, 14)
_FACES, _SIZE = (BOLD, BOLD, REGULAR), 14.0
# Between two cells of a row, two columns of rows, a row and the rule above it; all shrink with the letters.
_BETWEEN, _APART, _AIR = 5 * mm, 9 * mm, 1.3 * mm
# It bears hours and letters, and no closing of ours reaches paper (P6).
_TONIGHT = "À détruire ce soir"
_MOTIFS = {Motif.FRANCE_SERVICES: "France services", Motif.ACCESS_TO_LAW: "Accès aux droits", Motif.PANDA: "PAND@"}
# A day of nine agendas, half an hour each from 8 to 19, is 198 rows.
_MOST_COLUMNS = 5

Row = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Grid:
    """How rows are set: in how many columns, at which share of their full size."""

    columns: int
    scale: float


def day_sheet(day: date, slots: Sequence[Slot], site: Site, t: Translator, *, practice: bool = False) -> bytes:
    """Return a day on one page: hours, letters, motif; what is past its window is not in it.

    One page is what receptions ask of RDV Service Public (issue 3710): rows go into more columns, then shrink.
    """
    rows = [(t.hour(slot.starts), a.letters or "—", _MOTIFS[a.motif]) for slot in slots for a in slot.appointments]
    head = stack(
        _head(words.written_day(t, day), site, t, practice=practice),
        text(_TONIGHT, _MARK, _PAGE, rtl=False),
        gap(3 * mm),
    )
    room = _A4[1] - _TOP - _BOTTOM - head.height
    return _page(head, _rows(rows, room) if rows else text("Rien de prévu.", _SUB, _PAGE, rtl=False))


def free_sheet(
    days: Sequence[tuple[date, Sequence[datetime]]], site: Site, t: Translator, *, practice: bool = False
) -> bytes:
    """Return the hours still free, a line a day."""
    head = _head("Heures libres", site, t, practice=practice)
    free = [(words.written_day(t, day), ", ".join(t.hour(at) for at in hours)) for day, hours in days if hours]
    if not free:
        return _page(head, text("Aucune heure libre.", _SUB, _PAGE, rtl=False))
    first, scale = Column(_PAGE.x, _PAGE.width * 0.42), 1.0
    while (block := _free_rows(free, first, scale)).height > _A4[1] - _TOP - _BOTTOM - head.height:
        scale *= 0.92
    return _page(head, block)


def _head(title: str, site: Site, t: Translator, *, practice: bool) -> Block:
    load_faces()
    return stack(
        *((text(words.practice(t), _MARK, _PAGE, rtl=False),) if practice else ()),
        text(title, _TITLE, _PAGE, rtl=False),
        text(words.place(t, site), _SUB, _PAGE, rtl=False),
        gap(5 * mm),
    )


def _page(head: Block, body: Block) -> bytes:
    canvas, written = canvas_of(*_A4, "Espace France services", "fr")
    stack(head, body).draw(canvas, _A4[1] - _TOP)
    canvas.showPage()
    canvas.save()
    return written.getvalue()


def _free_rows(free: Sequence[tuple[str, str]], first: Column, scale: float) -> Block:
    strong, rest = Style(BOLD, _SIZE * scale), _PAGE.after(first.width)
    rows = (beside(text(day, strong, first, rtl=False), text(hours, strong, rest, rtl=False)) for day, hours in free)
    return stack(*(part for row in rows for part in _ruled(row, _PAGE, scale)), _rule(_PAGE))


def _rows(rows: Sequence[Row], room: float) -> Block:
    """Set rows downwards in as few columns as keep them large; whatever their number, they fit into the room."""
    widths = [max(measure(Style(face, _SIZE))(row[n]) for row in rows) for n, face in enumerate(_FACES)]
    grid = max((_grid(n, len(rows), widths, room) for n in range(1, _MOST_COLUMNS + 1)), key=lambda g: g.scale)
    high, apart = -(-len(rows) // grid.columns), _APART * grid.scale
    wide = (_PAGE.width - apart * (grid.columns - 1)) / grid.columns
    return beside(
        *(
            _column(rows[n * high : (n + 1) * high], Column(_PAGE.x + n * (wide + apart), wide), widths, grid.scale)
            for n in range(grid.columns)
        )
    )


def _grid(columns: int, rows: int, widths: Sequence[float], room: float) -> _Grid:
    """Return the scale at which rows fit into so many columns, in height and in width."""
    row_height = Style(BOLD, _SIZE).line + 2 * _AIR
    wide = sum(widths) + 2 * _BETWEEN
    return _Grid(
        columns,
        min(
            1.0,
            (room - 2) / (-(-rows // columns) * row_height),
            _PAGE.width / (columns * wide + (columns - 1) * _APART),
        ),
    )


def _column(rows: Sequence[Row], column: Column, widths: Sequence[float], scale: float) -> Block:
    # Where there is room, the cells stand further apart.
    spare = (column.width - scale * (sum(widths) + 2 * _BETWEEN)) / 4
    starts = [0.0, *accumulate(width * scale + _BETWEEN * scale + spare for width in widths[:2])]
    cells = [Column(column.x + start, column.width - start + 0.1) for start in starts]
    styles = [Style(face, _SIZE * scale) for face in _FACES]
    set_rows = (
        beside(*(text(said, style, cell, rtl=False) for said, style, cell in zip(row, styles, cells, strict=True)))
        for row in rows
    )
    return stack(*(part for row in set_rows for part in _ruled(row, column, scale)), _rule(column) if rows else gap(0))


def _ruled(row: Block, column: Column, scale: float) -> tuple[Block, ...]:
    """Return a row under its rule, with the same air on either side."""
    return (beside(_rule(column), gap(_AIR * scale)), row, gap(_AIR * scale))


def _rule(column: Column) -> Block:
    return marks.rule(column, thick=0.5)
