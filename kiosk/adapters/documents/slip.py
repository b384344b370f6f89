"""Appointment slips and pre-printed cards, on 80 mm tickets or six to an A4 page: no name, no motif (P1, P5)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from reportlab.lib.units import inch, mm

from kiosk.adapters.documents import marks, tickets, words
from kiosk.adapters.documents.paper import BOLD, SEMIBOLD, Block, Column, Style, canvas_of, gap, load_faces, stack, text
from kiosk.adapters.documents.qr import qr_matrix
from kiosk.adapters.languages.translator import Translator
from kiosk.domain.french import NBSP
from kiosk.domain.machine.printing import Roll
from kiosk.domain.reception.codes import SLIP_PREFIX
from kiosk.sites import Site

_A4 = (210 * mm, 297 * mm)
_CELL = (_A4[0] / 2, _A4[1] / 3)
_MARGIN = 5 * mm
# What no office printer reaches, and the scissors' way.
_EDGE = 6 * mm
_MARK, _PLACE, _SMALL = Style(BOLD, 10), Style(BOLD, 12), Style(size=9.5)
_BODY, _STRONG = Style(size=11), Style(SEMIBOLD, 11)
_DAY, _HOUR, _CODE = Style(BOLD, 13), Style(BOLD, 22), Style(BOLD, 18)
# Room for a hand between two lines to write on.
_DAY_BY_HAND, _HOUR_BY_HAND = Style(BOLD, 13, 1.8), Style(BOLD, 18, 1.8)
_SENTENCE_ENDS = re.compile(r"(?<=\.) ")
# On A4 a slip is read at arm's length, in 14 points; a street or the mark of a training makes its letters smaller.
_A4_SCALES = (1.28, 1.2, 1.1, 1.0)


@dataclass(frozen=True, slots=True)
class Slip:
    """What a slip says: its code, and the local hour it stands for; None on a card that an adviser fills by hand.

    `site` is where it is for, should that not be where it is printed.
    """

    code: str
    starts: datetime | None = None
    site: Site | None = None


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What a slip is set on: the sides of its code's modules and of a printer's dot, and how large its letters are."""

    modules: tuple[float, ...]
    dot: float
    scale: float = 1.0


_TICKET = _Sheet(marks.TICKET_MODULES, inch / 203)


def slips_on_tickets(slips: Sequence[Slip], site: Site, t: Translator, roll: Roll, *, practice: bool) -> bytes:
    """Return a PDF of one ticket a slip."""
    load_faces()
    column = Column(4.5 * mm, tickets.WIDTH - 9 * mm)
    blocks = [_slip(slip, site, t, column, _TICKET, practice=practice) for slip in slips]
    if not blocks:
        raise ValueError("expected at least one slip")
    return tickets.pages_on(roll, blocks, _MARGIN, t("Mes rendez‑vous"), t.language)


def slips_on_a4(slips: Sequence[Slip], site: Site, t: Translator, *, practice: bool) -> bytes:
    """Return a PDF of A4 pages with six slips each, and lines to cut along."""
    if not slips:
        raise ValueError("expected at least one slip")
    canvas, written = canvas_of(*_A4, t("Mes rendez‑vous"), t.language)
    for first in range(0, len(slips), 6):
        for place, slip in enumerate(slips[first : first + 6]):
            x, top = place % 2 * _CELL[0], _A4[1] - place // 2 * _CELL[1]
            block = _in_cell(slip, site, t, Column(x, _CELL[0]).inset(_EDGE), practice=practice)
            block.draw(canvas, top - (_CELL[1] - block.height) / 2)
        _cutting_lines(canvas)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def _in_cell(slip: Slip, site: Site, t: Translator, column: Column, *, practice: bool) -> Block:
    """Set a slip in the largest letters that its cell holds."""
    sheets = (_Sheet(marks.A4_MODULES[1:], inch / 300, scale) for scale in _A4_SCALES)
    blocks = [_slip(slip, site, t, column, sheet, practice=practice) for sheet in sheets]
    return next((b for b in blocks if b.height <= _CELL[1] - 2 * _EDGE), blocks[-1])


def _slip(slip: Slip, site: Site, t: Translator, column: Column, sheet: _Sheet, *, practice: bool) -> Block:
    def said(line: str, style: Style) -> Block:
        sized = replace(style, size=style.size * sheet.scale)
        return text(line, sized, column, rtl=t.rtl, centred=True)

    site = slip.site or site
    street = (said(site.address, _SMALL),) if site.show_address and site.address else ()
    matrix = qr_matrix(SLIP_PREFIX + slip.code)
    how = t("À la borne, montrez ce carré noir. Ou tapez les 6 chiffres.")
    spaced = f"{slip.code[:3]}{NBSP}{NBSP}{slip.code[3:]}"
    return stack(
        *((said(words.practice(t), _MARK),) if practice else ()),
        said(words.place(t, site), _PLACE),
        *street,
        gap(1.5 * mm),
        *_when(slip.starts, t, said),
        gap(2 * mm),
        marks.code(matrix, marks.module_size(len(matrix), sheet.modules), column, dot=sheet.dot),
        said(spaced, _CODE),
        gap(1 * mm),
        *(said(sentence, _BODY) for sentence in _SENTENCE_ENDS.split(how)),
        said(t("Apportez vos papiers."), _STRONG),
    )


def _when(starts: datetime | None, t: Translator, said: Callable[[str, Style], Block]) -> tuple[Block, ...]:
    if starts is None:
        return (said("…… / …… / …………", _DAY_BY_HAND), said(f"……{NBSP}h{NBSP}……", _HOUR_BY_HAND))
    return (said(words.written_day(t, starts.date()), _DAY), said(t.hour(starts), _HOUR))


def _cutting_lines(canvas: Any) -> None:
    canvas.setLineWidth(0.4)
    canvas.setDash(2, 3)
    canvas.line(_CELL[0], 0, _CELL[0], _A4[1])
    for row in (1, 2):
        canvas.line(0, row * _CELL[1], _A4[0], row * _CELL[1])
    canvas.setDash()
