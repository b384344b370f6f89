"""A hand that trembles, or cannot let go in time, is understood: a key counts once, and again after the site's time."""

import ctypes
import struct
from collections.abc import Callable, Iterator

import pytest
from kivy.core.window import Window

from screens.driver.hand import Hand
from screens.window.key_times import KEY_TIMES
from screens.window.sdl import sdl
from tests.helpers.visitor import DOWN, HERE, LEFT, PREPARE, RIGHT, TAB, arrivals, number, press, scan, slip

Open = Callable[..., Hand]


def stops(hand: Hand, apart: float, times: int) -> int:
    """Press Tab again and again; return at how many different places the focus stood."""
    seen = []
    for _ in range(times):
        Window.dispatch("on_key_down", 0, TAB, "", [])
        hand.wait(apart, by=0.05)
        seen.append(hand.shell.keys.focused)
    hand.wait(1)
    return len({*seen, hand.shell.keys.focused} - {None})


@pytest.mark.parametrize(
    ("same_key_again", "apart", "counted"), [(150, 0.2, 4), (600, 0.2, 2), (600, 0.65, 4), (2000, 0.65, 1)]
)
def test_a_trembling_hand_s_key_counts_again_only_after_the_time_of_the_site(
    open_kiosk: Open, same_key_again: int, apart: float, counted: int
) -> None:
    hand = open_kiosk(same_key_again=same_key_again)
    assert stops(hand, apart, 4) == counted


def test_another_key_is_never_waited_for(open_kiosk: Open) -> None:
    hand = open_kiosk(same_key_again=2000)
    for scancode in (RIGHT, DOWN, RIGHT, LEFT):
        before = hand.shell.keys.focused
        press(hand, scancode)
        assert hand.shell.keys.focused is not before


@pytest.mark.parametrize(("same_key_again", "typed"), [(150, "11"), (600, "1")])
def test_a_pad_s_key_counts_again_only_after_the_time_of_the_site(
    open_kiosk: Open, same_key_again: int, typed: str
) -> None:
    hand = open_kiosk(same_key_again=same_key_again)
    hand.tap(HERE)
    hand.tap("J’ai un papier")
    hand.tap("1")
    hand.wait(0.25)
    hand.tap_at(*hand.find("1").center)
    assert hand.shell.situation.visit.digits == typed
    hand.tap("1")  # the hand waits as long as it takes
    assert hand.shell.situation.visit.digits == typed + "1"


def test_the_reader_is_read_however_long_a_key_waits(open_kiosk: Open) -> None:
    hand = open_kiosk(same_key_again=2000)
    scan(hand, "KR" + slip("11333"))
    assert number(hand) == "A 1"
    assert [noted.slip_code for noted in arrivals(hand)] == [slip("11333")]


def test_a_key_that_something_lies_on_is_no_sign_of_a_person(open_kiosk: Open, held: Callable[[int], None]) -> None:
    hand = open_kiosk()
    hand.tap(PREPARE)
    press(hand, RIGHT)
    there = hand.shell.keys.focused
    for _ in range(12):
        held(RIGHT)
        hand.wait(12)
    assert hand.shell.screen.name == "more_time"
    assert there is not None


@pytest.fixture
def held() -> Iterator[Callable[[int], None]]:
    """Repeat a key as the system does while it is held down, through the window's own library."""

    def repeat(scancode: int) -> None:
        event = (ctypes.c_byte * 128)()
        struct.pack_into("=IIIBBxxiiHHI", event, 0, 0x300, 0, 1, 1, 1, scancode, 0, 0, 0, 0)
        sdl().SDL_PushEvent(ctypes.byref(event))
        Window.dispatch("on_key_down", 0, scancode, "", [])

    KEY_TIMES.start()
    yield repeat
    KEY_TIMES.stop()
