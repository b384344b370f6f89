"""Keys of a real X server: a typist and a reader are told apart by when they pressed, however busy the machine is."""

import pytest

from tests.system.x_rig import Typing, typing_on_x, until

pytestmark = pytest.mark.system

WORD = "rendezvous15"
# What a key of it is called by its place (USB HID), on the layout of the server.
PLACES = {letter: str(4 + "abcdefghijklmnopqrstuvwxyz".index(letter)) for letter in "rendzvous"} | {
    "1": "30",
    "5": "34",
}


def has_typed(typing: Typing, times: int) -> bool:
    return len(typing.heard("typed")) >= times * len(WORD)


def test_a_typist_loses_no_letter_while_the_machine_hangs_and_a_reader_is_heard_all_the_same() -> None:
    with typing_on_x() as typing:
        typing.type(WORD, 150)
        until(lambda: has_typed(typing, 1), "not everything was typed")
        typing.type(WORD, 150, while_it_hangs=True)
        until(lambda: has_typed(typing, 2), "letters were swallowed")
        assert typing.heard("typed") == [PLACES[letter] for letter in WORD] * 2
        # A code that somebody types, even all of it at once for a machine that hung.
        typing.type("kr572005", 280, while_it_hangs=True)
        until(lambda: len(typing.heard("typed")) == 2 * len(WORD) + 8, "a code typed by hand was swallowed")
        assert typing.heard("scanned") == []
        typing.type("kr572005", 10, while_it_hangs=True)
        until(lambda: typing.heard("scanned") == ["572005"], "the reader was not heard")
        typing.type("kr572016", 120)
        until(lambda: bool(typing.heard("slow")), "the slow reader was not told")
        assert typing.heard("scanned") == ["572005"]
