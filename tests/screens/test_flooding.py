"""A flood of codes at the kiosk: for a moment whoever comes is sent to a person; nobody is kept out, nothing lost."""

from collections.abc import Callable
from itertools import groupby

import pytest

from kiosk.adapters.machine.scanner import Heard
from kiosk.domain.machine.chores import ChoreTrouble
from kiosk.domain.reception.codes import SlipCode
from screens.driver.hand import Hand
from screens.kiosk.visit import Visit
from tests.helpers.visitor import (
    FINE,
    HERE,
    PREPARE,
    arrivals,
    arrive,
    number,
    open_guide,
    read,
    scan,
    slip,
    spell,
)

Open = Callable[..., Hand]
MISTYPED = "123456"
AWAY = "Adressez‑vous à l’accueil"


@pytest.fixture
def hand(open_kiosk: Open) -> Hand:
    opened = open_kiosk()
    opened.eyes_open = False
    return opened


def flood(hand: Hand, times: int = 11) -> None:
    """Show codes to the service as fast as it answers."""
    for _ in range(times):
        hand.shell.ask(lambda s: s.arrivals.present(MISTYPED, "fr"))
    hand.rest()


def repeats(hand: Hand, seconds: float, code: SlipCode) -> list[str]:
    """Let a broken reader repeat a code twice a second; return the screens that came, in order."""
    seen = []
    for _ in range(int(seconds * 2)):
        hand.shell.keys._keyboard._hear(Heard((), code))
        hand.wait(0.5)
        hand.rest()
        seen.append(hand.shell.screen.name)
    return [name for name, _ in groupby(seen)]


def to_digits(hand: Hand) -> None:
    hand.tap(HERE)
    hand.tap("J’ai un papier")


def test_who_types_an_eleventh_code_is_sent_to_a_person_and_finds_what_was_typed(hand):
    to_digits(hand)
    for _ in range(10):
        spell(hand, MISTYPED)
        hand.tap(FINE)
        hand.rest()
        assert "Vérifiez les chiffres." in read(hand)
    spell(hand, slip("48213"))
    hand.tap(FINE)
    hand.rest()
    assert hand.shell.screen.name == "too_many"
    assert hand.shell.screen.title() == AWAY
    hand.wait(11)
    assert hand.shell.screen.name == "slip_code"
    assert hand.shell.situation.visit.digits == slip("48213")
    assert arrivals(hand) == ()


def test_the_moment_can_be_ended_by_a_touch_and_the_hour_still_gives_a_number(hand):
    flood(hand)
    scan(hand, "KR" + slip("48213"))
    assert hand.shell.screen.name == "too_many"
    hand.tap("Continuer")
    assert hand.shell.screen.name == "home"
    assert arrive(hand) == "A 1"


def test_a_minute_later_the_slip_gets_its_number(hand, clock):
    flood(hand)
    scan(hand, "KR" + slip("48213"))
    hand.wait(11)
    clock.advance(minutes=1)
    scan(hand, "KR" + slip("48213"))
    assert number(hand) == "A 1"


def test_a_list_that_was_to_be_given_is_still_there(hand):
    hand.tap(PREPARE)
    open_guide(hand)
    before, screen = repr(hand.shell.situation.visit), hand.shell.screen.name
    flood(hand)
    scan(hand, "KR" + slip("48213"))
    assert hand.shell.screen.name == "too_many"
    hand.wait(11)
    assert hand.shell.screen.name == screen
    assert repr(hand.shell.situation.visit) == before


def test_a_reader_that_repeats_one_code_makes_one_number_and_leaves_the_screen_to_whoever_touches_it(hand, clock):
    seen = []
    for _ in range(4):
        seen += repeats(hand, 25, SlipCode(slip("48213")))
        clock.advance(seconds=25)
    assert len(arrivals(hand)) == 1
    # Its own number, then for a moment where to go, then the screen below again: once more each half minute.
    shown = [name for name, _ in groupby(seen)]
    assert shown.count("too_many") in {3, 4}
    assert all(shown[place + 1] != "too_many" for place, name in enumerate(shown[:-1]) if name == "too_many")
    hand.shell.navigator.start_over()
    hand.shell.keys._keyboard._hear(Heard((), SlipCode(slip("48213"))))
    hand.rest()
    assert hand.shell.screen.name == "home"
    assert arrive(hand) == "A 2"


def test_a_reader_that_repeats_one_code_keeps_nobody_s_screen_on_show(hand, clock):
    hand.tap(PREPARE)
    open_guide(hand)
    for _ in range(10):
        repeats(hand, 20, SlipCode(slip("48213")))
        clock.advance(seconds=20)
    assert hand.shell.situation.visit == Visit()


def test_the_desk_is_told_of_a_flood_at_the_kiosk(hand):
    flood(hand)
    told = []
    hand.shell.ask(lambda s: s.chores.troubles(), told.append)
    hand.rest()
    assert told == [(ChoreTrouble.TOO_MANY_CODES,)]
