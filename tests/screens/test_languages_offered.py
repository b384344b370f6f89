"""A site that offers eight languages shows as many as fit on the home screen; the rest is one touch away."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk.domain.languages import LANGUAGES
from screens.driver.hand import Hand
from screens.toolkit.theme import SIZES
from tests.helpers.inspector import inspect
from tests.helpers.visitor import HERE, arrive, read
from tests.screens.test_layout import PANELS

EIGHT = tuple((code, LANGUAGES[code].own_name) for code in ("fr", "en", "ar", "es", "pt", "ro", "tr", "uk"))
Open = Callable[..., Hand]


def offering_eight(hand: Hand) -> Hand:
    now = hand.shell.situation
    now.outfit = replace(now.outfit, languages=EIGHT)
    hand.shell.navigator.show("home")
    hand.rest()
    return hand


def chips(hand: Hand) -> list[str]:
    return [control.words for control in hand.shell.surround.top_bar.controls()]


@pytest.mark.parametrize("panel", PANELS)
def test_as_many_languages_as_fit_stand_on_the_home_screen_and_the_number_of_the_others(
    open_kiosk: Open, panel: str
) -> None:
    hand = offering_eight(open_kiosk(*PANELS[panel]))
    for size in SIZES:
        hand.shell.situation.look = replace(hand.shell.situation.plain_look, size=size)
        hand.rest()
        names = [own_name for _, own_name in EIGHT]
        shown = [words for words in chips(hand) if words in names]
        assert shown == names[: len(shown)]
        assert shown
        if len(shown) > 1:
            assert (f"+ {8 - len(shown)}" in chips(hand)) is (len(shown) < 8)
        assert inspect(hand.shell) == []


def test_the_language_in_force_is_always_on_the_home_screen(open_kiosk: Open) -> None:
    hand = offering_eight(open_kiosk())
    hand.shell.situation.speak("uk")
    hand.rest()
    assert "Українська" in chips(hand)
    assert "Français" in chips(hand)


def test_the_others_are_listed_by_their_own_names_and_nothing_is_lost_by_choosing_one(open_kiosk: Open) -> None:
    hand = offering_eight(open_kiosk())
    for _, own_name in EIGHT:
        hand.shell.navigator.show("languages")
        hand.reach(own_name)
        hand.rest()
        assert dict(EIGHT)[hand.shell.t.language] == own_name
    hand.shell.situation.speak("fr")
    hand.rest()
    number = arrive(hand)
    for code in ("ro", "ar", "tr", "fr"):
        hand.shell.navigator.go("languages")
        hand.reach(dict(EIGHT)[code])
        hand.rest()
        assert (hand.shell.screen.name, hand.shell.t.language) == ("arrived", code)
        assert number in read(hand)


def test_a_language_changed_amid_the_letters_keeps_them(open_kiosk: Open) -> None:
    hand = offering_eight(open_kiosk())
    hand.tap(HERE)
    hand.tap("Je ne sais pas")
    hand.tap("B")
    hand.shell.navigator.go("languages")
    hand.reach("Română")
    hand.rest()
    assert (hand.shell.screen.name, hand.shell.situation.visit.letters) == ("letters", "B")
