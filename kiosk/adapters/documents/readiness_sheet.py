"""How the box is, dated, worst first: a box to tick beside each thing to do, for whoever goes round it with a pen."""

from collections.abc import Sequence
from datetime import datetime

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from kiosk.adapters.documents import marks, words
from kiosk.adapters.documents.paper import (
    BOLD,
    SEMIBOLD,
    Block,
    Column,
    Style,
    beside,
    canvas_of,
    gap,
    load_faces,
    measure,
    shared_out,
    stack,
    text,
)
from kiosk.adapters.languages.translator import translator
from kiosk.domain.french import hour_words
from kiosk.domain.machine.health import STATES, Finding, State, summed_up
from kiosk.sites import Site

_WIDTH, _HEIGHT = float(A4[0]), float(A4[1])
_PAGE = Column(16 * mm, _WIDTH - 32 * mm)
_TOP, _BOTTOM = _HEIGHT - 14 * mm, 20 * mm
_TITLE, _SUM, _BODY, _NAME, _MARK = (
    Style(BOLD, 22),
    Style(BOLD, 14),
    Style(size=11.5),
    Style(BOLD, 12.5),
    Style(BOLD, 11),
)
_DO, _SMALL = Style(SEMIBOLD, 11.5), Style(size=9.5)
_BOX, _BESIDE, _AIR = 5.2 * mm, 9 * mm, 2.6 * mm
_SAID = Column(_PAGE.x + _BESIDE, _PAGE.width - _BESIDE)
_FOOT = "Cette feuille ne dit rien de personne. Elle se garde avec le registre de la permanence."


def readiness_sheet(findings: Sequence[Finding], site: Site, at: datetime, *, practice: bool = False) -> bytes:
    """Return the sheet, on as many pages of A4 as it takes; `at` is the local time at which the box was looked at."""
    load_faces()
    t = translator("fr")
    head = _head(findings, site, at, practice=practice)
    canvas, written = canvas_of(_WIDTH, _HEIGHT, "État de la borne", "fr")
    pages = shared_out([head, *map(_row, findings)], _TOP - _BOTTOM)
    for number, page in enumerate(pages, 1):
        stack(*page).draw(canvas, _TOP)
        foot = f"{words.place(t, site)} — état du {words.short_day(at.date())} — page {number} sur {len(pages)}"
        stack(_text(_FOOT, _SMALL), _text(foot, _SMALL)).draw(canvas, 17 * mm)
        canvas.showPage()
    canvas.save()
    return bytes(written.getvalue())


def _head(findings: Sequence[Finding], site: Site, at: datetime, *, practice: bool) -> Block:
    t = translator("fr")
    when = f"{words.written_day(t, at.date())}, {hour_words(at, whole=True)} — {site.town}"
    marked = (_text(words.practice(t), _MARK), gap(2 * mm)) if practice else ()
    return stack(
        *marked,
        _text("État de la borne", _TITLE),
        _text(when, _BODY),
        gap(3 * mm),
        _text(summed_up(findings)[0], _SUM),
        gap(3 * mm),
        marks.rule(_PAGE, thick=1.6),
    )


def _row(found: Finding) -> Block:
    """Set one part of the box: ticked where all is well, to be ticked by hand where something is to be done."""
    state = STATES[found.state]
    wide = measure(_MARK)(state) + 1
    name = text(found.name, _NAME, Column(_SAID.x, _SAID.width - wide - 4 * mm), rtl=False)
    mark = text(state, _MARK, Column(_PAGE.x + _PAGE.width - wide, wide), rtl=False)
    to_do = (gap(0.6 * mm), text(f"À faire\u202f: {found.to_do}", _DO, _SAID, rtl=False)) if found.to_do else ()
    said = stack(beside(name, mark), text(found.says, _BODY, _SAID, rtl=False), *to_do)
    box = marks.box(Column(_PAGE.x, _BOX), ticked=found.state is State.GOOD, size=_BOX)
    return stack(gap(_AIR), beside(box, said), gap(_AIR), marks.rule(_PAGE, thick=0.5))


def _text(said: str, style: Style) -> Block:
    return text(said, style, _PAGE, rtl=False)
