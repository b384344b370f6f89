"""Published reports attacked by another hand than the one that protects them.

Three attacks: whole numbers solved for (months, quarter, sites; then a year with corrections and a site come later);
every tiny world enumerated and grouped by what is published of it; what one publication adds to those before.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from kiosk.domain.figures.disclosure import THRESHOLD, Cell
from kiosk.domain.figures.periods import Period, Unit
from kiosk.domain.figures.publication import Reason
from kiosk.domain.figures.relations import RELATIONS, Bond
from kiosk.domain.figures.sums import Ledger
from kiosk.domain.figures.usage import TOGETHER, Counter
from kiosk.services.simulation import Simulation
from tests.helpers.bound_sums import bound_sums
from tests.helpers.publishing import GUIDES, SITES, Bureau, bureau, period
from tests.helpers.quarters import CATALOGUE, invented, reports_of
from tests.hostile.reader_of_reports import Fine, Line, Reader
from tests.hostile.tiny_worlds import KINDS, LEAST, Heard, at, heard, tells
from tests.hostile.whole_numbers import Programme, Range, targets_of

ENOUGH = THRESHOLD - 1
Published = Iterable[tuple[str, str, tuple[Cell, ...]]]


def lines_of(published: Published) -> list[Line]:
    return [
        Line(scope, period(written).months, cell.table, cell.row, cell.column, cell.value, cell.status.value)
        for scope, written, cells in published
        for cell in cells
    ]


def truth_of(counts: Mapping[Counter, int]) -> dict[Fine, int]:
    return {(cell.family, cell.site, cell.period, cell.value): n for cell, n in counts.items()}


def read(
    lines: Iterable[Line], truth: Mapping[Fine, int], seed: int = 0, guessed: Iterable[str] = (), about: str = ""
) -> list[Range]:
    """Attack some lines, all of them or those of a family; it is worth nothing if what is read was not understood."""
    reader = Reader(CATALOGUE, lines)
    reader.bind(guessed)
    programme = Programme(reader)
    assert programme.truth_fits(truth)
    targets = [each for each in targets_of(reader) if about in {"", next(iter(each.terms))[0]}]
    return programme.ranges(targets, truth, Random(seed), ENOUGH)


def narrowed(found: Iterable[Range]) -> list[Range]:
    return [each for each in found if each.is_narrowed(ENOUGH)]


def shut_sometimes(counts: Ledger, seed: int) -> Ledger:
    """Shut some sites for some months, as holidays do."""
    random = Random(seed)
    places = sorted({(cell.site, cell.period) for cell in counts.counts if cell.site != TOGETHER})
    shut = {place for place in places if len(places) > 2 and random.random() < 0.25}
    kept = {cell: n for cell, n in counts.counts.items() if (cell.site, cell.period) not in shut}
    return Ledger(kept or dict(counts.counts))


def guesses_right(counts: Ledger) -> set[str]:
    """Return the relations that anybody would guess and that hold in every place of this world."""
    places = {(cell.site, cell.period) for cell in counts.counts if cell.site != TOGETHER}

    def holds(each):
        return all(counts.total(left) <= counts.total(right) for left, right in bound_sums(each, places))

    usual = [each for each in RELATIONS if each.bond is Bond.USUAL]
    wrong = {each.because for each in usual if not holds(each)}
    return {each.because for each in usual} - wrong


def attacked(sites: int, a_day: float, seed: int) -> list[Range]:
    counts = shut_sometimes(invented(sites, a_day, seed), seed) if seed % 2 else invented(sites, a_day, seed)
    guessed = guesses_right(counts) if seed % 3 == 0 else ()
    return read(lines_of(reports_of(counts)), truth_of(counts.counts), seed, guessed)


QUICK = [(1, 0.5, 1), (1, 2, 3), (2, 0.5, 3), (2, 1, 4), (3, 0.5, 2)]
MANY = [(sites, a_day, seed) for seed in range(100, 108) for a_day in (0.5, 1, 2, 3.5, 5) for sites in (1, 2, 3)]


@pytest.mark.parametrize(("sites", "a_day", "seed"), QUICK)
def test_no_programme_in_whole_numbers_narrows_what_a_quarter_hides(sites, a_day, seed):
    assert narrowed(attacked(sites, a_day, seed)) == []


@pytest.mark.long
@pytest.mark.parametrize("seed", sorted({seed for *_, seed in MANY}))
def test_no_programme_in_whole_numbers_narrows_any_of_many_quarters(seed):
    worlds = [world for world in MANY if world[2] == seed]
    assert [(world, each) for world in worlds for each in narrowed(attacked(*world))] == []


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if len(kind.ways) < 6 and not kind.within], ids=lambda kind: kind.words
)
def test_what_is_silent_about_a_few_visits_does_not_say_them(kind):
    worlds, looked, found = tells(kind, most=4)
    assert worlds
    assert looked
    assert found == []


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.words)
def test_what_is_silent_does_not_say_it_in_any_tiny_world(kind):
    *_, found = tells(kind)
    assert found == []


def live(office: Bureau, seed: int, a_day: float, quarters: int) -> None:
    """Live some quarters of a site, joined by another in spring; publish each once it is over, corrected before."""
    random = Random(seed)
    for n in range(1, quarters + 1):
        quarter = Period(Unit.QUARTER, 2026, n)
        sites = SITES[:1] if n == 1 else SITES[:2]
        for batch, counts in enumerate(Simulation(sites, GUIDES, seed + n, a_day).months(quarter.last, 89), 3 * n):
            office.files.figures.apply(batch, counts.items())
        for _ in range(random.randrange(15)):
            correct(office, random.choice(quarter.months), random.choice(sites).id)
        office.today = quarter.last + timedelta(days=1)
        office.publish(quarter.id)


def correct(office: Bureau, month: str, site: str) -> None:
    """Add a forgotten arrival, on the site's first half-day of the month."""
    first, half = date.fromisoformat(f"{month}-01"), min(CATALOGUE.half_days[site])
    day = first + timedelta(days=(int(half[0]) - first.weekday()) % 7)
    cells = Counter("arrivals", site, f"{day} {half[2:]}", "walk-in"), Counter("languages", site, month, "fr")
    office.files.figures.correct([(cell, 1) for cell in cells], Reason.FORGOTTEN)


def held(office: Bureau, asked: int) -> list[Range]:
    """Attack all that is out, knowing how much of it was corrected as forgotten; `asked` numbers, drawn."""
    lines = lines_of((each.scope, each.period, each.cells) for each in office.published)
    reader = Reader(CATALOGUE, lines)
    reader.bind()
    for each in office.published:
        reader.remember(each.scope, period(each.period).months, each.corrections.get(Reason.FORGOTTEN, 0))
    programme, truth = Programme(reader), truth_of(office.truth)
    assert programme.truth_fits(truth)
    targets = Random(asked).sample(targets_of(reader), asked)
    return programme.ranges(targets, truth, Random(0), ENOUGH)


def test_a_site_that_joins_and_corrections_tell_nothing_of_the_quarter_before(tmp_path):
    with bureau(tmp_path) as office:
        live(office, 7, 0.5, quarters=2)
        assert any(each.corrections for each in office.published)
        assert narrowed(held(office, 250)) == []


@pytest.mark.long
@pytest.mark.parametrize(("seed", "a_day"), [(seed, a_day) for seed in range(3) for a_day in (0.5, 3)])
def test_a_year_published_step_by_step_tells_no_more_than_its_quarters(tmp_path, seed, a_day):
    with bureau(tmp_path) as office:
        live(office, seed, a_day, quarters=4)
        office.publish("2026")
        for site in SITES[:2]:
            office.publish("2026", site.id)
        assert narrowed(held(office, 1500)) == []


def test_one_number_too_many_is_noticed_by_the_programme():
    """The attack attacks: of each table with a hidden small number, tell one, and it complains."""
    counts = invented(1, 2, 11)
    truth, lines, seen = truth_of(counts.counts), lines_of(reports_of(counts)), 0
    reader = Reader(CATALOGUE, lines)
    for table in ("language", "outcome", "actor", "waiting", "guide", "month"):
        for n, line in enumerate(lines):
            fines = reader.meaning(line)
            if line.table == table and line.value is None and fines:
                told = sum(truth.get(fine, 0) for fine in fines)
                if 0 < told < THRESHOLD:
                    faulty = [*lines[:n], replace(line, value=told, suppressed=""), *lines[n + 1 :]]
                    assert narrowed(read(faulty, truth, about=fines[0][0]))
                    seen += 1
                    break
    assert seen >= 4


def small_said(counts: Ledger) -> Heard:
    """Say of each hidden row that it is small, where it is: this seemed harmless once."""
    found = heard(counts)
    totals: dict[tuple[str, str], int] = {}
    for cell, n in counts.counts.items():
        totals[cell.family, cell.value] = totals.get((cell.family, cell.value), 0) + n
    return tuple(
        (*line[:-1], "small") if line[2] == "language" and totals.get(("languages", line[3]), 0) == 1 else line
        for line in found
    )


def zero_said(counts: Ledger) -> Heard:
    """Leave out of a report what nobody asked for."""
    asked = {cell.value for cell, n in counts.counts.items() if n}
    return tuple(line for line in heard(counts) if line[2] != "guide" or line[3] in {*asked, "autres"})


def joined_said(counts: Ledger) -> Heard:
    """Say which great row joined the small ones."""
    return (*heard(counts), *((v,) for v in ("fr", "en") if counts.counts.get(at("languages", v), 0) == LEAST))


@pytest.mark.parametrize(
    ("kind", "fault"), [("languages", small_said), ("guides crossed", zero_said), ("languages", joined_said)]
)
def test_a_word_too_many_is_noticed_in_tiny_worlds(kind, fault):
    found = next(each for each in KINDS if each.words == kind)
    *_, tell = tells(found, fault, most=4)
    assert tell
