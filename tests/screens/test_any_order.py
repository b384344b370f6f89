"""Whatever is pressed, touched, shown and typed, in any order, nothing breaks and no staff screen opens by itself."""

from datetime import UTC, datetime, timedelta

import pytest

from kiosk.domain.guides.guide import Checklist
from kiosk.domain.reception.access import Role
from tests.helpers.desk_office import MEDIATOR, PIN, Office
from tests.helpers.monkey import Monkey
from tests.helpers.visitor import arrive, slip

MORNING = datetime(2026, 11, 24, 9, 12, tzinfo=UTC)


def codes(guides, badge=""):
    """Return what people hold to the reader: slips, a list, a badge, and things that are nobody's."""
    checklist = Checklist(next(g for g in guides if g.id == "carte-identite"))
    known = ["KR" + slip("48213"), "KR" + slip("10000"), "KR482131", "KD" + checklist.token(), "KR", "123456789012"]
    return known + ([f"KS{badge}", "KS000000000000"] if badge else [])


def ask(hand, job):
    answers = []
    hand.shell.ask(job, answers.append)
    hand.until(lambda: answers, "no answer")
    return answers[0]


def next_tuesday(now):
    """Return the next morning on which the permanence is open: clocks never go back."""
    return MORNING + timedelta(days=7) * (1 + max(0, (now - MORNING).days) // 7)


def play_at_the_kiosk(open_kiosk, clock, seed, events, *, practice=False, known=False):
    """Play, then let a visitor come the next open morning: the same screens must answer."""
    hand = open_kiosk(practice=practice)
    badge = "" if practice else with_account(hand)
    with Monkey(
        hand, clock, seed, codes(hand.shell.outfit.guides(), badge), PIN, MEDIATOR if known else None
    ) as monkey:
        monkey.play(events)
        clock.now = next_tuesday(clock.now)
        monkey.go_home()
    assert hand.shell.staff_door.desk is None
    ask(hand, lambda s: s.arrivals.desk_is_alive() or True)
    hand.wait(6)
    hand.rest()
    assert arrive(hand).startswith("A ")


def with_account(hand):
    ask(hand, lambda s: s.access.add("M1", Role.MEDIATOR, PIN) and True)
    return ask(hand, lambda s: s.access.new_badge("M1")).digits


def play_at_the_desk(tmp_path, clock, seed, events, role="desk"):
    """Play at a desk or on the wall, then work at it."""
    office = Office(tmp_path, clock, role=role)
    try:
        badge = with_account(office.hand)
        if role == "desk":
            office.root.show("pin")
        with Monkey(office.hand, clock, seed, codes(office.root.outfit.guides(), badge), PIN, MEDIATOR) as monkey:
            monkey.play(events)
            clock.now = next_tuesday(clock.now)
            monkey.go_home()
        office.do(lambda s: s.queue.call(s.arrivals.walk_in("", "fr").ticket, "Bureau 1") or True)
        if role == "desk":
            office.enter()
            office.root.show("queue")
        assert any(words.startswith("S ") for words in office.see())
    finally:
        office.close()


def test_in_any_order_keys_touches_and_codes_break_nothing_and_open_nothing_at_the_kiosk(open_kiosk, clock):
    play_at_the_kiosk(open_kiosk, clock, 1, 1200)


def test_in_any_order_they_break_nothing_while_somebody_works_on_the_kiosk(open_kiosk, clock):
    play_at_the_kiosk(open_kiosk, clock, 2, 1200, known=True)


@pytest.mark.parametrize(("role", "events"), [("desk", 1000), ("board", 300)])
def test_in_any_order_they_break_nothing_at_the_desk_and_on_the_wall(tmp_path, clock, role, events):
    play_at_the_desk(tmp_path, clock, 3, events, role)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10, 14))
@pytest.mark.parametrize(("practice", "known"), [(False, False), (False, True), (True, True)])
def test_for_a_hundred_thousand_things_at_the_kiosk(open_kiosk, clock, seed, practice, known):
    play_at_the_kiosk(open_kiosk, clock, seed, 6000, practice=practice, known=known)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(20, 26))
@pytest.mark.parametrize("role", ["desk", "board"])
def test_for_a_hundred_thousand_things_at_the_desk_and_on_the_wall(tmp_path, clock, seed, role):
    play_at_the_desk(tmp_path, clock, seed, 6000 if role == "desk" else 1500, role)
