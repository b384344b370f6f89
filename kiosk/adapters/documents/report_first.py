"""The first page of a report, to be read standing: four facts, what changed, three plots with their words."""

from collections.abc import Callable

from reportlab.lib.units import mm

from kiosk.adapters.documents.paper import BOLD, SEMIBOLD, Block, Column, Style, beside, framed, gap, stack, text
from kiosk.adapters.documents.plots import Mark, bars, line, nothing
from kiosk.adapters.documents.report_changes import HIDDEN, band, changes, facts, month_words, months, months_sentence
from kiosk.adapters.documents.report_words import alone_words, sentence
from kiosk.domain.figures.bounds import Bounds, bounds_of, table_bounds
from kiosk.domain.figures.disclosure import Cell, Status
from kiosk.domain.figures.periods import period_words
from kiosk.domain.figures.publication import said
from kiosk.domain.figures.report import INVENTED, Report
from kiosk.domain.figures.tables import OTHERS
from kiosk.domain.french import SHORT_MONTHS

# As great as the page allows: it is read standing.
_TITLE, _SUB, _HEAD, _LEAD = Style(BOLD, 24), Style(size=13), Style(BOLD, 14), Style(SEMIBOLD, 13)
_BODY, _SMALL, _BIG, _LABEL = Style(size=12), Style(size=10), Style(BOLD, 26), Style(SEMIBOLD, 11)
_LINE, _TALLEST, _FIELD = 36 * mm, 64 * mm, 14 * mm
_SPACE = 4 * mm
_PADDING, _SHORT = 2.4 * mm, 6
_MOST_BARS = 7
# The tables of the two lower plots: the first of each that tells anything.
_ASKED, _WAITED = ("partner", "theme", "outcome"), ("waiting", "outcome", "actor")
_FEW = "Aucun mois n’est montré seul : trop peu de passages."
_NO_MONTHS = "Les mois ne s’additionnent pas ici : ils sont dans les rapports des sites."
_KEY = "Noir : compté. Hachuré : non montré, ou montré avec d’autres, pour que personne ne soit reconnu."


def first_page(report: Report, page: Column, room: float) -> list[Block]:
    """Return the blocks of the first page; the line of months takes what room the rest leaves it."""
    asked = _first_told(report, _ASKED)
    waited = _first_told(report, tuple(each for each in _WAITED if each != asked))
    above = [heading(report, page), _facts(report, page), _changes(report, page)]
    below = [_details(report, asked, waited, page), text(_KEY, _SMALL, page, rtl=False)]
    least = _months(report, page, _LINE)
    left = room - sum(block.height for block in (*above, least, *below))
    line_height = min(_TALLEST, _LINE + max(0.0, left))
    return [*above, _months(report, page, line_height), *below]


def _changes(report: Report, page: Column) -> Block:
    lines = (text(each, _BODY, page, rtl=False) for each in changes(report))
    return stack(text("Ce qui a changé", _HEAD, page, rtl=False), *lines, gap(_SPACE))


def _details(report: Report, asked: str, waited: str, page: Column) -> Block:
    wide = (page.width - _SPACE) / 2
    left, right = Column(page.x, wide), Column(page.x + wide + _SPACE, wide)
    if not asked and not waited:
        title = text("Quelles démarches, quelle attente", _HEAD, page, rtl=False)
        why = "Trop peu de passages pour montrer un détail. Il est dans le rapport de tous les sites."
        return stack(title, gap(1 * mm), nothing(why, page, _FIELD), gap(_SPACE))
    return beside(_rows(report, asked, left), _rows(report, waited, right))


def heading(report: Report, page: Column) -> Block:
    """Return what the report is of, and that it is invented if it is."""
    first, last = report.period.first, report.period.last
    days = f"{period_words(report.period)} (du {first:%d/%m/%Y} au {last:%d/%m/%Y})"
    mark = INVENTED[:1].upper() + INVENTED[1:]
    only = alone_words(report)
    return stack(
        *((text(mark, _HEAD, page, rtl=False), gap(2 * mm)) if report.is_invented else ()),
        text(f"Espace France services — {report.town}", _SUB, page, rtl=False),
        text("L’essentiel de l’activité", _TITLE, page, rtl=False),
        text(days[:1].upper() + days[1:], _SUB, page, rtl=False),
        gap(2 * mm),
        text(only or sentence(report, "total"), _LEAD, page, rtl=False),
        gap(_SPACE),
    )


def _facts(report: Report, page: Column) -> Block:
    """Frame the facts side by side, all as high as the highest."""
    wide = (page.width - 3 * _SPACE) / 4
    columns = [Column(page.x + place * (wide + _SPACE), wide) for place in range(4)]
    told = facts(report)
    highest = max(_fact(fact, column.inset(_PADDING * 1.6)).height for fact, column in zip(told, columns, strict=True))

    def filler(fact: tuple[str, str, str]) -> Callable[[Column], Block]:
        return lambda column: Block(highest, _fact(fact, column).draw)

    made = [framed(filler(fact), column, padding=_PADDING) for fact, column in zip(told, columns, strict=True)]
    return stack(beside(*made), gap(_SPACE * 1.4))


def _fact(fact: tuple[str, str, str], column: Column) -> Block:
    number, words, more = fact
    # "au moins 1 234" is too wide for the greatest letters.
    style = _BIG if len(number) <= _SHORT else _HEAD
    return stack(
        gap(_BIG.line - style.line),
        text(number, style, column, rtl=False),
        text(words, _LABEL, column, rtl=False),
        text(more, _SMALL, column, rtl=False) if more else gap(0),
    )


def _months(report: Report, page: Column, height: float) -> Block:
    told = months(report)
    title = text("Démarches, mois par mois", _HEAD, page, rtl=False)
    if not any(cell is not None and cell.value is not None for _, cell, _ in told):
        return stack(title, nothing(_NO_MONTHS if report.note else _FEW, page, _FIELD), gap(_SPACE))
    marks = [_month(month, cell, threshold, is_many=len(told) > 8) for month, cell, threshold in told]
    alternative = text(months_sentence(report), _SMALL, page, rtl=False)
    return stack(title, line(marks, band(report), page, height), gap(1 * mm), alternative, gap(_SPACE))


def _month(month: str, cell: Cell | None, threshold: int, *, is_many: bool) -> Mark:
    words = SHORT_MONTHS[int(month[-2:]) - 1] if is_many else month_words(month)
    if cell is None:
        return Mark(words, "—", Bounds(0, 0))
    return Mark(words, said(cell, threshold) if cell.value is not None else HIDDEN, bounds_of(cell, threshold))


def _first_told(report: Report, tables: tuple[str, ...]) -> str:
    return next((table for table in tables if report.now.is_told(table)), "")


def _rows(report: Report, table: str, column: Column) -> Block:
    """Draw the rows of a table, with its words below; rows that are not told are one hatched bar together."""
    if not table:
        return stack(
            text("Détail", _HEAD, column, rtl=False), nothing("Trop peu de passages pour un détail.", column, _FIELD)
        )
    shape = next(shape for shape in report.tables if shape.id == table)
    drawn = marks(report, table)
    left = len(drawn) - _MOST_BARS
    more = f" {left} lignes de plus au tableau." if left > 1 else ""
    shown = drawn if left <= 1 else [*drawn[: _MOST_BARS - 1], drawn[-1]]
    return stack(
        text(shape.title, _HEAD, column, rtl=False),
        gap(1 * mm),
        *bars(shown, column, (0.42, 0.27)),
        gap(0.5 * mm),
        text(sentence(report, table) + more, _SMALL, column, rtl=False),
        gap(_SPACE),
    )


def marks(report: Report, table: str) -> list[Mark]:
    """Return the bars of a table: the greatest first unless its rows have an order, the others together last."""
    shape = next(shape for shape in report.tables if shape.id == table)
    words = {row.id: row.words for row in shape.rows} | {OTHERS: shape.merges or "Autres"}
    bounds, t = table_bounds(report.now, table), report.now.threshold
    cells = [cell for cell in report.now.table(table) if cell.status is not Status.MERGED]
    if table not in IN_TIME:
        cells.sort(key=lambda cell: (cell.row == OTHERS, cell.value is None, -(cell.value or 0)))
    return [
        Mark(words.get(cell.row, cell.row), said(cell, t), bounds.get(cell.row, bounds_of(cell, t)), cell.row == OTHERS)
        for cell in cells
    ]


# Rows with an order of their own.
IN_TIME = frozenset({"half-day", "waiting"})
