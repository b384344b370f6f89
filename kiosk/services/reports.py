"""Reports: fixed calendar periods, frozen once published, of which nobody can work out a small number."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.figures.disclosure import THRESHOLD, Cell
from kiosk.domain.figures.periods import Period, Unit, period_holding
from kiosk.domain.figures.publication import ALL_SITES, Publication, Reason
from kiosk.domain.figures.quarterly import Unit as Published
from kiosk.domain.figures.quarterly import published, units
from kiosk.domain.figures.report import Report
from kiosk.domain.figures.sums import Ledger, ledger
from kiosk.domain.figures.tables import Catalogue, Place
from kiosk.domain.figures.yearly import added_up
from kiosk.ports import Clock, DayBook, Figures
from kiosk.sites import Site


@dataclass(frozen=True, slots=True)
class NotOver:
    """The period is not over: a report would have to change. A month waits for its quarter: `period` is that one."""

    period: Period


@dataclass(frozen=True, slots=True)
class NothingCounted:
    """Nothing was counted there then."""


class Reports:
    """The verbs of publication. They read and write files: not on the drawing thread.

    `thresholds` holds the sites' own; the greatest of those that counted in a quarter holds for all of its reports.
    Those of a training or a simulation say that they are invented.
    """

    def __init__(
        self,
        figures: Figures,
        day: DayBook,
        clock: Clock,
        site: Site,
        catalogue: Callable[[], Catalogue],
        *,
        thresholds: Mapping[str, int],
        version: str,
        is_invented: bool = False,
    ) -> None:
        self._figures = figures
        self._day = day
        self._clock = clock
        self._site = site
        self._catalogue = catalogue
        self._thresholds = thresholds
        self._version = version
        self._is_invented = is_invented

    def report(self, period: Period, scope: str = ALL_SITES) -> Report | NotOver | NothingCounted:
        """Return the report of a period, published now if it never was; the one before it is published first.

        A month is told with its quarter: told before, what it says would hide what the quarter may say.
        """
        whole = period_holding(Unit.QUARTER, period.first) if period.unit is Unit.MONTH else period
        if self._now().date() <= whole.last and self._held(period, scope) is None:
            return NotOver(whole)
        before = self._frozen(period.previous(), scope)
        now = self._frozen(period, scope)
        if now is None:
            return NothingCounted()
        sites = self._year(period).sites(period.months) if now.scope == ALL_SITES else (now.scope,)
        place = Place(frozenset(sites), frozenset(period.months))
        is_invented = self._is_invented or self._figures.is_invented()
        return Report(period, now, before, self._catalogue(), place, is_invented=is_invented)

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
        held = self._figures.publications(period.year, period.id)
        alone = held[0] if len(held) == 1 and scope == ALL_SITES else None
        return next((p for p in held if p.scope == scope), alone)

    def _made(self, period: Period, counts: Ledger) -> tuple[Publication, ...]:
        quarter = period_holding(Unit.QUARTER, period.first)
        inside = {each.id for each in quarter.inside()}
        held = [each for each in self._figures.publications(period.year) if each.period in inside]
        if held:
            # An earlier version told months on their own; all that is safe to say beside them is their sum.
            return self._made_of(quarter, counts, lambda scope: [each for each in held if each.scope == scope])
        thresholds = {site: self._thresholds.get(site, THRESHOLD) for site in counts.sites(quarter.months)}
        threshold = max(thresholds.values())
        return tuple(
            self._publication(unit, cells, threshold)
            for unit, cells in published(quarter, counts, thresholds, self._catalogue())
        )

    def _made_of_quarters(self, year: Period, counts: Ledger) -> tuple[Publication, ...]:
        quarters = [each for each in year.inside() if each.unit is Unit.QUARTER]

        def parts(scope: str) -> list[Publication]:
            return [part for quarter in quarters if (part := self._frozen(quarter, scope))]

        return self._made_of(year, counts, parts)

    def _made_of(
        self, period: Period, counts: Ledger, parts: Callable[[str], Sequence[Publication]]
    ) -> tuple[Publication, ...]:
        made = []
        for unit in units(period, counts, self._catalogue()):
            # A site that came too late for its quarter stays out of it.
            if unit.period == period and (held := parts(unit.scope)):
                cells = tuple(cell for shape in unit.tables for cell in added_up(shape, held))
                made.append(self._publication(unit, cells, max(each.threshold for each in held)))
        return tuple(made)

    def _publication(self, unit: Published, cells: tuple[Cell, ...], threshold: int) -> Publication:
        tally: dict[Reason, int] = {}
        for cell, reason, n in self._figures.corrections(min(unit.place.months), max(unit.place.months)):
            if cell.site in unit.place.sites:
                tally[reason] = tally.get(reason, 0) + abs(n)
        today = self._now().date()
        return Publication(unit.period.id, unit.scope, threshold, today, self._version, cells, tally)

    def _year(self, period: Period) -> Ledger:
        """Add up what was flushed and what waits: a report is true from the first day after its period."""
        first, last = f"{period.year}-01", f"{period.year}-12"
        waiting = [(cell, n) for cell, n in self._day.pending().items() if first <= cell.period[:7] <= last]
        return ledger([*self._figures.between(first, last).items(), *waiting])

    def _now(self) -> datetime:
        return self._clock().astimezone(self._site.zone)
