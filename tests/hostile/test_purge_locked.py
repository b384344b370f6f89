"""A file held, made read-only or immutable, or gone: the purge fails aloud and the permanence stays shut."""

import shutil
import subprocess
import sys
from datetime import timedelta

import pytest

from kiosk.adapters.database.folders import open_databases
from kiosk.adapters.database.purge_notes import MARKER
from kiosk.services.arrivals import Arrivals, Permanence
from tests.helpers.held_files import held
from tests.helpers.waiting_room import DESK_ALIVE_WITHIN, SITE, TUESDAY, waiting_room
from tests.hostile.evening import close_the_day, evening, left_in, live, lived_folders


def lived_in(path):
    with waiting_room(path) as room:
        live(room)
    return path


@pytest.fixture
def folder(tmp_path):
    return lived_in(tmp_path)


def permanence(room):
    arrivals = Arrivals(
        room.databases.day, room.clock, SITE, desk_alive_within=DESK_ALIVE_WITHIN, is_refused=room.closing.has_failed
    )
    arrivals.desk_is_alive()
    return arrivals.permanence()


@pytest.mark.parametrize("name", ["day.sqlite", "figures.sqlite", "device.sqlite"])
@pytest.mark.parametrize("how", ["IMMEDIATE", "EXCLUSIVE"])
def test_a_file_held_by_another_program_keeps_the_kiosk_shut_until_it_is_let_go(folder, name, how):
    with waiting_room(folder, patience_ms=20) as room:
        with held(folder / name, how):
            assert not evening(room, folder).ok
            assert room.closing.has_failed()
        ended = evening(room, folder)
        assert (ended.ok, ended.left, ended.planned) == (True, frozenset(), 12)
        room.clock.set(10, day=TUESDAY + timedelta(days=7))
        assert permanence(room) is Permanence.OPEN


def test_figures_that_cannot_be_written_hold_up_no_destruction_and_still_count_as_failed(folder):
    with waiting_room(folder, patience_ms=20) as room:
        with held(folder / "figures.sqlite", "IMMEDIATE"):
            ended = evening(room, folder)
        assert (ended.ok, ended.left) == (False, frozenset())
        counts = sum(room.databases.day.pending().values())
        assert counts
        assert close_the_day(room)
        assert sum(room.databases.figures.totals().values()) == counts


def test_a_machine_that_cannot_write_down_a_purge_says_so_in_a_second_place_that_outlives_it(folder):
    with waiting_room(folder, patience_ms=20) as room, held(folder / "device.sqlite", "IMMEDIATE"):
        assert not close_the_day(room)
    assert (folder / MARKER).exists()
    with waiting_room(folder) as room:
        assert room.closing.has_failed()
        assert permanence(room) is Permanence.REFUSED


def test_a_power_cut_in_the_middle_of_a_purge_is_a_purge_that_failed(folder, monkeypatch):
    class Cut(BaseException):
        pass

    def cut(*_, **__):
        raise Cut

    with waiting_room(folder) as room:
        monkeypatch.setattr(room.databases.day.store, "truncate_journal", cut)
        with pytest.raises(Cut):
            close_the_day(room)
    with waiting_room(folder) as room:
        assert permanence(room) is Permanence.REFUSED
        ended = evening(room, folder)
        assert (ended.ok, ended.left) == (True, frozenset())


def test_what_a_failed_purge_of_everything_was_to_destroy_is_destroyed_by_the_next(folder):
    with waiting_room(folder, patience_ms=20) as room:
        with held(folder / "day.sqlite", "read"), pytest.raises(Exception, match="journal"):
            room.closing.close(everything=True)
        ended = evening(room, folder)
        assert (ended.ok, ended.left, ended.planned) == (True, frozenset(), 0)


def test_the_marker_alone_keeps_the_kiosk_shut(folder):
    (folder / MARKER).write_text("")
    with open_databases(folder) as files:
        assert files.device.purge_failed()


@pytest.mark.parametrize("name", ["day.sqlite", "figures.sqlite", "device.sqlite", "."])
def test_what_not_even_the_administrator_may_change_is_told(disk_path, name):
    folder = lived_in(disk_path)
    with waiting_room(folder, patience_ms=20) as room:
        target = folder / name
        # Not the -shm: whoever writes to a frozen file through memory is killed, and that is seen.
        frozen = [target, folder / f"{name}-wal"] if name != "." else [target, *folder.glob("*.sqlite")]
        subprocess.run(["chattr", "+i", *map(str, frozen)], check=True)
        try:
            ended = evening(room, folder)
            assert not ended.is_a_lie
            assert ended.ok or room.closing.has_failed()
        finally:
            subprocess.run(["chattr", "-i", *map(str, frozen)], check=True)
        again = evening(room, folder)
        assert (again.ok, again.left, again.planned) == (True, frozenset(), 12)


@pytest.mark.parametrize("change", ["gone", "emptied", "of another day", "no database"])
def test_a_file_replaced_under_the_open_kiosk_is_not_what_the_purge_looks_at(folder, tmp_path_factory, change):
    other = tmp_path_factory.mktemp("other")
    _, cut = lived_folders(other)
    with waiting_room(folder) as room:
        day = folder / "day.sqlite"
        if change == "gone":
            day.unlink()
        elif change == "emptied":
            day.write_bytes(b"")
        elif change == "no database":
            day.write_bytes(day.read_bytes()[::-1])
        else:
            shutil.copy(cut / "day.sqlite", other / "copy")
            (other / "copy").rename(day)
        assert not evening(room, folder).is_a_lie
        assert not left_in(folder)


AT_A_PURGE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from kiosk.adapters.database.folders import open_databases
files = open_databases(Path(sys.argv[1]), role="desk")
files.device.begin_purge(datetime(2026, 11, 24, tzinfo=UTC))
with files.device.under_way():
    print("at it", flush=True)
    input()
"""


def test_a_purge_that_another_process_is_at_keeps_the_door_shut_and_counts_as_failed_once_that_process_dies(folder):
    with waiting_room(folder) as room:
        other = subprocess.Popen(
            [sys.executable, "-c", AT_A_PURGE, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        try:
            assert other.stdout.readline() == "at it\n"
            assert permanence(room) is Permanence.REFUSED
            assert not room.closing.has_surely_failed()
            assert room.closing.last_evening() == (None, False, False)
        finally:
            other.kill()
            other.communicate()
        assert room.closing.has_surely_failed()
        assert room.closing.last_evening() == (None, True, False)
