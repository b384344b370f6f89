"""Where the paper comes out is said for the box that stands there: a ticket falls to the floor where nobody looks."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk.domain.machine.printing import Printed
from screens.driver.hand import Hand
from tests.helpers.visitor import arrive

Open = Callable[..., Hand]
SAID = {
    "": "Prenez‑le à l’imprimante.",
    "below": "Il sort sous l’écran.",
    "left": "Il sort à gauche de l’écran.",
    "right": "Il sort à droite de l’écran.",
    "desk": "Il sort chez le médiateur. Allez le chercher.",
}


@pytest.mark.parametrize("place", SAID)
def test_a_sheet_that_came_is_said_to_be_where_this_box_lets_it_out(place: str, open_kiosk: Open) -> None:
    hand = open_kiosk()
    situation = hand.shell.situation
    settings = situation.outfit.settings
    settings = settings.model_copy(update={"voice": settings.voice.model_copy(update={"paper_comes_out": place})})
    situation.outfit = replace(situation.outfit, settings=settings)
    hand.eyes_open = False
    arrive(hand)
    hand.tap("Imprimer mon reçu")
    hand.rest()
    hand.shell.screen.visit.printed = Printed.DELIVERED
    hand.shell.screen.refresh()
    assert hand.shell.screen.advice == SAID[place]
