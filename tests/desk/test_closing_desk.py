"""In the evening nothing of the desk's day is left; when that fails the kiosk stays shut and says what to do."""

import sqlite3
from contextlib import closing
from datetime import datetime

import pytest

from kiosk.domain.guides.guide import Checklist
from kiosk.domain.machine.printing import Format, Printed
from kiosk.domain.reception.assistance import Demarche
from kiosk.machine_ports import PurgeFailed
from kiosk.services.arrivals import Arrivals, Permanence
from kiosk.services.assistance import Assistance
from tests.helpers.desk_office import Office
from tests.helpers.waiting_room import PARIS, waiting_room

LETTERS = "QXZ"


@pytest.fixture
def office(tmp_path, clock):
    opened = Office(tmp_path, clock)
    yield opened
    opened.close()


def holding(folder):
    return [p.name for p in folder.rglob("*") if p.is_file() and LETTERS.encode() in p.read_bytes()]


def test_typed_letters_open_sessions_and_printed_sheets_are_destroyed_at_closing(office, tmp_path, clock):
    office.enter()
    office.tap("Planning")
    office.keys(f"1130\t{LETTERS.lower()}\n")
    office.do(lambda s: s.arrivals.declare(None, LETTERS, "fr"))
    office.do(lambda s: s.assistance.open("Bureau 1", demarche=Demarche("rsa")))
    guide = office.root.guides[0]
    assert office.do(lambda s: s.checklists.print_list(Checklist(guide), Format.A4, "fr")) is Printed.SAVED
    assert holding(tmp_path)
    assert list((tmp_path / "sheets").glob("*.pdf"))
    clock.now = datetime(2026, 11, 24, 18, 1, tzinfo=PARIS)
    office.do(lambda s: s.closing.tend() or True)
    assert holding(tmp_path) == []
    assert not list((tmp_path / "sheets").glob("*.pdf"))
    assert office.do(lambda s: s.assistance.sessions("Bureau 1")) == ()


def test_the_desk_says_when_everything_was_last_destroyed(office, clock):
    office.do(lambda s: s.closing.close() or True)
    office.enter()
    assert any(words.startswith("Dernier effacement : mardi 24\u00a0novembre") for words in office.see())


def test_one_tap_closes_the_permanence_and_one_reopens_it(office):
    office.enter()
    office.tap("Journée")
    office.tap("Pas de permanence aujourd’hui")
    assert office.do(lambda s: s.arrivals.permanence()) is Permanence.CLOSED
    assert office.do(lambda s: s.arrivals.next_opening()).date().isoformat() == "2026-12-01"
    office.tap("Reprendre la permanence")
    assert office.do(lambda s: s.arrivals.permanence()) is Permanence.OPEN


def test_outside_the_hours_the_desk_asks_where_it_stands(office, clock):
    clock.now = datetime(2026, 11, 25, 10, tzinfo=PARIS)
    office.root.backstage.look_at_the_permanence()
    office.rest()
    office.enter()
    assert "Sommes‑nous à Meaux ?" in office.see()
    office.tap("Non, à Fontainebleau")
    assert office.root.outfit.site_choice.has_changed()


def test_an_open_session_is_counted_when_the_day_is_closed(tmp_path):
    with waiting_room(tmp_path) as room:
        sessions = Assistance(room.databases.day, room.clock, room.arrivals._site)
        sessions.open("Bureau 1", demarche=Demarche("rsa"))
        room.closing.close()
        assert {c.family: n for c, n in room.databases.figures.totals().items()} == {
            "visits": 1, "demarches": 1, "outcomes": 1,
        }  # fmt: skip


def test_a_failed_purge_keeps_the_kiosk_shut_until_one_succeeds(tmp_path):
    with waiting_room(tmp_path) as room:
        known = room.arrivals
        arrivals = Arrivals(
            room.databases.day, room.clock, known._site, desk_alive_within=known._desk_alive_within,
            is_refused=room.closing.has_failed,
        )  # fmt: skip
        arrivals.desk_is_alive()
        arrivals.walk_in("", "fr")
        with closing(sqlite3.connect(tmp_path / "day.sqlite", isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT * FROM arrival").fetchone()
            with pytest.raises(PurgeFailed):
                room.closing.close()
            assert room.closing.has_failed()
            assert arrivals.permanence() is Permanence.REFUSED
        room.closing.close()
        assert not room.closing.has_failed()
        assert arrivals.permanence() is Permanence.OPEN
