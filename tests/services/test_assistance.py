"""A session holds the démarches of one person; when it ends only counts remain."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.reception.arrivals import Stage
from kiosk.domain.reception.assistance import Actor, Demarche, Outcome
from kiosk.services.assistance import AlreadyEnded, Assistance, Ended, TooManyOpen
from kiosk.services.queue import Queue
from tests.helpers.waiting_room import SITE, waiting_room

DESK = "Bureau 1"


@pytest.fixture
def here(tmp_path):
    with waiting_room(tmp_path) as room:
        yield room


@pytest.fixture
def assistance(here):
    return Assistance(here.databases.day, here.clock, SITE)


def counted(here):
    return {(c.family, c.value): n for c, n in here.databases.day.pending().items() if n}


def test_a_call_becomes_a_session_and_the_number_is_received(here, assistance):
    ticket = here.arrivals.walk_in("papers", "ar").ticket
    here.clock.set(10, 7)
    Queue(here.databases.day, here.clock, SITE).call(ticket, DESK)
    session = assistance.open(DESK, ticket)
    assert (session.ticket, session.language) == (ticket, "ar")
    assert here.noted[0].stage is Stage.DONE
    assert counted(here)["waiting", "5-15"] == 1


def test_the_end_counts_each_demarche_once_and_destroys_the_rest(here, assistance):
    session = assistance.open(DESK, demarche=Demarche("rsa", "1002"), first_visit=True)
    session = session.with_demarche(Demarche("carte-identite"))
    session = session.changed(0, Demarche("rsa", "1002", Outcome.DONE))
    session = session.changed(1, Demarche("carte-identite", "", Outcome.REDIRECTED, Actor.PIMMS))
    assistance.keep(session)
    here.clock.set(10, 30)
    ended = assistance.end(session.id)
    assert isinstance(ended, Ended)
    assert ended.length == timedelta(minutes=30)
    assert counted(here) == {
        ("visits", ""): 1, ("new-people", ""): 1, ("demarches", "rsa"): 1, ("demarches", "carte-identite"): 1,
        ("outcomes", "done"): 1, ("outcomes", "redirected"): 1, ("actors", "pimms-mediation"): 1,
    }  # fmt: skip
    assert assistance.sessions(DESK) == ()
    assert assistance.end(session.id) == AlreadyEnded()
    assert counted(here)["visits", ""] == 1


def test_a_paused_session_measures_no_time_and_two_at_most_are_open(here, assistance):
    first = assistance.open(DESK)
    here.clock.set(10, 10)
    second = assistance.open(DESK)
    assert assistance.open(DESK) == TooManyOpen((second, replace(first, worked=timedelta(minutes=10), resumed=None)))
    here.clock.set(10, 15)
    resumed = assistance.resume(first.id)
    here.clock.set(10, 20)
    assert resumed.length(here.clock.utc) == timedelta(minutes=15)
    assert assistance.sessions(DESK)[1].length(here.clock.utc) == timedelta(minutes=5)


def test_a_session_opened_by_mistake_leaves_no_count_and_the_number_is_called_again(here, assistance):
    ticket = here.arrivals.walk_in("", "fr").ticket
    Queue(here.databases.day, here.clock, SITE).call(ticket, DESK)
    before = counted(here)
    session = assistance.open(DESK, ticket)
    assistance.abandon(session.id)
    assert counted(here) == before
    assert here.noted[0].stage is Stage.CALLED


def test_the_same_guide_twice_is_one_demarche_with_the_newer_list(assistance):
    session = assistance.open(DESK, demarche=Demarche("rsa", "1"))
    session = session.with_demarche(Demarche("rsa", "2"))
    assert session.demarches == (Demarche("rsa", "2"),)
    assert assistance.keep(session).demarches == (Demarche("rsa", "2"),)


def test_closing_destroys_open_sessions(here, assistance):
    assistance.open(DESK, demarche=Demarche("rsa", "1"))
    here.clock.set(18, 30)
    here.closing.close()
    assert assistance.sessions(DESK) == ()
