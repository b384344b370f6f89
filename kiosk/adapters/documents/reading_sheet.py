"""A guide to be read again with a pen, by a mediator without a computer: what it says, page by page, and boxes."""

from dataclasses import dataclass
from datetime import date

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from kiosk.adapters.documents import marks
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
from kiosk.adapters.documents.words import short_day

_PAGE = Column(16 * mm, float(A4[0]) - 32 * mm)
_TOP, _BOTTOM = float(A4[1]) - 14 * mm, 18 * mm
_TITLE, _HEAD, _BODY, _STRONG = Style(BOLD, 20, 1.18), Style(BOLD, 14), Style(size=11.5), Style(SEMIBOLD, 12)
_SMALL = Style(size=9.5)
_BOX = 4.6 * mm
_HOW_TO = (
    "1. Ouvrez la page officielle, sur un téléphone ou au bureau.",
    "2. Pour chaque phrase, cochez une case. Si c’est à changer, écrivez ce que dit la page.",
    "3. Rendez la feuille à qui tient les fiches. N’y écrivez aucun nom.",
)


@dataclass(frozen=True, slots=True)
class Point:
    """One thing a guide says, and where in it: "Étape « Ouvrez le site » : prix"."""

    where: str
    says: str


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page, how it was read ("datée du …, lue en entier le …"), its cases, and what the guide took from it."""

    address: str
    how: str
    cases: tuple[str, ...]
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A guide to be read again."""

    id: str
    title: str
    number: int
    revision: int
    checked: date
    review: date
    pages: tuple[PageRead, ...]

    @property
    def name(self) -> str:
        """Name the guide as its sheets do."""
        return f"fiche n°\u00a0{self.number}, version\u00a0{self.revision}"


def reading_sheet(reading: Reading) -> bytes:
    """Return the sheet, on as many pages of A4 as it takes."""
    load_faces()
    rows = [_head(reading), *(row for n, page in enumerate(reading.pages, 1) for row in _page(n, page)), _end(reading)]
    canvas, written = canvas_of(float(A4[0]), float(A4[1]), f"À relire : {reading.title}", "fr")
    pages = shared_out(rows, _TOP - _BOTTOM)
    for number, page in enumerate(pages, 1):
        stack(*page).draw(canvas, _TOP)
        foot = f"{reading.title} — {reading.name} — page {number} sur {len(pages)}"
        text(foot, _SMALL, _PAGE, rtl=False).draw(canvas, 13 * mm)
        canvas.showPage()
    canvas.save()
    return bytes(written.getvalue())


def _head(reading: Reading) -> Block:
    dates = f"Relue le {short_day(reading.checked)}. À relire avant le {short_day(reading.review)}."
    return stack(
        _text(f"À relire\u202f: {reading.title}", _TITLE),
        gap(1 * mm),
        _text(f"{reading.name[:1].upper()}{reading.name[1:]}. {dates}", _BODY),
        gap(3 * mm),
        *(_text(line, _BODY) for line in _HOW_TO),
    )


def _page(number: int, page: PageRead) -> list[Block]:
    """Set a page and its first point together, then its other points."""
    head = stack(
        gap(6 * mm),
        _text(f"Page {number}", _HEAD),
        _text(page.address.removeprefix("https://"), _STRONG),
        _text(page.how, _BODY),
        *((gap(1 * mm), _text("Les cas de la page\u202f:", _BODY)) if page.cases else ()),
        *(_text(f"– {case}", _SMALL) for case in page.cases),
        gap(1.5 * mm),
        marks.rule(_PAGE, thick=1.4),
    )
    first, *others = [_point(point) for point in page.points]
    return [stack(head, first), *others]


def _point(point: Point) -> Block:
    return stack(
        gap(2.2 * mm),
        _text(point.where, _SMALL),
        _text(point.says, _STRONG),
        gap(1.6 * mm),
        _boxes(),
        gap(1.6 * mm),
    )


def _boxes() -> Block:
    """Draw the three boxes, and a line to write on that begins higher than it ends: a hand needs the room above it."""
    parts, x = [], _PAGE.x
    for label in ("juste", "faux", "à changer\u202f:"):
        said = Column(x + _BOX + 2 * mm, measure(_BODY)(label) + 1)
        parts += [marks.box(Column(x, _BOX), ticked=False, size=_BOX), _text(label, _BODY, said)]
        x = said.x + said.width + 7 * mm
    line = Column(x - 4 * mm, _PAGE.x + _PAGE.width - x + 4 * mm)
    return beside(*parts, stack(gap(_BOX), marks.rule(line, thick=0.7)), gap(_BOX + 1.4 * mm))


def _end(reading: Reading) -> Block:
    blank = stack(gap(9.5 * mm), marks.rule(_PAGE, thick=0.7))
    files = f"{reading.id}.toml et facts/{reading.id}.toml, puis\u202f: kiosk guides check {reading.id}"
    return stack(
        gap(7 * mm),
        _text("Ce qui manque dans cette fiche, ou qui n’est pas clair", _HEAD),
        blank,
        blank,
        blank,
        gap(4 * mm),
        _text("Jour de la lecture\u202f: ____ / ____ / 20____", _STRONG),
        gap(3 * mm),
        _text(f"Pour qui corrige les fichiers\u202f: {files}", _SMALL),
    )


def _text(words: str, style: Style, column: Column = _PAGE) -> Block:
    return text(words, style, column, rtl=False)
