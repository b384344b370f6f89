"""What stands in the place of a file, or in a file, and is none of ours: told apart, never obeyed, never destroyed."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.adapters.database.folders import Damage, open_databases
from kiosk.adapters.database.trouble import Foreign
from kiosk.domain.machine.data_state import Sound, Trouble
from kiosk.machine_ports import DataUnusable
from tests.helpers.waiting_room import TUESDAY, waiting_room
from tests.hostile.scribbler import FILES, GIVEN, a_morning
from tests.hostile.test_any_damage import ALL

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def morning(tmp_path_factory):
    return a_morning(tmp_path_factory.mktemp("odd") / "morning")


@pytest.fixture
def folder(morning, tmp_path):
    return shutil.copytree(morning, tmp_path / "folder")


def _without(path):
    for place in path.parent.glob(path.name + "*"):
        place.unlink()


def _empty(path):
    _without(path)
    path.touch()


def _pipe(path):
    _without(path)
    os.mkfifo(path)


def _folder(path):
    _without(path)
    path.mkdir()


def _loop(path):
    _without(path)
    path.symlink_to(path.name)


def _nowhere(path):
    _without(path)
    path.symlink_to("/nowhere/at/all")


def _text(path):
    _without(path)
    path.write_text("Chère Madame, " * 2000)


def _journal_is_a_folder(path):
    _checkpointed(path)
    path.with_name(path.name + "-wal").mkdir()


def _index_is_a_pipe(path):
    _checkpointed(path)
    os.mkfifo(path.with_name(path.name + "-shm"))


def _checkpointed(path):
    _do(path, "PRAGMA wal_checkpoint(TRUNCATE)")
    for companion in ("-wal", "-shm"):
        path.with_name(path.name + companion).unlink(missing_ok=True)


def _do(path, *statements):
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA writable_schema = ON")
        for statement in statements:
            raw.execute(statement)


def _doing(*statements):
    return lambda path: _do(path, *statements)


IN_PLACE = {
    "nothing": _without, "an empty file": _empty, "a pipe": _pipe, "a folder": _folder, "a link to itself": _loop,
    "a link to nowhere": _nowhere, "a letter": _text,
}  # fmt: skip
BESIDE = {"a journal that is a folder": _journal_is_a_folder, "an index that is a pipe": _index_is_a_pipe}
VERSIONS = {
    "no version": _doing("DELETE FROM alembic_version"),
    "two versions": _doing("INSERT INTO alembic_version VALUES ('zz')"),
    "a version that is no text": _doing("UPDATE alembic_version SET version_num = x'ff00fe'"),
    "a version that is no version": _doing("UPDATE alembic_version SET version_num = '../../etc'"),
    "a version of another program": _doing("UPDATE alembic_version SET version_num = 'a1b2c3d4'"),
    "a table of versions without a column": _doing("DROP TABLE alembic_version", "CREATE TABLE alembic_version (x)"),
    "no table of versions": _doing("DROP TABLE alembic_version"),
    "a version that is a view without end": _doing(
        "DROP TABLE alembic_version",
        "CREATE VIEW alembic_version AS WITH RECURSIVE t(version_num) AS "
        "(SELECT 'x' UNION ALL SELECT version_num FROM t) SELECT version_num FROM t",
    ),
}


def _note_somebody(folder):
    with waiting_room(folder) as room:
        number = room.arrivals.walk_in("", "fr").ticket.number
        assert room.databases.look(thoroughly=True) == Sound()
        return number, room.databases.damages


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("kind", IN_PLACE)
def test_whatever_stands_in_the_place_of_a_file_arrivals_are_noted_and_the_loss_is_told(folder, file, kind):
    IN_PLACE[kind](folder / file)
    assert _note_somebody(folder) == (GIVEN + 1, (Damage(file, whole=False),))
    assert _note_somebody(folder) == (GIVEN + 2, ())


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("kind", BESIDE)
def test_an_odd_thing_beside_a_file_costs_nothing(folder, file, kind):
    BESIDE[kind](folder / file)
    assert _note_somebody(folder) == (GIVEN + 1, ())


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("kind", VERSIONS)
def test_a_file_that_does_not_know_its_version_is_taken_over_whole(folder, file, kind):
    VERSIONS[kind](folder / file)
    assert _note_somebody(folder) == (GIVEN + 1, (Damage(file, whole=True),))


@pytest.mark.parametrize("file", ["day.sqlite", "device.sqlite"])
def test_the_file_of_another_program_is_left_alone_and_nobody_is_noted(folder, file):
    _without(folder / file)
    _do(folder / file, "CREATE TABLE bookmarks (title)", "INSERT INTO bookmarks VALUES ('mine')")
    before = (folder / file).read_bytes()
    with pytest.raises(Foreign, match=file):
        open_databases(folder)
    assert (folder / file).read_bytes() == before


def test_two_of_our_files_in_each_others_place_are_left_alone(folder):
    for file in ("day.sqlite", "figures.sqlite"):
        _checkpointed(folder / file)
    (folder / "day.sqlite").rename(folder / "other")
    (folder / "figures.sqlite").rename(folder / "day.sqlite")
    (folder / "other").rename(folder / "figures.sqlite")
    before = {file: (folder / file).read_bytes() for file in FILES}
    with pytest.raises(Foreign, match=r"day\.sqlite"):
        open_databases(folder)
    assert (folder / "day.sqlite").read_bytes() == before["day.sqlite"]
    assert (folder / "figures.sqlite").read_bytes() == before["figures.sqlite"]


def test_figures_of_another_program_are_left_alone_and_arrivals_are_noted(folder):
    _without(folder / "figures.sqlite")
    _do(folder / "figures.sqlite", "CREATE TABLE bookmarks (title)")
    before = (folder / "figures.sqlite").read_bytes()
    with waiting_room(folder) as room:
        assert room.arrivals.walk_in("", "fr").ticket.number == GIVEN + 1
        assert room.databases.look(thoroughly=True) == Sound(figures=Trouble.FOREIGN)
    assert (folder / "figures.sqlite").read_bytes() == before


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
    _do(folder / "day.sqlite", VALUES[kind])
    with waiting_room(folder) as room:
        assert room.arrivals.walk_in("", "fr").ticket.number == GIVEN + 1
        assert room.databases.damages == (Damage("day.sqlite", whole=False),)
        with room.databases.day.transaction() as records:
            assert len(records.appointments(*ALL)) >= 59
            assert len(records.arrivals(TUESDAY)) >= 2 * GIVEN - 1
        room.databases.day.flush_into(room.databases.figures)


def test_a_page_that_asks_for_more_memory_than_there_is_is_refused(folder):
    _do(
        folder / "day.sqlite",
        "DROP TABLE arrival",
        "CREATE VIEW arrival AS SELECT '2026-11-24' AS day, 'A' AS series, 1 AS number, "
        "CAST(zeroblob(2000000000) AS TEXT) AS arrived, NULL AS declared, '' AS letters, '' AS slip_code, '' AS theme, "
        "'' AS language, '' AS prepared, 'waiting' AS stage, NULL AS called, '' AS owner",
    )
    number, damages = _note_somebody(folder)
    assert (number, damages) == (GIVEN + 1, (Damage("day.sqlite", whole=False),))


def test_appointments_on_both_sides_of_a_page_that_is_lost_are_carried_over(folder):
    path = folder / "day.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        for n in range(600):
            row = (None, "meaux", "2026-12-10T09:00:00.000000+00:00", 45, "pand", "DU", 0, f"{n + 700000}", 1, "x" * 40)
            raw.execute("INSERT INTO appointment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
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


@pytest.mark.parametrize("lock", ["kiosk.lock", "keeper.lock"])
def test_a_pipe_in_the_place_of_a_lock_makes_nobody_wait(folder, lock):
    (folder / lock).unlink()
    os.mkfifo(folder / lock)
    assert _note_somebody(folder) == (GIVEN + 1, ())


def test_a_file_in_the_place_of_the_folder_is_said_and_left_alone(tmp_path):
    (tmp_path / "real").write_text("mine")
    with pytest.raises(DataUnusable):
        open_databases(tmp_path / "real")
    assert (tmp_path / "real").read_text() == "mine"


def test_the_day_put_back_as_it_was_gives_no_number_again(folder, tmp_path):
    before = shutil.copytree(folder, tmp_path / "before")
    assert _note_somebody(folder)[0] == GIVEN + 1
    for place in (*folder.glob("day.sqlite*"),):
        place.unlink()
    for place in before.glob("day.sqlite*"):
        shutil.copy(place, folder)
    assert _note_somebody(folder) == (GIVEN + 2, (Damage("day.sqlite", whole=False),))


@pytest.mark.parametrize("command", [["purge"], ["staff", "list"]])
def test_a_command_on_files_that_are_not_ours_ends_in_a_sentence(folder, command):
    shutil.copytree(folder, folder.parent / "real")
    _without(folder.parent / "real" / "day.sqlite")
    _do(folder.parent / "real" / "day.sqlite", "CREATE TABLE bookmarks (title)")
    program = [sys.executable, "-m", "kiosk", *command, "--data", folder.parent]
    run = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    said = f"{folder.parent / 'real'}: the data cannot be used: day.sqlite (foreign)\n"
    assert (run.returncode, run.stderr) == (2, said)
