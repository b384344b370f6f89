"""What the kiosk keeps of a visit can be looked at, live, and erased at any moment (P12)."""

from collections.abc import Callable
from dataclasses import fields

from screens.driver.hand import Hand
from screens.kiosk.visit import Visit
from tests.helpers.moments import show
from tests.helpers.visitor import PREPARE, arrive, open_guide, plain, read

Open = Callable[..., Hand]
QUESTION = "Que garde la borne sur moi ?"
# What a visit holds that tells nothing of the person: where one is, and what the printer did.
OF_THE_SCREEN = {
    "door", "history", "seen_before", "paper", "step", "finished", "made", "shown_list", "is_too_late", "is_outdated",
    "changed", "sheets", "printed", "nothing_came", "aloud", "sheet_said", "has_answered",
}  # fmt: skip


def look(hand: Hand) -> str:
    if all(control.words != "Mes traces" for control in hand.controls()):
        hand.tap("Confort")
        hand.rest()
    hand.tap("Mes traces")
    hand.rest()
    assert plain(hand.shell.screen.title()) == QUESTION
    return read(hand)


def test_before_anything_is_given_nothing_is_kept(open_kiosk: Open) -> None:
    told = look(open_kiosk())

    assert "Rien. Vous n’avez rien donné." in told
    assert "La borne ne connaît pas votre nom." in told


def test_what_was_touched_is_told_and_goes_with_one_tap(open_kiosk: Open) -> None:
    hand = open_kiosk()
    hand.tap(PREPARE)
    open_guide(hand)

    told = look(hand)
    assert "Sur cet écran. Effacé quand vous partez." in told
    assert "Pour la préparer." in told
    hand.tap("Effacer maintenant")
    hand.rest()

    assert hand.shell.screen.name == "home"
    assert hand.shell.situation.visit == Visit()


def test_who_has_a_number_reads_what_the_mediator_gets_of_them_and_until_when(open_kiosk: Open) -> None:
    hand = open_kiosk()
    arrive(hand)
    hand.rest()

    told = look(hand)
    assert "Pour le médiateur. Effacé ce soir, à la fermeture." in told
    assert "Le numéro A 1 et votre heure d’arrivée." in told
    assert "L’heure 10 h 30." in told
    assert "BEN" not in told
    hand.tap("C’est bon")
    hand.tap("C’est bon")
    assert hand.shell.screen.name == "arrived"


def test_the_last_call_and_the_desk_that_made_it_are_told_too(open_kiosk: Open) -> None:
    hand = open_kiosk()
    hand.eyes_open = False
    arrive(hand)
    hand.rest()
    assert "L’appel" not in look(hand)
    hand.tap("C’est bon")
    hand.rest()
    ticket = hand.shell.situation.visit.arrival.ticket
    hand.shell.ask(lambda s: s.queue.call(ticket, "Bureau 2"))
    hand.rest()

    assert "L’appel à 10 h 12, Bureau 2. Pour vous recevoir." in look(hand)
    hand.tap("C’est bon")
    hand.rest()
    hand.shell.ask(lambda s: s.queue.park(ticket))
    hand.rest()
    assert "L’appel" not in look(hand)


def test_nothing_that_a_visit_holds_of_somebody_is_left_out(open_kiosk: Open) -> None:
    hand = open_kiosk()
    show(hand, "kept")
    screen, visit = hand.shell.screen, hand.shell.situation.visit
    whole = {*screen.here, *screen.noted}

    for name in (field.name for field in fields(Visit) if field.name not in OF_THE_SCREEN):
        kept = getattr(visit, name)
        assert kept, f"{name} is not given in the moment that shows everything"
        setattr(visit, name, getattr(Visit(), name))
        screen.refresh()
        assert {*screen.here, *screen.noted} != whole, f"{name} is kept and not told"
        setattr(visit, name, kept)
