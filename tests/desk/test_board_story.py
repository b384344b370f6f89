"""The wall screen: it calls for as long as somebody is to come, then stops; closed, it says only when it opens."""

from datetime import datetime
from itertools import pairwise

import pytest

from tests.helpers.desk_office import Office
from tests.helpers.waiting_room import PARIS


@pytest.fixture
def board(tmp_path, clock):
    opened = Office(tmp_path, clock, role="board")
    yield opened
    opened.close()


def called(board):
    return board.root.headline, board.root.number


def shown_after(board, clock, **time):
    clock.advance(**time)
    board.do(lambda s: s.arrivals.desk_is_alive() or True)
    return board.see()


def test_a_number_is_called_until_its_session_begins_or_three_minutes_have_passed(board, clock):
    first, second = (board.do(lambda s: s.arrivals.walk_in("", "fr")).ticket for _ in range(2))
    board.do(lambda s: s.queue.call(first, "Bureau 1"))
    assert {"On appelle", "S 1"} <= set(shown_after(board, clock, seconds=179))
    assert {"Bienvenue", "Déjà appelés", "S 1"} <= set(shown_after(board, clock, seconds=1))
    assert called(board) == ("Bienvenue", "")
    rung = []
    board.root.sounds.ring = rung.append
    board.do(lambda s: s.queue.call(second, "Bureau 2"))
    assert {"On appelle", "S 2", "Déjà appelés", "S 1"} <= set(board.see())
    board.do(lambda s: s.assistance.open("Bureau 2", second))
    board.see()
    assert called(board) == ("Bienvenue", "")
    # That it ended is not a new call; being called again is one.
    assert rung == ["call"]
    board.do(lambda s: s.queue.call(first, "Bureau 1"))
    board.see()
    assert (called(board), rung) == (("On appelle", "S 1"), ["call", "call"])


def test_who_cannot_hear_has_longer_to_see_the_call_and_the_wall_says_nothing_of_it(board, clock):
    others, heard, seen = (board.do(lambda s: s.arrivals.walk_in("", "fr")).ticket for _ in range(3))
    board.do(lambda s: s.arrivals.meet(seen, by_sign=True, speaks="ta"))
    board.do(lambda s: s.queue.call(others, "Bureau 1"))
    shown_after(board, clock, seconds=1)
    flashes = {}
    for ticket in (heard, seen):
        board.do(lambda s, ticket=ticket: s.queue.call(ticket, "Bureau 1"))
        words = shown_after(board, clock, seconds=1)
        assert not [each for each in words if "tamoul" in each.lower() or "signe" in each.lower()]
        grounds = []
        for _ in range(100):
            board.hand.wait(0.5)
            grounds.append(tuple(board.root.ground))
        flashes[ticket] = sum(one != other for one, other in pairwise(grounds))
    assert 0 < 3 * flashes[heard] < flashes[seen]


def test_closed_it_says_only_when_it_opens(board, clock):
    ticket = board.do(lambda s: s.arrivals.walk_in("", "fr")).ticket
    board.do(lambda s: s.queue.call(ticket, "Bureau 1"))
    clock.now = datetime(2026, 11, 24, 18, 30, tzinfo=PARIS)
    board.hand.wait(6)
    board.see()
    assert called(board) == ("La permanence est fermée.", "")
    assert board.root.desk.startswith("Elle ouvre mardi 1er\u00a0décembre")
    assert (board.root.past_title, board.root.invitation) == ("", "")


def test_looking_every_half_second_it_keeps_no_desk_from_writing(board):
    raw = board.do(lambda s: s.queue._day.store._raw())
    asked = []
    raw.set_trace_callback(asked.append)
    for _ in range(4):
        board.do(lambda s: s.queue.calls() or "none")
        board.do(lambda s: s.arrivals.permanence())
    raw.set_trace_callback(None)
    assert "BEGIN" in asked
    assert "BEGIN IMMEDIATE" not in asked
