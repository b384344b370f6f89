"""Somebody shows the kiosk a sheet printed before its guide changed, and is told what changed."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.domain.guides.changes import Change, Changed
from kiosk.domain.guides.guide import Checklist
from screens.driver.hand import Hand
from tests.helpers.visitor import read, scan

Open = Callable[..., Hand]
AGAIN = "Cette liste a changé depuis. Relisez‑la avec le médiateur."


def show_sheet(hand: Hand, *, older_by: int, what: tuple[Changed, ...] = ()) -> str:
    """Show a sheet whose guide has changed so many times since; return what is read."""
    hand.eyes_open = False
    situation = hand.shell.situation
    guide = next(g for g in situation.guides if g.id == "carte-identite")
    told = tuple(Change(guide.revision + older_by, each) for each in what)
    situation.guides = (replace(guide, revision=guide.revision + older_by, changes=told),)
    scan(hand, "KD" + Checklist(guide).answer("situation", "perdue").token())
    return read(hand)


def test_a_sheet_of_before_is_to_be_read_again_with_the_mediator(open_kiosk: Open) -> None:
    assert AGAIN in show_sheet(open_kiosk(), older_by=2, what=(Changed.PRICE,))


def test_of_what_changed_the_one_that_costs_most_to_miss_is_said(open_kiosk: Open) -> None:
    told = show_sheet(open_kiosk(), older_by=1, what=(Changed.PAPERS, Changed.PRICE))
    assert "Le prix a changé. Relisez la liste avec le médiateur." in told
    assert "papiers ont changé" not in told


def test_a_sheet_of_today_is_not_said_to_have_changed(open_kiosk: Open) -> None:
    assert "a changé" not in show_sheet(open_kiosk(), older_by=0)
