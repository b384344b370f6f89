"""Keys of a real X server: a typist and a reader are told apart by when they pressed, however busy the machine is."""

import time

import pytest

from tests.system.x_rig import Typing, typing_on_x, until

# In the long run until it was seen to hold on a busy machine: the time of the last frame once stood for now, and keys
# of a burst were lost.
pytestmark = [pytest.mark.system, pytest.mark.long]

WORD = "rendezvous15"
# What a key of it is called by its place (USB HID), on the layout of the server.
PLACES = {letter: str(4 + "abcdefghijklmnopqrstuvwxyz".index(letter)) for letter in "rendzvous"} | {
    "1": "30",
    "5": "34",
}


def has_typed(typing: Typing, times: int) -> bool:
    return len(typing.heard("typed")) >= times * len(WORD)


def is_told(typing: Typing, apart_ms: int) -> bool:
    """Say whether a reader of this pace is told; what types for us may hang between two keys."""
    typing.type("kr572016", apart_ms)
    for _ in range(30):
        if typing.heard("slow"):
            return True
        time.sleep(0.05)
    return False


def test_a_typist_loses_no_letter_while_the_machine_hangs_and_a_reader_is_heard_all_the_same() -> None:
    with typing_on_x() as typing:
        typing.type(WORD, 150)
        until(lambda: has_typed(typing, 1), "not everything was typed")
        typing.type(WORD, 150, while_it_hangs=True)
        until(lambda: has_typed(typing, 2), "letters were swallowed")
        assert typing.heard("typed") == [PLACES[letter] for letter in WORD] * 2
        # A code that somebody types, even all of it at once for a machine that hung, is typed, or taken for the code
        # that it is: which of the two was seen to vary, but nothing is swallowed.
        typing.type("kr572005", 280, while_it_hangs=True)
        until(lambda: len(typing.heard("typed")) == 2 * len(WORD) + 8 or typing.heard("scanned"), "it was swallowed")
        before = len(typing.heard("scanned"))
        typing.type("kr572005", 10, while_it_hangs=True)
        until(lambda: len(typing.heard("scanned")) == before + 1, "the reader was not heard")
        assert any(is_told(typing, apart_ms) for apart_ms in (120, 100, 80) * 3), "the slow reader was not told"
        assert set(typing.heard("scanned")) == {"572005"}
