"""The figures on the desk's screen: exact, for any span of days; and the corrections of what was counted wrong."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from kiosk.domain.figures.periods import Span
from kiosk.domain.figures.publication import Reason
from kiosk.domain.figures.relations import Relation, broken
from kiosk.domain.figures.sums import Ledger, ledger
from kiosk.domain.figures.tables import BANDS, NUMBER, Catalogue, Place, Shape, shapes
from kiosk.domain.figures.usage import (
    ACTORS,
    ARRIVALS,
    DEMARCHES,
    NEW_PEOPLE,
    OUTCOMES,
    SHEETS,
    VISITS,
    WAITING,
    Counter,
    Family,
    counter,
)
from kiosk.domain.reception.assistance import Actor, Outcome
from kiosk.ports import Clock, DayBook, Figures
from kiosk.sites import Site


@dataclass(frozen=True, slots=True)
class Line:
    """A row on the screen: its number, and that of the span before where the two can be compared."""

    id: str
    words: str
    number: int
    before: int | None


@dataclass(frozen=True, slots=True)
class View:
    """What the screen shows: `span` is what was asked, `months` what people did is counted over (whole months only).

    A span that is not over goes as far as `until`; arrivals are then compared with as many days of the span before.
    What people did is counted by month: it is not compared until the end.
    """

    span: Span
    months: tuple[str, ...]
    tables: Mapping[str, tuple[Line, ...]]
    titles: Mapping[str, str]
    weeks: tuple[tuple[date, int], ...]
    median_band: str
    until: date | None = None

    def number(self, table: str, row: str) -> int:
        """Return one number; 0 where nothing was counted."""
        return next((line.number for line in self.tables[table] if line.id == row), 0)


@dataclass(frozen=True, slots=True)
class AlreadyPublished:
    """The month stands in a report: it can no longer be corrected."""


@dataclass(frozen=True, slots=True)
class BelowNothing:
    """There are not as many to take away, or others are a part of them."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One event to add (`times` 1) or to take away (-1): a démarche, a visit or a sheet, and the month it was in."""

    month: str
    guide: str = ""
    outcome: Outcome | None = None
    actor: Actor | None = None
    is_first_visit: bool | None = None
    sheet: str = ""
    times: int = 1


class FigureViews:
    """The verbs of the figures screen, for the sites of this machine."""

    def __init__(
        self,
        figures: Figures,
        day: DayBook,
        clock: Clock,
        site: Site,
        catalogue: Callable[[], Catalogue],
        is_frozen: Callable[[str, str], bool],
    ) -> None:
        self._figures = figures
        self._day = day
        self._clock = clock
        self._site = site
        self._catalogue = catalogue
        self._is_frozen = is_frozen

    def sites(self) -> tuple[str, ...]:
        """Return the sites of this machine that have a name, this one first."""
        return (self._site.id, *(site for site in self._catalogue().towns if site != self._site.id))

    def view(self, span: Span, sites: frozenset[str], before: Span | None = None) -> View:
        """Add everything up for some days; arrivals by the day, what people did by whole months (P7)."""
        before, until = before or span.previous(), self._until(span)
        if until is not None:
            before = Span(before.first, min(before.last, before.first + (until - span.first)))
        counts = self._counts(min(span.first, before.first), max(span.last, before.last))
        now, then = (_within(counts, each) for each in (span, before))
        place, past = Place(sites, _touched(span)), _touched(before)
        made = shapes(self._catalogue(), ledger(counts.items()).values, place)
        return View(
            span,
            span.months,
            {shape.id: _lines(shape, now, then, past, is_over=until is None) for shape in made},
            {shape.id: shape.title for shape in made},
            _weeks(counts, Span(span.first, min(span.last, self._today())), sites),
            _median(now, place),
            until,
        )

    def _until(self, span: Span) -> date | None:
        """Return today, if it is one of the days; the last of them is over at midnight."""
        today = self._today()
        return today if span.first <= today <= span.last else None

    def _today(self) -> date:
        return self._clock().astimezone(self._site.zone).date()

    def correct(self, correction: Correction, reason: Reason) -> AlreadyPublished | BelowNothing | None:
        """Add or take away one event of a month that no report holds yet; nothing else of it is kept."""
        if self._is_frozen(correction.month, self._site.id):
            return AlreadyPublished()
        changes = [(cell, correction.times) for cell in self._cells(correction)]
        first = date.fromisoformat(f"{correction.month}-01")
        counts = self._counts(first, first)
        if any(counts.get(cell, 0) + times < 0 for cell, times in changes) or self._breaks(counts, changes):
            return BelowNothing()
        self._figures.correct(changes, reason)
        return None

    def _breaks(self, counts: Mapping[Counter, int], changes: Sequence[tuple[Counter, int]]) -> bool:
        """Say whether a relation that anybody may count on would hold no longer."""
        place = Place(frozenset({self._site.id}), frozenset(cell.period for cell, _ in changes))
        before, after = ledger(counts.items()), ledger([*counts.items(), *changes])
        return bool(set(_broken(after, place)) - set(_broken(before, place)))

    def _cells(self, correction: Correction) -> list[Counter]:
        """Name every counter that the event is in, so that they go on adding up."""
        at = datetime.fromisoformat(f"{correction.month}-01")

        def cell(family: Family, *values: str) -> Counter:
            return counter(family, self._site.id, at, *values)

        cells = []
        if correction.guide:
            outcome = correction.outcome or Outcome.TO_COMPLETE
            cells += [cell(DEMARCHES, correction.guide), cell(OUTCOMES, outcome.value)]
            if outcome is Outcome.REDIRECTED and correction.actor:
                cells.append(cell(ACTORS, correction.actor.value))
        if correction.is_first_visit is not None:
            cells += [cell(VISITS), *([cell(NEW_PEOPLE)] if correction.is_first_visit else [])]
        if correction.sheet:
            cells.append(cell(SHEETS, correction.sheet))
        return cells

    def _counts(self, first: date, last: date) -> dict[Counter, int]:
        """Return the counters of the months that some days touch: what was flushed, and what waits."""
        found = self._figures.between(f"{first:%Y-%m}", f"{last:%Y-%m}")
        for cell, n in self._day.pending().items():
            if f"{first:%Y-%m}" <= cell.period[:7] <= f"{last:%Y-%m}":
                found[cell] = found.get(cell, 0) + n
        return found


def _broken(counts: Ledger, place: Place) -> tuple[Relation, ...]:
    return broken(lambda family, values: counts.total(place.sum(family, values)))


def _touched(span: Span) -> frozenset[str]:
    days = (span.first + timedelta(days=n) for n in range(0, (span.last - span.first).days + 1, 7))
    return frozenset({f"{day:%Y-%m}" for day in days} | {f"{span.last:%Y-%m}"})


def _within(counts: Mapping[Counter, int], span: Span) -> Ledger:
    """Keep what belongs to a span: arrivals by their day, the rest by whole months."""
    months, first, last = frozenset(span.months), span.first.isoformat(), span.last.isoformat()
    return ledger(
        (cell, n)
        for cell, n in counts.items()
        if (first <= cell.period[:10] <= last if cell.family == ARRIVALS.name else cell.period in months)
    )


def _lines(shape: Shape, now: Ledger, then: Ledger, past: frozenset[str], *, is_over: bool) -> tuple[Line, ...]:
    """Fill a table's main column, the greatest first where its rows have no order of their own."""
    lines = [
        Line(
            row.id,
            row.words,
            now.total(wanted),
            then.total(replace(wanted, months=past)) if is_over or wanted.family == ARRIVALS.name else None,
        )
        for row in shape.rows
        for column, wanted in row.cells
        if column in {NUMBER, DEMARCHES.name}
    ]
    return tuple(sorted(lines, key=lambda line: -line.number) if shape.id in _RANKED else lines)


_RANKED = frozenset({"partner", "theme", "guide", "coop", "actor", "language", "alone"})


def _weeks(counts: Mapping[Counter, int], span: Span, sites: frozenset[str]) -> tuple[tuple[date, int], ...]:
    """Count the arrivals of each week, named by its Monday."""
    first = span.first - timedelta(days=span.first.weekday())
    weeks = {first + timedelta(days=n): 0 for n in range(0, (span.last - first).days + 1, 7)}
    for cell, n in counts.items():
        if cell.family == ARRIVALS.name and cell.site in sites:
            day = date.fromisoformat(cell.period[:10])
            if span.first <= day <= span.last:
                weeks[day - timedelta(days=day.weekday())] += n
    return tuple(weeks.items())


def _median(counts: Ledger, place: Place) -> str:
    """Return the band that the middle wait lies in: bands are all that is counted (P7); "" without any."""
    numbers = {band: counts.total(place.sum(WAITING, (band,))) for band in BANDS}
    half, so_far = sum(numbers.values()) / 2, 0
    for band, n in numbers.items():
        so_far += n
        if n and so_far >= half:
            return BANDS[band]
    return ""
