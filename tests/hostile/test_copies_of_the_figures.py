"""Somebody holds two copies of `figures.sqlite` made in one day: what differs between them is ten people or nobody."""

import itertools
import sqlite3
from datetime import datetime, time
from random import Random

import pytest

from kiosk.domain.figures.usage import fewest_visits
from kiosk.domain.reception.assistance import Actor, Demarche, Outcome
from kiosk.services.assistance import Assistance
from kiosk.services.closing import FLUSH_FROM
from tests.helpers.waiting_room import PARIS, SITE, TUESDAY, waiting_room

TOWNS = (SITE, SITE.model_copy(update={"id": "provins"}))


def _copy(room):
    """Read the figures as a stolen copy of the file would be read."""
    with sqlite3.connect(room.databases.figures.store.path) as file:
        rows = file.execute("SELECT family, site, period, value, n FROM counter").fetchall()
    return {tuple(row[:4]): row[4] for row in rows}


def _differences(copies):
    """Say by how many arrivals and how many sessions each copy differs from the one before, site by site."""
    for before, after in itertools.pairwise(copies):
        changed = {cell: n - before.get(cell, 0) for cell, n in after.items() if n != before.get(cell, 0)}
        for site in sorted({cell[1] for cell in changed}):
            here = {cell: n for cell, n in changed.items() if cell[1] == site}
            yield tuple(sum(n for cell, n in here.items() if cell[0] == name) for name in ("arrivals", "visits"))


def _day(room, seed, people):
    """Receive people one after the other, some of them alone at the kiosk; yield after each act."""
    random = Random(seed)
    helping = Assistance(room.databases.day, room.clock, SITE)
    for n in range(people):
        room.clock.set(9 + n // 12, 5 * (n % 12))
        ticket = room.arrivals.declare(time(10), "BEN", random.choice(("fr", "ar"))).ticket
        yield
        if random.random() < 0.8:
            outcome = random.choice(list(Outcome))
            actor = Actor.PIMMS if outcome is Outcome.REDIRECTED else None
            session = helping.open("Bureau 1", ticket, Demarche("rsa", outcome=outcome, actor=actor), first_visit=True)
            yield
            room.end_for_good(helping, session.id)
            yield


@pytest.mark.parametrize("seed", range(6))
def test_two_copies_of_one_day_never_tell_fewer_than_ten_people_apart(tmp_path, seed):
    with waiting_room(tmp_path) as room:
        copies = [_copy(room)]
        for _ in _day(room, seed, 16 + 7 * seed):
            room.closing.flush_when_due()
            copies.append(_copy(room))
        told = list(_differences(copies))
        assert told
        assert min(min(halves) for halves in told) >= FLUSH_FROM


def test_one_person_with_many_demarches_changes_no_copy_before_closing(tmp_path):
    """The hostile week's case: one visit made ten counts, and two copies told who it was."""
    with waiting_room(tmp_path) as room:
        helping = Assistance(room.databases.day, room.clock, SITE)
        ticket = room.arrivals.declare(time(10), "BEN", "fr").ticket
        session = helping.open("Bureau 1", ticket, first_visit=True)
        for guide in ("rsa", "impots", "passeport", "navigo-solidarite"):
            session = helping.keep(session.with_demarche(Demarche(guide, outcome=Outcome.DONE)))
        room.end_for_good(helping, session.id)
        before = _copy(room)
        assert sum(room.databases.day.pending().values()) > FLUSH_FROM
        assert room.closing.flush_when_due() == 0
        assert _copy(room) == before


def test_ten_arrivals_do_not_carry_one_session_along(tmp_path):
    with waiting_room(tmp_path) as room:
        helping = Assistance(room.databases.day, room.clock, SITE)
        tickets = [room.arrivals.declare(time(10), "BEN", "fr").ticket for _ in range(12)]
        room.end_for_good(helping, helping.open("Bureau 1", tickets[0], Demarche("rsa")).id)
        assert room.closing.flush_when_due() == 0


def test_ten_people_here_do_not_carry_one_of_another_site_along(tmp_path):
    with waiting_room(tmp_path) as room:
        for site, people in ((SITE, 10), (TOWNS[1], 1)):
            helping = Assistance(room.databases.day, room.clock, site)
            room.arrivals._site = site
            for _ in range(people):
                ticket = room.arrivals.declare(time(10), "BEN", "fr").ticket
                room.end_for_good(helping, helping.open("Bureau 1", ticket, Demarche("rsa")).id)
        assert room.closing.flush_when_due() == 0
        assert fewest_visits(room.databases.day.pending()) == 1


def test_a_closing_moves_what_its_day_left_and_only_that(tmp_path):
    """What cannot be promised: a closing after a day of one visit is that visit (`DECISIONS.md`)."""
    with waiting_room(tmp_path) as room:
        for _ in _day(room, 3, 14):
            room.closing.flush_when_due()
        before = _copy(room)
        room.clock.utc = datetime.combine(TUESDAY, time(18), tzinfo=PARIS)
        room.closing.close()
        assert 0 < sum(n - before.get(cell, 0) for cell, n in _copy(room).items() if cell[0] == "arrivals") < FLUSH_FROM
        assert room.databases.day.pending() == {}
