"""A watched folder never harms: whole files come in, the others wait or stay, and the desk can say so."""

import os
import shutil
import socket
import sqlite3
from pathlib import Path

import pytest

from kiosk.domain.machine.chores import ChoreTrouble
from screens.desk.wording import path_said
from tests.helpers.calendars import event, ics
from tests.helpers.plans_shared import HEAD, PLAN, opened_share
from tests.helpers.sheets_made import csv_of


@pytest.fixture
def share(tmp_path):
    with opened_share(tmp_path) as opened:
        yield opened


def test_a_plan_is_imported_alone_and_destroyed_there_and_what_is_refused_stays(share):
    share.put("agenda-3.csv")
    share.put("notes.csv", b"a;b\r\n1;2\r\n")
    assert share.look(2) is ChoreTrouble.FILES_REMAIN
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
    (asked,) = share.imports.waiting()
    assert [a.letters for a in asked.appointments] == ["KON", "DIA"], "nothing goes without a yes at the desk"
    share.imports.remove(asked)
    assert share.planned == {("24/11 14:00", "MAR", 1)}


def test_an_agenda_that_does_not_exist_is_refused(share):
    share.put("agenda-12.csv")
    assert share.look(2) is ChoreTrouble.FILES_REMAIN
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


def test_one_file_whose_import_breaks_leaves_the_next_ones_their_turn(share):
    day = share.room.databases.day.store
    day.outside(
        "CREATE TRIGGER breaks BEFORE INSERT ON appointment WHEN NEW.letters = 'ZZZ' BEGIN SELECT RAISE(FAIL, ''); END"
    )
    share.put("agenda-1.csv", csv_of(HEAD, "24/11/2026;10h30;Zzz"), date=1_000)
    share.put("agenda-2.csv", date=2_000)
    share.look(2)
    assert (share.planned, share.files) == ({("24/11 10:30", "BEN", 2)}, ["agenda-1.csv"])
    assert share.look(3) is ChoreTrouble.FILES_REMAIN
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


def test_a_folder_that_is_gone_is_told_and_comes_back(share):
    share.folder.rename(share.folder.with_name("unmounted"))
    assert share.look() is ChoreTrouble.FOLDER_MISSING
    assert share.watched.remaining() == ()
    shutil.move(share.folder.with_name("unmounted"), share.folder)
    share.put("agenda-1.csv")
    assert share.look(2) is None
    assert share.files == []


def test_a_calendar_that_was_cut_is_refused(share):
    whole = ics("-//x//", *(event(f":20261124T{9 + n:02d}3000Z", f":20261124T{10 + n:02d}0000Z", "BEN", uid=str(n))
                            for n in range(4)))  # fmt: skip
    share.put("agenda-1.ics", whole[: whole.index(b"END:VEVENT", 600) + 12])
    assert share.look(2) is ChoreTrouble.FILES_REMAIN
    assert (share.planned, share.files) == (set(), ["agenda-1.ics"])


def test_names_that_are_not_utf8_can_be_shown(share):
    (share.folder / os.fsdecode(b"agenda-1 \xe9t\xe9.csv")).write_bytes(b"a;b\r\n")
    assert share.look(2) is ChoreTrouble.FILES_REMAIN
    ((name, _),) = share.watched.remaining()
    assert path_said(Path(name)) == "agenda-1 ?t?.csv"
