"""A purge that must replace the day's file does all its work in one try, and everybody learns of it."""

import pytest

from kiosk.adapters.database.folders import open_databases
from kiosk.machine_ports import PurgeFailed
from kiosk.services.closing import Closing
from tests.helpers.desk_office import Office
from tests.helpers.held_files import held
from tests.helpers.waiting_room import PARIS, SITE, TUESDAY, waiting_room
from tests.hostile.evening import NEXT_WEEK, close_the_day, evening, left_in, live, planned_in
from tests.hostile.test_purge_full_disk import no_file_longer_than

HEADER = 1_994  # bytes: less than a page


@pytest.fixture
def folder(tmp_path):
    """A folder whose journal is folded into its files."""
    place = tmp_path / "real"
    with waiting_room(place) as room:
        live(room)
    return place


def half_overwrite(room, folder):
    """Live an evening on a disk that fills up while the file is overwritten: no program takes it for a database."""
    with no_file_longer_than(HEADER):
        assert not evening(room, folder).ok
    assert not (folder / "day.sqlite").read_bytes().startswith(b"SQLite")


def is_told(room):
    _, failed, replaced = room.closing.last_evening()
    return not failed and replaced


def test_one_try_replaces_the_file_does_the_rest_of_the_evening_and_says_so(folder):
    with waiting_room(folder) as room:
        half_overwrite(room, folder)
        ended = evening(room, folder)
        assert (ended.ok, ended.left) == (True, frozenset())
        assert is_told(room)


@pytest.mark.parametrize("restarted", [False, True], ids=["by the same process", "after a restart"])
def test_what_a_failed_try_replaced_is_told_by_the_one_that_holds(folder, restarted):
    with waiting_room(folder, patience_ms=20) as room:
        half_overwrite(room, folder)
        with held(folder / "figures.sqlite", "IMMEDIATE"):
            assert not evening(room, folder).ok
        assert not left_in(folder)
        if not restarted:
            assert close_the_day(room)
            assert is_told(room)
    with waiting_room(folder) as room:
        assert close_the_day(room)
        assert is_told(room)
        # Until the next closing, which finds the file sound.
        room.clock.set(18, 1, day=TUESDAY.replace(day=TUESDAY.day + 1))
        room.closing.close()
        assert not room.closing.was_replaced()


def test_a_guest_leaves_to_the_keeper_what_only_replacing_can_destroy(folder):
    """`kiosk purge` beside a running kiosk: it says that it could not, the kiosk stays shut and then can."""
    with waiting_room(folder) as room, open_databases(folder, role="", patience_ms=20) as files:
        guest = Closing(files.day, files.figures, room.clock, SITE, log=files.device, keeps=files.keep)
        assert not files.keep()
        half_overwrite(room, folder)
        # What its own memory still held of the file would mend it: then nothing has to be replaced.
        files.day.store.outside("PRAGMA shrink_memory")
        before = (folder / "day.sqlite").stat().st_ino
        with pytest.raises(PurgeFailed, match="only the process that keeps the folder may replace it"):
            guest.close()
        assert (folder / "day.sqlite").stat().st_ino == before
        assert room.closing.has_failed()
        room.closing.tend()
        assert (room.closing.has_failed(), left_in(folder)) == (False, frozenset())
        assert is_told(room)


def test_a_guest_brings_what_is_damaged_within_to_hold_by_itself(folder):
    """A row that no type of ours can read: the file is written over through SQLite, and every process goes on."""
    with waiting_room(folder) as room, open_databases(folder, role="", patience_ms=20) as files:
        files.day.store.outside("UPDATE appointment SET starts = 'canary-owner' WHERE id = 1")
        guest = Closing(files.day, files.figures, room.clock, SITE, log=files.device, keeps=files.keep)
        room.clock.set(18, 1)
        guest.close()
        assert not left_in(folder)
        assert planned_in(room) == 12
        assert is_told(room)


def test_a_desk_that_holds_the_file_the_keeper_replaced_goes_on_with_the_new_one(folder, tmp_path, clock):
    with waiting_room(folder) as room:
        office = Office(tmp_path, clock, role="desk")
        office.enter()
        half_overwrite(room, folder)
        ended = evening(room, folder)
        assert (ended.ok, ended.left) == (True, frozenset())
        # The next morning: what the desk is told of was written into the file that stands in the folder.
        office.hand.wait(10)
        office.rest()
        clock.now = NEXT_WEEK.replace(hour=9, minute=5)
        room.clock.utc = clock.now
        office.do(lambda services: services.arrivals.walk_in("", "fr"))
        office.root.show("queue")
        assert any("QXZ" in words for words in office.see()) is False
        with room.databases.day.transaction() as records:
            assert len(records.arrivals(clock.now.astimezone(PARIS).date())) == 1
        office.close()
    assert not left_in(folder)
