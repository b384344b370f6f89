"""Nothing moves or flashes by itself for a visitor; the wall screen flashes once a second, and not for long."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from screens.driver.hand import Hand
from screens.toolkit.palettes import PALETTES
from tests.conftest import SetClock
from tests.helpers.desk_office import Office
from tests.helpers.moments import MOMENTS, show
from tests.screens.test_layout import PANELS

MOST_A_SECOND = 3  # EN 301 549 9.2.3.1, as WCAG 2.3.1: flashes in any second


@pytest.mark.parametrize(
    "theme", ["light", *(pytest.param(t, marks=pytest.mark.long) for t in PALETTES if t != "light")]
)
def test_no_screen_moves_while_nobody_touches_it(open_kiosk: Callable[..., Hand], theme: str) -> None:
    hand = open_kiosk(*PANELS["10-landscape"])
    hand.shell.situation.look = replace(hand.shell.situation.plain_look, theme=theme)
    moved = []
    for name in MOMENTS:
        show(hand, name)
        hand.wait(1.2)  # typed letters are masked by then
        first = np.asarray(hand.picture())
        for _ in range(3):
            hand.wait(0.35, by=0.35)
            if not np.array_equal(first, np.asarray(hand.picture())):
                moved.append(name)
                break
    assert moved == []


@pytest.fixture
def board(tmp_path: Path, clock: SetClock) -> Iterator[Office]:
    opened = Office(tmp_path, clock, role="board")
    yield opened
    opened.close()


def changes(board: Office, seconds: int) -> list[int]:
    """Say of each twentieth of a second whether the ground of the call changed in it."""
    found = []
    for _ in range(20 * seconds):
        before = tuple(board.root.ground)
        board.hand.wait(0.05, by=0.05)
        found.append(int(tuple(board.root.ground) != before))
    return found


@pytest.mark.parametrize(("by_sign", "flashes"), [(False, 5), (True, 20)])
def test_a_call_flashes_less_than_three_times_in_any_second_and_comes_to_rest(
    board: Office, *, by_sign: bool, flashes: int
) -> None:
    ticket = board.do(lambda s: s.arrivals.walk_in("", "fr")).ticket
    if by_sign:
        board.do(lambda s: s.arrivals.meet(ticket, by_sign=True, speaks=""))
    board.see()
    board.do(lambda s: s.queue.call(ticket, "Bureau 1"))
    board.hand.until(lambda: board.root.number == str(ticket), "the call is not seen")
    seen = changes(board, flashes + 5)
    # A flash is two changes, there and back.
    assert max(sum(seen[i : i + 20]) for i in range(len(seen) - 19)) / 2 < MOST_A_SECOND
    assert flashes - 1 <= sum(seen) / 2 <= flashes
    assert sum(seen[-20:]) == 0
