"""What the queue tells, and to whom: number, hour and letters to reception, to a mediator more, a list once called."""

from datetime import time

import pytest

from kiosk.domain.guides.guide import Theme
from kiosk.domain.guides.themes import THEME_NAMES
from kiosk.domain.reception.access import Role, Staff
from tests.helpers.desk_office import Office

CARD = "Refaire ma carte d’identité"
LIST = f"{CARD} — liste préparée, il manque 1 papier"
THERE = THEME_NAMES[Theme.PAPERS].desk


@pytest.fixture
def office(tmp_path, clock):
    opened = Office(tmp_path, clock)
    yield opened
    opened.close()


def enter_as(office, role):
    office.root.unlock(Staff("X1", role))
    office.rest()


def room_with_a_list_shown(office):
    office.plan(10, 30, "BEN", "572005", first=True)
    ticket = office.do(lambda s: s.arrivals.declare(time(10, 30), "BEN", "ar")).ticket
    office.do(lambda s: s.arrivals.attach(ticket, office.prepared("carte-identite")))
    office.do(lambda s: s.arrivals.leave_by(ticket, time(11)))
    office.do(lambda s: s.arrivals.walk_in(Theme.PAPERS.value, "fr"))
    return ticket


def written(office):
    office.root.screen.refresh()  # as when another process wrote
    return "\n".join(office.see())


@pytest.mark.parametrize("role", [Role.STAFF, Role.MEDIATOR])
def test_whoever_calls_reads_that_somebody_cannot_hear_and_who_assists_what_they_speak(office, role):
    ticket = office.do(lambda s: s.arrivals.declare(time(10, 30), "BEN", "fr")).ticket
    office.do(lambda s: s.arrivals.meet(ticket, by_sign=True, speaks="ta"))
    enter_as(office, role)
    seen = written(office)
    assert "N’entend pas\u202f: faites signe" in seen
    assert ("Parle\u202f: tamoul" in seen) is (role is not Role.STAFF)
    office.do(lambda s: s.arrivals.meet(ticket, by_sign=False, speaks=""))
    assert "faites signe" not in written(office)
    assert "Parle" not in written(office)


@pytest.mark.parametrize("role", [Role.STAFF, Role.MEDIATOR, Role.ADMINISTRATOR])
def test_a_list_is_seen_by_who_assists_after_their_call_and_by_nobody_else(office, role):
    ticket = room_with_a_list_shown(office)
    enter_as(office, role)
    assists = role is not Role.STAFF
    seen = written(office)
    assert "Rendez‑vous 10\u00a0h\u00a030 · BEN" in seen
    assert "Doit partir avant 11\u00a0h\u00a000" in seen
    assert CARD not in seen
    assert "liste" not in seen
    assert (THERE in seen) is assists
    assert ("première venue" in seen.lower()) is assists
    office.do(lambda s: s.queue.call(ticket, "Bureau 1"))
    assert (LIST in written(office)) is assists
    # Put aside again, the list is no longer on show; a call of another desk shows it there alone.
    office.do(lambda s: s.queue.park(ticket))
    assert CARD not in written(office)
    office.do(lambda s: s.queue.call(ticket, "Bureau 2"))
    assert CARD not in written(office)


def test_a_list_taken_back_leaves_the_desk_at_once(office):
    ticket = room_with_a_list_shown(office)
    enter_as(office, Role.MEDIATOR)
    office.do(lambda s: s.queue.call(ticket, "Bureau 1"))
    assert LIST in written(office)
    office.do(lambda s: s.arrivals.detach(ticket))
    assert CARD not in written(office)
    office.tap("Commencer")
    assert office.root.screen.shown.current is None


def test_reception_gives_a_carried_sheet_to_a_number_and_does_not_read_it(office):
    office.do(lambda s: s.arrivals.declare(time(10, 30), "BEN", "fr"))
    enter_as(office, Role.STAFF)
    office.scan(office.prepared("carte-identite"))
    office.tap("Donner la liste")
    office.tap("Appeler")
    assert CARD not in written(office)


@pytest.mark.parametrize("role", [Role.STAFF, Role.MEDIATOR, Role.ADMINISTRATOR])
def test_exact_figures_are_for_who_assists(office, role):
    enter_as(office, role)
    office.tap("Chiffres")
    assists = role is not Role.STAFF
    assert (office.root.screen.name == "figures") is assists
    assert ("Les chiffres exacts sont pour le médiateur." in office.see()) is not assists


def test_who_has_no_slip_says_at_the_desk_how_they_are_called_and_spoken_to_and_it_can_be_taken_back(office):
    enter_as(office, Role.MEDIATOR)
    ticket = office.do(lambda s: s.arrivals.walk_in("", "fr")).ticket
    open_meeting(office, ticket)
    office.tap("N’entend pas : l’appeler par un signe")
    assert {"N’entend pas\u202f: faites signe", f"{ticket} : appelé par un signe."} <= set(office.see())
    office.tap("Annuler")
    assert "N’entend pas\u202f: faites signe" not in office.see()

    open_meeting(office, ticket)
    office.tap("tamoul")
    assert "Parle\u202f: tamoul" in office.see()
    open_meeting(office, ticket)
    office.tap("tamoul")
    assert "Parle\u202f: tamoul" not in office.see()


def test_the_reception_says_how_somebody_is_called_and_not_what_they_speak(office):
    ticket = office.do(lambda s: s.arrivals.walk_in("", "fr")).ticket
    enter_as(office, Role.STAFF)
    open_meeting(office, ticket)
    assert "tamoul" not in office.hand.words()
    office.tap("N’entend pas : l’appeler par un signe")
    assert "N’entend pas\u202f: faites signe" in office.see()


def open_meeting(office, ticket):
    office.tap(f"Autres actions pour {ticket}")
    office.tap("Comment l’appeler")
    assert f"Comment appeler le {ticket} ?" in office.see()
