"""What is opened after another knows nothing of it: neither its last press nor its watches."""

import pytest
from kivy.base import EventLoop
from kivy.clock import Clock
from kivy.core.window import Window

from kiosk.domain.reception.access import Role
from screens.driver.hand import Hand
from tests.helpers.desk_office import PIN, Office
from tests.helpers.visitor import HERE

ROLES = ["kiosk", "desk", "board"]


@pytest.fixture
def opened(open_kiosk, tmp_path, clock):
    """Open a kiosk, a desk at its queue, or a wall screen; return the hand on it."""

    def open_one(role: str) -> Hand:
        if role == "kiosk":
            return open_kiosk()
        office = Office(tmp_path, clock, role=role)
        if role == "desk":
            office.do(lambda s: s.access.add("M1", Role.MEDIATOR, PIN) and True)
        return office.hand

    return open_one


def test_the_first_key_on_a_desk_acts_however_shortly_before_another_was_pressed(opened, tmp_path, clock):
    before = opened("kiosk")
    before.tap(HERE)
    before.let_go()
    office = Office(tmp_path, clock)
    office.enter()
    office.root.keys.focus(office.hand.find("Planning"))
    office.root.keys.stroke(40, 13)
    office.rest()
    shown = office.root.screen.name
    office.close()
    assert shown == "plan"


@pytest.mark.parametrize("shown", ["pin", "queue", "plan", "session"])
def test_a_closed_desk_watches_nothing_more(shown, opened, tmp_path, clock):
    standing = what_stands()
    office = Office(tmp_path, clock)
    if shown != "pin":
        office.enter()
        office.root.show(shown)
    office.rest()
    office.close()
    assert what_stands() == standing


@pytest.mark.parametrize("role", ROLES)
def test_a_closed_screen_watches_nothing_more(role, opened):
    standing = what_stands()
    opened(role).let_go()
    assert what_stands() == standing


def what_stands() -> tuple[object, ...]:
    """Return what would still be called, drawn or asked: repeated events, keys, touches, widgets."""
    # A callback whose owner is gone is called no more.
    events = sorted(repr(call) for event in Clock.get_events() if event.loop and (call := event.get_callback()))
    listeners = [repr(bound) for bound in Window.get_property_observers("on_key_down")]
    return events, listeners, EventLoop.input_providers[:], Window.children[:]
