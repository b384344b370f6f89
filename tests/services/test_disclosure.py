"""No small number can be worked out of published tables: an auditor solves them, and first catches who hides badly."""

from dataclasses import replace
from random import Random

import pytest

from kiosk.adapters.reports.intruder import HighsIntruder
from kiosk.domain.figures.disclosure import Cell, Status
from kiosk.domain.figures.masking import protected
from kiosk.domain.figures.sums import Sum, ledger
from kiosk.domain.figures.usage import Counter
from tests.helpers.auditor import Auditor, Leak

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
    n = ledger(counts.items()).total(wanted)
    return Cell(table, row, "n", wanted, None, Status.SMALL) if hides and n < T else Cell(table, row, "n", wanted, n)


def _grid(counts, *, table="language"):
    """Write every number of a table with both totals, the small ones hidden."""
    values = sorted({each.value for each in counts})
    months = sorted({each.period for each in counts})
    sums = [_sum([month], value) for value in values for month in months]
    sums += [_sum(months, value) for value in values] + [_sum([month]) for month in months] + [_sum(months)]
    return [_cell(each, counts, hides=True, table=table) for each in sums]


def _safe(cells, counts, frozen=()):
    held = [(T, cell) for cell in frozen]
    return protected([(T, cell) for cell in cells], held, HighsIntruder, ledger(counts.items()))


def _audit(cells, counts):
    return Auditor([(T, cell) for cell in cells], counts)


def _drawn(seed, rows, columns):
    random = Random(seed)
    most = random.choice([3, 12, 30, 200])
    table = {f"v{row}": [int(random.random() ** 2 * most) for _ in range(columns)] for row in range(rows)}
    return _counts(table)


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
    masked = Cell("language", "b", "n", _sum(month, "b"), None, Status.MASKED)
    one = [small, masked, _cell(_sum(month, "c"), counts, hides=True), _cell(_sum(month), counts, hides=True)]
    other = [_cell(_sum(month, *values), counts, hides=True) for values in ("b", "ac")]
    assert _audit(one, counts).leaks() == []
    assert _audit(other, counts).leaks() == []
    assert _audit([*one, *other], counts).interval(small.sum) == (3, 3)
    assert _audit(_safe([*_safe(one, counts), *other], counts), counts).leaks() == []


def test_months_and_a_quarter_hidden_apart_are_caught_together():
    counts = _counts({"": [3, 20, 30]})
    months = [_cell(_sum([month]), counts, hides=True) for month in MONTHS[:3]]
    quarter = [_cell(_sum(MONTHS[:3]), counts, hides=True)]
    assert _audit(_safe(months, counts), counts).leaks() == []
    assert _audit(_safe(quarter, counts), counts).leaks() == []
    assert _audit([*months, *quarter], counts).interval(months[0].sum) == (3, 3)
    later = _safe(quarter, counts, frozen=months)
    assert _audit([*months, *later], counts).leaks() == []


def test_what_anybody_knows_of_two_families_is_caught_too():
    """As many outcomes as démarches: hiding three démarches beside twelve is no use when fifteen outcomes are shown."""
    counts = {Counter("demarches", "meaux", "2026-01", "rsa"): 3, Counter("demarches", "meaux", "2026-01", "msa"): 12}
    counts |= {Counter("outcomes", "meaux", "2026-01", "done"): 15}
    sums = [Sum("demarches", MEAUX, frozenset({"2026-01"}), frozenset({guide})) for guide in ("rsa", "msa")]
    sums += [Sum("outcomes", MEAUX, frozenset({"2026-01"}))]
    cells = [_cell(each, counts, hides=True) for each in sums]
    assert _audit(cells, counts).interval(sums[0]) == (3, 3)
    assert _audit(_safe(cells, counts), counts).leaks() == []


def test_a_false_number_is_caught():
    true = next(cell for cell in _grid(BESIDE) if cell.value)
    false = replace(true, value=true.value + 1)
    with pytest.raises(AssertionError, match="not true"):
        _audit([false], BESIDE)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("table", ["language", "month"])
def test_a_table_with_totals_keeps_every_small_number(seed, table):
    """Any size up to 8 × 8; a table of categories is left whole when it must, one of totals masks number by number."""
    random = Random(seed)
    counts = _drawn(seed, random.randint(2, 8), random.randint(2, 8))
    assert _audit(_safe(_grid(counts, table=table), counts), counts).leaks() == []


@pytest.mark.parametrize("seed", range(8))
def test_linked_tables_of_one_export_keep_every_small_number(seed):
    """Values gathered twice, as guides are by partner and by theme, beside the values themselves."""
    random = Random(100 + seed)
    counts = _drawn(seed, 8, 3)
    values = sorted({each.value for each in counts})
    sums = [_sum(MONTHS[:3], value) for value in values] + [_sum(MONTHS[:3])]
    for _ in range(2):
        random.shuffle(values)
        ends = sorted(random.sample(range(1, 8), 3))
        sums += [_sum(MONTHS[:3], *values[a:b]) for a, b in zip([0, *ends], [*ends, 8], strict=True)]
    cells = [_cell(each, counts, hides=True) for each in sums]
    assert _audit(_safe(cells, counts), counts).leaks() == []


@pytest.mark.parametrize("seed", range(6))
def test_a_table_published_after_its_months_gives_no_small_number_away(seed):
    counts = _drawn(seed, 4, 4)
    held = []
    for month in MONTHS[:4]:
        sums = [_sum([month], f"v{row}") for row in range(4)] + [_sum([month])]
        held += _safe([_cell(each, counts, hides=True) for each in sums], counts, held)
        assert _audit(held, counts).leaks() == []
    held += _safe(_grid(counts), counts, held)
    assert _audit(held, counts).leaks() == []


@pytest.mark.parametrize("seed", range(3))
def test_a_year_published_as_it_goes_keeps_every_small_number(seed):
    counts = _drawn(seed, 3, 12)
    held = []
    for end in range(1, 13):
        spans = [MONTHS[end - 1 : end]] + [MONTHS[end - 3 : end]] * (end % 3 == 0) + [MONTHS] * (end == 12)
        for span in spans:
            sums = [_sum(span, f"v{row}") for row in range(3)] + [_sum(span)]
            held += _safe([_cell(each, counts, hides=True, table="month") for each in sums], counts, held)
    assert _audit(held, counts).leaks() == []


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 400))
def test_three_hundred_more_tables_keep_every_small_number(seed):
    test_a_table_with_totals_keeps_every_small_number(seed, "language" if seed % 2 else "month")
    test_linked_tables_of_one_export_keep_every_small_number(seed)
    test_a_table_published_after_its_months_gives_no_small_number_away(seed)
