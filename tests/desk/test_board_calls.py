"""The wall screen says who is called, after its chime: in French, in the visitor’s language where a site wants it."""

from dataclasses import replace

import pytest

from tests.helpers.desk_office import Office
from tests.helpers.listener import Listener


@pytest.fixture
def board(tmp_path, clock):
    opened = Office(tmp_path, clock, role="board")
    yield opened
    opened.close()


def told(board, **voice) -> Listener:
    """Listen to a wall screen, whose settings of the voice are changed so."""
    crier = board.root.crier
    settings = crier._outfit.settings
    settings = settings.model_copy(update={"voice": settings.voice.model_copy(update=voice)})
    board.see()
    listener = Listener(crier._outfit.speech)
    crier._outfit = replace(crier._outfit, settings=settings, speech=listener)
    return listener


def call(board, language="fr", desk="Bureau 1"):
    ticket = board.do(lambda s: s.arrivals.walk_in("", language)).ticket
    board.do(lambda s: s.queue.call(ticket, desk))
    board.see()
    return ticket


def heard(board, listener) -> list[str]:
    board.hand.wait(4)
    board.rest()
    board.hand.until(lambda: not board.root.crier._player.is_playing, "it never ends")
    return listener.said


def test_a_call_is_said_in_french_after_the_chime(board):
    listener = told(board)
    call(board)
    assert listener.said == []
    assert heard(board, listener) == ["Numéro S 1, Bureau 1."]


def test_what_was_said_of_somebody_is_dropped_once_it_was_heard(board):
    listener = told(board)
    call(board)
    heard(board, listener)
    assert listener.forgotten > 0


def test_the_room_is_not_told_where_somebody_comes_from(board):
    listener = told(board)
    call(board, "ar")
    assert heard(board, listener) == ["Numéro S 1, Bureau 1."]


def test_a_site_may_have_the_visitor_s_language_said_too(board):
    listener = told(board, calls_in_visitors_language=True)
    call(board, "ar")
    assert [phrase.language for phrase in listener.made] == []
    heard(board, listener)
    assert [(phrase.language, phrase.is_passing) for phrase in listener.made] == [("fr", True), ("ar", True)]


def test_a_site_may_have_a_silent_wall(board):
    listener = told(board, calls=False)
    call(board)
    assert heard(board, listener) == []


def test_two_calls_at_once_are_said_one_after_the_other(board):
    listener = told(board)
    call(board)
    call(board, desk="Bureau 2")
    assert heard(board, listener) == ["Numéro S 1, Bureau 1.", "Numéro S 2, Bureau 2."]
