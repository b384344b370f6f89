"""Who does not read finds a door of home by its picture: large, and of one size on all three."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from screens.driver.hand import Hand
from screens.toolkit.controls import Control
from tests.helpers.moments import show
from tests.screens.test_layout import PANELS


def doors(hand: Hand) -> list[Control]:
    return [control for control in hand.controls() if control.shape == "door"]


@pytest.mark.parametrize(
    ("panel", "size", "least_mm"),
    [("21-landscape", 100, 50), ("21-portrait", 100, 50), ("15-landscape", 125, 8), ("10-landscape", 100, 8)],
)
def test_the_pictures_of_the_doors_are_large_and_alike(
    open_kiosk: Callable[..., Hand], panel: str, size: int, least_mm: float
) -> None:
    hand = open_kiosk(*PANELS[panel])
    look = hand.shell.situation.look = replace(hand.shell.situation.plain_look, size=size)
    show(hand, "home")
    sides = {door._picture.font_size for door in doors(hand)}
    assert len(doors(hand)) == 3
    assert len(sides) == 1
    assert sides.pop() >= look.mm(least_mm)


def test_a_picture_covers_no_words(open_kiosk: Callable[..., Hand]) -> None:
    hand = open_kiosk(*PANELS["21-portrait"])
    show(hand, "home")
    for door in doors(hand):
        picture, words = door._picture, door._label
        assert picture.right <= words.x or picture.y >= words.top
        assert door.y <= picture.y and picture.top <= door.top
