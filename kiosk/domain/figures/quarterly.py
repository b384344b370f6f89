"""A quarter as it is published: its sites and all together, its months and itself, all at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.domain.figures.categories import told
from kiosk.domain.figures.disclosure import Cell
from kiosk.domain.figures.drafting import drafted
from kiosk.domain.figures.periods import Period
from kiosk.domain.figures.publication import ALL_SITES
from kiosk.domain.figures.sums import Ledger
from kiosk.domain.figures.tables import Catalogue, Place, Shape, shapes, together
from kiosk.domain.figures.usage import DEMARCHES, GUIDES_FINISHED
from kiosk.domain.reception.assistance import OTHER_DEMARCHE

_OF_GUIDES = (DEMARCHES, GUIDES_FINISHED)


@dataclass(frozen=True, slots=True)
class Unit:
    """What becomes one publication: a period, a scope, and its tables before they are filled."""

    period: Period
    scope: str
    place: Place
    tables: tuple[Shape, ...]


def whole_of(period: Period, counts: Ledger) -> Place:
    """Return the sites and the months of a quarter or a year where anything was counted."""
    months = frozenset(month for month in period.months if counts.sites((month,)))
    return Place(frozenset(counts.sites(period.months)), months)


def units(period: Period, counts: Ledger, catalogue: Catalogue) -> list[Unit]:
    """Return whatever a quarter or a year is published as; a site's month without any count is none."""
    whole, found = whole_of(period, counts), []
    # Whether somebody asked for what no guide describes is not to be seen: the row is always there.
    seen = {f.name: counts.values.get(f.name, frozenset()) | {OTHER_DEMARCHE} for f in _OF_GUIDES}
    for inside in period.inside():
        months = whole.months & frozenset(inside.months)
        sites = counts.sites(months)
        places = {site: Place(frozenset({site}), months) for site in sites}
        if sites and len(whole.sites) > 1:
            places[ALL_SITES] = Place(whole.sites, months)
        for scope, place in places.items():
            is_all = place == whole and inside == period
            tables = shapes(catalogue, seen, place)
            found.append(Unit(inside, scope, place, tables + (together(place) if is_all else ())))
    return found


def published(
    quarter: Period, counts: Ledger, thresholds: Mapping[str, int], catalogue: Catalogue
) -> list[tuple[Unit, tuple[Cell, ...]]]:
    """Return everything that a quarter publishes; the greatest of its sites' thresholds holds for all of it."""
    whole = whole_of(quarter, counts)
    telling = told(counts, whole, max(thresholds[site] for site in whole.sites), catalogue)
    return [
        (unit, tuple(cell for shape in unit.tables for cell in drafted(shape, telling)))
        for unit in units(quarter, counts, catalogue)
    ]
