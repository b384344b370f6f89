"""The kiosk asks once whether it helped: nobody must answer, nobody of the team sees it, nothing says who it was."""

from collections.abc import Callable

from kiosk.domain.figures.usage import HELPED, TOGETHER, Counter
from kiosk.domain.reception.access import Role
from screens.driver.hand import Hand
from tests.helpers.desk_office import PIN
from tests.helpers.listener import hear, listen_to
from tests.helpers.visitor import LOST_CARD, PREPARE, answer, arrive, open_guide, read
from tests.screens.test_pad import open_at_kiosk

Open = Callable[..., Hand]
ASKED, MUCH, LITTLE, NOT = "Est‑ce que cela vous a aidé ?", "Oui, beaucoup", "Un peu", "Non"
THANKED = "Merci. Personne ne saura que c’est vous."


def with_a_list(open_kiosk: Open) -> Hand:
    hand = open_kiosk()
    hand.eyes_open = False
    hand.tap(PREPARE)
    make_a_list(hand)
    return hand


def make_a_list(hand: Hand) -> None:
    open_guide(hand)
    answer(hand, *LOST_CARD)
    hand.tap("Imprimer ma liste")
    hand.rest()
    assert hand.shell.screen.name == "list_ready"


def read_to_the_end(hand: Hand) -> str:
    """Read every page of the screen on show, and stay on the last."""
    said, body = read(hand), hand.shell.screen.body
    while body.page < body.pages - 1:
        hand.tap(hand.controls()[-1])
        said += read(hand)
    return said


def answers(hand: Hand) -> dict[Counter, int]:
    found: list[dict[Counter, int]] = []
    hand.shell.ask(lambda s: s.closing._day.pending(), found.append)
    hand.rest()
    return {cell: n for cell, n in found[0].items() if cell.family == HELPED.name}


def test_who_has_a_list_is_asked_once_and_answers_for_all_sites_and_a_quarter(open_kiosk: Open) -> None:
    hand = with_a_list(open_kiosk)
    assert ASKED in read_to_the_end(hand)
    hand.tap(LITTLE)
    hand.rest()
    assert answers(hand) == {Counter("helped", TOGETHER, "2026-10", "little"): 1}
    assert THANKED in read(hand)
    assert ASKED not in read_to_the_end(hand)

    hand.shell.navigator.start_over()
    hand.shell.situation.visit.has_answered = True  # the same visit, a second list
    hand.tap(PREPARE)
    make_a_list(hand)
    assert ASKED not in read_to_the_end(hand)


def test_after_a_sheet_was_printed_it_asks_unless_that_was_answered(open_kiosk: Open) -> None:
    hand = with_a_list(open_kiosk)
    hand.reach("Imprimer sur une feuille")
    hand.rest()
    assert ASKED in read_to_the_end(hand)
    hand.tap(NOT)
    hand.rest()
    assert answers(hand) == {Counter("helped", TOGETHER, "2026-10", "not"): 1}
    hand.tap("Continuer")
    assert ASKED not in read_to_the_end(hand)


def test_nobody_must_answer_to_leave(open_kiosk: Open) -> None:
    hand = with_a_list(open_kiosk)
    read_to_the_end(hand)
    hand.tap("C’est fini")
    hand.rest()
    assert hand.shell.screen.name == "home"
    assert answers(hand) == {}
    assert not hand.shell.situation.visit.has_answered


def test_who_only_has_a_number_is_not_asked(open_kiosk: Open) -> None:
    hand = open_kiosk()
    hand.eyes_open = False
    arrive(hand)
    hand.tap("Imprimer mon reçu")
    hand.rest()
    assert hand.shell.screen.name == "printing"
    assert ASKED not in read_to_the_end(hand)


def test_the_question_and_its_faces_are_said_aloud(open_kiosk: Open) -> None:
    hand = with_a_list(open_kiosk)
    read_to_the_end(hand)
    listener = listen_to(hand)
    hand.tap("Écouter")
    heard = " ".join(hear(hand, listener))
    for words in (MUCH, LITTLE, NOT):
        assert f"{ASKED} {words}".replace("‑", "-") in heard


def test_it_is_never_asked_before_staff_who_unlocked_the_kiosk(open_kiosk: Open) -> None:
    """An answer before somebody who decides about oneself is no answer: the desk covers it, unlocking erases it."""
    hand = with_a_list(open_kiosk)
    hand.shell.ask(lambda s: s.access.add("M1", Role.MEDIATOR, PIN))
    read_to_the_end(hand)
    desk = open_at_kiosk(hand)
    for digit in PIN:
        desk.screen.take_key(digit)
    hand.rest()
    assert desk.staff is not None
    assert hand.shell.screen.get_parent_window() is None
    hand.shell.staff_door.close()
    hand.rest()
    assert hand.shell.screen.name == "home"
    assert not hand.shell.situation.visit.finished
