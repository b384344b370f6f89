"""An auditor solves published tables; he first catches who hides badly, and then finds nothing in ours."""

from dataclasses import replace

import pytest

from kiosk.domain.figures.disclosure import THRESHOLD, Cell, Status
from kiosk.domain.figures.sums import Ledger, Sum
from kiosk.domain.figures.usage import Counter
from tests.helpers.auditor import Auditor, Leak
from tests.helpers.quarters import invented, reports_of

T = 11
MEAUX = frozenset({"meaux"})
MONTHS = tuple(f"2026-{n:02}" for n in range(1, 13))
FAMILY = "languages"


def _counts(table):
    """Count a table: rows of values, columns of months."""
    return {
        Counter(FAMILY, "meaux", MONTHS[column], value): n
        for value, numbers in table.items()
        for column, n in enumerate(numbers)
    }


def _sum(months, *values):
    return Sum(FAMILY, MEAUX, frozenset(months), frozenset(values))


def _cell(wanted, counts, *, hides, table="language", row=""):
    n = Ledger(counts).total(wanted)
    return Cell(table, row, "n", wanted, None, Status.SMALL) if hides and n < T else Cell(table, row, "n", wanted, n)


def _grid(counts, *, table="language"):
    """Write every number of a table with both totals, the small ones hidden."""
    values = sorted({each.value for each in counts})
    months = sorted({each.period for each in counts})
    sums = [_sum([month], value) for value in values for month in months]
    sums += [_sum(months, value) for value in values] + [_sum([month]) for month in months] + [_sum(months)]
    return [_cell(each, counts, hides=True, table=table) for each in sums]


def _audit(cells, counts):
    return Auditor([(T, cell) for cell in cells], counts)


BESIDE = _counts({"fr": [40, 30], "ar": [3, 20]})


def test_hiding_only_the_small_number_beside_its_total_is_caught():
    naive = [
        _cell(wanted, BESIDE, hides=True)
        for wanted in (_sum(MONTHS[:1], "fr"), _sum(MONTHS[:1], "ar"), _sum(MONTHS[:1]))
    ]
    auditor = _audit(naive, BESIDE)
    assert auditor.interval(naive[1].sum) == (3, 3)
    assert auditor.leaks() == [Leak(naive[1], 3, 3, 3)]


def test_one_hidden_number_in_a_grid_with_totals_is_caught():
    auditor = _audit(_grid(BESIDE), BESIDE)
    assert auditor.interval(_sum(MONTHS[:1], "ar")) == (3, 3)


def test_a_small_total_is_caught_bounding_what_it_adds_up():
    counts = _counts({"fr": [2], "ar": [5]})
    shown = _cell(_sum(MONTHS[:1]), counts, hides=False)
    parts = [_cell(_sum(MONTHS[:1], value), counts, hides=True) for value in ("fr", "ar")]
    assert _audit([shown, *parts], counts).interval(parts[0].sum) == (0, 7)


def test_two_tables_each_safe_alone_are_caught_together():
    counts = _counts({"a": [3], "b": [20], "c": [40]})
    month = MONTHS[:1]
    small = _cell(_sum(month, "a"), counts, hides=True)
    merged = Cell("language", "b", "n", _sum(month, "b"), None, Status.MERGED)
    one = [small, merged, _cell(_sum(month, "c"), counts, hides=True), _cell(_sum(month), counts, hides=True)]
    other = [_cell(_sum(month, *values), counts, hides=True) for values in ("b", "ac")]
    assert _audit(one, counts).leaks() == []
    assert _audit(other, counts).leaks() == []
    assert _audit([*one, *other], counts).interval(small.sum) == (3, 3)


def test_months_and_a_quarter_hidden_apart_are_caught_together():
    counts = _counts({"": [3, 20, 30]})
    months = [_cell(_sum([month]), counts, hides=True) for month in MONTHS[:3]]
    quarter = [_cell(_sum(MONTHS[:3]), counts, hides=True)]
    assert _audit(months, counts).leaks() == []
    assert _audit([*months, *quarter], counts).interval(months[0].sum) == (3, 3)


def test_what_anybody_knows_of_two_families_is_caught_too():
    """As many outcomes as démarches: hiding three démarches beside twelve is no use when fifteen outcomes are shown."""
    counts = {Counter("demarches", "meaux", "2026-01", "rsa"): 3, Counter("demarches", "meaux", "2026-01", "msa"): 12}
    counts |= {Counter("outcomes", "meaux", "2026-01", "done"): 15}
    sums = [Sum("demarches", MEAUX, frozenset({"2026-01"}), frozenset({guide})) for guide in ("rsa", "msa")]
    sums += [Sum("outcomes", MEAUX, frozenset({"2026-01"}))]
    cells = [_cell(each, counts, hides=True) for each in sums]
    assert _audit(cells, counts).interval(sums[0]) == (3, 3)


def test_languages_beside_arrivals_are_caught():
    """The hostile week's kind: as many languages as arrivals, and an auditor who was not told so saw nothing."""
    month = frozenset({"2026-01"})
    counts = {Counter("arrivals", "meaux", "2026-01", "1 am"): 24, Counter("languages", "meaux", "2026-01", "fr"): 21}
    counts |= {Counter("languages", "meaux", "2026-01", "ar"): 3}
    sums = [Sum("languages", MEAUX, month, frozenset({value})) for value in ("ar", "fr")] + [
        Sum("arrivals", MEAUX, month)
    ]
    assert _audit([_cell(each, counts, hides=True) for each in sums], counts).interval(sums[0]) == (3, 3)


def test_who_was_redirected_beside_to_whom_is_caught():
    """The issue's case: the smallest row was merged, and no more actors than redirections narrow what is merged."""
    place, counts = (MEAUX, frozenset({"2026-01"})), {}
    for family, value, n in (("outcomes", "done", 60), ("outcomes", "redirected", 13), ("outcomes", "information", 8),
                             ("actors", "pimms-mediation", 12), ("demarches", "rsa", 81)):  # fmt: skip
        counts[Counter(family, "meaux", "2026-01", value)] = n
    heap = Sum("outcomes", *place, frozenset({"redirected", "information"}))
    hidden = [
        Cell("outcome", v, "n", Sum("outcomes", *place, frozenset({v})), None, Status.MERGED) for v in heap.values
    ]
    told = [_cell(each, counts, hides=False) for each in (heap, Sum("actors", *place))]
    auditor = _audit([*hidden, *told], counts)
    assert auditor.interval(next(c.sum for c in hidden if c.row == "information")) == (0, 9)


def test_a_false_number_is_caught():
    true = next(cell for cell in _grid(BESIDE) if cell.value)
    false = replace(true, value=true.value + 1)
    with pytest.raises(AssertionError, match="not true"):
        _audit([false], BESIDE)


@pytest.mark.parametrize(
    ("sites", "a_day", "seed"),
    [(1, 4, 1), pytest.param(2, 3, 2, marks=pytest.mark.long), pytest.param(3, 0.7, 3, marks=pytest.mark.long)],
)
def test_a_quarter_gives_no_number_away_to_who_solves_it(sites, a_day, seed):
    counts = invented(sites, a_day, seed)
    cells = [(THRESHOLD, cell) for *_, made in reports_of(counts) for cell in made]
    assert Auditor(cells, counts.counts).leaks() == []
