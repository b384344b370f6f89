"""A list on A4: what to bring, what to do, whom to ask; in two columns when the visitor does not read French."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from reportlab.lib.units import mm

from kiosk.adapters.documents import paper
from kiosk.adapters.documents.checklist_parts import HEIGHT, MARGIN, WIDTH, Below, Parts
from kiosk.adapters.documents.paper import Block, gap, stack
from kiosk.adapters.languages.translator import Translator
from kiosk.domain.guides.guide import Checklist
from kiosk.sites import Site

# How a list is fitted, in this order: the space between rows, what stands below a paper's name, on how many pages.
# Space goes first, then comes a second page; then goes the French below names and beside steps, which the visitor reads
# in another language, and at last those details. The names of papers keep their French: they are what a clerk must
# find. A longer language than ours takes a third page before it goes without a list.
_PLAIN = Below(french=False, french_steps=False)
_BARE = replace(_PLAIN, details=False, get=False)
_TRIED = (
    (4.2 * mm, Below(), 1),
    (2.8 * mm, Below(), 1),
    (1.6 * mm, Below(), 1),
    (4.2 * mm, Below(), 2),
    (1.8 * mm, Below(), 2),
    (1.8 * mm, Below(french=False), 2),
    (1.8 * mm, _PLAIN, 2),
    (1.8 * mm, replace(_PLAIN, details=False), 2),
    (1.2 * mm, _BARE, 2),
    (2.8 * mm, _PLAIN, 3),
    (1.2 * mm, _BARE, 3),
)
_ABOVE_HELP = 3 * mm


def list_a4(checklist: Checklist, site: Site, t: Translator, today: date, *, practice: bool) -> bytes:
    """Return a list on one page of A4, on two, or on three at most. Raises ValueError when the guide is longer."""
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
        if pages := _flowed(parts, between, below, most):
            return pages
    raise ValueError(f"guide {parts.checklist.guide.id}: a list does not fit on three pages")


def _flowed(parts: Parts, between: float, below: Below, most: int) -> list[list[Block]]:
    """Return what stands on each page; nothing when `most` are not enough. A break before the steps is best."""
    papers = parts.papers(below)
    rows = [stack(row, gap(between)) for row in (*papers, *parts.steps(below))]
    room = HEIGHT - 2 * MARGIN - parts.foot.height
    if _height(parts.head, *rows, parts.help) + _ABOVE_HELP <= room:
        return [_with_help(parts, [parts.head, *rows], room)]
    if most == 1:
        return []
    for cut in (len(papers), *range(len(rows) - 1, 0, -1)):
        first, second = [parts.head, *rows[:cut]], [parts.head_again, *rows[cut:]]
        if _height(*first) <= room and _height(*second, parts.help) + _ABOVE_HELP <= room:
            return [first, _with_help(parts, second, room)]
    return _filled(parts, rows, room, most) if most > 2 else []


def _filled(parts: Parts, rows: list[Block], room: float, most: int) -> list[list[Block]]:
    """Fill pages one after the other; nothing when `most` are not enough."""
    pages = [[parts.head]]
    for row in rows:
        if _height(*pages[-1], row) > room:
            pages.append([parts.head_again])
        pages[-1].append(row)
    if _height(*pages[-1], parts.help) + _ABOVE_HELP > room:
        pages.append([parts.head_again])
    return [*pages[:-1], _with_help(parts, pages[-1], room)] if len(pages) <= most else []


def _with_help(parts: Parts, blocks: list[Block], room: float) -> list[Block]:
    """Put the help box at the bottom of a page."""
    return [*blocks, gap(room - _height(*blocks, parts.help)), parts.help]


def _height(*blocks: Block) -> float:
    return sum(block.height for block in blocks)
