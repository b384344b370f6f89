"""What a report says in plain words: a sentence a figure, from what is published only."""

from collections.abc import Sequence
from itertools import accumulate

from kiosk.domain.figures.bounds import ranked
from kiosk.domain.figures.disclosure import Cell, Status
from kiosk.domain.figures.periods import Unit
from kiosk.domain.figures.publication import REASONS, said
from kiosk.domain.figures.report import Report
from kiosk.domain.figures.tables import OTHERS
from kiosk.domain.french import number_words

_THIN = "\u202f"
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
    corrected = sum(report.now.corrections.values())
    why = ", ".join(f"{REASONS[reason].lower()} : {number_words(n)}" for reason, n in report.now.corrections.items())
    corrections = f"Compteurs corrigés avant publication : {number_words(corrected)} ({why})." if corrected else ""
    left = "Les tableaux détaillés sont dans le rapport du trimestre." if report.period.unit is Unit.MONTH else ""
    made = f"Publié le {report.now.issued:%d/%m/%Y}. Seuil : {t}. Version du logiciel : {report.now.version}."
    return tuple(line for line in (report.note, hidden, alone_words(report), left, corrections, made) if line)


def alone_words(report: Report) -> str:
    """Say where the numbers of a site are that has too few for its own; "" for any other."""
    apart = "Ce site seul a trop peu de passages pour des nombres à lui : ils sont dans le rapport de tous les sites."
    return "" if any(cell.value is not None for cell in report.now.cells) else apart


def sentence(report: Report, table: str) -> str:
    """Return the sentence of a table; the one of the first table sums the report up."""
    return _SENTENCES.get(table, _most)(report, table)


def _n(report: Report, row: str) -> str:
    return in_words(report.now.cell("total", row), report.now.threshold)


def in_words(cell: Cell | None, threshold: int) -> str:
    """Return a number as a sentence says it."""
    is_told = cell is not None and (cell.value is not None or cell.status is Status.SMALL)
    return said(cell, threshold).replace("<", "moins de") if is_told else "un nombre non montré de"


def _summary(report: Report, _table: str) -> str:
    people, visits, done = (_n(report, row) for row in ("new-people", "visits", "demarches"))
    start = f"Sur la période : {people} personnes nouvelles, {visits} séances, {done} démarches."
    redirected = report.now.cell("outcome", "redirected")
    if redirected is None or redirected.value is None:
        return start
    pimms = report.now.cell("actor", "pimms-mediation")
    to_pimms = f", dont {said(pimms, report.now.threshold)} vers Pimms Médiation" if pimms and pimms.value else ""
    return f"{start} {in_words(redirected, report.now.threshold)} démarches ont été réorientées{to_pimms}."


def _most(report: Report, table: str) -> str:
    """Name the greatest rows in order; where a hidden number could change the order, only say which are shown."""
    names, t = _names(report, table), report.now.threshold

    def listed(cells: Sequence[Cell]) -> str:
        return ", ".join(f"{names.get(cell.row, cell.row)} ({said(cell, t)})" for cell in cells)

    if sure := ranked(report.now, table):
        return f"Le plus souvent : {listed(sure)}."
    told = sorted(_told(report, table), key=lambda cell: -(cell.value or 0))
    if not told:
        return ""
    hides = any(cell.status is not Status.SHOWN for cell in report.now.table(table) if cell.row != OTHERS)
    why = " Pas de classement : des nombres cachés peuvent changer l’ordre." if hides else ""
    return f"Sont montrés : {listed(told[:3])}.{why}"


def _told(report: Report, table: str) -> list[Cell]:
    return [c for c in report.now.table(table) if c.value is not None and c.row != OTHERS]


def _waiting(report: Report, table: str) -> str:
    """Say where the middle wait lies, only if what is published tells it."""
    told = {cell.row: cell for cell in report.now.table(table) if cell.row != OTHERS}
    if told and all(cell.status is Status.SHOWN for cell in told.values()):
        middle = _middle({row: cell.value or 0 for row, cell in told.items()})
        return f"L’attente médiane est dans la tranche «{_THIN}{_names(report, table)[middle].lower()}{_THIN}»."
    return _soon(list(told.values())[:2])


def _soon(soon: Sequence[Cell]) -> str:
    if any(cell.value is None for cell in soon):
        return "L’attente est comptée par tranches."
    least = "" if all(cell.status is Status.SHOWN for cell in soon) else "Au moins "
    return f"{least}{number_words(sum(cell.value or 0 for cell in soon))} attentes ont duré moins de 15 minutes."


def _middle(counts: dict[str, int]) -> str:
    """Return the row that half of the counts, from the first on, do not go past; "" without any row."""
    reached = accumulate(counts.values())
    half = sum(counts.values()) / 2
    return next((row for row, so_far in zip(counts, reached, strict=True) if so_far >= half), "")


def _names(report: Report, table: str) -> dict[str, str]:
    return {row.id: row.words for shape in report.tables if shape.id == table for row in shape.rows}


def _alone(report: Report, _table: str) -> str:
    helped, alone = _n(report, "demarches"), _n(report, "alone")
    return f"{alone} guides ont été suivis seuls à la borne, pour {helped} démarches ouvertes avec le médiateur."


_SENTENCES = {"total": _summary, "waiting": _waiting, "alone": _alone}
