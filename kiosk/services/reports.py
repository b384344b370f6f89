"""Reports: fixed calendar periods, frozen once published, safe against whoever solves their tables."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.figures.disclosure import THRESHOLD, Cell, drafted, settled
from kiosk.domain.figures.masking import IntruderMaker, protected
from kiosk.domain.figures.periods import Period, Unit, period_holding
from kiosk.domain.figures.publication import ALL_SITES, Publication, Reason
from kiosk.domain.figures.report import Report
from kiosk.domain.figures.sums import GROUPS, Ledger, ledger
from kiosk.domain.figures.tables import Catalogue, Place, shapes
from kiosk.domain.figures.yearly import added_up
from kiosk.ports import Clock, DayBook, Figures
from kiosk.sites import Site


@dataclass(frozen=True, slots=True)
class NotOver:
    """The period is not over: a report would have to change."""

    period: Period


@dataclass(frozen=True, slots=True)
class NothingCounted:
    """Nothing was counted there then."""


@dataclass(frozen=True, slots=True)
class _Unit:
    period: Period
    scope: str
    place: Place
    is_coarsest: bool


class Reports:
    """The verbs of publication. They solve tables: not on the drawing thread.

    `thresholds` holds the sites' own; a report of several sites takes the greatest.
    """

    def __init__(
        self,
        figures: Figures,
        day: DayBook,
        clock: Clock,
        site: Site,
        catalogue: Callable[[], Catalogue],
        make_intruder: IntruderMaker,
        *,
        thresholds: Mapping[str, int],
        version: str,
    ) -> None:
        self._figures = figures
        self._day = day
        self._clock = clock
        self._site = site
        self._catalogue = catalogue
        self._make_intruder = make_intruder
        self._thresholds = thresholds
        self._version = version

    def report(self, period: Period, scope: str = ALL_SITES) -> Report | NotOver | NothingCounted:
        """Return the report of a period, published now if it never was; the one before it is published first."""
        if self._now().date() <= period.last:
            return NotOver(period)
        before = self._frozen(period.previous(), scope)
        now = self._frozen(period, scope)
        if now is None:
            return NothingCounted()
        sites = self._year(period).sites(period.months) if now.scope == ALL_SITES else (now.scope,)
        place = Place(frozenset(sites), frozenset(period.months))
        return Report(period, now, before, self._catalogue(), place)

    def is_frozen(self, month: str, site: str) -> bool:
        """Say whether a month of a site stands in a publication."""
        held = self._figures.publications(int(month[:4]))
        return any(month in cell.sum.months and site in cell.sum.sites for each in held for cell in each.cells)

    def last_over(self, unit: Unit) -> Period:
        """Return the newest period of a length that is over."""
        return period_holding(unit, self._now().date()).previous()

    def _frozen(self, period: Period, scope: str) -> Publication | None:
        found = self._held(period, scope)
        if found is None:
            counts = self._year(period)
            if counts.sites(period.months):
                make = self._made_of_quarters if period.unit is Unit.YEAR else self._made
                self._figures.publish(make(period, counts))
                found = self._held(period, scope)
        return found

    def _held(self, period: Period, scope: str) -> Publication | None:
        held = [p for p in self._figures.publications(period.year) if p.period == period.id]
        alone = held[0] if len(held) == 1 and scope == ALL_SITES else None
        return next((p for p in held if p.scope == scope), alone)

    def _made(self, period: Period, counts: Ledger) -> tuple[Publication, ...]:
        """Draft whatever is not yet published inside a period, every site and all together, and protect it at once.

        The shorter periods come with the longer one, so that no later report can give away what this one hides.
        """
        inside = {each.id for each in period.inside()}
        # Other months share no counter with these, and tell nothing of them.
        held = [each for each in self._figures.publications(period.year) if each.period in inside]
        known = {(each.period, each.scope) for each in held}
        units = [unit for unit in _units(period, counts) if (unit.period.id, unit.scope) not in known]
        catalogue = self._catalogue()
        drafts = [
            (n, cell)
            for n, unit in enumerate(units)
            for shape in shapes(catalogue, counts.values, unit.place)
            for cell in drafted(shape, counts, self._threshold(unit.place), is_coarsest=unit.is_coarsest)
        ]
        safer = settled([cell for _, cell in drafts])
        thresholds = [self._threshold(units[n].place) for n, _ in drafts]
        cells = self._protected(list(zip(thresholds, safer, strict=True)), held, counts)
        made: list[list[Cell]] = [[] for _ in units]
        for (n, _), cell in zip(drafts, cells, strict=True):
            made[n].append(cell)
        return tuple(self._publication(unit, made[n]) for n, unit in enumerate(units))

    def _made_of_quarters(self, year: Period, counts: Ledger) -> tuple[Publication, ...]:
        quarters = [each for each in year.inside() if each.unit is Unit.QUARTER]
        made, catalogue = [], self._catalogue()
        for unit in _units(year, counts):
            if unit.period == year:
                parts = [part for quarter in quarters if (part := self._frozen(quarter, unit.scope))]
                tables = shapes(catalogue, counts.values, unit.place)
                cells = [cell for shape in tables for cell in added_up(shape, parts, counts)]
                made.append(self._publication(unit, cells))
        return tuple(made)

    def _protected(
        self, drafts: Sequence[tuple[int, Cell]], held: Sequence[Publication], counts: Ledger
    ) -> Sequence[Cell]:
        cells = [cell for _, cell in drafts]
        for group in GROUPS:
            families = {family.name for family in group}
            places = [n for n, cell in enumerate(cells) if cell.sum.family in families]
            frozen = [(p.threshold, cell) for p in held for cell in p.cells if cell.sum.family in families]
            safe = protected([drafts[n] for n in places], frozen, self._make_intruder, counts)
            for n, cell in zip(places, safe, strict=True):
                cells[n] = cell
        return cells

    def _publication(self, unit: _Unit, cells: Sequence[Cell]) -> Publication:
        tally: dict[Reason, int] = {}
        for cell, reason, n in self._figures.corrections(min(unit.place.months), max(unit.place.months)):
            if cell.site in unit.place.sites:
                tally[reason] = tally.get(reason, 0) + abs(n)
        threshold, today = self._threshold(unit.place), self._now().date()
        return Publication(unit.period.id, unit.scope, threshold, today, self._version, tuple(cells), tally)

    def _year(self, period: Period) -> Ledger:
        """Add up what was flushed and what waits: a report is true from the first day after its period."""
        first, last = f"{period.year}-01", f"{period.year}-12"
        waiting = [(cell, n) for cell, n in self._day.pending().items() if first <= cell.period[:7] <= last]
        return ledger([*self._figures.between(first, last).items(), *waiting])

    def _threshold(self, place: Place) -> int:
        return max(self._thresholds.get(site, THRESHOLD) for site in place.sites)

    def _now(self) -> datetime:
        return self._clock().astimezone(self._site.zone)


def _units(period: Period, counts: Ledger) -> list[_Unit]:
    units = []
    for inside in period.inside():
        sites = counts.sites(inside.months)
        scopes = [(site, frozenset({site})) for site in sites]
        scopes += [(ALL_SITES, frozenset(sites))] if len(sites) > 1 else []
        for scope, members in scopes:
            is_coarsest = inside.unit is not Unit.MONTH and len(members) == len(sites)
            # A month without any count is one in which the permanence was not: nothing of it is to be hidden.
            months = frozenset(month for month in inside.months if members & set(counts.sites((month,))))
            units.append(_Unit(inside, scope, Place(members, months), is_coarsest))
    return units
