"""Whoever knows the rule learns nothing of a heap: every table of a few rows is tried, each with all its likes."""

from collections import defaultdict
from itertools import product

import pytest

from kiosk.domain.figures import splitting
from kiosk.domain.figures.splitting import Row, grown, named, told_everywhere

T = 4


def _rows(numbers):
    return [Row(frozenset({str(n)}), number) for n, number in enumerate(numbers)]


def _said(numbers, threshold=T):
    """Return what a reader sees: the sum, and each named row with its number."""
    told = {row.values: row.n for row in named(_rows(numbers), threshold)}
    return sum(numbers), tuple(told.get(row.values) for row in _rows(numbers))


def _worlds_by_what_is_said(rows, most, threshold=T):
    worlds = defaultdict(list)
    for numbers in product(range(most + 1), repeat=rows):
        if sum(numbers) >= threshold:
            worlds[_said(numbers, threshold)].append(numbers)
    return worlds


def _narrowed(worlds, most, threshold=T):
    """Return each row of a heap that who sees what is said can narrow; sums that the trial cuts off are left out."""
    for (total, told), alike in worlds.items():
        for place in (n for n, number in enumerate(told) if number is None and total <= most):
            seen = {numbers[place] for numbers in alike}
            hides_all = set(range(threshold)) <= seen
            is_great = min(seen) >= threshold and max(seen) - min(seen) >= threshold - 1
            if not hides_all and not is_great:
                yield total, told, place, sorted(seen)


@pytest.mark.parametrize(("rows", "most"), [(2, 20), (3, 18), (4, 13), (5, 9)])
def test_every_row_of_every_heap_could_count_anything_under_the_threshold(rows, most):
    worlds = _worlds_by_what_is_said(rows, most)
    assert list(_narrowed(worlds, most)) == []
    assert any(None in told for _, told in worlds)


@pytest.mark.parametrize(("rows", "most"), [(3, 14), (4, 10)])
def test_named_rows_and_heaps_have_the_threshold(rows, most):
    for (total, told), alike in _worlds_by_what_is_said(rows, most).items():
        heap = total - sum(number or 0 for number in told)
        assert all(number is None or number >= T for number in told)
        assert heap >= T or (heap == 0 and None not in told)
        assert told.count(None) != 1, alike


def _all_great(rows, threshold):
    return tuple(row for row in rows if row.n >= threshold)


def _smallest_joins(rows, threshold):
    """What reports did before: the smallest named row joins a heap that is too small."""
    told = sorted(_all_great(rows, threshold), key=lambda row: -row.n)
    while told and len(told) < len(rows) and sum(row.n for row in rows) - sum(row.n for row in told) < threshold:
        told.pop()
    return tuple(told)


@pytest.mark.parametrize("rule", [_all_great, _smallest_joins])
def test_the_rules_that_come_to_mind_first_are_caught(rule, monkeypatch):
    monkeypatch.setitem(globals(), "named", rule)
    assert list(_narrowed(_worlds_by_what_is_said(3, 15), 15))


def test_a_rule_that_lets_any_heap_be_is_caught(monkeypatch):
    """The bound on a heap of small rows is what hides that they are nearly full."""
    worlds = defaultdict(list)
    for numbers in product(range(16), repeat=3):
        great = _all_great(_rows(numbers), T)
        if sum(numbers) - sum(row.n for row in great) >= T:
            told = {row.values: row.n for row in great}
            worlds[sum(numbers), tuple(told.get(row.values) for row in _rows(numbers))].append(numbers)
    assert list(_narrowed(worlds, 15))


def test_the_order_says_which_great_row_joins_a_heap_and_never_its_size():
    assert [row.n for row in named(_rows((9, 50, 8, 1)), T)] == [9, 50]
    assert [row.n for row in named(_rows((50, 8, 9, 1)), T)] == [50, 8]


LETTERS = frozenset("abcdef")
BY_HALF = lambda values: [part for each in ("abc", "def") if (part := values & frozenset(each))]  # noqa: E731
BY_ONE = lambda values: [frozenset(each) for each in sorted(values)]  # noqa: E731


def _adder(counts):
    return lambda values: sum(counts[value] for value in values)


def test_a_heap_is_never_split_again_and_a_named_row_is():
    counts = dict(zip("abcdef", (9, 8, 7, 2, 1, 0), strict=True))
    tree = grown(LETTERS, (BY_HALF, BY_ONE), _adder(counts), T)
    assert tree.leaves == (LETTERS,)
    counts |= {"d": 20}
    assert set(grown(LETTERS, (BY_HALF, BY_ONE), _adder(counts), T).leaves) == {
        frozenset("a"), frozenset("b"), frozenset("c"), frozenset("def"),
    }  # fmt: skip


def test_a_site_tells_rows_only_if_every_site_can():
    tree = grown(LETTERS, (BY_ONE,), _adder(dict.fromkeys("abcdef", 20)), T)
    here, there = _adder(dict.fromkeys("abcdef", 5)), _adder(dict.fromkeys("abcdef", 5) | {"f": 3})
    assert told_everywhere(tree, [here, here], T) == tree
    assert told_everywhere(tree, [here, there], T).leaves == (LETTERS,)


def test_a_rule_that_is_broken_is_seen(monkeypatch):
    monkeypatch.setattr(splitting, "_first", _all_great)
    assert list(_narrowed(_worlds_by_what_is_said(3, 15), 15))
