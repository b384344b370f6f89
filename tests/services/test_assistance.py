"""A session holds the démarches of one person; when it ends only counts remain."""

from dataclasses import replace
from datetime import date, timedelta

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


def two_demarches(here, assistance):
    session = assistance.open(DESK, demarche=Demarche("rsa", "1002"), first_visit=True)
    session = session.with_demarche(Demarche("carte-identite"))
    session = session.changed(0, Demarche("rsa", "1002", Outcome.DONE))
    session = session.changed(1, Demarche("carte-identite", "", Outcome.REDIRECTED, Actor.PIMMS))
    assistance.keep(session)
    here.clock.set(10, 30)
    return session


ALL = {
    ("visits", ""): 1, ("new-people", ""): 1, ("demarches", "rsa"): 1, ("demarches", "carte-identite"): 1,
    ("outcomes", "done"): 1, ("outcomes", "redirected"): 1, ("actors", "pimms-mediation"): 1,
}  # fmt: skip


def test_the_end_counts_each_demarche_once_and_destroys_the_rest(here, assistance):
    session = two_demarches(here, assistance)
    ended = assistance.end(session.id)
    assert isinstance(ended, Ended)
    assert ended.length == timedelta(minutes=30)
    assert assistance.sessions(DESK) == ()
    assert assistance.end(session.id) == AlreadyEnded()
    here.clock.set(10, 30, 29)
    here.closing.tend()
    assert counted(here) == {}
    here.clock.set(10, 30, 30)
    for _ in range(2):
        here.closing.tend()
        assert counted(here) == ALL
    assert assistance.reopen(session.id) == AlreadyEnded()
    with here.databases.day.transaction() as records:
        assert records.sessions() == ()


def test_an_end_taken_back_within_half_a_minute_counts_once_the_session_ends_again(here, assistance):
    session = two_demarches(here, assistance)
    ended = assistance.end(session.id)
    assert assistance.just_ended(DESK) == (ended.session,)
    here.clock.set(10, 30, 20)
    reopened = assistance.reopen(session.id)
    assert (reopened.demarches, reopened.worked) == (ended.session.demarches, timedelta(minutes=30))
    here.clock.set(10, 40)
    here.closing.tend()
    assert counted(here) == {}
    assert assistance.end(session.id).length == timedelta(minutes=39, seconds=40)
    here.clock.set(10, 41)
    here.closing.tend()
    assert counted(here) == ALL


def test_a_session_opened_again_and_left_open_counts_once_at_closing_and_forgotten_counts_nothing(here, assistance):
    ticket = here.arrivals.walk_in("", "fr").ticket
    Queue(here.databases.day, here.clock, SITE).call(ticket, DESK)
    before = counted(here)
    by_mistake = assistance.open(DESK, ticket)
    assistance.end(by_mistake.id)
    assistance.reopen(by_mistake.id)
    assistance.abandon(by_mistake.id)
    assert (counted(here), here.noted[0].stage) == (before, Stage.CALLED)
    session = two_demarches(here, assistance)
    assistance.end(session.id)
    assistance.reopen(session.id)
    assert assistance.reopen(session.id) == AlreadyEnded()
    here.clock.set(18, 30)
    here.closing.tend()
    found = {(c.family, c.value): n for c, n in here.databases.figures.totals().items() if n}
    assert found == {**ALL, **before}


def test_two_sessions_begun_meanwhile_keep_an_ended_one_ended(here, assistance):
    first = assistance.open(DESK)
    assistance.end(first.id)
    open_now = assistance.open(DESK), assistance.open(DESK)
    assert isinstance(assistance.reopen(first.id), TooManyOpen)
    assert {s.id for s in assistance.sessions(DESK)} == {s.id for s in open_now}


@pytest.mark.parametrize("restarted", [(10, 30, 10), (10, 45, 0), (9, 0, 0), (17, 59, 0)])
def test_a_power_cut_after_the_end_loses_nothing_and_counts_once(here, assistance, tmp_path, restarted):
    session = two_demarches(here, assistance)
    assistance.end(session.id)
    here.databases.close()
    with waiting_room(tmp_path) as again:
        again.clock.set(*restarted)
        again.closing.tend()
        again.clock.set(18, 30)
        again.closing.close()
        found = again.databases.figures.totals()
        assert {(c.family, c.value): n for c, n in found.items() if n} == ALL


def test_a_session_that_ends_at_midnight_is_counted_before_the_new_day_destroys_it(here, assistance, tmp_path):
    session = two_demarches(here, assistance)
    here.clock.set(23, 59, 50)
    assistance.end(session.id)
    here.databases.close()
    with waiting_room(tmp_path) as again:
        again.clock.set(0, 0, 5, day=date(2026, 11, 25))
        again.closing.tend()
        found = {(c.family, c.value): n for c, n in again.databases.figures.totals().items() if n}
        assert found == ALL
        with again.databases.day.transaction() as records:
            assert records.sessions() == ()


def test_a_night_after_the_end_counts_it_where_and_when_it_was(here, assistance, tmp_path):
    elsewhere = Assistance(here.databases.day, here.clock, SITE.model_copy(update={"id": "fontainebleau"}))
    session = elsewhere.open(DESK, demarche=Demarche("rsa"))
    here.clock.set(10, day=date(2026, 11, 30))
    assert elsewhere.end(session.id)
    here.databases.close()
    with waiting_room(tmp_path) as again:
        again.clock.set(9, day=date(2026, 12, 1))
        again.closing.tend()
        cells = {(c.family, c.site, c.period) for c, n in again.databases.day.pending().items() if n} | {
            (c.family, c.site, c.period) for c in again.databases.figures.totals()
        }
        assert cells == {(family, "fontainebleau", "2026-11") for family in ("visits", "demarches", "outcomes")}


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
