"""Sheets for the team: the day on one page for reception, and the hours still free; nothing on who came (P2)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from reportlab.lib.units import mm

from kiosk.adapters.documents import words
from kiosk.adapters.documents.paper import BOLD, Block, Column, Style, beside, canvas_of, gap, stack, text
from kiosk.adapters.languages import Translator
from kiosk.domain.appointments import Motif
from kiosk.domain.slots import Slot
from kiosk.sites import Site

_A4 = (210 * mm, 297 * mm)
_PAGE = Column(18 * mm, _A4[0] - 36 * mm)
_TITLE, _SUB, _ROW, _STRONG = Style(BOLD, 20), Style(size=12), Style(size=13), Style(BOLD, 13)
_MOTIFS = {Motif.FRANCE_SERVICES: "France services", Motif.ACCESS_TO_LAW: "Accès aux droits", Motif.PANDA: "PAND@"}
# Rows shrink rather than run over: one page a day (what receptions ask of RDV Service Public, issue 3710).
_LEAST = 0.55


def day_sheet(day: date, slots: Sequence[Slot], site: Site, t: Translator) -> bytes:
    """Return a day on one page: hours, letters, motif; what is past its window is not in it."""
    rows = [(slot.starts, a.letters, _MOTIFS[a.motif]) for slot in slots for a in slot.appointments]
    lines = [(t.hour(at), letters or "—", motif) for at, letters, motif in rows]
    return _sheet(words.written_day(t, day), lines or [("—", "Rien de prévu.", "")], site, t)


def free_sheet(days: Sequence[tuple[date, Sequence[datetime]]], site: Site, t: Translator) -> bytes:
    """Return the hours still free, a line a day."""
    lines = [(words.written_day(t, day), ", ".join(t.hour(at) for at in hours), "") for day, hours in days if hours]
    return _sheet("Heures libres", lines or [("—", "Aucune heure libre.", "")], site, t, first=0.42)


def _sheet(title: str, lines: Sequence[tuple[str, str, str]], site: Site, t: Translator, first: float = 0.2) -> bytes:
    canvas, written = canvas_of(*_A4, title, "fr")
    for scale in (1.0, 0.9, 0.8, 0.7, 0.62, _LEAST):
        sheet = _laid(title, lines, site, t, first, scale)
        if sheet.height <= _A4[1] - 30 * mm:
            break
    sheet.draw(canvas, _A4[1] - 15 * mm)
    canvas.showPage()
    canvas.save()
    return written.getvalue()


def _laid(
    title: str, lines: Sequence[tuple[str, str, str]], site: Site, t: Translator, first: float, scale: float
) -> Block:
    strong, plain = Style(BOLD, _STRONG.size * scale), Style(size=_ROW.size * scale)
    columns = (
        Column(_PAGE.x, _PAGE.width * first),
        Column(_PAGE.x + _PAGE.width * first, _PAGE.width * (0.2 if first < 0.4 else 0.58)),
        Column(_PAGE.x + _PAGE.width * 0.42, _PAGE.width * 0.58),
    )
    rows = [
        beside(
            text(at, strong, columns[0], rtl=False),
            text(what, strong, columns[1], rtl=False) if what else gap(0),
            text(more, plain, columns[2], rtl=False) if more else gap(0),
        )
        for at, what, more in lines
    ]
    return stack(
        text(title, _TITLE, _PAGE, rtl=False),
        text(words.place(t, site), _SUB, _PAGE, rtl=False),
        gap(5 * mm),
        *(part for row in rows for part in (_rule(), row, gap(1.6 * mm * scale))),
        _rule(),
    )


def _rule() -> Block:
    def draw(canvas: Any, top: float) -> None:
        canvas.setLineWidth(0.5)
        canvas.line(_PAGE.x, top, _PAGE.x + _PAGE.width, top)

    return Block(1.5 * mm, draw)
