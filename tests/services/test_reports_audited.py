"""Reports as anybody collects them: whatever was published of a year, in whatever order, gives no small number away."""

from collections import Counter as Tally
from datetime import date
from random import Random

import pytest

from kiosk.domain.figures.publication import ALL_SITES
from kiosk.domain.figures.usage import ACTORS, ARRIVALS, DEMARCHES, NEW_PEOPLE, OUTCOMES, VISITS, WAITING, Counter
from tests.helpers.auditor import audited
from tests.helpers.publishing import GUIDES, SITES, bureau, busy_bureau

FIRST_PEOPLE, FIRST_DEMARCHES = 60, 160  # the permanence's first published figures (PRODUCT.md)
QUARTER = ("2026-07", "2026-08", "2026-09")
QUARTERS = {f"2026-Q{n + 1}": tuple(f"2026-{3 * n + m:02}" for m in (1, 2, 3)) for n in range(4)}


def _leaks(office):
    assert office.published
    return audited(office.published, office.truth)


@pytest.mark.long
@pytest.mark.parametrize(("sites", "a_day", "seed"), [(3, 0.3, 5), (1, 6, 4)])
def test_a_quarter_at_once_gives_nothing_away(tmp_path, sites, a_day, seed):
    with busy_bureau(tmp_path, sites=sites, a_day=a_day, seed=seed, last=date(2026, 9, 30), days=92) as office:
        office.publish("2026-Q3")
        assert _leaks(office) == []


@pytest.mark.parametrize(("sites", "a_day", "seed"), [pytest.param(2, 1.4, 1, marks=pytest.mark.long), (1, 6, 2)])
def test_whoever_keeps_every_month_learns_nothing_from_the_quarter(tmp_path, sites, a_day, seed):
    with busy_bureau(tmp_path, sites=sites, a_day=a_day, seed=seed, last=date(2026, 9, 30), days=92) as office:
        for written in (*QUARTER, "2026-Q3"):
            office.publish(written)
        assert _leaks(office) == []


def test_a_quarter_after_its_months_still_tells_the_evaluation_its_figures(tmp_path):
    """Months come with their quarter, and what they tell stands in it."""
    with busy_bureau(tmp_path, sites=3, a_day=1.4, seed=1) as office:
        for written in QUARTER:
            office.publish(written)
        quarter = office.publish("2026-Q3")
        shown = {cell.sum: cell.value for month in office.published for cell in month.cells if cell.value is not None}
        assert all(cell.value is not None for cell in quarter.cells if cell.sum in shown)
        assert all(quarter.is_told(table) for table in ("partner", "outcome", "theme"))


@pytest.mark.long
def test_what_three_months_add_up_to_is_not_hidden_in_vain(tmp_path):
    with busy_bureau(tmp_path, sites=3, a_day=20, seed=3, last=date(2026, 9, 30), days=92) as office:
        for written in (*QUARTER, "2026-Q3"):
            office.publish(written)
        assert _leaks(office) == []


@pytest.mark.long
def test_the_year_of_a_small_site_gives_nothing_away_step_after_step(tmp_path):
    with busy_bureau(tmp_path, sites=1, a_day=0.5, seed=7) as office:
        for quarter, months in QUARTERS.items():
            for written in (*months, quarter):
                office.publish(written)
        assert _leaks(office) == []
        office.publish("2026")
        assert _leaks(office) == []


@pytest.mark.long
def test_the_year_at_once_gives_nothing_away(tmp_path):
    with busy_bureau(tmp_path, sites=1, a_day=1.4, seed=8) as office:
        office.publish("2026")
        assert _leaks(office) == []


def test_a_report_asked_twice_is_the_same_even_after_later_counts(tmp_path):
    with busy_bureau(tmp_path, sites=2, a_day=3, seed=6, last=date(2026, 9, 30), days=92) as office:
        before = office.publish("2026-Q3")
        assert office.publish("2026-Q3") == before
        counts = office.files.figures.totals().items()
        later = [(Counter(c.family, c.site, "2026-09", c.value), n) for c, n in counts if c.period == "2026-08"]
        office.files.figures.apply(office.files.figures.last_batch() + 1, later)
        assert later
        assert office.publish("2026-Q3") == before
        month = office.publish("2026-08")
        office.publish("2026-Q3", SITES[0].id)
        assert (office.publish("2026-08"), office.publish("2026-Q3")) == (month, before)


def _first_figures(seed):
    """Count the first three months: few guides asked often and many seldom, most démarches done."""
    random = Random(seed)
    counts = Tally()

    def add(family, site, month, value=""):
        period = f"{month}-14 {random.choice(['am', 'pm'])}" if family is ARRIVALS else month
        counts[Counter(family.name, site, period, value)] += 1

    sites = random.choices([site.id for site in SITES], weights=[45, 30, 25], k=FIRST_DEMARCHES)
    guides = random.choices(
        [guide.id for guide in GUIDES], weights=[1 / (n + 3) for n in range(len(GUIDES))], k=FIRST_DEMARCHES
    )
    for n, (site, guide) in enumerate(zip(sites, guides, strict=True)):
        month = random.choice(QUARTER)
        outcome = random.choices(["done", "to-complete", "redirected", "information"], weights=[62, 20, 13, 5])[0]
        add(DEMARCHES, site, month, guide)
        add(OUTCOMES, site, month, outcome)
        if outcome == "redirected":
            add(ACTORS, site, month, "pimms-mediation" if random.random() < 0.6 else "ccas")
        if n < FIRST_PEOPLE + 15:
            add(ARRIVALS, site, month, "appointment")
            add(VISITS, site, month)
            add(WAITING, site, month, random.choice(["0-5", "5-15", "15-30"]))
        if n < FIRST_PEOPLE:
            add(NEW_PEOPLE, site, month)
    return counts


@pytest.mark.parametrize("seed", range(5))
def test_the_first_published_figures_stand_for_four_fifths_in_numbers_that_are_shown(tmp_path, seed):
    with bureau(tmp_path) as office:
        office.files.figures.apply(1, _first_figures(seed).items())
        report = office.publish("2026-Q3")
        assert report.scope == ALL_SITES
        assert report.cell("total", "demarches").value in {FIRST_DEMARCHES, None}
        for table in ("partner", "outcome"):
            assert sum(cell.value or 0 for cell in report.table(table)) >= 0.8 * FIRST_DEMARCHES


@pytest.mark.long
@pytest.mark.parametrize("seed", [0])
def test_the_first_published_figures_give_nothing_away(tmp_path, seed):
    with bureau(tmp_path) as office:
        office.files.figures.apply(1, _first_figures(seed).items())
        office.publish("2026-Q3")
        assert _leaks(office) == []


@pytest.mark.long
@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("a_day", [0.3, 1.4, 6, 40])
@pytest.mark.parametrize("sites", [1, 2, 3])
def test_any_volume_at_any_sites_gives_nothing_away_month_after_month(tmp_path, sites, a_day, seed):
    with busy_bureau(tmp_path, sites=sites, a_day=a_day, seed=seed, last=date(2026, 9, 30), days=92) as office:
        for written in _order(seed):
            office.publish(written)
            assert _leaks(office) == []


def _order(seed):
    """Return the periods of a quarter in some order: a month may be asked for after its quarter."""
    return Random(seed).sample([*QUARTER, "2026-Q3"], 4) if seed % 2 else [*QUARTER, "2026-Q3"]


@pytest.mark.long
@pytest.mark.parametrize("a_day", [0.3, 1.4, 6, 40])
@pytest.mark.parametrize("sites", [1, 2])
def test_any_year_gives_nothing_away_quarter_after_quarter(tmp_path, sites, a_day):
    with busy_bureau(tmp_path, sites=sites, a_day=a_day, seed=9) as office:
        for written in (*QUARTERS, "2026"):
            office.publish(written)
            assert _leaks(office) == []
