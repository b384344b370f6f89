"""Reports of a territory: a quarter of all the sites of a department, a region, a country."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kiosk.centre_ports import Archive
from kiosk.domain.figures.disclosure import THRESHOLD, Status, Told
from kiosk.domain.figures.periods import Period, Unit
from kiosk.domain.figures.publication import Publication
from kiosk.domain.figures.report import Report
from kiosk.domain.figures.tables import NUMBER, Catalogue, Place, Shape, shapes
from kiosk.domain.figures.tallies import TOLD_TABLES
from kiosk.domain.figures.territorial import ROOTS, Part, by_territory, filled, roots_of, row_of, summed
from kiosk.domain.figures.territories import Level, PlacedSite, those_in
from kiosk.ports import Clock
from kiosk.services.reports import NothingCounted, NotOver

Roots = Mapping[str, Told]
# What was counted, by site and family.
Counted = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class NoSuchTerritory:
    """No site lies in a territory of that name."""


@dataclass(frozen=True, slots=True)
class TerritoryReport:
    """A report, and the sites that counted but have not published yet: their departments tell the least they can."""

    report: Report
    awaited: tuple[str, ...]


class Territories:
    """The verbs of a territory's reports: what sites published, added up, and no solver."""

    def __init__(self, archive: Archive, clock: Clock, catalogue: Callable[[], Catalogue], version: str) -> None:
        self._archive = archive
        self._clock = clock
        self._catalogue = catalogue
        self._version = version

    def report(
        self, period: Period, level: Level, name: str
    ) -> TerritoryReport | NotOver | NothingCounted | NoSuchTerritory:
        """Return the report of a quarter that is over; departments that are whole are published now, for good.

        Raises ValueError for another period than a quarter, another level than a department, a region or a country.
        """
        if period.unit is not Unit.QUARTER or level is Level.SITE:
            raise ValueError("expected a quarter of a department, a region or a country")
        if self._today() <= period.last:
            return NotOver(period)
        places = those_in(self._archive.places(), level, name)
        if not places:
            return NoSuchTerritory()
        names = {place.site if level is Level.DEPARTMENT else place.within(level.below) for place in places}
        catalogue = self._named({name, *names}, places)
        now, before = (self._published(each, level, name, places, catalogue) for each in (period, period.previous()))
        if now is None:
            return NothingCounted()
        awaited = self._awaited(period, places)
        place = Place(frozenset(names), frozenset(period.months))
        report = Report(period, now, before, catalogue, place, note=_note(len(names), len(awaited)))
        return TerritoryReport(report, tuple(sorted(awaited)))

    def _awaited(self, period: Period, places: Iterable[PlacedSite]) -> frozenset[str]:
        return self._archive.awaited(period.id, period.months) & {place.site for place in places}

    def _published(
        self, period: Period, level: Level, name: str, places: Sequence[PlacedSite], catalogue: Catalogue
    ) -> Publication | None:
        """Return what a territory says of a quarter; None where nothing was counted."""
        parts, counted = self._of(period, {place.site for place in places})
        if not counted and not parts:
            return None
        departments = self._departments(period, places, parts, counted)
        below = _below(level, places, parts, departments)
        own = departments[name] if level is Level.DEPARTMENT else _sum_of(departments.values())
        wanted = _tables(catalogue, Place(frozenset(below), frozenset(period.months)))
        cells = tuple(cell for shape in wanted for cell in filled(shape, parts, own, below))
        threshold = max((part.threshold for part in parts), default=THRESHOLD)
        return Publication(period.id, name, threshold, self._today(), self._version, cells)

    def _of(self, period: Period, sites: set[str]) -> tuple[list[Part], Counted]:
        parts = [part for part in self._archive.parts(period.id) if part.site in sites]
        return parts, {key: n for key, n in self._archive.roots(period.months).items() if key[0] in sites}

    def _departments(
        self, period: Period, places: Sequence[PlacedSite], parts: Sequence[Part], counted: Counted
    ) -> dict[str, Roots]:
        """Return the roots of each department: as they were published, or published now if all its sites have."""
        within = {place.site: place.department for place in places}
        exact, held = _exact(counted, within), _by_name(self._archive.frozen(period.id))
        gathered = by_territory(parts, within)
        whole = set(gathered) - {within[site] for site in self._awaited(period, places)}
        found: dict[str, Roots] = {
            name: held.get(name) or roots_of(gathered.get(name, ()), exact[name] if name in whole else {})
            for name in sorted(set(within.values()))
        }
        fresh = {(name, row): told for name in whole - held.keys() for row, told in found[name].items()}
        self._archive.freeze(period.id, fresh, self._today())
        return found

    def _named(self, names: Iterable[str], places: Iterable[PlacedSite]) -> Catalogue:
        known, towns = self._catalogue(), {place.site: place.town for place in places}
        return replace(known, towns={**{name: name for name in names}, **towns}, half_days={})

    def _today(self) -> date:
        return self._clock().date()


def _tables(catalogue: Catalogue, place: Place) -> list[Shape]:
    return [shape for shape in shapes(catalogue, {}, place) if shape.id in TOLD_TABLES or shape.id == "site"]


def _exact(counted: Counted, within: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """Add up by department what was counted, by family."""
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for (site, family), n in counted.items():
        found[within[site]][family] += n
    return found


def _by_name(held: Mapping[tuple[str, str], Told]) -> dict[str, dict[str, Told]]:
    found: dict[str, dict[str, Told]] = defaultdict(dict)
    for (name, row), told in held.items():
        found[name][row] = told
    return found


def _note(many: int, awaited: int) -> str:
    """Say how a territory's numbers were made, and what is not in them yet."""
    late = f" Trimestre pas encore publié par {awaited} site{'s' if awaited > 1 else ''}." if awaited else ""
    return (
        "Chaque nombre additionne ce que les sites ont publié ; le total d’un département compte aussi ce que ses "
        f"sites taisent, quand ils sont assez nombreux à le taire. Territoires ou sites additionnés : {many}.{late}"
    )


def _below(
    level: Level, places: Iterable[PlacedSite], parts: Iterable[Part], departments: Mapping[str, Roots]
) -> dict[str, Roots]:
    """Return the roots of what a territory is made of; a site's are what it published."""
    if level is Level.DEPARTMENT:
        found: dict[str, list[Roots]] = {place.site: [] for place in places}
        for part in parts:
            found[part.site].append(_said_by(part))
        return {site: _sum_of(each) if len(each) != 1 else each[0] for site, each in found.items()}
    inside: dict[str, set[str]] = defaultdict(set)
    for place in places:
        inside[place.within(level.below)].add(place.department)
    return {name: _sum_of(departments[each] for each in sorted(those)) for name, those in inside.items()}


def _said_by(part: Part) -> Roots:
    """Return what a site said of its roots: a small one is said to be small."""
    cells = {row_of(family): part.cells.get(("total", row_of(family), NUMBER)) for family in ROOTS}
    return {row: Told(cell.value, cell.status) for row, cell in cells.items() if cell is not None}


def _sum_of(told: Iterable[Roots]) -> Roots:
    each = tuple(told)
    rows = dict.fromkeys(row_of(family) for family in ROOTS)
    return {row: summed(one.get(row, Told(None, Status.MERGED)) for one in each) for row in rows}
