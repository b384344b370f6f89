"""A sheet printed before a fact changed: what changed since is told where every revision since says it."""

from kiosk.domain.guides.changes import Change, Changed, changed_since

PRICE, PAPERS, AGAIN = Change(2, Changed.PRICE), Change(3, Changed.PAPERS), Change(3, Changed.PRICE)


def test_a_sheet_of_today_has_nothing_to_be_told():
    assert changed_since((PRICE,), 2, 2) == ()


def test_what_each_revision_since_changed_is_told_once():
    assert changed_since((PRICE, PAPERS, AGAIN), 1, 3) == (Changed.PRICE, Changed.PAPERS)


def test_what_changed_before_the_sheet_was_printed_is_not_told():
    assert changed_since((PRICE, PAPERS), 2, 3) == (Changed.PAPERS,)


def test_a_revision_that_does_not_say_what_it_changed_may_have_changed_anything():
    assert changed_since((PRICE,), 1, 3) == ()


def test_a_sheet_newer_than_the_guide_has_nothing_to_be_told():
    assert changed_since((PRICE,), 4, 2) == ()
