"""A plausible activity in an empty folder, for training and for benches: the counters of days that never were."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

from kiosk.domain.figures.answers import Answer
from kiosk.domain.figures.usage import (
    ACTORS,
    ARRIVALS,
    BLOCKED,
    DEMARCHES,
    GUIDES_FINISHED,
    GUIDES_OPENED,
    HELPED,
    LANGUAGES,
    LONGEST_BAND,
    NEW_PEOPLE,
    OUTCOMES,
    SHEETS,
    SUPPORT,
    VISITS,
    WAITING,
    WAITING_BANDS,
    Counter,
    Family,
    counter,
)
from kiosk.domain.guides.guide import Guide
from kiosk.domain.machine.printing import Format
from kiosk.domain.reception.assistance import Actor, Block, Outcome, Support
from kiosk.ports import Figures
from kiosk.sites import Site

_Face = TypeVar("_Face")


class _Die(Generic[_Face]):
    """Draws one of some faces, each as often as its weight says."""

    def __init__(self, faces: Iterable[tuple[_Face, int]]) -> None:
        pairs = tuple(faces)
        self._faces = tuple(face for face, _ in pairs)
        self._weights = tuple(accumulate(weight for _, weight in pairs))

    def __call__(self, random: Random) -> _Face:
        return random.choices(self._faces, cum_weights=self._weights)[0]


# How the first three months of the permanence went: 60 people, 160 démarches, complex ones redirected (PRODUCT).
_DEMARCHES = _Die(((1, 20), (2, 30), (3, 27), (4, 15), (5, 8)))
_OUTCOMES = _Die(((Outcome.DONE, 62), (Outcome.TO_COMPLETE, 20), (Outcome.REDIRECTED, 13), (Outcome.INFORMATION, 5)))
_ACTORS = _Die(
    ((Actor.PIMMS, 60), (Actor.LAW_POINT, 12), (Actor.TOWN_SOCIAL_AID, 12), (Actor.CAF, 8), (Actor.OTHER, 8))
)
_LANGUAGES = _Die((("fr", 82), ("ar", 9), ("en", 6), ("pt", 2), ("ro", 1)))
_BANDS = _Die(tuple(zip([*(band for _, band in WAITING_BANDS), LONGEST_BAND], (24, 40, 25, 9, 2), strict=True)))
_FORMATS = _Die(((Format.A4, 70), (Format.TICKET, 20), (Format.RECEIPT, 10)))
_ANSWERS = _Die(((Answer.MUCH, 70), (Answer.LITTLE, 20), (Answer.NOT, 10)))
_BLOCKS = _Die(((block, 30 - 4 * place) for place, block in enumerate(Block)))
_SUPPORTS = _Die(((Support.REMOTE, 80), (Support.WORKSHOP, 20)))
_ANSWERED, _BLOCKED, _NOT_HERE = 0.45, 0.35, 0.12
_KINDS = _Die((("appointment", 75), ("walk-in", 25)))
# What seldom happens in a room, but does: without it invented counts would be bound where real ones are not. Said of
# each visit, in parts of one.
_WITHOUT_NUMBER, _ONLY_OPENED, _NOT_PRINTED, _PRINTED_AGAIN, _RECEIPT, _NO_ACTOR, _SCANNED, _ONLY_READS = (
    0.06, 0.15, 0.2, 0.1, 0.12, 0.1, 0.05, 0.08,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NotEmpty:
    """The folder holds counts already: nothing invented may be mixed with them."""


class Simulation:
    """Draws the days of some sites; the same seed draws the same days. `a_day` is the visits of a day, on average.

    Not every arrival is received, not every session has a number, not every list is printed, once.
    """

    def __init__(self, sites: Sequence[Site], guides: Sequence[Guide], seed: int, a_day: float = 6.0) -> None:
        self._sites = sites
        # Asked in the order people ask: few guides often, many seldom.
        self._guides = _Die((guide.id, 1000 // (place + 3)) for place, guide in enumerate(guides))
        self._random = Random(seed)  # noqa: S311 (nothing secret is drawn)
        self._seldom = Random(f"{seed} seldom")  # noqa: S311 (likewise)
        # Of its own, so that what was asked later changes no day that was drawn before.
        self._later = Random(f"{seed} later")  # noqa: S311 (likewise)
        self._a_day = a_day

    def fill(self, figures: Figures, last: date, days: int) -> int | NotEmpty:
        """Count `days` days up to `last`, a batch a month; return how many events were counted."""
        if figures.totals() or figures.last_batch():
            return NotEmpty()
        events = 0
        for batch, counts in enumerate(self.months(last, days), 1):
            figures.apply(batch, counts.items())
            events += sum(counts.values())
        return events

    def months(self, last: date, days: int) -> Iterator[dict[Counter, int]]:
        """Draw `days` days up to `last`; yield what each month counts."""
        counts = defaultdict[Counter, int](int)
        for back in range(days - 1, -1, -1):
            day = last - timedelta(days=back)
            for site in self._sites:
                self._day(counts, site, day)
            if (day + timedelta(days=1)).day == 1 or not back:
                yield dict(counts)
                counts.clear()

    def _day(self, counts: dict[Counter, int], site: Site, day: date) -> None:
        slots = site.opening(day.year).on(day)
        for slot in slots:
            at = datetime.combine(day, slot.start, tzinfo=site.zone)
            for _ in range(self._some(self._a_day / len(slots))):
                self._visit(counts, site, at)

    def _visit(self, counts: dict[Counter, int], site: Site, at: datetime) -> None:
        def count(family: Family, *values: str) -> None:
            counts[counter(family, site.id, at, *values)] += 1

        if self._happens(_ONLY_READS):
            # Somebody else is at the kiosk, and waits for nobody.
            self._prepare(count)
        if not self._happens(_WITHOUT_NUMBER):
            count(ARRIVALS, self._one(_KINDS))
            count(LANGUAGES, self._one(_LANGUAGES))
            self._prepare(count)
            if self._random.random() < 0.9:
                count(WAITING, self._one(_BANDS))
                self._session(count)
        else:
            self._session(count)

    def _prepare(self, count: Callable[..., None]) -> None:
        """Open a guide while waiting, or none; follow it to its list; print that."""
        if self._happens(_RECEIPT):
            count(SHEETS, Format.RECEIPT.value)
        if self._happens(_ONLY_OPENED):
            count(GUIDES_OPENED, self._one(self._guides))
        if self._random.random() < 0.5:
            guide, paper = self._one(self._guides), self._one(_FORMATS).value
            # A list that was scanned again was opened another day.
            if not self._happens(_SCANNED):
                count(GUIDES_OPENED, guide)
            count(GUIDES_FINISHED, guide)
            for _ in range((not self._happens(_NOT_PRINTED)) + self._happens(_PRINTED_AGAIN)):
                count(SHEETS, paper)
            if self._later.random() < _ANSWERED:
                count(HELPED, _ANSWERS(self._later).value)

    def _session(self, count: Callable[..., None]) -> None:
        count(VISITS)
        if self._random.random() < 0.55:
            count(NEW_PEOPLE)
        if self._later.random() < _BLOCKED:
            count(BLOCKED, _BLOCKS(self._later).value)
        if self._later.random() < _NOT_HERE:
            count(SUPPORT, _SUPPORTS(self._later).value)
        for _ in range(self._one(_DEMARCHES)):
            count(DEMARCHES, self._one(self._guides))
            outcome = self._one(_OUTCOMES)
            count(OUTCOMES, outcome.value)
            if outcome is Outcome.REDIRECTED and not self._happens(_NO_ACTOR):
                count(ACTORS, self._one(_ACTORS).value)

    def _happens(self, seldom: float) -> bool:
        return self._seldom.random() < seldom

    def _some(self, mean: float) -> int:
        return max(0, round(self._random.gauss(mean, mean**0.5)))

    def _one(self, die: _Die[_Face]) -> _Face:
        return die(self._random)
