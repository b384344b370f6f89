"""The visitor decides what the desk sees: a list once it is shown, an hour to leave by, each taken back (P12)."""

from collections.abc import Callable
from datetime import time

from screens.driver.hand import Hand
from tests.helpers.visitor import (
    FINE,
    LOST_CARD,
    PREPARE,
    answer,
    arrivals,
    arrive,
    arrive_by_slip,
    number,
    open_guide,
    read,
    slip,
    spell,
    tick,
)  # fmt: skip

Open = Callable[..., Hand]
PHOTO = "Une photo d’identité"
SHOW, HIDE = "Je montre ma liste", "Je ne montre plus ma liste"
SEEN = "Le médiateur verra votre liste en appelant le A 1."
LEAVE = "Je dois partir avant … h"


def opened(open_kiosk: Open) -> Hand:
    hand = open_kiosk()
    hand.eyes_open = False
    return hand


def make_a_list(hand: Hand) -> None:
    open_guide(hand)
    answer(hand, *LOST_CARD)
    tick(hand, PHOTO, "Je l’ai")
    hand.tap("Imprimer ma liste")
    hand.rest()


def shown(hand: Hand) -> list[str]:
    return [arrival.prepared for arrival in arrivals(hand)]


def back_to_the_number(hand: Hand) -> None:
    while hand.shell.screen.name != "arrived":
        hand.tap("Retour")


def test_a_list_made_with_a_number_reaches_no_desk_before_its_owner_shows_it(open_kiosk: Open) -> None:
    hand = opened(open_kiosk)
    arrive(hand)
    assert SHOW not in read(hand)
    hand.tap("Préparer ma démarche en attendant")
    make_a_list(hand)
    token = hand.shell.situation.visit.checklist.token()
    assert shown(hand) == [""]
    back_to_the_number(hand)
    assert shown(hand) == [""]
    hand.tap(SHOW)
    hand.rest()
    assert SEEN in read(hand)
    assert shown(hand) == [token]
    hand.tap(HIDE)
    hand.rest()
    assert SEEN not in read(hand)
    assert shown(hand) == [""]


def test_a_list_that_changed_is_shown_again_only_by_another_tap(open_kiosk: Open) -> None:
    hand = opened(open_kiosk)
    arrive(hand)
    hand.tap("Préparer ma démarche en attendant")
    make_a_list(hand)
    hand.reach(SHOW)
    hand.rest()
    (before,) = shown(hand)
    hand.tap("Retour")
    tick(hand, PHOTO, "Je ne l’ai pas")
    hand.tap("Imprimer ma liste")
    hand.rest()
    assert "Le médiateur verra votre liste d’avant." in read(hand)
    assert shown(hand) == [before]
    hand.reach(SHOW)
    hand.rest()
    assert SEEN in read(hand)
    assert shown(hand) == [hand.shell.situation.visit.checklist.token()] != [before]


def test_who_comes_back_shows_the_list_with_a_slip_and_takes_it_back_another_time(open_kiosk: Open) -> None:
    hand = opened(open_kiosk)
    arrive_by_slip(hand, slip("48213"))
    hand.tap("Effacer mon écran")
    hand.tap(PREPARE)
    make_a_list(hand)
    hand.reach(SHOW)
    token = hand.shell.situation.visit.checklist.token()
    spell(hand, slip("48213"))
    hand.tap(FINE)
    hand.rest()
    assert number(hand) == "A 1"
    assert SEEN in read(hand)
    assert [(a.slip_code, a.prepared) for a in arrivals(hand)] == [(slip("48213"), token)]
    hand.tap("Effacer mon écran")
    arrive_by_slip(hand, slip("48213"))
    assert SEEN in read(hand)
    hand.tap(HIDE)
    hand.rest()
    assert shown(hand) == [""]


def test_a_list_left_unshown_goes_with_the_screen_and_with_somebody_else_at_it(open_kiosk: Open) -> None:
    hand = opened(open_kiosk)
    arrive(hand, "XYZ")
    hand.tap("Préparer ma démarche en attendant")
    make_a_list(hand)
    hand.reach("Une autre personne arrive")
    assert arrive(hand, "ABC") == "A 2"
    assert SHOW not in read(hand)
    hand.tap("Je reprends ma liste")
    hand.rest()
    assert SHOW in read(hand)
    hand.tap("Effacer mon écran")
    hand.rest()
    assert shown(hand) == ["", ""]


def test_a_tap_after_the_number_was_received_says_that_it_is_too_late(open_kiosk: Open) -> None:
    hand = opened(open_kiosk)
    arrive(hand)
    hand.tap("Préparer ma démarche en attendant")
    make_a_list(hand)
    hand.shell.ask(lambda s: s.assistance.open("Bureau 1", hand.shell.situation.visit.noted.ticket), lambda _: None)
    hand.rest()
    hand.reach(SHOW)
    hand.rest()
    assert "C’est trop tard ici. Parlez au médiateur." in read(hand)
    assert shown(hand) == [""]


def test_who_must_leave_says_before_which_hour_and_can_take_it_back(open_kiosk: Open) -> None:
    hand = opened(open_kiosk)
    for door in ("appointment", "walk-in"):
        if door == "appointment":
            arrive(hand)
        else:
            hand.tap("Je n’ai pas de rendez‑vous")
            hand.reach("Je ne sais pas")
            hand.rest()
        hand.tap(LEAVE)
        hand.rest()
        assert "Vous ne dites pas pourquoi." in read(hand)
        hand.tap("11\u00a0h")
        hand.rest()
        assert "Je pars avant 11 h" in read(hand)
        assert arrivals(hand)[-1].leaves_by == time(11)
        hand.tap("Je pars avant 11\u00a0h")
        hand.reach("Je peux attendre")
        hand.rest()
        assert LEAVE in read(hand)
        assert arrivals(hand)[-1].leaves_by is None
        hand.tap("Effacer mon écran")


def test_an_hour_to_leave_by_is_gone_with_the_day(open_kiosk: Open) -> None:
    hand = opened(open_kiosk)
    arrive(hand)
    hand.tap(LEAVE)
    hand.tap("10\u00a0h\u00a045")
    hand.rest()
    hand.shell.ask(lambda s: s.closing.close(), lambda _: None)
    hand.rest()
    assert arrivals(hand) == ()


def test_who_holds_the_slip_alone_learns_of_the_list_and_the_hour(open_kiosk: Open) -> None:
    hand = opened(open_kiosk)
    arrive_by_slip(hand, slip("48213"))
    hand.tap(LEAVE)
    hand.tap("11\u00a0h")
    hand.rest()
    hand.tap("Effacer mon écran")
    arrive_by_slip(hand, slip("48213"))
    assert "Je pars avant 11 h" in read(hand)
    hand.tap("Effacer mon écran")
    arrive(hand)
    assert "Je pars avant" not in read(hand)
