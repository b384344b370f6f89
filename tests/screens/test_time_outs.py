"""A second before its time no screen asks, and at its time it does; a second before the end nothing is erased."""

from collections.abc import Callable

import pytest

from screens.driver.hand import Hand
from screens.kiosk.visit import Visit
from tests.helpers.visitor import PREPARE, arrive, read
from tests.screens.test_left_alone import ASKS, YES, quick, to_letters, to_papers, to_step
from tests.screens.test_printing_screen import FarPrinter, ask_for_receipt, finish, printer  # noqa: F401 (a fixture)

Open = Callable[..., Hand]
ANSWER = 45


def to_themes(hand: Hand) -> None:
    hand.tap(PREPARE)
    hand.rest()


def to_number(hand: Hand) -> None:
    arrive(hand)


# A screen that is filled in, one that is read, and a result: each kind has a time of its own.
KINDS = pytest.mark.parametrize(
    ("go", "seconds"), [(to_themes, 120), (to_letters, 120), (to_papers, 120), (to_step, 300), (to_number, 30)]
)


def left_at(hand: Hand, go: Callable[[Hand], None]) -> str:
    """Go there, touch something last of all, and be gone; return the name of the screen."""
    go(hand)
    hand.rest()
    hand.wait(1.2)  # typed letters are masked by then
    hand.shell.situation.stir()
    return hand.shell.screen.name


@KINDS
def test_it_asks_at_its_time_and_erases_at_the_end_of_the_answer_s(
    open_kiosk: Open, go: Callable[[Hand], None], seconds: int
) -> None:
    hand = quick(open_kiosk())
    name = left_at(hand, go)
    seen = {}
    for moment, wait in (("T−1", seconds - 1), ("T", 1), ("T+44", ANSWER - 1), ("T+45", 1)):
        hand.wait(wait)
        seen[moment] = hand.shell.screen.name
    assert seen == {"T−1": name, "T": "more_time", "T+44": "more_time", "T+45": "home"}
    assert hand.shell.situation.visit == Visit()


@KINDS
def test_at_the_last_second_an_answer_still_saves_everything(
    open_kiosk: Open, go: Callable[[Hand], None], seconds: int
) -> None:
    hand = quick(open_kiosk())
    name = left_at(hand, go)
    words = read(hand)
    hand.wait(seconds + ANSWER - 1)
    assert ASKS in read(hand)
    hand.tap(YES)
    hand.rest()
    assert (hand.shell.screen.name, read(hand)) == (name, words)


@KINDS
def test_ten_times_more_time_is_each_time_the_whole_time_and_loses_nothing(
    open_kiosk: Open, go: Callable[[Hand], None], seconds: int
) -> None:
    hand = quick(open_kiosk())
    name = left_at(hand, go)
    words = read(hand)
    for extension in range(10):
        hand.wait(seconds - 1)
        assert hand.shell.screen.name == name, extension
        hand.wait(1)
        assert hand.shell.screen.name == "more_time", extension
        hand.wait(ANSWER - 1)
        hand.tap(YES)
        hand.rest()
    assert (hand.shell.screen.name, read(hand)) == (name, words)
    # After the tenth as after none: nobody answers, nothing is left.
    hand.wait(seconds)
    assert hand.shell.screen.name == "more_time"
    hand.wait(ANSWER)
    assert (hand.shell.screen.name, hand.shell.situation.visit) == ("home", Visit())


def test_while_it_prints_no_time_runs_and_the_result_has_its_whole_time(
    open_kiosk: Open,
    printer: FarPrinter,  # noqa: F811
) -> None:
    hand = quick(open_kiosk())
    ask_for_receipt(hand)
    for second in (29, 30, 74, 75, 120, 165, 600):
        hand.wait(second, by=5)
        assert hand.shell.screen.name == "printing", second
    finish(hand, printer)
    hand.wait(29)
    assert hand.shell.screen.name == "printing"
    hand.wait(1)
    assert hand.shell.screen.name == "more_time"
    hand.wait(ANSWER - 1)
    assert hand.shell.screen.name == "more_time"
    hand.wait(1)
    assert (hand.shell.screen.name, hand.shell.situation.visit) == ("home", Visit())
