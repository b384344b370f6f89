"""A territory adds up what its sites published; a department's whole is told where no small site shows through it."""

from collections import defaultdict
from datetime import UTC, date, datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.figures.disclosure import THRESHOLD, Status, Told
from kiosk.domain.figures.periods import read_period
from kiosk.domain.figures.publication import FileKind
from kiosk.domain.figures.quarterly import published
from kiosk.domain.figures.sums import ledger
from kiosk.domain.figures.tables import NUMBER, OTHERS, TOTALS, Catalogue
from kiosk.domain.figures.tallies import TOLD_TABLES
from kiosk.domain.figures.territorial import ROOTS, TOGETHER, Part, Said, added_up, roots_of, row_of
from kiosk.domain.figures.territories import Level, PlacedSite
from kiosk.domain.figures.usage import ARRIVALS, DEMARCHES, SHEETS, VISITS
from kiosk.services.reports import NothingCounted, NotOver
from kiosk.services.simulation import Simulation
from kiosk.services.territories import NoSuchTerritory, Territories, TerritoryReport
from tests.helpers.publishing import GUIDES
from tests.helpers.waiting_room import SITE

QUARTER = read_period("2026-Q3")
T = 5


def said(n: int, threshold: int) -> Said:
    return Said(frozenset(), n, Status.SHOWN) if n >= threshold else Said(frozenset(), None, Status.SMALL)


def part(name: str, threshold: int = T, **roots: int) -> Part:
    cells = {("total", row, NUMBER): said(n, threshold) for row, n in roots.items()}
    return Part(name, threshold, cells)


def what_anybody_reads(group, worlds, told_sites):
    """For each report of a department, the worlds of which the rule makes it."""
    made = defaultdict(list)
    for world in worlds:
        parts = [part(f"small-{i}", **{row_of(f): n for f, n in zip(group, each, strict=True)})
                 for i, each in enumerate(world)]  # fmt: skip
        parts += [part("great", **{row_of(f): n for f, n in zip(group, told_sites, strict=True)})]
        exact = {f.name: sum(each[place] for each in (*world, told_sites)) for place, f in enumerate(group)}
        report = roots_of(parts, exact)
        made[tuple((row_of(f), report[row_of(f)]) for f in group)].append(world)
    return made


@pytest.mark.parametrize("many", [1, 2, 3, 4])
def test_whatever_a_department_tells_each_small_site_may_be_anything_below_its_threshold(many):
    """Every world of up to four small sites; who reads knows the rule, all other sites and every report."""
    worlds = [tuple((n,) for n in world) for world in product(range(T), repeat=many)]
    made = what_anybody_reads((SHEETS,), worlds, (20,))
    assert sum(map(len, made.values())) == T**many
    for report, possible in made.items():
        for site in range(many):
            assert {world[site][0] for world in possible} == set(range(T)), report
    is_told_whole = [dict(report)["sheets"].status is Status.SHOWN for report in made]
    assert any(is_told_whole) == (many > 2)


def test_so_it_is_where_three_roots_are_told_together():
    worlds = list(product(product(range(T), (1, 3), (2,)), repeat=3))
    made = what_anybody_reads((ARRIVALS, VISITS, DEMARCHES), worlds, (20, 20, 20))
    for report, possible in made.items():
        whole = [told.status is Status.SHOWN for _, told in report]
        assert all(whole) or not any(whole), report
        for site in range(3):
            assert {world[site][0] for world in possible} == set(range(T)), report
            assert {world[site][1] for world in possible} == {1, 3}, report


def test_sites_of_different_thresholds_hide_each_below_its_own():
    thresholds = (5, 8, 11)
    made = defaultdict(list)
    for world in product(*(range(t) for t in thresholds)):
        parts = [part(f"s{i}", t, sheets=n) for i, (t, n) in enumerate(zip(thresholds, world, strict=True))]
        made[roots_of(parts, {SHEETS.name: sum(world)})["sheets"]].append(world)
    for told, possible in made.items():
        for site, t in enumerate(thresholds):
            assert {world[site] for world in possible} == set(range(t)), told


def test_a_number_that_one_site_does_not_tell_is_told_as_the_least_it_can_be():
    parts = [part("a", visits=40), part("b", visits=3)]
    assert added_up(parts, ("total", "visits", NUMBER)) == Told(40, Status.LEAST)
    assert added_up(parts[:1], ("total", "visits", NUMBER)) == Told(40)
    assert added_up(parts[1:], ("total", "visits", NUMBER)).value is None


class Archive:
    """A centre in memory: sites of an invented quarter, each as its own box publishes it."""

    def __init__(self, sites: dict[str, tuple[str, str]], a_day: float, seed: int, late: frozenset[str] = frozenset()):
        self.held = tuple(PlacedSite(s, s, department, region, "France") for s, (department, region) in sites.items())
        self.counts, self.kept, self.late, self.told = {}, {}, late, {}
        for place, name in enumerate(sites):
            site = SITE.model_copy(update={"id": name})
            months = list(
                Simulation((site,), GUIDES, seed + place, a_day * (1 + place % 4) / 4).months(QUARTER.last, 92)
            )
            counts = ledger((cell, n) for month in months for cell, n in month.items())
            self.counts[name] = counts
            catalogue = Catalogue(GUIDES, {name: name}, {}, {})
            for unit, cells in published(QUARTER, counts, {name: THRESHOLD}, catalogue):
                if unit.period == QUARTER:
                    self.told[name] = Part(name, THRESHOLD, {
                        (c.table, c.row, c.column): Said(c.sum.values, c.value, c.status)
                        for c in cells if c.table in TOLD_TABLES and c.row != OTHERS
                    })  # fmt: skip

    def places(self):
        return self.held

    def parts(self, period):
        return tuple(told for name, told in self.told.items() if name not in self.late and period == QUARTER.id)

    def roots(self, months):
        found = {}
        for name, counts in self.counts.items():
            for cell, n in counts.counts.items():
                if cell.period in months and cell.family in {family.name for family in ROOTS}:
                    found[name, cell.family] = found.get((name, cell.family), 0) + n
        return found

    def awaited(self, period, months):
        return self.late if period == QUARTER.id else frozenset()

    def frozen(self, period):
        return dict(self.kept)

    def freeze(self, period, told, day):
        for key, each in told.items():
            self.kept.setdefault(key, each)

    def truth(self, family, department=None):
        return sum(n for (site, name), n in self.roots(QUARTER.months).items() if name == family.name
                   and department in (None, next(p.department for p in self.held if p.site == site)))  # fmt: skip


SITES = {f"site-{n:02}": (f"D{n // 8}", f"R{n // 16}") for n in range(32)}


def territories(archive, day=date(2026, 11, 2)):
    catalogue = Catalogue(GUIDES, {}, {"papers": "Papiers"}, {})
    return Territories(archive, lambda: datetime(day.year, day.month, day.day, tzinfo=UTC), lambda: catalogue, "test")


def number(found, row, table="total", column=NUMBER):
    cell = found.report.now.cell(table, row, column)
    return cell.value, cell.status


@pytest.fixture(scope="module")
def archive():
    return Archive(SITES, 1.2, 7)


def test_the_country_is_its_regions_and_a_region_its_departments_and_nothing_more(archive):
    made = territories(archive)
    country = made.report(QUARTER, Level.COUNTRY, "France")
    regions = [made.report(QUARTER, Level.REGION, name) for name in ("R0", "R1")]
    departments = [made.report(QUARTER, Level.DEPARTMENT, f"D{n}") for n in range(4)]
    for family in ROOTS:
        row = row_of(family)
        added = [sum(number(found, row)[0] or 0 for found in each) for each in (regions, departments)]
        assert number(country, row)[0] == added[0] == added[1]
        assert number(country, row)[0] <= archive.truth(family)
    for n, found in enumerate(departments):
        for family in ROOTS:
            told, status = number(found, row_of(family))
            exact = archive.truth(family, f"D{n}")
            assert told == exact if status is Status.SHOWN else (told or 0) <= exact
    # Small sites are not lost: the quarter is told whole where no site shows through it.
    assert any(number(found, "sheets")[1] is Status.SHOWN for found in departments)
    assert {row: number(country, row, "site", "demarches") for row in ("R0", "R1")} == {
        name: number(found, "demarches") for name, found in zip(("R0", "R1"), regions, strict=True)
    }


def test_what_is_told_of_categories_follows_from_what_sites_published(archive):
    country = territories(archive).report(QUARTER, Level.COUNTRY, "France")
    for cell in country.report.now.cells:
        if cell.table not in {"total", "site"}:
            told = [p.cells.get((cell.table, cell.row, cell.column)) for p in archive.parts(QUARTER.id)]
            assert (cell.value or 0) == sum(c.value or 0 for c in told if c and c.values == cell.sum.values)


def test_a_department_that_waits_for_a_site_tells_the_least_and_is_published_once_all_have():
    archive = Archive(
        {name: place for name, place in SITES.items() if name < "site-08"}, 1.2, 7, frozenset({"site-03"})
    )
    made = territories(archive)
    before = made.report(QUARTER, Level.DEPARTMENT, "D0")
    assert before.awaited == ("site-03",)
    assert "pas encore publié par 1 site" in before.report.note
    assert all(number(before, row_of(family))[1] is not Status.SHOWN for family in ROOTS)
    assert archive.kept == {}
    archive.late = frozenset()
    after = made.report(QUARTER, Level.DEPARTMENT, "D0")
    assert after.awaited == ()
    held = dict(archive.kept)
    assert len(held) == len(ROOTS)
    # Counts that come later change nothing of what was published.
    archive.counts["site-00"] = archive.counts["site-01"]
    again = made.report(QUARTER, Level.DEPARTMENT, "D0")
    assert [number(again, row) for row in TOTALS] == [number(after, row) for row in TOTALS]
    assert archive.kept == held


def test_what_cannot_be_reported_is_said(archive):
    made = territories(archive)
    assert made.report(QUARTER, Level.REGION, "R9") == NoSuchTerritory()
    assert territories(archive, date(2026, 9, 30)).report(QUARTER, Level.REGION, "R0") == NotOver(QUARTER)
    with pytest.raises(ValueError, match="a quarter"):
        made.report(read_period("2026"), Level.COUNTRY, "France")
    empty = Archive({}, 1, 1)
    empty.held = archive.held
    assert territories(empty).report(QUARTER, Level.COUNTRY, "France") == NothingCounted()


@pytest.mark.parametrize("kind", [FileKind.PDF, FileKind.CSV, FileKind.XLSX])
def test_a_territorys_report_is_laid_out_like_any_other(archive, kind):
    from kiosk.adapters.reports.press import FilePress

    found = territories(archive).report(QUARTER, Level.COUNTRY, "France")
    assert isinstance(found, TerritoryReport)
    written = FilePress().write(found.report, kind)
    assert len(written) > 500
    assert b"half-day" not in written


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=12))
def test_a_department_never_tells_more_than_there_is_nor_a_small_number(counts):
    group = TOGETHER[0]
    parts = [part(f"s{i}", 11, **{row_of(f): n for f, n in zip(group, each, strict=True)})
             for i, each in enumerate(counts)]  # fmt: skip
    exact = {f.name: sum(each[place] for each in counts) for place, f in enumerate(group)}
    for family in group:
        told = roots_of(parts, exact)[row_of(family)]
        assert told.value is None or 11 <= told.value <= exact[family.name]
        if told.status is Status.SHOWN:
            assert told.value == exact[family.name]
