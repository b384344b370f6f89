"""A list on A4: what to bring, what to do, whom to ask; in two columns when the visitor does not read French."""

from collections.abc import Sequence
from datetime import date

from reportlab.lib.units import mm

from kiosk.adapters.documents import paper
from kiosk.adapters.documents.checklist_parts import HEIGHT, MARGIN, WIDTH, Below, Parts
from kiosk.adapters.documents.paper import Block, gap, stack
from kiosk.adapters.languages.translator import Translator
from kiosk.domain.guides.guide import Checklist
from kiosk.sites import Site

# How a list is fitted, in this order: the space between rows, what stands below a paper's name, on how many pages.
# Space goes first, then comes a second page; then goes the French below names, which the visitor reads in another
# language, and at last those details.
_TRIED = (
    (4.2 * mm, Below(), 1),
    (2.8 * mm, Below(), 1),
    (1.6 * mm, Below(), 1),
    (4.2 * mm, Below(), 2),
    (1.8 * mm, Below(), 2),
    (1.8 * mm, Below(french=False), 2),
    (1.8 * mm, Below(french=False, details=False), 2),
    (1.2 * mm, Below(french=False, details=False, get=False), 2),
)
_ABOVE_HELP = 3 * mm


def list_a4(checklist: Checklist, site: Site, t: Translator, today: date, *, practice: bool) -> bytes:
    """Return a list on one page of A4, or on two. Raises ValueError when the guide is longer than that."""
    return lists_a4([checklist], site, t, today, practice=practice)


def lists_a4(checklists: Sequence[Checklist], site: Site, t: Translator, today: date, *, practice: bool) -> bytes:
    """Return several lists as one document, each from a page of its own on. Raises ValueError as `list_a4` does."""
    paper.load_faces()
    canvas, written = paper.canvas_of(WIDTH, HEIGHT, t("Ma liste"), t.language)
    for checklist in checklists:
        parts = Parts(checklist, site, t, today, practice)
        pages = _pages(parts)
        for number, page in enumerate(pages, 1):
            stack(*page).draw(canvas, HEIGHT - MARGIN)
            parts.foot.draw(canvas, MARGIN + parts.foot.height)
            if len(pages) > 1:
                parts.page_number(number, len(pages)).draw(canvas, MARGIN - 1 * mm)
            canvas.showPage()
    canvas.save()
    return bytes(written.getvalue())


def _pages(parts: Parts) -> list[list[Block]]:
    for between, below, most in _TRIED:
        pages = _flowed(parts, between, below)
        if pages and len(pages) <= most:
            return pages
    raise ValueError(f"guide {parts.checklist.guide.id}: a list does not fit on two pages")


def _flowed(parts: Parts, between: float, below: Below) -> list[list[Block]]:
    """Return what stands on one page or two; nothing when two are not enough. A break before the steps is best."""
    papers = parts.papers(below)
    rows = [stack(row, gap(between)) for row in (*papers, *parts.steps)]
    room = HEIGHT - 2 * MARGIN - parts.foot.height
    if _height(parts.head, *rows, parts.help) + _ABOVE_HELP <= room:
        return [_with_help(parts, [parts.head, *rows], room)]
    for cut in (len(papers), *range(len(rows) - 1, 0, -1)):
        first, second = [parts.head, *rows[:cut]], [parts.head_again, *rows[cut:]]
        if _height(*first) <= room and _height(*second, parts.help) + _ABOVE_HELP <= room:
            return [first, _with_help(parts, second, room)]
    return []


def _with_help(parts: Parts, blocks: list[Block], room: float) -> list[Block]:
    """Put the help box at the bottom of a page."""
    return [*blocks, gap(room - _height(*blocks, parts.help)), parts.help]


def _height(*blocks: Block) -> float:
    return sum(block.height for block in blocks)
