"""What stands in a file of ours and no screen could read: it costs itself, and nothing beside it."""

import sqlite3
from contextlib import closing

import pytest

from kiosk.adapters.database.folders import Damage
from kiosk.domain.machine.data_state import Sound
from tests.helpers.waiting_room import TUESDAY, waiting_room
from tests.hostile.scribbler import GIVEN, a_morning, by_hand
from tests.hostile.test_any_damage import ALL


@pytest.fixture
def folder(tmp_path):
    return a_morning(tmp_path / "folder")


VALUES = {
    "letters that are no text": "UPDATE arrival SET theme = CAST(x'ff' AS TEXT) WHERE number = 3 AND series = 'S'",
    "a time that is none": "UPDATE arrival SET arrived = 'at noon' WHERE number = 3",
    "a time without a zone": "UPDATE arrival SET arrived = '2026-11-24T09:00:00' WHERE number = 3",
    "a time at the end of time": "UPDATE appointment SET starts = '9999-12-31T23:59:59+00:00' WHERE id = 3",
    "a motif that is none": "UPDATE appointment SET motif = 'pand`' WHERE id = 3",
    "an hour that is none": "UPDATE arrival SET declared = '25:61' WHERE number = 3",
    "a length beyond measure": "UPDATE appointment SET minutes = 9223372036854775807 WHERE id = 3",
    "a mark beyond measure": "UPDATE mark SET value = 9223372036854775807",
    "a number beyond measure": "UPDATE ticket_series SET last = 9223372036854775807",
    "a count that nobody declared": "UPDATE pending_count SET family = 'names'",
    "a session without a beginning": "UPDATE assisted_session SET started = ''",
}


@pytest.mark.parametrize("kind", VALUES)
def test_a_value_that_no_screen_could_read_costs_its_own_row_and_no_other(folder, kind):
    by_hand(folder / "day.sqlite", VALUES[kind])
    with waiting_room(folder) as room:
        assert room.arrivals.walk_in("", "fr").ticket.number == GIVEN + 1
        assert room.databases.damages == (Damage("day.sqlite", whole=False),)
        with room.databases.day.transaction() as records:
            assert len(records.appointments(*ALL)) >= 59
            assert len(records.arrivals(TUESDAY)) >= 2 * GIVEN - 1
        room.databases.day.flush_into(room.databases.figures)


def test_a_page_that_asks_for_more_memory_than_there_is_is_refused(folder):
    by_hand(
        folder / "day.sqlite",
        "DROP TABLE arrival",
        "CREATE VIEW arrival AS SELECT '2026-11-24' AS day, 'A' AS series, 1 AS number, "
        "CAST(zeroblob(2000000000) AS TEXT) AS arrived, NULL AS declared, '' AS letters, '' AS slip_code, '' AS theme, "
        "'' AS language, '' AS prepared, 'waiting' AS stage, NULL AS called, '' AS owner",
    )
    with waiting_room(folder) as room:
        assert room.arrivals.walk_in("", "fr").ticket.number == GIVEN + 1
        assert room.databases.look(thoroughly=True) == Sound()
        assert room.databases.damages == (Damage("day.sqlite", whole=False),)


def test_appointments_on_both_sides_of_a_page_that_is_lost_are_carried_over(folder):
    path = folder / "day.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        for n in range(600):
            row = (None, "meaux", "2026-12-10T09:00:00.000000+00:00", 45, "pand", "DU", 0, f"{n + 700000}", 1, "x" * 40)
            places = ", ".join("?" * 14)
            raw.execute(f"INSERT INTO appointment VALUES ({places})", (*row, "no", None, "", None))  # noqa: S608
        (root,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'appointment'").fetchone()
    content = bytearray(path.read_bytes())
    inside = content[(root - 1) * 4096 :][:4096]
    children = int.from_bytes(inside[3:5], "big")
    cell = int.from_bytes(inside[12 + 2 * (children // 2) :][:2], "big")
    lost = int.from_bytes(inside[cell : cell + 4], "big")
    content[(lost - 1) * 4096 : lost * 4096] = bytes(4096)
    path.write_bytes(content)
    with waiting_room(folder) as room, room.databases.day.transaction() as records:
        kept = {int(each.slip_code) for each in records.appointments(*ALL)}
        assert 500 < len(kept) < 660
        assert {0, 700_599} <= kept
