"""Somebody says "I have arrived": by hour and letters, by slip, or without an appointment."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time

import pytest

from screens.driver.hand import Hand
from screens.kiosk.visit import Visit
from tests.conftest import SetClock
from tests.helpers.visitor import (
    ELSEWHERE,
    FINE,
    HERE,
    WALK_IN,
    arrivals,
    arrive,
    arrive_by_slip,
    number,
    read,
    slip,
    spell,
)

Open = Callable[..., Hand]


def quick(hand: Hand) -> Hand:
    """Skip the drawing where no pixel matters."""
    hand.eyes_open = False
    return hand


def everything(hand: Hand) -> Iterator[object]:
    """Return every widget that lives, on show or not."""
    yield from hand.shell.walk()
    for screen in hand.shell.navigator._screens.values():
        yield from screen.walk()
        for block in screen.body.blocks:
            yield from block.walk()


def in_boxes(hand: Hand) -> set[str]:
    """Return every character that a box or its screen still holds."""
    kept = [getattr(widget, name, ()) for widget in everything(hand) for name in ("shown_as", "boxes")]
    return {character for texts in kept for character in texts}


def boxes(hand: Hand) -> list[str]:
    return [box for widget in hand.shell.walk() for box in getattr(widget, "shown_as", ())]


def test_an_action_that_the_bars_have_no_room_for_can_be_pressed_as_soon_as_it_may_be(open_kiosk: Open) -> None:
    hand = quick(open_kiosk())
    hand.tap(HERE)
    hand.tap("Je ne sais pas")
    letters = hand.shell.screen

    def said_below() -> list[tuple[str, bool]]:
        letters.body.spill(letters.actions)
        letters.body.arrange()
        return [(c.words, c.enabled) for c in letters.body.controls() if not c.is_key]

    assert said_below() == [("Je ne sais pas", True), (FINE, False)]
    letters.type("B")
    assert said_below() == [("Je ne sais pas", True), (FINE, True)]


def test_each_visit_gets_a_number_of_its_own_whatever_the_letters(open_kiosk: Open) -> None:
    hand = quick(open_kiosk())

    assert arrive(hand) == "A 1"
    hand.tap("Début")
    assert arrive(hand) == "A 2"
    assert [(a.letters, a.declared) for a in arrivals(hand)] == [("BEN", time(10, 30))] * 2


@pytest.mark.parametrize(
    ("letters", "hour"),
    [("", None), ("", time(11)), ("BEN", None), ("O", time(11)), ("LI", time(11))],
    ids=["neither", "hour alone", "letters alone", "one letter", "two letters"],
)
def test_not_knowing_and_short_names_get_a_number_too(open_kiosk: Open, letters: str, hour: time | None) -> None:
    hand = quick(open_kiosk())

    assert arrive(hand, letters, hour) == "A 1"
    (noted,) = arrivals(hand)
    assert (noted.letters, noted.declared) == (letters, hour)


@pytest.mark.parametrize(
    ("hour", "sentence"),
    [
        (time(9, 30), "Votre heure est passée. Dites‑le au médiateur."),
        (time(10), "Asseyez‑vous. On va vous appeler."),
        (time(10, 30), "On appelle votre numéro, jamais votre nom."),
        (time(11), "Vous êtes en avance. Asseyez‑vous."),
        (None, "Asseyez‑vous. On va vous appeler."),
    ],
)
def test_the_sentence_follows_the_declared_hour(open_kiosk: Open, hour: time | None, sentence: str) -> None:
    hand = quick(open_kiosk())

    arrive(hand, hour=hour)

    assert sentence in read(hand)
    assert "Votre arrivée est notée" in read(hand)
    assert ELSEWHERE in read(hand)


def test_nobody_is_promised_a_call_once_the_permanence_has_closed(open_kiosk: Open, clock: SetClock) -> None:
    hand = quick(open_kiosk())
    hand.tap(HERE)
    hand.tap("Je ne sais pas")
    spell(hand, "BEN")
    clock.advance(hours=2, minutes=20)
    hand.tap(FINE)
    hand.wait(6)
    hand.rest()

    assert number(hand) == "A 1"
    assert "La permanence est fermée." in read(hand)
    assert "appel" not in read(hand)


def test_without_a_desk_nobody_is_promised_a_call(open_kiosk: Open) -> None:
    hand = quick(open_kiosk(desk=False))
    assert "Le médiateur n’est pas à son bureau. Vous pouvez prendre un numéro." in read(hand)

    arrive(hand)

    assert "Le médiateur n’est pas à son bureau. Gardez votre numéro." in read(hand)
    assert "appel" not in read(hand)


def test_within_a_visit_the_number_stands(open_kiosk: Open, clock: SetClock) -> None:
    hand = quick(open_kiosk())
    arrive(hand)
    clock.advance(minutes=9)

    hand.tap("Retour")
    spell(hand, "BEN")
    hand.tap(FINE)
    hand.rest()

    assert number(hand) == "A 1"
    assert "Déjà noté à 10 h 12" in read(hand)
    assert len(arrivals(hand)) == 1
    assert hand.shell.situation.visit.letters == ""


def test_a_slip_typed_twice_has_one_number(open_kiosk: Open, clock: SetClock) -> None:
    hand = quick(open_kiosk())
    arrive_by_slip(hand, slip("48213"))
    assert number(hand) == "A 1"
    assert "Votre arrivée est notée" in read(hand)
    clock.advance(minutes=20)
    hand.tap("Début")

    arrive_by_slip(hand, slip("48213"))

    assert number(hand) == "A 1"
    assert "Déjà noté à 10 h 12" in read(hand)
    assert [a.slip_code for a in arrivals(hand)] == [slip("48213")]


def test_a_mistyped_slip_is_typed_again(open_kiosk: Open) -> None:
    hand = quick(open_kiosk())
    swapped = slip("48213")[:4] + slip("48213")[:3:-1]

    arrive_by_slip(hand, swapped)

    assert hand.shell.screen.name == "slip_code"
    assert "Vérifiez les chiffres." in read(hand)
    assert boxes(hand) == []
    spell(hand, slip("48213"))
    assert "Vérifiez les chiffres." not in read(hand)
    hand.tap(FINE)
    hand.rest()
    assert number(hand) == "A 1"


@pytest.mark.parametrize(("theme", "kept"), [("Me loger", "housing"), ("Je ne sais pas", "")])
def test_without_an_appointment_one_takes_a_number_in_series_s(open_kiosk: Open, theme: str, kept: str) -> None:
    hand = quick(open_kiosk())
    hand.tap(WALK_IN)
    hand.tap(theme)
    hand.rest()

    assert number(hand) == "S 1"
    assert [a.theme for a in arrivals(hand)] == [kept]


def test_typed_letters_are_masked_after_a_second(open_kiosk: Open) -> None:
    hand = quick(open_kiosk())
    hand.tap(HERE)
    hand.tap("Je ne sais pas")

    hand.tap("B")
    assert boxes(hand) == ["B"]
    hand.tap("E")
    assert boxes(hand) == ["•", "E"]
    hand.wait(0.3)
    assert boxes(hand) == ["•", "E"]
    hand.wait(0.8)
    assert boxes(hand) == ["•", "•"]


def test_nothing_is_left_of_the_letters_once_the_number_is_given(open_kiosk: Open) -> None:
    hand = quick(open_kiosk())
    hand.tap(HERE)
    hand.tap("Je ne sais pas")
    spell(hand, "BEN")
    assert in_boxes(hand) == {"•", "N"}

    hand.tap(FINE)
    hand.rest()

    assert number(hand) == "A 1"
    assert hand.shell.situation.visit.letters == ""
    assert in_boxes(hand) == set()


def test_outside_opening_hours_the_kiosk_says_when_it_opens(open_kiosk: Open, clock: SetClock) -> None:
    clock.now = datetime(2026, 11, 24, 5, 30, tzinfo=UTC)
    hand = quick(open_kiosk())

    assert hand.shell.screen.name == "closed"
    assert "Elle ouvre mardi 24 novembre à 9 h." in read(hand)
    assert ELSEWHERE in read(hand)
    assert HERE not in hand.words()

    clock.now = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    hand.wait(6)
    hand.rest()
    assert hand.shell.screen.name == "home"
    assert ELSEWHERE in read(hand)
    assert hand.shell.situation.visit == Visit()


def test_home_gives_way_when_the_permanence_closes(open_kiosk: Open, clock: SetClock) -> None:
    hand = quick(open_kiosk())
    clock.advance(hours=8)
    hand.wait(6)
    hand.rest()
    # Until it holds, a purge under way counts as failed: the next look knows better.
    hand.wait(6)
    hand.rest()

    assert hand.shell.screen.name == "closed"
    assert "Elle ouvre mardi 1er décembre à 9 h." in read(hand)
