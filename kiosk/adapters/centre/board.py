"""A territory's quarter as one HTML file: it asks nothing of any other place, runs no script, and prints.

Every number stands in a table as well; a plot is drawn from the table beside it, and only from that.
"""

from collections.abc import Iterator, Sequence
from html import escape

from kiosk.domain.figures.bounds import Bounds, table_bounds
from kiosk.domain.figures.disclosure import Cell, Status
from kiosk.domain.figures.periods import period_words
from kiosk.domain.figures.publication import said
from kiosk.domain.figures.report import Report
from kiosk.domain.figures.tables import TOTALS, Shape

_STYLE = """
:root { color-scheme: light; }
body { font: 1.05rem/1.5 "Atkinson Hyperlegible Next", Verdana, sans-serif; color: #14213d; background: #fff;
  max-width: 62rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .3rem; } h2 { font-size: 1.35rem; margin: 2.2rem 0 .5rem; }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; padding-bottom: .4rem; }
th, td { text-align: left; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid #8a93a6; vertical-align: middle; }
td.n, th.n { text-align: right; white-space: nowrap; } td.p { width: 45%; }
svg { display: block; width: 100%; height: 1.1rem; }
a { color: #14213d; } a:focus { outline: 3px solid #14213d; outline-offset: 2px; }
nav ul { columns: 2; padding-left: 1.2rem; } .note { max-width: 46rem; }
@media print { body { font-size: 10pt; padding: 0; } nav { display: none; } section { break-inside: avoid; } }
@media (max-width: 40rem) { td.p { display: none; } nav ul { columns: 1; } }
"""
_HATCH = (
    '<svg width="0" height="0" aria-hidden="true" focusable="false"><defs>'
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" fill="#fff"/><rect width="2" height="6" fill="#14213d"/></pattern></defs></svg>'
)
_WIDE = 1000
_HEADS = (("arrivals", "Arrivées"), ("visits", "Séances"), ("demarches", "Démarches"))


def board_of(report: Report) -> bytes:
    """Return the page, in French, UTF-8."""
    shown = [shape for shape in report.tables if report.now.is_told(shape.id)]
    title = f"{report.town}, {period_words(report.period)}"
    parts = [
        '<!DOCTYPE html>\n<html lang="fr">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        # Nothing is fetched, nothing runs, wherever the file is put.
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{_HATCH}",
        f"<header><p>Espace France services</p><h1>{escape(title[:1].upper() + title[1:])}</h1></header>",
        _contents(shown),
        "<main>",
        *(_section(report, shape) for shape in shown),
        *_method(report),
        "</main>\n</body>\n</html>\n",
    ]
    return "\n".join(parts).encode()


def _contents(shown: Sequence[Shape]) -> str:
    lines = "".join(f'<li><a href="#{shape.id}">{escape(shape.title)}</a></li>' for shape in shown)
    return f'<nav aria-label="Sommaire"><ul>{lines}<li><a href="#methode">Méthode et limites</a></li></ul></nav>'


def _section(report: Report, shape: Shape) -> str:
    table = _wide(report, shape) if shape.id == "site" else _plotted(report, shape)
    return f'<section aria-labelledby="{shape.id}"><h2 id="{shape.id}">{escape(shape.title)}</h2>{table}</section>'


def _plotted(report: Report, shape: Shape) -> str:
    bounds, words = table_bounds(report.now, shape.id), {row.id: row.words for row in shape.rows}
    cells = [cell for cell in report.now.table(shape.id) if cell.status is not Status.MERGED]
    most = max((bounds[cell.row].low for cell in cells), default=0)
    rows = "".join(
        f'<tr><th scope="row">{escape(words[cell.row])}</th>{_number(report, cell)}'
        f'<td class="p">{_bar(bounds[cell.row], cell, most)}</td></tr>'
        for cell in cells
    )
    hidden = len(report.now.table(shape.id)) - len(cells)
    note = f"<p>{hidden} ligne{'s' if hidden > 1 else ''} non montrée{'s' if hidden > 1 else ''}.</p>" if hidden else ""
    head = '<thead><tr><th scope="col">Ligne</th><th scope="col" class="n">Nombre</th><td class="p"></td></tr></thead>'
    return f"<table>{head}<tbody>{rows}</tbody></table>{note}"


def _bar(bounds: Bounds, cell: Cell, most: int) -> str:
    """Draw what is known solid, and a hatched end where there may be more; the number beside it says the same."""
    solid = round(_WIDE * bounds.low / (most * 1.1)) if most else 0
    more = "" if cell.status is Status.SHOWN else f'<rect x="{solid}" width="60" height="20" fill="url(#hatch)"/>'
    drawn = f'<rect width="{solid}" height="20" fill="#14213d"/>{more}'
    return (
        f'<svg viewBox="0 0 {_WIDE} 20" preserveAspectRatio="none" aria-hidden="true" focusable="false">{drawn}</svg>'
    )


def _wide(report: Report, shape: Shape) -> str:
    heads = "".join(f'<th scope="col" class="n">{words}</th>' for _, words in _HEADS)
    rows = "".join(
        f'<tr><th scope="row">{escape(row.words)}</th>'
        f"{''.join(_number(report, report.now.cell(shape.id, row.id, column)) for column, _ in _HEADS)}</tr>"
        for row in shape.rows
    )
    return f'<table><thead><tr><th scope="col">Lieu</th>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _number(report: Report, cell: Cell | None) -> str:
    return f'<td class="n">{escape(said(cell, report.now.threshold))}</td>'


def _method(report: Report) -> Iterator[str]:
    t = report.now.threshold
    yield '<section class="note" aria-labelledby="methode"><h2 id="methode">Méthode et limites</h2>'
    lines = [
        report.note,
        f"Aucun nombre inférieur à {t} n’est montré. « Au moins » : tous les sites ne montrent pas ce nombre.",
        "Chaque nombre vient de compteurs anonymes. Aucun nom ni aucune ligne par personne n’existe.",
        *(f"{words} : {definition}." for words, _, _, definition in TOTALS.values()),
        f"Fait le {report.now.issued:%d/%m/%Y}, version {report.now.version}.",
    ]
    yield "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    yield "</section>"
