"""What a report says in plain words: a sentence a figure, from what is published only."""

from itertools import accumulate

from kiosk.domain.figures.disclosure import Cell, Status
from kiosk.domain.figures.periods import Unit
from kiosk.domain.figures.publication import REASONS, said
from kiosk.domain.figures.report import Report
from kiosk.domain.figures.tables import OTHERS

METHOD = (
    "Chaque nombre vient de compteurs anonymes. Aucun nom ni aucune ligne par personne n’existe.",
    "Ce que les personnes font est compté par mois, les arrivées par demi‑journée, l’attente par tranches.",
    "Une personne est comptée « nouvelle » une seule fois, à sa première séance. Les séances suivantes comptent comme "
    "séances.",
    "Un rapport publié ne change plus. Il peut être redemandé : il est identique.",
)


def limits(report: Report) -> tuple[str, ...]:
    """Say what is hidden and why, what was corrected, and what made the report."""
    t = report.now.threshold
    hidden = (
        f"Aucun nombre inférieur à {t} n’est montré : il est écrit « < {t} ». Zéro aussi. Les petites catégories sont "
        "regroupées, parfois avec une plus grande, pour qu’aucun petit nombre ne puisse être retrouvé par calcul. "
        "«\u00a0Au moins\u00a0» : le reste est parmi les autres."
    )
    apart = "Ce site seul a trop peu de passages pour des nombres à lui : ils sont dans le rapport de tous les sites."
    site = "" if any(cell.value is not None for cell in report.now.cells) else apart
    corrected = sum(report.now.corrections.values())
    why = ", ".join(f"{REASONS[reason].lower()} : {n}" for reason, n in report.now.corrections.items())
    corrections = f"Compteurs corrigés avant publication : {corrected} ({why})." if corrected else ""
    left = "Les tableaux détaillés sont dans le rapport du trimestre." if report.period.unit is Unit.MONTH else ""
    made = f"Publié le {report.now.issued:%d/%m/%Y}. Seuil : {t}. Version du logiciel : {report.now.version}."
    return tuple(line for line in (hidden, site, left, corrections, made) if line)


def sentence(report: Report, table: str) -> str:
    """Return the sentence of a table; the one of the first table sums the report up."""
    return _SENTENCES.get(table, _most)(report, table)


def _n(report: Report, row: str) -> str:
    return said(report.now.cell("total", row), report.now.threshold).replace("<", "moins de")


def _summary(report: Report, _table: str) -> str:
    people, visits, done = (_n(report, row) for row in ("new-people", "visits", "demarches"))
    start = (
        f"Sur la période, {people} personnes nouvelles ont été reçues, pendant {visits} séances, pour {done} démarches."
    )
    redirected = report.now.cell("outcome", "redirected")
    if redirected is None or redirected.status is not Status.SHOWN:
        return start
    pimms = report.now.cell("actor", "pimms-mediation")
    to_pimms = f", dont {pimms.value} vers Pimms Médiation" if pimms and pimms.value else ""
    return f"{start} {redirected.value} démarches ont été réorientées{to_pimms}."


def _most(report: Report, table: str) -> str:
    """Name the greatest rows, as far as they are told."""
    names = _names(report, table)
    told = sorted(_told(report, table), key=lambda cell: -(cell.value or 0))
    first = [f"{names.get(cell.row, cell.row)} ({said(cell, report.now.threshold)})" for cell in told[:3]]
    return f"Le plus souvent : {', '.join(first)}." if first else ""


def _told(report: Report, table: str) -> list[Cell]:
    return [c for c in report.now.table(table) if c.value is not None and c.row != OTHERS]


def _waiting(report: Report, table: str) -> str:
    """Say where the middle wait lies, only if what is published tells it."""
    told = {cell.row: cell.value for cell in report.now.table(table) if cell.row != OTHERS}
    counts = [count for count in told.values() if count is not None]
    if len(counts) == len(told):
        middle = _middle({row: count or 0 for row, count in told.items()})
        return f"L’attente médiane est dans la tranche « {_names(report, table)[middle].lower()} »." if told else ""
    soon = list(told.values())[:2]
    if None in soon:
        return "L’attente est comptée par tranches."
    return f"{sum(counts[:2])} personnes ont attendu moins de 15 minutes."


def _middle(counts: dict[str, int]) -> str:
    """Return the row that half of the counts, from the first on, do not go past; "" without any row."""
    reached = accumulate(counts.values())
    half = sum(counts.values()) / 2
    return next((row for row, so_far in zip(counts, reached, strict=True) if so_far >= half), "")


def _names(report: Report, table: str) -> dict[str, str]:
    return {row.id: row.words for shape in report.tables if shape.id == table for row in shape.rows}


def _alone(report: Report, _table: str) -> str:
    helped, alone = _n(report, "demarches"), _n(report, "alone")
    return f"{alone} guides ont été suivis seuls à la borne, pour {helped} démarches faites avec le médiateur."


_SENTENCES = {"total": _summary, "waiting": _waiting, "alone": _alone}
