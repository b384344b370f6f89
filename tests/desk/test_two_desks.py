"""Two desks on one queue: each has a number of its own, each call has one owner, and the wall screen says which."""

import pytest
from kivy.core.window import Window

from kiosk.adapters.database.seats import MOST_DESKS, Seats
from kiosk.domain.reception.access import Role
from tests.helpers.desk_office import PIN, Office


def sit_at(office):
    """Bring one of several desks in one window before the others, so that fingers meet it."""
    Window.remove_widget(office.root)
    Window.add_widget(office.root)
    office.hand.wait(2)
    office.rest()


@pytest.fixture
def offices(tmp_path, clock):
    opened = []

    def open_another(role="desk"):
        opened.append(Office(tmp_path, clock, role=role))
        for each in opened:
            # The drawing clock is one for all, and the newest hand's.
            each.hand._pass = opened[-1].hand._pass
        return opened[-1]

    yield open_another
    for each in reversed(opened):
        each.close()


def test_a_second_desk_opens_by_itself_as_bureau_2_and_owns_what_it_calls(offices, clock):
    one, two, board = offices(), offices(), offices("board")
    assert one.says("Mardi 24\u00a0novembre · Bureau 1")
    assert two.says("Mardi 24\u00a0novembre · Bureau 2")
    one.enter()
    two.enter()
    first = board.do(lambda s: s.arrivals.walk_in("", "fr")).ticket
    second = board.do(lambda s: s.arrivals.walk_in("", "fr")).ticket
    sit_at(one)
    one.tap("Appeler")
    clock.advance(minutes=1)
    sit_at(two)
    # The other desk's call is its own: it is named there, and cannot be begun here.
    assert "Bureau 1" in two.see()
    assert "Commencer" not in two.hand.words()
    two.tap("Appeler")
    assert [(str(c.ticket), c.desk) for c in board.do(lambda s: s.queue.calls())] == [
        (str(second), "Bureau 2"), (str(first), "Bureau 1"),
    ]  # fmt: skip
    sit_at(board)
    assert {"On appelle", str(second), "Bureau 2"} <= set(board.see())


def test_the_session_of_one_desk_is_not_the_others(offices):
    one, two = offices(), offices()
    one.enter()
    two.enter()
    sit_at(one)
    one.tap("Séance sans numéro")
    assert [s.desk for s in one.do(lambda s: s.assistance.sessions("Bureau 1"))] == ["Bureau 1"]
    sit_at(two)
    assert not two.says("Séance sans numéro · ")
    assert "Reprendre" not in two.hand.words()


def test_a_desk_that_is_closed_leaves_its_number_to_the_next(offices):
    one, two = offices(), offices()
    one.close()
    assert two.root.name == "Bureau 2"
    again = offices()
    assert again.root.name == "Bureau 1"
    # The fixture closes what is open: this one is again.
    one.close = lambda: None


def test_the_desk_over_the_kiosk_has_a_number_of_its_own_too(open_kiosk, tmp_path, clock):
    kiosk = open_kiosk()
    other = Office(tmp_path / "data", clock)
    try:
        kiosk.shell.staff_door.open()
        kiosk.rest()
        assert kiosk.shell.staff_door.desk.name == "Bureau 2"
        kiosk.shell.staff_door.close()
        kiosk.rest()
        assert Seats(tmp_path / "data" / "real").take(2) == 2
    finally:
        other.close()


def test_past_nine_desks_a_clear_sentence_says_so_and_nobody_is_let_in(tmp_path, clock, offices):
    others = [Seats(tmp_path / "real") for _ in range(MOST_DESKS)]
    (tmp_path / "real").mkdir(mode=0o700)
    assert [each.take(1) for each in others] == list(range(1, MOST_DESKS + 1))
    tenth = offices()
    tenth.do(lambda s: s.access.add("M1", Role.MEDIATOR, PIN) and True)
    tenth.enter()
    assert tenth.root.staff is None
    assert tenth.says("Neuf bureaux sont déjà ouverts ici.")
    for each in others:
        each.leave()


def test_a_desk_that_starts_again_keeps_its_number_whoever_comes_first(tmp_path, monkeypatch):
    monkeypatch.setenv("KIOSK_DESK_BEFORE", "")
    first, second = Seats(tmp_path), Seats(tmp_path)
    assert [first.take(1), second.take(1)] == [1, 2]
    for each in (first, second):
        each.leave()
    second.start_again()
    second_anew = Seats(tmp_path)
    assert second_anew.take(1) == 2
    assert Seats(tmp_path).take(1) == 1
    second_anew.leave()
