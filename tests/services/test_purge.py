"""At closing what is personal is destroyed: every byte of the folder is searched."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from kiosk.adapters.database.day import SqliteDayBook
from kiosk.adapters.printing.printer import FolderPrinter
from kiosk.domain.reception.appointments import Appointment, Motif
from kiosk.domain.reception.arrivals import Stage
from kiosk.domain.reception.codes import new_slip_code
from kiosk.machine_ports import PurgeFailed
from kiosk.services.closing import Closing
from tests.helpers.waiting_room import PARIS, SITE, TUESDAY, waiting_room

LETTERS, THEME, OWNER, HASH = "QXZ", "canary-theme", "canary-owner", "canary-hash"
TOKEN = "1012003201000503000000000000042"  # noqa: S105
SLIP = new_slip_code(lambda _: 86420).digits
CANARIES = [LETTERS, THEME, OWNER, HASH, TOKEN, SLIP]


def _found(folder):
    """Name each canary with the file that holds it."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files, "an empty folder proves nothing"
    return {(path.name, canary) for path in files for canary in CANARIES if canary.encode() in path.read_bytes()}


def _appointment(starts, slip):
    return Appointment(
        starts.astimezone(UTC), 45, Motif.PANDA, LETTERS, first_visit=True, slip_code=slip, source_hash=HASH
    )


def _live_through_a_day(room):
    """Arrivals of all kinds, changed, called and merged, often enough to split and merge the pages of the file."""
    with room.databases.day.transaction() as records:
        records.add_appointment(_appointment(datetime.combine(TUESDAY, time(9), tzinfo=PARIS), SLIP))
    for _ in range(60):
        noted = room.arrivals.declare(time(10), LETTERS, "fr")
        room.arrivals.walk_in(THEME, "ar")
        room.arrivals.attach(noted.ticket, TOKEN)
    room.arrivals.attach_to_slip(SLIP, TOKEN, "fr")
    for arrival in room.noted:
        with room.databases.day.transaction() as records:
            called = replace(arrival, stage=Stage.CALLED, called=room.clock(), owner=OWNER)
            records.replace_arrival(called, TUESDAY)


def test_before_closing_the_search_does_find_what_it_looks_for(tmp_path):
    with waiting_room(tmp_path) as room:
        _live_through_a_day(room)
        assert {canary for _, canary in _found(tmp_path)} == set(CANARIES)


def test_after_closing_no_byte_of_any_file_holds_a_trace(tmp_path):
    with waiting_room(tmp_path) as room:
        _live_through_a_day(room)
        room.clock.set(17)
        room.closing.close()
        assert _found(tmp_path) == set()
        assert room.noted == ()
    assert _found(tmp_path) == set()


def test_a_machine_that_was_off_at_closing_destroys_it_the_next_morning(tmp_path):
    with waiting_room(tmp_path) as room:
        _live_through_a_day(room)
    with waiting_room(tmp_path) as room:
        room.clock.set(8, day=TUESDAY + timedelta(days=1))
        room.closing.forget_past_days()
        assert _found(tmp_path) == set()


def _printing_room(folder, sheets):
    """Open the room in a process that just started, with a folder of PDFs for a printer."""
    room = waiting_room(folder)
    closes = Closing(
        room.databases.day, room.databases.figures, room.clock, SITE, log=room.databases.device,
        keeps=room.databases.keep, leavings=(sheets.clear,),
    )  # fmt: skip
    return replace(room, closing=closes)


def test_sheets_of_a_day_outlive_a_restart_and_go_the_next_morning_where_closing_was_missed(tmp_path):
    sheets = FolderPrinter(tmp_path / "sheets")
    with _printing_room(tmp_path / "data", sheets) as room:
        room.closing.tend()
        sheets.print(b"%PDF", "")
    with _printing_room(tmp_path / "data", sheets) as room:
        room.closing.tend()
        assert len(list((tmp_path / "sheets").iterdir())) == 1
    with _printing_room(tmp_path / "data", sheets) as room:
        room.clock.set(8, day=TUESDAY + timedelta(days=1))
        room.closing.tend()
        assert list((tmp_path / "sheets").iterdir()) == []


def test_after_a_purge_that_failed_a_restart_destroys_the_sheets_at_once(tmp_path):
    sheets = FolderPrinter(tmp_path / "sheets")
    with _printing_room(tmp_path / "data", sheets) as room:
        room.closing.tend()
        sheets.print(b"%PDF", "")
        room.databases.device.begin_purge(room.clock())
    with _printing_room(tmp_path / "data", sheets) as room:
        room.closing.tend()
        assert list((tmp_path / "sheets").iterdir()) == []


def test_appointments_to_come_outlive_the_closing(tmp_path):
    tomorrow = datetime.combine(TUESDAY + timedelta(days=1), time(10), tzinfo=PARIS)
    with waiting_room(tmp_path) as room:
        _live_through_a_day(room)
        with room.databases.day.transaction() as records:
            records.add_appointment(replace(_appointment(tomorrow, "572005"), letters="DUR", source_hash=""))
        room.clock.set(17)
        room.closing.close()
        assert _found(tmp_path) == set()
        with room.databases.day.transaction() as records:
            assert [a.letters for a in records.appointments(room.clock(), tomorrow + timedelta(days=1))] == ["DUR"]


def test_an_arrival_at_the_very_minute_of_closing_goes_too(tmp_path):
    with waiting_room(tmp_path) as room:
        room.clock.set(17)
        room.arrivals.declare(time(16, 30), LETTERS, "fr")
        room.closing.close()
        assert _found(tmp_path) == set()


def _reader(folder):
    """Open the day's file as another program would, and keep reading."""
    reader = sqlite3.connect(folder / "day.sqlite", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM arrival").fetchone()
    return closing(reader)


def test_a_reader_that_holds_on_makes_the_purge_fail_loudly(tmp_path):
    with waiting_room(tmp_path, patience_ms=20) as room:
        _live_through_a_day(room)
        room.clock.set(17)
        with _reader(tmp_path), pytest.raises(PurgeFailed, match=r"day\.sqlite"):
            room.closing.close()
        assert _found(tmp_path), "the journal still holds what the reader looks at"


def test_once_the_reader_lets_go_the_next_purge_leaves_nothing(tmp_path):
    with waiting_room(tmp_path, patience_ms=20) as room:
        _live_through_a_day(room)
        room.clock.set(17)
        with _reader(tmp_path), pytest.raises(PurgeFailed):
            room.closing.close()
        room.closing.close()
        assert _found(tmp_path) == set()


def test_a_writer_that_holds_on_makes_the_purge_fail_loudly_too(tmp_path):
    with waiting_room(tmp_path, patience_ms=20) as room:
        writer = sqlite3.connect(tmp_path / "day.sqlite", isolation_level=None)
        with closing(writer):
            writer.execute("BEGIN IMMEDIATE")
            with pytest.raises(PurgeFailed):
                room.databases.day.purge(room.clock())
        room.databases.day.purge(room.clock())
        assert str(room.arrivals.walk_in("", "fr").ticket) == "S 1"


def test_the_failure_names_no_person(tmp_path):
    with waiting_room(tmp_path, patience_ms=20) as room:
        _live_through_a_day(room)
        room.clock.set(17)
        with _reader(tmp_path), pytest.raises(PurgeFailed) as failure:
            room.closing.close()
        assert not any(canary in str(failure.value) for canary in CANARIES)


@pytest.mark.parametrize("hours_from_utc", [-12, -3, 0, 1, 2, 11, 14])
def test_numbers_stay_taken_until_the_local_day_is_over_wherever_the_site_is(tmp_path, hours_from_utc):
    from datetime import timezone

    from kiosk.domain.reception.arrivals import Series

    zone = timezone(timedelta(hours=hours_from_utc))
    closing_time = datetime.combine(TUESDAY, time(23, 59), tzinfo=zone)
    with waiting_room(tmp_path) as room:
        day: SqliteDayBook = room.databases.day
        for number in (1, 2):
            with day.transaction() as records:
                assert records.next_ticket(Series.A, TUESDAY).number == number
            day.purge(closing_time.astimezone(UTC))
        day.purge((closing_time + timedelta(days=2)).astimezone(UTC))
        with day.transaction() as records:
            assert records.next_ticket(Series.A, TUESDAY).number == 1
