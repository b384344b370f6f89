"""Invented quarters, and all that is published of them, without a file: thousands of them can be attacked."""

from datetime import date

from kiosk.domain.figures.categories import told
from kiosk.domain.figures.disclosure import THRESHOLD
from kiosk.domain.figures.quarterly import published, whole_of
from kiosk.domain.figures.sums import Ledger, ledger
from kiosk.domain.figures.tables import Catalogue
from kiosk.services.simulation import Simulation
from tests.helpers.publishing import GUIDES, SITES, period

QUARTER = period("2026-Q3")
COOP = {"papers": "Papiers", "housing": "Logement", "health": "Santé", "benefits": "Santé"}
CATALOGUE = Catalogue(GUIDES, {s.id: s.town for s in SITES}, COOP, {s.id: s.half_days for s in SITES})
THRESHOLDS = {site.id: THRESHOLD for site in SITES}


def invented(sites: int, a_day: float, seed: int, *, last: date = QUARTER.last, days: int = 92) -> Ledger:
    """Return the counts of some days of some sites."""
    months = Simulation(SITES[:sites], GUIDES, seed, a_day).months(last, days)
    return ledger(each for month in months for each in month.items())


def reports_of(counts: Ledger):
    """Return everything that is published of the quarter: scope, period, cells."""
    made = published(QUARTER, counts, THRESHOLDS, CATALOGUE)
    return [(unit.scope, unit.period.id, cells) for unit, cells in made]


def mark_of(counts: Ledger):
    """Return what all of that is made of."""
    return told(counts, whole_of(QUARTER, counts), THRESHOLD, CATALOGUE)
