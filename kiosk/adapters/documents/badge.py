"""A staff badge of 85 × 54 mm: a code that chooses an account at the reader; no name, no place, no word of whose."""

from reportlab.lib.units import inch, mm

from kiosk.adapters.documents import marks
from kiosk.adapters.documents.paper import BOLD, Column, Style, canvas_of, gap, stack, text
from kiosk.adapters.documents.qr import qr_matrix
from kiosk.domain.reception.codes import BADGE_PREFIX, BadgeCode

# ISO/IEC 7810 ID-1, the size of a bank card.
WIDTH, HEIGHT = 85.6 * mm, 53.98 * mm
_DOT = inch / 300


def badge_sheet(badge: BadgeCode) -> bytes:
    """Return the badge as a PDF of one page, printed unscaled."""
    canvas, written = canvas_of(WIDTH, HEIGHT, "Badge", "fr")
    column = Column(4 * mm, WIDTH - 8 * mm)
    code = marks.code(qr_matrix(BADGE_PREFIX + badge.digits), 1.2 * mm, column, dot=_DOT)
    sheet = stack(code, gap(1 * mm), text("Badge", Style(BOLD, 11), column, rtl=False, centred=True))
    sheet.draw(canvas, HEIGHT - (HEIGHT - sheet.height) / 2)
    canvas.showPage()
    canvas.save()
    return written.getvalue()
