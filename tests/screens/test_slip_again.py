"""A slip shown once more, amid somebody else's visit or one's own: what became of the number, and what to do now."""

from collections.abc import Callable

from kiosk.domain.reception.arrivals import Stage
from kiosk.services.bundle import Services
from screens.driver.hand import Hand
from tests.helpers.visitor import PREPARE, arrivals, number, open_guide, read, scan, slip

Open = Callable[..., Hand]


def amid_a_visit(open_kiosk: Open, *, desk: bool = True) -> Hand:
    hand = open_kiosk(desk=desk)
    hand.tap(PREPARE)
    open_guide(hand)
    scan(hand, "KR" + slip("48213"))
    assert hand.shell.screen.name == "other_number"
    return hand


def shown_once_more(hand: Hand, job: Callable[[Services], object] | None = None) -> str:
    """Let the desk do something, then show the slip again; return what its holder reads."""
    if job is not None:
        hand.shell.ask(job)
        hand.rest()
    scan(hand, "KR" + slip("48213"))
    return read(hand)


def test_a_slip_shown_once_more_amid_another_visit_says_what_became_of_its_number(open_kiosk: Open) -> None:
    hand = amid_a_visit(open_kiosk)
    assert "Votre arrivée est notée" in read(hand)
    assert "Asseyez‑vous. On va vous appeler." in read(hand)
    first = arrivals(hand)[0].ticket

    said = shown_once_more(hand)
    assert "Déjà noté à 10 h 12" in said
    assert "Asseyez‑vous. On va vous appeler." in said
    said = shown_once_more(hand, lambda s: s.arrivals.meet(first, by_sign=True, speaks=""))
    assert "Le médiateur vous fera signe." in said
    said = shown_once_more(hand, lambda s: s.queue.call(first, "Bureau 2"))
    assert "On vous appelle." in said
    assert "C’est votre tour. Allez ici : Bureau 2." in said
    said = shown_once_more(hand, lambda s: s.assistance.open("Bureau 2", first))
    assert "On n’appelle plus ce numéro." in said
    assert "Montrez votre numéro à l’accueil." in said
    assert "A 1" in said
    assert hand.shell.situation.visit.noted is None


def test_whoever_had_gone_out_waits_again_once_their_slip_is_shown(open_kiosk: Open) -> None:
    hand = amid_a_visit(open_kiosk)
    first = arrivals(hand)[0].ticket
    said = shown_once_more(hand, lambda s: s.queue.park(first))
    assert "Asseyez‑vous. On va vous appeler." in said
    assert [each.stage for each in arrivals(hand)] == [Stage.WAITING]


def test_nobody_is_promised_a_call_amid_another_visit_while_no_desk_is_there(open_kiosk: Open) -> None:
    said = read(amid_a_visit(open_kiosk, desk=False))
    assert "Le médiateur n’est pas à son bureau. Gardez votre numéro." in said
    assert "On va vous appeler" not in said


def test_on_a_screen_of_their_own_it_says_the_same(open_kiosk: Open) -> None:
    hand = open_kiosk()
    scan(hand, "KR" + slip("48213"))
    first = arrivals(hand)[0].ticket
    hand.tap("Début")
    said = shown_once_more(hand, lambda s: s.queue.call(first, "Bureau 2"))
    assert number(hand) == "A 1"
    assert "C’est votre tour. Allez ici : Bureau 2." in said
    hand.tap("Début")
    assert "On n’appelle plus ce numéro." in shown_once_more(hand, lambda s: s.assistance.open("Bureau 2", first))
