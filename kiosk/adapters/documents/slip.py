"""Appointment slips and pre-printed cards, on 80 mm tickets or six to an A4 page: no name, no motif (P1, P5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from reportlab.lib.units import inch, mm

from kiosk.adapters.documents import marks, words
from kiosk.adapters.documents.paper import BOLD, SEMIBOLD, Block, Column, Style, canvas_of, gap, load_faces, stack, text
from kiosk.adapters.documents.qr import qr_matrix
from kiosk.adapters.languages import NBSP, Translator
from kiosk.domain.codes import SLIP_PREFIX
from kiosk.sites import Site

TICKET_WIDTH = 80 * mm
_A4 = (210 * mm, 297 * mm)
_CELL = (_A4[0] / 2, _A4[1] / 3)
_MARGIN = 5 * mm
_PLACE, _BODY, _SMALL = Style(BOLD, 12), Style(size=11), Style(size=9.5)
_DAY, _HOUR, _CODE = Style(BOLD, 13), Style(BOLD, 22), Style(BOLD, 18)
_DOTS = {False: inch / 300, True: inch / 203}


@dataclass(frozen=True, slots=True)
class Slip:
    """What a slip says: its code, and the local hour it stands for; None on a card that an adviser fills by hand."""

    code: str
    starts: datetime | None = None


def slips_on_tickets(slips: Sequence[Slip], site: Site, t: Translator, *, practice: bool) -> bytes:
    """Return a PDF of one ticket a slip."""
    load_faces()
    canvas: Any = None
    written = BytesIO()
    for slip in slips:
        block = _slip(slip, site, t, Column(4.5 * mm, TICKET_WIDTH - 9 * mm), ticket=True, practice=practice)
        height = block.height + 2 * _MARGIN
        if canvas is None:
            canvas, written = canvas_of(TICKET_WIDTH, height, t("Mes rendez‑vous"), t.language)
        canvas.setPageSize((TICKET_WIDTH, height))
        block.draw(canvas, height - _MARGIN)
        canvas.showPage()
    if canvas is None:
        raise ValueError("expected at least one slip")
    canvas.save()
    return written.getvalue()


def slips_on_a4(slips: Sequence[Slip], site: Site, t: Translator, *, practice: bool) -> bytes:
    """Return a PDF of A4 pages with six slips each, and lines to cut along."""
    if not slips:
        raise ValueError("expected at least one slip")
    canvas, written = canvas_of(*_A4, t("Mes rendez‑vous"), t.language)
    for first in range(0, len(slips), 6):
        for place, slip in enumerate(slips[first : first + 6]):
            x, top = place % 2 * _CELL[0], _A4[1] - place // 2 * _CELL[1]
            column = Column(x + 10 * mm, _CELL[0] - 20 * mm)
            block = _slip(slip, site, t, column, ticket=False, practice=practice)
            block.draw(canvas, top - (_CELL[1] - block.height) / 2)
        _cutting_lines(canvas)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def _slip(slip: Slip, site: Site, t: Translator, column: Column, *, ticket: bool, practice: bool) -> Block:
    def said(line: str, style: Style) -> Block:
        return text(line, style, column, rtl=t.rtl, centred=True)

    street = (said(site.address, _SMALL),) if site.show_address and site.address else ()
    matrix = qr_matrix(SLIP_PREFIX + slip.code)
    module = marks.module_size(len(matrix), marks.TICKET_MODULES if ticket else marks.A4_MODULES)
    spaced = f"{slip.code[:3]}{NBSP}{NBSP}{slip.code[3:]}"
    return stack(
        *((said(words.practice(t), Style(BOLD, 10)),) if practice else ()),
        said(words.place(t, site), _PLACE),
        *street,
        gap(1.5 * mm),
        *(_when(slip.starts, t, said)),
        gap(2 * mm),
        marks.code(matrix, module, column, dot=_DOTS[ticket]),
        said(spaced, _CODE),
        gap(1 * mm),
        said(t("À la borne, montrez ce carré noir. Ou tapez les 6 chiffres."), _BODY),
        said(t("Apportez vos papiers."), Style(SEMIBOLD, 11)),
    )


def _when(starts: datetime | None, t: Translator, said: Any) -> tuple[Block, ...]:
    if starts is None:
        # Lines to write on.
        return (said("…… / …… / …………", _DAY), said(f"……{NBSP}h{NBSP}……", _HOUR))
    return (said(words.written_day(t, starts.date()), _DAY), said(t.hour(starts), _HOUR))


def _cutting_lines(canvas: Any) -> None:
    canvas.setLineWidth(0.4)
    canvas.setDash(2, 3)
    canvas.line(_CELL[0], 0, _CELL[0], _A4[1])
    for row in (1, 2):
        canvas.line(0, row * _CELL[1], _A4[0], row * _CELL[1])
    canvas.setDash()
