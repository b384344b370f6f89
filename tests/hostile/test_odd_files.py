"""What stands in the place of a file and is none of ours: told apart, never obeyed, never destroyed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.adapters.database.folders import Damage, open_databases
from kiosk.adapters.database.trouble import Foreign
from kiosk.domain.machine.data_state import Sound, Trouble
from kiosk.machine_ports import DataUnusable
from tests.helpers.waiting_room import waiting_room
from tests.hostile.scribbler import FILES, GIVEN, a_morning, by_hand

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
    by_hand(path, "PRAGMA wal_checkpoint(TRUNCATE)")
    for companion in ("-wal", "-shm"):
        path.with_name(path.name + companion).unlink(missing_ok=True)


def _doing(*statements):
    return lambda path: by_hand(path, *statements)


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
    by_hand(folder / file, "CREATE TABLE bookmarks (title)", "INSERT INTO bookmarks VALUES ('mine')")
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
    by_hand(folder / "figures.sqlite", "CREATE TABLE bookmarks (title)")
    before = (folder / "figures.sqlite").read_bytes()
    with waiting_room(folder) as room:
        assert room.arrivals.walk_in("", "fr").ticket.number == GIVEN + 1
        assert room.databases.look(thoroughly=True) == Sound(figures=Trouble.FOREIGN)
    assert (folder / "figures.sqlite").read_bytes() == before


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
    by_hand(folder.parent / "real" / "day.sqlite", "CREATE TABLE bookmarks (title)")
    program = [sys.executable, "-m", "kiosk", *command, "--data", folder.parent]
    run = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    said = f"{folder.parent / 'real'}: the data cannot be used: day.sqlite (foreign)\n"
    assert (run.returncode, run.stderr) == (2, said)
