"""The words of a report's first page: four facts, what changed, and what its line of months says."""

from itertools import dropwhile

from kiosk.adapters.documents.report_words import in_words
from kiosk.domain.figures.bounds import Bounds, bounds_of
from kiosk.domain.figures.disclosure import Cell, Status
from kiosk.domain.figures.periods import Period, Unit, period_words, read_period
from kiosk.domain.figures.publication import Publication, said
from kiosk.domain.figures.report import Report
from kiosk.domain.french import NBSP, number_words

# What is compared with the period before: its words, and the table and row it stands in.
_COMPARED = (
    ("Personnes nouvelles", "total", "new-people"), ("Séances", "total", "visits"),
    ("Démarches", "total", "demarches"), ("Réorientées", "outcome", "redirected"),
)  # fmt: skip
# What stands instead of a number that is not told.
HIDDEN = "caché"
_SOON = ("0-5", "5-15")


def facts(report: Report) -> tuple[tuple[str, str, str], ...]:
    """Return what is read first: a number, what it counts, and a line more."""
    told, t = report.now, report.now.threshold
    people, visits, done = (told.cell("total", row) for row in ("new-people", "visits", "demarches"))
    redirected, pimms = told.cell("outcome", "redirected"), told.cell("actor", "pimms-mediation")
    to_pimms = f"dont {said(pimms, t)} vers Pimms Médiation" if pimms and pimms.value else "vers un autre service"
    soon, waited = _soon(told)
    return (
        (_number(people, t), "personnes nouvelles", f"{in_words(visits, t)} séances d’aide"),
        (_number(done, t), "démarches", _done(told)),
        (_number(redirected, t), "démarches réorientées", to_pimms),
        (soon, "attentes de moins de 15 min", waited),
    )


def _number(cell: Cell | None, threshold: int) -> str:
    """Write a number, or that it is not told."""
    is_told = cell is not None and (cell.value is not None or cell.status is Status.SMALL)
    return said(cell, threshold) if is_told else HIDDEN


def _done(told: Publication) -> str:
    done = told.cell("outcome", "done")
    return f"dont {said(done, told.threshold)} faites" if done and done.value is not None else ""


def _soon(told: Publication) -> tuple[str, str]:
    cells = [told.cell("waiting", band) for band in _SOON]
    counted = [cell.value for cell in cells if cell is not None and cell.value is not None]
    if not counted:
        return HIDDEN, "trop peu d’attentes pour les montrer"
    is_whole = len(counted) == len(_SOON) and all(cell and cell.status is Status.SHOWN for cell in cells)
    return f"{'' if is_whole else 'au moins '}{number_words(sum(counted))}", _of_how_many(told)


def _of_how_many(told: Publication) -> str:
    visits = told.cell("total", "visits")
    return f"sur {said(visits, told.threshold)} séances" if visits and visits.status is Status.SHOWN else "personnes"


def _then(period: Period) -> str:
    """Return a period as what something is compared to."""
    words = period_words(period)
    return {Unit.MONTH: f"à {words}", Unit.QUARTER: f"au {words}", Unit.YEAR: f"à l’{words}"}[period.unit]


def changes(report: Report) -> tuple[str, ...]:
    """Say what is more or less than in the period before, as far as that is certain."""
    if report.before is None:
        return ("Première période comptée : il n’y a rien à comparer.",)
    if not report.is_comparable:
        return (f"Pas de comparaison : un mois au moins n’a pas de compte ({report.before_words}).",)
    lines = [_change(report, words, table, row) for words, table, row in _COMPARED]
    return (f"Comparé {_then(report.period.previous())} :", *(line for line in lines if line))


def _change(report: Report, words: str, table: str, row: str) -> str:
    """Return one sentence; "" if neither number is told."""
    now, then = (held and held.cell(table, row) for held in (report.now, report.before))
    if report.before is None or not (now and then) or (now.value is then.value is None):
        return ""
    here, there = bounds_of(now, report.now.threshold), bounds_of(then, report.before.threshold)
    numbers = f"{_number(now, report.now.threshold)}, contre {_number(then, report.before.threshold)}"
    return f"{words}{NBSP}: {numbers}{_difference(here, there)}."


def _difference(here: Bounds, there: Bounds) -> str:
    if here.low == here.high and there.low == there.high:
        by = here.low - there.low
        return f" ({number_words(abs(by))} de {'plus' if by > 0 else 'moins'})" if by else " (autant)"
    if here.exceeds(there):
        return " (plus)"
    return " (moins)" if there.exceeds(here) else " (on ne peut pas dire si c’est plus ou moins)"


def month_words(month: str) -> str:
    """Name a month without its year."""
    found = read_period(month)
    return period_words(found).split(" ")[0] if found else month


Months = tuple[tuple[str, Cell | None, int], ...]


def months(report: Report) -> Months:
    """Return the démarches of the months that are drawn, with those of the period before unless it is a year."""
    before = _months(report.before, report.period.previous()) if report.period.unit is not Unit.YEAR else ()
    return tuple(dropwhile(lambda each: each[1] is None, (*before, *_months(report.now, report.period))))


def _months(held: Publication | None, period: Period) -> Months:
    """Return the words, the cell and the threshold of each month; a month without any count has no cell."""
    return tuple((month, _month_cell(held, month), held.threshold) for month in period.months) if held else ()


def _month_cell(held: Publication, month: str) -> Cell | None:
    # With one month alone there is no table of months.
    if held.months == (month,):
        return held.cell("total", "demarches")
    return held.cell("month", month, "demarches")


def band(report: Report) -> tuple[int, int] | None:
    """Return the least and the greatest month of the period before, if each is told."""
    before = _months(report.before, report.period.previous())
    told = [cell.value for _, cell, _ in before if cell and cell.status is Status.SHOWN and cell.value is not None]
    return (min(told), max(told)) if len(told) == len(before) > 1 else None


def months_sentence(report: Report) -> str:
    """Say in words what the line of months shows."""
    parts = [f"{month_words(month)} {_number(cell, t) if cell else '—'}" for month, cell, t in months(report)]
    before = band(report)
    grey = (
        f" Bande grise{NBSP}: les mois de la période d’avant, de {number_words(before[0])} à {number_words(before[1])}."
        if before
        else ""
    )
    return f"Démarches par mois{NBSP}: {', '.join(parts)}.{grey}"
