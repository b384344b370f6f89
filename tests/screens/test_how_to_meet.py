"""Who cannot hear, or speaks what the kiosk does not, says so by a touch; the desk reads it with the number."""

from collections.abc import Callable

from kiosk.domain.languages import SPOKEN, to_point_at
from screens.driver.hand import Hand
from tests.helpers.visitor import HERE, arrivals, arrive, arrive_by_slip, read, slip

Open = Callable[..., Hand]
DEAF = "Je n’entends pas"
SIGN = "Le médiateur vous fera signe. Gardez votre numéro."
NOT_THERE = "Ma langue n’est pas là"
TAMIL = "Le médiateur saura que vous parlez : Tamil."


def told(hand: Hand) -> tuple[bool, str]:
    hand.rest()
    newest = arrivals(hand)[-1]
    return newest.by_sign, newest.speaks


def point_at(hand: Hand, name: str) -> None:
    hand.tap("Français. Changer de langue" if hand.shell.screen.name != "home" else "Français")
    hand.tap(NOT_THERE)
    hand.reach(name)
    hand.rest()


def test_who_cannot_hear_says_so_beside_the_number_and_can_take_it_back(open_kiosk: Open) -> None:
    hand = open_kiosk()
    arrive(hand)
    assert told(hand) == (False, "")
    hand.tap(DEAF)
    assert told(hand) == (True, "")
    assert SIGN in read(hand)
    hand.tap(DEAF)
    assert told(hand) == (False, "")
    assert SIGN not in read(hand)


def test_what_was_said_before_there_was_a_number_reaches_the_desk_with_it(open_kiosk: Open) -> None:
    hand = open_kiosk()
    visit = hand.shell.situation.visit
    hand.shell.navigator.go("comfort")
    hand.tap(DEAF)
    hand.shell.navigator.leave()
    hand.tap("Je n’ai pas de rendez‑vous")
    hand.reach("Je ne sais pas")
    assert told(hand) == (True, "")
    assert visit is hand.shell.situation.visit


def test_a_language_pointed_at_reaches_the_desk_and_is_taken_back_by_another_touch(open_kiosk: Open) -> None:
    hand = open_kiosk()
    arrive(hand)
    point_at(hand, "Tamil")
    assert told(hand) == (False, "ta")
    assert TAMIL in read(hand)
    hand.tap(NOT_THERE)
    hand.reach("Tamil")
    assert told(hand) == (False, "")
    assert TAMIL not in read(hand)
    hand.tap("Retour")
    assert hand.shell.screen.name == "arrived"


def test_a_language_pointed_at_first_comes_with_the_number(open_kiosk: Open) -> None:
    hand = open_kiosk()
    hand.tap(HERE)
    point_at(hand, "Wolof")
    hand.tap("Retour")
    hand.tap("Début")
    assert hand.shell.situation.visit.speaks == "", "a new visit begins with nothing"
    hand.shell.situation.visit.speaks = "wo"
    arrive(hand)
    assert told(hand) == (False, "wo")


def test_who_shows_their_slip_again_finds_what_they_said(open_kiosk: Open) -> None:
    hand = open_kiosk()
    arrive_by_slip(hand, slip("57200"))
    hand.rest()
    hand.tap(DEAF)
    hand.rest()
    hand.tap("Effacer mon écran")
    assert not hand.shell.situation.visit.by_sign
    arrive_by_slip(hand, slip("57200"))
    hand.rest()
    assert hand.shell.situation.visit.by_sign
    assert SIGN in read(hand)
    hand.tap(DEAF)
    assert told(hand) == (False, "")


def test_after_the_number_is_called_off_it_is_too_late_and_said_so(open_kiosk: Open) -> None:
    hand = open_kiosk()
    arrive(hand)
    ticket = hand.shell.situation.visit.arrival.ticket
    hand.shell.ask(lambda s: s.queue.gone(ticket), lambda _: None)
    hand.rest()
    hand.tap(DEAF)
    hand.rest()
    assert "C’est trop tard ici. Parlez au médiateur." in read(hand)


def test_it_is_gone_with_the_day(open_kiosk: Open) -> None:
    hand = open_kiosk()
    arrive(hand)
    hand.tap(DEAF)
    hand.rest()
    hand.shell.ask(lambda s: s.closing.close(), lambda _: None)
    hand.rest()
    assert arrivals(hand) == ()


def test_there_are_many_languages_to_point_at_and_none_twice(open_kiosk: Open) -> None:
    hand = open_kiosk()
    offered = [code for code, _ in hand.shell.outfit.languages]
    shown = to_point_at(offered)
    assert len(shown) >= 20
    assert not {*offered} & shown.keys()
    # What a site does not offer is pointed at as well.
    assert {"es", "pt", "ro", "tr", "uk"} <= to_point_at(["fr", "en", "ar"]).keys()
    names = [spoken.name for spoken in SPOKEN.values()]
    assert len({*names}) == len(names)
