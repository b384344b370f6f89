"""Who works by keyboard always sees where they are, and finds themselves there after whatever they did."""

import pytest

from screens.desk.whereabouts import shown_in
from tests.desk.test_desk_layout import PANELS, moments
from tests.helpers.desk_inspector import _hole, _window_of
from tests.helpers.desk_office import Office
from tests.helpers.inspector import Box


def astray(office):
    """Say why somebody who looks for the focus would not see it."""
    control = office.root.keys.focused
    if control is None:
        return "nothing has the focus"
    box, look = _window_of(control), office.root.look
    if control not in list(shown_in(office.root)):
        return f"{control.say()!r} has the focus and is not on show"
    if not box.inside(Box(0, 0, look.width, look.height)):
        return f"{control.say()!r} has the focus outside the screen"
    hole = _hole(control)
    # A control that is higher than its list is seen as far as the list goes.
    if hole is not None and box.top - box.bottom <= hole.top - hole.bottom and not box.inside(hole):
        return f"{control.say()!r} has the focus, scrolled away"
    return ""


@pytest.mark.parametrize("panel", ["desk-1080", "laptop", "10-inch"])
def test_the_focus_is_in_sight_at_every_stop_of_every_screen(panel, tmp_path, clock):
    width, height, ppi = PANELS[panel]
    office, wrong = Office(tmp_path, clock, (width, height), ppi), []
    try:
        for name in moments(office, clock):
            office.rest()
            stops = 0
            for _ in range(min(60, len(office.root.keys.controls()))):
                office.root.keys.stroke(43, 9)
                for _ in range(3):
                    office.hand.frame()
                stops += 1
                why = astray(office)
                wrong += [f"{name}: {why}"] if why else []
            assert stops, name
            office.root.keys.forget()
    finally:
        office.close()
    assert wrong == []


def arrive(office, people):
    tickets = [office.do(lambda s: s.arrivals.walk_in("", "fr")).ticket for _ in range(people)]
    office.root.screen.refresh()
    office.rest()
    return [str(ticket) for ticket in tickets]


def tab_to(office, ticket, words):
    """Press Tab until the focus is on a button of somebody's row."""
    for _ in range(200):
        office.keys("\t")
        if where(office) == (ticket, words):
            return
    raise AssertionError(f"Tab never comes to {words!r} of {ticket}")


def where(office):
    """Return whose row has the focus, and on what."""
    office.hand.wait(0.5, by=0.1)
    focused = office.root.keys.focused
    built = office.root.screen.ids.queue._built.values()
    row = next((w for w in built if focused in list(w.walk(restrict=True))), None)
    number = "" if row is None else next(w.words for w in row.walk(restrict=True) if getattr(w, "role", "") == "title")
    return number, focused.words


def test_after_an_act_the_focus_stays_with_the_same_person(office):
    tickets = arrive(office, 4)
    tab_to(office, tickets[1], "Appeler")
    office.keys("\n")
    assert where(office) == (tickets[1], "Commencer")
    assert office.root.keys.focused.focused
    office.keys("\t")
    assert office.root.keys.focused.say() == f"Autres actions pour {tickets[1]}"
    office.keys("\n")
    office.hand.wait(0.5, by=0.1)
    assert office.root.keys.focused.say() == f"Autres actions pour {tickets[1]}"


def test_after_a_refresh_the_focus_stays_where_somebody_works(office):
    tickets = arrive(office, 3)
    tab_to(office, tickets[2], "Appeler")
    office.do(lambda s: s.queue.call(s.queue.room().waiting[0].arrival.ticket, "Bureau 2"))
    arrive(office, 2)
    assert where(office) == (tickets[2], "Appeler")
    assert astray(office) == ""


def test_somebody_who_is_gone_leaves_the_focus_to_a_neighbour(office):
    tickets = arrive(office, 3)
    tab_to(office, tickets[1], "Appeler")
    office.do(lambda s: s.queue.gone(s.queue.room().waiting[1].arrival.ticket))
    office.root.screen.refresh()
    office.hand.wait(0.5)
    office.rest()
    assert where(office)[0] in {tickets[0], tickets[2]}
    assert astray(office) == ""


def test_a_row_that_is_wheeled_out_of_sight_keeps_the_focus_and_comes_back_with_the_next_key(office):
    tickets = arrive(office, 120)
    tab_to(office, tickets[2], "Appeler")
    office.root.screen.ids.queue.scroll_y = 0.0
    office.hand.wait(1)
    office.rest()
    assert where(office) == (tickets[2], "Appeler")
    assert astray(office).startswith("'Appeler' has the focus ")
    built = office.root.screen.ids.queue._built
    assert len(built) < 60
    office.keys("\t")
    assert office.root.keys.focused.say() == f"Autres actions pour {tickets[2]}"
    assert astray(office) == ""
    office.root.screen.ids.queue.scroll_y = 0.0
    office.hand.wait(1)
    office.keys("\n")
    office.hand.wait(0.5, by=0.1)
    assert office.root.keys.focused.say() == f"Autres actions pour {tickets[2]}"


def test_no_stop_is_hidden_on_the_locked_desk(office):
    office.root.lock()
    office.rest()
    assert not {"Planning", "Imprimer"} & set(office.hand.words())
