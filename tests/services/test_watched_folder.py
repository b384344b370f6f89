"""A watched folder never harms: whole files come in, the others wait or stay, and the desk can say so."""

import os
import secrets
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.adapters.schedules.reader import ScheduleReader, plan_key
from kiosk.domain.machine.chores import Trouble
from kiosk.services.imports import Imports
from kiosk.services.watched_folder import WatchedFolder
from screens.desk.plan.importing import shown
from tests.helpers.calendars import event, ics
from tests.helpers.sheets_made import bomb, csv_of
from tests.helpers.waiting_room import PARIS, SITE, waiting_room

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
HEAD = "date;heure;nom"
PLAN = csv_of(HEAD, "24/11/2026;10h30;Benali")


class Share:
    """A folder where advisers put files, and the chore that looks at it."""

    def __init__(self, room, folder, data) -> None:
        numbers = iter(range(10_000, 99_999, 7))
        self.room, self.folder = room, folder
        self.reader = ScheduleReader(SITE, plan_key(data))
        imports = Imports(room.databases.day, lambda: NOW, SITE, self.reader, lambda n: next(numbers) % n)
        self.imports = imports
        self.watched = WatchedFolder(folder, imports, self.reader, room.databases.day, lambda: NOW)

    def put(self, name, content=PLAN, date=1_000):
        (self.folder / name).write_bytes(content)
        os.utime(self.folder / name, (date, date))

    def look(self, times=1):
        return [self.watched.tend() for _ in range(times)][-1]

    @property
    def files(self):
        return sorted(path.name for path in self.folder.iterdir())

    @property
    def planned(self):
        with self.room.databases.day.transaction() as records:
            found = records.appointments(NOW, datetime(2027, 12, 1, tzinfo=UTC), "meaux")
        return {(f"{a.starts.astimezone(PARIS):%d/%m %H:%M}", a.letters, a.agenda) for a in found}


@pytest.fixture
def share(tmp_path):
    (tmp_path / "share").mkdir()
    with waiting_room(tmp_path / "data") as room:
        yield Share(room, tmp_path / "share", tmp_path / "data")


def test_a_plan_is_imported_alone_and_destroyed_there_and_what_is_refused_stays(share):
    share.put("agenda-3.csv")
    share.put("notes.csv", b"a;b\r\n1;2\r\n")
    assert share.look(2) is Trouble.FILES_REMAIN
    assert share.planned == {("24/11 10:30", "BEN", 3)}
    assert share.files == ["notes.csv"]
    ((name, why),) = share.watched.remaining()
    assert (name, why.startswith("Aucune colonne")) == ("notes.csv", True)


def test_a_file_that_is_still_being_copied_is_neither_read_nor_destroyed(share):
    share.put("agenda-1.csv", csv_of(HEAD, "24/11/2026;10h30;Benali", "24/11/2026;11"), date=1_000)
    share.look()
    share.put("agenda-1.csv", csv_of(HEAD, "24/11/2026;10h30;Benali", "24/11/2026;11h00;Kon"), date=1_001)
    share.look()
    assert (share.planned, share.files) == (set(), ["agenda-1.csv"])
    share.put("agenda-1.csv", csv_of(HEAD, "24/11/2026;10h30;Benali", "24/11/2026;11h00;Konate"), date=1_002)
    share.look(2)
    assert share.planned == {("24/11 10:30", "BEN", 1), ("24/11 11:00", "KON", 1)}
    assert share.files == []


def test_a_copy_that_has_its_whole_size_at_once_waits_while_its_date_moves(share):
    """Windows sets the size first, and writes afterwards."""
    for date in range(3):
        share.put("agenda-1.csv", PLAN[:20] + bytes(len(PLAN) - 20), date=date)
        share.look()
    assert share.files == ["agenda-1.csv"]
    # The network stopped in the middle: size and date stand still, noughts stand where the rest will be.
    assert share.look(2) is None, "it may yet arrive: it is not refused"
    assert (share.planned, share.files) == (set(), ["agenda-1.csv"])
    share.put("agenda-1.csv", date=3)
    share.look(2)
    assert (share.planned, share.files) == ({("24/11 10:30", "BEN", 1)}, [])


def test_the_dates_of_a_share_whose_clock_is_wrong_tell_as_much(share):
    share.put("agenda-1.csv", date=4_000_000_000)
    share.put("agenda-2.csv", date=0)
    share.look(2)
    assert share.files == []


@pytest.mark.parametrize(
    "name",
    [
        "~$plan.xlsx", "._agenda-1.csv", ".~lock.plan.ods#", ".agenda-1.csv.Xk29d1", "agenda-1.csv.part",
        "agenda-1.csv.crdownload", "agenda-1.csv.filepart", ".syncthing.agenda-1.csv.tmp", "~syncthing~agenda-1.csv",
        ".agenda-1.csv.~2a2b",
    ],
)  # fmt: skip
def test_what_programs_leave_beside_a_file_is_no_plan(name, share):
    share.put(name)
    assert share.look(3) is None
    assert share.room.databases.day.store.outside("SELECT count(*) FROM mark WHERE name LIKE 'import:%'") == [(0,)]
    assert share.files == [name]


def test_of_two_files_of_one_agenda_the_newer_holds_whatever_its_name(share):
    share.put("agenda-1 (1).csv", csv_of(HEAD, "24/11/2026;14h;Martin"), date=2_000)
    share.put("agenda-1.csv", csv_of(HEAD, "24/11/2026;11h;Konate"), date=1_000)
    share.put("agenda-1 (2).csv", csv_of(HEAD, "24/11/2026;15h;Diallo"), date=500)
    share.look(2)
    assert share.planned == {("24/11 14:00", "MAR", 1)}


def test_an_agenda_that_does_not_exist_is_refused(share):
    share.put("agenda-12.csv")
    assert share.look(2) is Trouble.FILES_REMAIN
    assert (share.planned, share.files) == (set(), ["agenda-12.csv"])
    assert "agenda qui n’existe pas" in share.watched.remaining()[0][1]


def test_a_pipe_a_socket_a_folder_and_a_link_are_refused_and_the_next_file_comes_in(share, tmp_path):
    os.mkfifo(share.folder / "a-pipe.csv")
    (share.folder / "a-folder.csv").mkdir()
    (tmp_path / "outside.csv").write_bytes(PLAN)
    (share.folder / "a-link.csv").symlink_to(tmp_path / "outside.csv")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(share.folder / "a-socket.csv"))
        share.put("agenda-4.csv")
        share.look(2)
    assert share.planned == {("24/11 10:30", "BEN", 4)}
    assert share.files == ["a-folder.csv", "a-link.csv", "a-pipe.csv", "a-socket.csv"]
    assert {why for _, why in share.watched.remaining()} == {"Ce n’est pas un fichier."}
    assert (tmp_path / "outside.csv").read_bytes() == PLAN


def test_a_file_that_became_a_link_or_a_pipe_after_the_look_is_not_followed(share, tmp_path):
    (tmp_path / "outside.csv").write_bytes(PLAN)
    (tmp_path / "outside.ics").symlink_to(tmp_path / "outside.csv")
    os.mkfifo(tmp_path / "pipe.csv")
    stamp = (len(PLAN), (tmp_path / "outside.csv").stat().st_mtime_ns)
    for name in ("outside.ics", "pipe.csv"):
        assert share.imports.preview(tmp_path / name, 1).is_for_now
        assert not share.reader.destroy(tmp_path / name, stamp)
    assert (tmp_path / "outside.csv").read_bytes() == PLAN


def test_a_file_that_is_replaced_after_it_was_seen_is_read_and_destroyed_only_as_the_new_one(share):
    share.put("agenda-1.csv", date=1_000)
    (seen,) = share.reader.look(share.folder)
    share.put("agenda-1.csv", csv_of(HEAD, "24/11/2026;14h;Martin"), date=2_000)
    path = share.folder / "agenda-1.csv"
    assert share.imports.preview(path, 1, stamp=seen.stamp).is_for_now
    assert not share.reader.destroy(path, seen.stamp)
    assert share.files == ["agenda-1.csv"]


def test_one_file_whose_import_breaks_leaves_the_next_ones_their_turn(share):
    day = share.room.databases.day.store
    day.outside(
        "CREATE TRIGGER breaks BEFORE INSERT ON appointment WHEN NEW.letters = 'ZZZ' BEGIN SELECT RAISE(FAIL, ''); END"
    )
    share.put("agenda-1.csv", csv_of(HEAD, "24/11/2026;10h30;Zzz"), date=1_000)
    share.put("agenda-2.csv", date=2_000)
    share.look(2)
    assert (share.planned, share.files) == ({("24/11 10:30", "BEN", 2)}, ["agenda-1.csv"])
    assert share.look(3) is Trouble.FILES_REMAIN
    # Whoever mends the file has it read again.
    day.outside("DROP TRIGGER breaks")
    share.put("agenda-1.csv", csv_of(HEAD, "24/11/2026;11h;Konate"), date=3_000)
    assert share.look(2) is None
    assert share.files == []


def test_a_database_that_was_away_for_a_moment_costs_no_file(share, tmp_path):
    share.put("agenda-1.csv")
    share.look()
    other = sqlite3.connect(tmp_path / "data" / "day.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    share.look()
    other.execute("ROLLBACK")
    other.close()
    share.look()
    assert (share.planned, share.files) == ({("24/11 10:30", "BEN", 1)}, [])


def test_a_file_that_cannot_be_destroyed_is_read_once(share):
    share.put("agenda-1.csv")
    share.look()
    # Nothing may be taken off this folder: by its mode, and for root by its attribute.
    share.folder.chmod(0o555)
    subprocess.run(["chattr", "+a", share.folder], check=False, capture_output=True)
    try:
        assert share.look() is Trouble.FILES_REMAIN
        # Somebody corrects the plan by hand: the file that stays does not undo it.
        with share.room.databases.day.transaction() as records:
            (planned,) = records.appointments(NOW, datetime(2027, 12, 1, tzinfo=UTC), "meaux")
            records.remove_appointment(planned.slip_code)
        assert share.look(3) is Trouble.FILES_REMAIN
        assert share.planned == set()
    finally:
        subprocess.run(["chattr", "-a", share.folder], check=False, capture_output=True)
        share.folder.chmod(0o755)


def test_the_bytes_of_what_was_imported_are_overwritten_but_not_a_copy_elsewhere(share, tmp_path):
    share.put("agenda-1.csv")
    os.link(share.folder / "agenda-1.csv", tmp_path / "mine.csv")
    share.put("agenda-2.csv")
    with (share.folder / "agenda-2.csv").open("rb") as still_open:
        share.look(2)
        assert still_open.read() == bytes(len(PLAN))
    assert share.files == []
    assert (tmp_path / "mine.csv").read_bytes() == PLAN


def test_a_bomb_is_refused_and_the_next_file_comes_in(share):
    share.put("agenda-1.xlsx", bomb(), date=1_000)
    share.put("agenda-2.csv", date=2_000)
    assert share.look(2) is Trouble.FILES_REMAIN
    assert (share.planned, share.files) == ({("24/11 10:30", "BEN", 2)}, ["agenda-1.xlsx"])


def test_a_folder_that_is_gone_is_told_and_comes_back(share):
    share.folder.rename(share.folder.with_name("unmounted"))
    assert share.look() is Trouble.FOLDER_MISSING
    assert share.watched.remaining() == ()
    shutil.move(share.folder.with_name("unmounted"), share.folder)
    share.put("agenda-1.csv")
    assert share.look(2) is None
    assert share.files == []


def test_two_imports_at_once_end_as_one_after_the_other(share, tmp_path):
    (tmp_path / "a.csv").write_bytes(csv_of(HEAD, *(f"24/11/2026;{9 + n // 60}h{n % 60:02d};Aaa" for n in range(300))))
    previews = [share.imports.preview(tmp_path / "a.csv", 1) for _ in range(4)]
    together = [threading.Thread(target=share.imports.apply, args=(each,)) for each in previews]
    for thread in together:
        thread.start()
    for thread in together:
        thread.join()
    assert len(share.planned) == 300
    assert share.room.databases.day.store.outside("SELECT count(*) FROM appointment") == [(300,)]


def test_while_five_thousand_lines_are_compared_people_arrive(share, tmp_path):
    lines = (f"{24 + n % 6}/11/2026;{8 + n // 60 % 10}h{n % 60:02d};{chr(65 + n % 26)}{n}" for n in range(5_000))
    (tmp_path / "long.csv").write_bytes(csv_of(HEAD, *lines))
    arrived = []

    def somebody_arrives(_below):
        """Codes are drawn while the plans are compared."""
        if not arrived:
            arriving = threading.Thread(target=lambda: arrived.append(share.room.arrivals.walk_in("", "fr")))
            arriving.start()
            arriving.join(10)
            assert arrived, "the import kept the room waiting"
        return secrets.randbelow(_below)

    preview = share.imports.preview(tmp_path / "long.csv", 1)
    share.imports._random_below = somebody_arrives
    assert share.imports.apply(preview).added == 5_000
    assert len(share.planned) > 100


def test_what_the_desk_changes_while_plans_are_compared_is_seen(share, tmp_path):
    (tmp_path / "a.csv").write_bytes(csv_of(HEAD, "24/11/2026;10h30;Benali", "24/11/2026;11h;Konate"))
    preview = share.imports.preview(tmp_path / "a.csv", 1)
    typed = preview.added[0]

    def the_desk_types_the_first(below):
        with share.room.databases.day.transaction() as records:
            if records.appointment_of_slip(typed.slip_code) is None:
                records.add_appointment(typed)
        return secrets.randbelow(below)

    share.imports._random_below = the_desk_types_the_first
    done = share.imports.apply(preview)
    assert (done.added, done.unchanged) == (1, 1)
    assert len(share.planned) == 2


ENDLESS = {
    "every second (sabre-io/vobject 220)": "RRULE:FREQ=SECONDLY",
    "every minute and never (dateutil 1094)": "RRULE:FREQ=MINUTELY\nEXRULE:FREQ=MINUTELY",
    "a billion times (Radicale 2188)": "RRULE:FREQ=MINUTELY;COUNT=1000000000",
    "every second of a year (node-ical 542)": "RRULE:FREQ=YEARLY;COUNT=1;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12;"
    + ";".join(
        f"{part}={','.join(str(n) for n in range(top))}"
        for part, top in (("BYHOUR", 24), ("BYMINUTE", 60), ("BYSECOND", 60))
    ),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_a_series_without_end_costs_its_line_and_the_rest_comes_in(name, share, tmp_path):
    bad = event(":20261124T083000Z", ":20261124T090000Z", "AAA", uid="bad", more=ENDLESS[name] + "\n")
    good = event(":20261124T093000Z", ":20261124T100000Z", "BEN", uid="good")
    (tmp_path / "bomb.ics").write_bytes(ics("-//x//", bad, good))
    found = share.reader.read(tmp_path / "bomb.ics", NOW)
    assert [row.letters for row in found.kept] == ["BEN"]
    assert [dropped.why for dropped in found.dropped] == ["Il se répète trop souvent pour des rendez‑vous."]


def test_an_old_series_of_every_day_still_comes_in(share, tmp_path):
    daily = event(":20100104T083000Z", ":20100104T090000Z", "BEN", more="RRULE:FREQ=DAILY;COUNT=100000\n")
    (tmp_path / "old.ics").write_bytes(ics("-//x//", daily))
    assert len(share.reader.read(tmp_path / "old.ics", NOW).kept) > 50


def test_a_calendar_that_was_cut_is_refused(share):
    whole = ics("-//x//", *(event(f":20261124T{9 + n:02d}3000Z", f":20261124T{10 + n:02d}0000Z", "BEN", uid=str(n))
                            for n in range(4)))  # fmt: skip
    share.put("agenda-1.ics", whole[: whole.index(b"END:VEVENT", 600) + 12])
    assert share.look(2) is Trouble.FILES_REMAIN
    assert (share.planned, share.files) == (set(), ["agenda-1.ics"])


def test_more_lines_than_any_agenda_has_are_refused(share, tmp_path):
    (tmp_path / "long.csv").write_bytes(csv_of(HEAD, *["24/11/2026;10h30;Benali"] * 60_001))
    assert share.reader.read(tmp_path / "long.csv", NOW).why.startswith("Ce fichier est trop gros")


def test_the_child_may_neither_answer_nor_write_without_end(tmp_path):
    limits = "import resource as r; print([r.getrlimit(x)[0] for x in (r.RLIMIT_FSIZE, r.RLIMIT_AS, r.RLIMIT_CPU)])"
    # A private child that tells its limits instead of looking.
    spy = f"import kiosk.adapters.errands.places as p; p.look = lambda *_: exec({limits!r}, {{}}) or {{}}"
    code = f"{spy}; from kiosk.adapters.errands.child import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code], input='{"do": "look", "folder": "/", "kinds": []}', text=True, check=True,
        capture_output=True, cwd=ROOT, timeout=60,
    )  # fmt: skip
    assert done.stdout.startswith("[67108864, 943718400, 25]")


def test_names_that_are_not_utf8_can_be_shown(share):
    (share.folder / os.fsdecode(b"agenda-1 \xe9t\xe9.csv")).write_bytes(b"a;b\r\n")
    assert share.look(2) is Trouble.FILES_REMAIN
    ((name, _),) = share.watched.remaining()
    assert shown(Path(name)) == "agenda-1 ?t?.csv"
