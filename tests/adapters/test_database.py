"""Three files that keep their promises: durable, strict, one process at a time."""

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, StatementError

from kiosk.adapters.database.device_tables import DEVICE, DeviceEvent
from kiosk.adapters.database.folders import FolderInUse, open_databases
from kiosk.adapters.database.tables import DAY, FIGURES
from kiosk.adapters.database.trouble import TooNew
from kiosk.domain.machine.data_state import Sound, Trouble
from kiosk.domain.reception.appointments import Appointment, Motif
from kiosk.domain.reception.arrivals import Arrival, Series, Ticket
from tests.helpers.waiting_room import TUESDAY, waiting_room

ROOT = Path(__file__).parents[2]
FILES = {"day": DAY, "figures": FIGURES, "device": DEVICE}
NOON = datetime(2026, 11, 24, 11, tzinfo=UTC)
# What SQLite answers: FULL is 2, MEMORY is 2.
IN_FORCE = {
    "journal_mode": "wal",
    "synchronous": 2,
    "secure_delete": 1,
    "foreign_keys": 1,
    "temp_store": 2,
    "busy_timeout": 200,
}


@pytest.fixture
def databases(tmp_path):
    with open_databases(tmp_path, patience_ms=200) as opened:
        yield opened


@pytest.mark.parametrize("file", FILES)
def test_every_connection_writes_through_to_the_disk_and_wipes_what_it_deletes(databases, file):
    engine = getattr(databases, file).store.engine
    connections = [engine.raw_connection() for _ in range(3)]
    for connection in connections:
        found = {name: connection.driver_connection.execute(f"PRAGMA {name}").fetchone()[0] for name in IN_FORCE}
        assert found == IN_FORCE
        connection.close()


@pytest.mark.parametrize("file", FILES)
def test_every_table_is_strict_and_counters_have_no_row_number(databases, file):
    for _, name, kind, _, without_rowid, strict in getattr(databases, file).store.outside("PRAGMA table_list"):
        if kind == "table" and not name.startswith("sqlite_") and name != "alembic_version":
            assert strict == 1, name
            assert without_rowid == (
                name
                in {
                    "counter",
                    "pending_count",
                    "arrival",
                    "ticket_series",
                    "mark",
                    "demarche",
                    "correction",
                    "publication",
                    "published_cell",
                    "room_number",
                    "earlier",
                }
            )


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO mark VALUES ('last-batch', 'seven')",
        "INSERT INTO mark VALUES ('last-batch', 1.5)",
        "INSERT INTO ticket_series VALUES (x'00', 'A', 1)",
        "INSERT INTO ticket_series VALUES ('2026-11-24', 'A', NULL)",
    ],
)
def test_a_value_of_the_wrong_type_is_refused(databases, statement):
    with pytest.raises(IntegrityError), databases.day.store.transaction() as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize("letters", ["DUPO", "dup", "D P", "É"])
def test_the_file_itself_refuses_more_than_three_capitals(databases, letters):
    whole_name = Appointment(NOON, 45, Motif.PANDA, letters, first_visit=False, slip_code="")
    with pytest.raises(IntegrityError) as refused, databases.day.transaction() as records:
        records.add_appointment(whole_name)
    # The refusal itself must not carry what was refused into a log.
    assert f"'{letters}'" not in str(refused.value)


def test_a_time_without_a_zone_is_refused(databases):
    naive = Arrival(Ticket(Series.A, 1), NOON.replace(tzinfo=None))
    with pytest.raises(StatementError), databases.day.transaction() as records:
        records.add_arrival(naive, TUESDAY)


def test_what_is_written_is_read_back_the_same(databases):
    arrival = Arrival(
        Ticket(Series.S, 1),
        NOON,
        time(9, 30),
        "DUR",
        "572005",
        "health",
        "ar",
        "101",
        called=NOON,
        owner="desk 1",
        counted=NOON,
        site="meaux",
    )
    appointment = Appointment(NOON, 45, Motif.ACCESS_TO_LAW, "LI", first_visit=True, slip_code="572005", agenda=3)
    with databases.day.transaction() as records:
        records.add_arrival(arrival, TUESDAY)
        records.add_appointment(appointment)
        records.desk_is_alive(NOON)
    with databases.day.transaction() as records:
        assert (
            records.arrival(arrival.ticket, TUESDAY) == records.arrival_of_slip("572005", TUESDAY, "meaux") == arrival
        )
        assert records.appointment_of_slip("572005") == appointment
        assert records.appointment_of_slip("") is None
        assert records.desk_last_alive() == NOON


def test_two_appointments_never_share_a_slip(databases):
    appointment = Appointment(NOON, 45, Motif.PANDA, "LI", first_visit=True, slip_code="572005")
    with pytest.raises(IntegrityError), databases.day.transaction() as records:
        records.add_appointment(appointment)
        records.add_appointment(appointment)


def test_an_error_inside_a_transaction_undoes_all_of_it(databases):
    with pytest.raises(ZeroDivisionError), databases.day.transaction() as records:
        records.add_arrival(Arrival(records.next_ticket(Series.A, TUESDAY), NOON), TUESDAY)
        raise ZeroDivisionError
    with databases.day.transaction() as records:
        assert records.arrivals(TUESDAY) == ()
        assert records.next_ticket(Series.A, TUESDAY).number == 1


def test_while_a_number_is_being_given_nobody_else_can_write(databases, tmp_path):
    with closing(sqlite3.connect(tmp_path / "day.sqlite", isolation_level=None, timeout=0)) as other:
        with databases.day.transaction(), pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.execute("BEGIN IMMEDIATE")


def test_a_second_kiosk_in_the_same_folder_is_refused_and_told_which(tmp_path):
    with open_databases(tmp_path), pytest.raises(FolderInUse, match=str(tmp_path)):
        open_databases(tmp_path)
    open_databases(tmp_path).close()


def test_another_process_is_refused_until_the_first_lets_go(tmp_path):
    program = (
        "import sys, pathlib; from kiosk.adapters.database.folders import open_databases;"
        "open_databases(pathlib.Path(sys.argv[1]))"
    )

    def other():
        command = [sys.executable, "-c", program, str(tmp_path)]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    with open_databases(tmp_path):
        refused = other()
    assert refused.returncode != 0
    assert f"FolderInUse: another kiosk is already working in {tmp_path}" in refused.stderr
    assert other().returncode == 0


def test_practice_and_real_data_open_side_by_side(tmp_path):
    with open_databases(tmp_path / "real") as real, open_databases(tmp_path / "practice") as practice:
        assert real.device.id() != practice.device.id()


def test_any_thread_may_do_the_work(tmp_path):
    with waiting_room(tmp_path) as room:
        lanes = [
            threading.Thread(target=lambda: [room.arrivals.walk_in("", "fr") for _ in range(10)]) for _ in range(4)
        ]
        for lane in lanes:
            lane.start()
        for lane in lanes:
            lane.join()
        assert sorted(arrival.ticket.number for arrival in room.noted) == list(range(1, 41))


def test_only_its_owner_may_look_into_the_folder(tmp_path):
    with open_databases(tmp_path / "new"):
        assert (tmp_path / "new").stat().st_mode & 0o077 == 0


def test_the_machine_keeps_its_random_name_and_its_events(tmp_path):
    with open_databases(tmp_path) as databases:
        name = databases.device.id()
        databases.device.note(DeviceEvent.CLOSED, NOON)
    with open_databases(tmp_path) as databases:
        assert databases.device.id() == name
        assert databases.device.events() == ((NOON, DeviceEvent.CLOSED),)


@pytest.mark.parametrize("file", ["day", "device"])
def test_files_of_a_later_version_are_left_alone(tmp_path, file):
    open_databases(tmp_path).close()
    _of_a_later_version(tmp_path, file)
    with pytest.raises(TooNew, match=rf"{file}\.sqlite"):
        open_databases(tmp_path)
    with pytest.raises(TooNew):  # and the folder's lock was let go
        open_databases(tmp_path)


def test_figures_of_a_later_version_are_left_alone_and_arrivals_are_noted_all_the_same(tmp_path):
    open_databases(tmp_path).close()
    _of_a_later_version(tmp_path, "figures")
    before = (tmp_path / "figures.sqlite").read_bytes()
    with waiting_room(tmp_path) as room:
        room.call(room.arrivals.walk_in("", "fr").ticket)
        assert room.databases.look(thoroughly=True) == Sound(figures=Trouble.TOO_NEW)
        assert room.databases.day.flush_into(room.databases.figures) == 0
        assert sum(room.databases.day.pending().values()) == 2
    assert (tmp_path / "figures.sqlite").read_bytes() == before


def _of_a_later_version(folder, file):
    with closing(sqlite3.connect(folder / f"{file}.sqlite")) as later:
        later.execute("UPDATE alembic_version SET version_num = ?", (f"{file}_99",))
        later.commit()
