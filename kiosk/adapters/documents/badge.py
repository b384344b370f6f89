"""A staff badge of 85 × 54 mm: a code that chooses an account at the reader; no name, no place, no word of whose."""

from typing import Any

from reportlab.lib.units import inch, mm

from kiosk.adapters.documents import marks
from kiosk.adapters.documents.paper import BOLD, Column, Style, canvas_of, gap, stack, text
from kiosk.adapters.documents.qr import qr_matrix
from kiosk.domain.reception.codes import BADGE_PREFIX, BadgeCode

# ISO/IEC 7810 ID-1, the size of a bank card.
WIDTH, HEIGHT = 85.6 * mm, 53.98 * mm
_DOT = inch / 300
_A4 = (210 * mm, 297 * mm)
_TOP = 20 * mm  # of the page, above the badge


def badge_sheet(badge: BadgeCode) -> bytes:
    """Return the badge as a PDF of one page, printed unscaled."""
    canvas, written = canvas_of(WIDTH, HEIGHT, "Badge", "fr")
    _draw(canvas, badge, 0, HEIGHT)
    canvas.showPage()
    canvas.save()
    return written.getvalue()


def badge_on_a4(badge: BadgeCode) -> bytes:
    """Return the badge as a PDF of one A4 page, with a line to cut along: what the desk's own printer takes."""
    canvas, written = canvas_of(*_A4, "Badge", "fr")
    left, top = (_A4[0] - WIDTH) / 2, _A4[1] - _TOP
    _draw(canvas, badge, left, top)
    canvas.setLineWidth(0.4)
    canvas.setDash(2, 3)
    canvas.rect(left, top - HEIGHT, WIDTH, HEIGHT)
    canvas.showPage()
    canvas.save()
    return written.getvalue()


def _draw(canvas: Any, badge: BadgeCode, left: float, top: float) -> None:
    column = Column(left + 4 * mm, WIDTH - 8 * mm)
    code = marks.code(qr_matrix(BADGE_PREFIX + badge.digits), 1.2 * mm, column, dot=_DOT)
    sheet = stack(code, gap(1 * mm), text("Badge", Style(BOLD, 11), column, rtl=False, centred=True))
    sheet.draw(canvas, top - (HEIGHT - sheet.height) / 2)
