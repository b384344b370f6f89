"""Where the paper comes out is said for the box that stands there: a ticket falls to the floor where nobody looks."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk.domain.machine.printing import Printed
from screens.driver.hand import Hand
from screens.page.icon_lines import IconLine
from tests.helpers.inspector import inspect
from tests.helpers.visitor import arrive, plain, read

Open = Callable[..., Hand]
SAID = {
    "": "Prenez‑le à l’imprimante.",
    "below": "Il sort sous l’écran.",
    "left": "Il sort à gauche de l’écran.",
    "right": "Il sort à droite de l’écran.",
    "desk": "Il sort chez le médiateur. Allez le chercher.",
}
DRAWN = {
    "": [],
    "below": ["arrow_downward"],
    "left": ["arrow_back"],
    "right": ["arrow_forward"],
    "desk": [],
}


@pytest.mark.parametrize("place", SAID)
def test_a_sheet_that_came_is_said_to_be_where_this_box_lets_it_out(place: str, open_kiosk: Open) -> None:
    hand = open_kiosk()
    hand.eyes_open = False
    printed(hand, place)
    assert hand.shell.screen.advice == SAID[place]


def printed(hand: Hand, place: str) -> None:
    """Take a number and print its proof on a box that lets paper out at a place."""
    situation = hand.shell.situation
    settings = situation.outfit.settings
    settings = settings.model_copy(update={"voice": settings.voice.model_copy(update={"paper_comes_out": place})})
    situation.outfit = replace(situation.outfit, settings=settings)
    arrive(hand)
    hand.reach("Imprimer mon reçu")
    hand.rest()
    hand.shell.screen.visit.printed = Printed.DELIVERED
    hand.shell.screen.refresh()
    hand.shell.navigator.arrange_soon()
    hand.rest()


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("place", DRAWN)
def test_an_arrow_points_to_where_the_paper_comes_out_in_every_language(
    place: str, language: str, open_kiosk: Open
) -> None:
    hand = open_kiosk()
    printed(hand, place)
    hand.shell.situation.speak(language)
    hand.rest()
    drawn = [line.sign for line in hand.shell.walk() if isinstance(line, IconLine) and line.sign.role == "icon"]
    assert [sign.words for sign in drawn] == DRAWN[place]
    assert plain(hand.shell.t(SAID[place])) in read(hand)
    assert inspect(hand.shell) == []
