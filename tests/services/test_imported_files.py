"""What was imported is destroyed where it was put: its bytes first, that file alone, and whatever remains is named."""

import os
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.domain.machine.chores import ChoreTrouble
from kiosk.settings import Watch, load_settings
from tests.helpers.desk_office import Office
from tests.helpers.plans_shared import HEAD, NOW, PLAN, Share, opened_share
from tests.helpers.sheets_made import csv_of

ROOT = Path(__file__).parents[2]


@pytest.fixture
def tmp_path(disk_path):
    return disk_path


@pytest.fixture
def share(tmp_path):
    with opened_share(tmp_path) as opened:
        yield opened


@contextmanager
def untouchable(folder):
    """Let nothing be taken off a folder: by its mode, and for root by its attribute."""
    folder.chmod(0o555)
    subprocess.run(["chattr", "+a", folder], check=False, capture_output=True)
    try:
        yield
    finally:
        subprocess.run(["chattr", "-a", folder], check=False, capture_output=True)
        folder.chmod(0o755)


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


def test_a_file_that_cannot_be_destroyed_is_read_once(share):
    share.put("agenda-1.csv")
    share.look()
    with untouchable(share.folder):
        assert share.look() is ChoreTrouble.FILES_REMAIN
        # Somebody corrects the plan by hand: the file that stays does not undo it.
        with share.room.databases.day.transaction() as records:
            (planned,) = records.appointments(NOW, datetime(2027, 12, 1, tzinfo=UTC), "meaux")
            records.remove_appointment(planned.slip_code)
        assert share.look(3) is ChoreTrouble.FILES_REMAIN
        assert share.planned == set()


def test_a_file_that_cannot_be_destroyed_is_not_read_again_by_the_next_process_either(share, tmp_path):
    share.put("agenda-1.csv")
    share.look()
    with untouchable(share.folder):
        share.look()
        with share.room.databases.day.transaction() as records:
            (planned,) = records.appointments(NOW, datetime(2027, 12, 1, tzinfo=UTC), "meaux")
            records.remove_appointment(planned.slip_code)
        again = Share(share.room, share.folder, tmp_path / "data")
        assert again.look(3) is ChoreTrouble.FILES_REMAIN
        assert again.planned == set(), "what somebody took off is not brought back by a restart"
        assert again.watched.remaining() == (("agenda-1.csv", "Ce fichier est importé, mais ne peut pas être effacé."),)
        # What is remembered names nobody and no file.
        kept = b"".join(path.read_bytes() for path in (tmp_path / "data").glob("device.sqlite*"))
        assert b"agenda-1" not in kept
    # Once it can be taken off, it is; and a corrected file of that name is another.
    assert again.look(1) is ChoreTrouble.FILES_REMAIN
    last = Share(share.room, share.folder, tmp_path / "data")
    assert (last.look(2), last.files, last.planned) == (None, [], set())
    last.put("agenda-1.csv", csv_of(HEAD, "24/11/2026;14h;Martin"), date=2_000)
    assert (last.look(2), last.planned) == (None, {("24/11 14:00", "MAR", 1)})
    assert share.room.databases.plans.files() == frozenset()


def test_the_bytes_of_what_was_imported_are_overwritten_but_not_a_copy_elsewhere(share, tmp_path):
    share.put("agenda-1.csv")
    os.link(share.folder / "agenda-1.csv", tmp_path / "mine.csv")
    share.put("agenda-2.csv")
    with (share.folder / "agenda-2.csv").open("rb") as still_open:
        share.look(2)
        assert still_open.read() == bytes(len(PLAN))
    assert share.files == []
    assert (tmp_path / "mine.csv").read_bytes() == PLAN


def test_bytes_go_before_the_name_does(share):
    """Where the name cannot be taken off, and wherever the power is cut, nothing that somebody could read is left."""
    share.put("agenda-1.csv")
    with untouchable(share.folder):
        share.look(2)
        assert (share.files, (share.folder / "agenda-1.csv").read_bytes()) == (["agenda-1.csv"], bytes(len(PLAN)))
        ((name, why),) = share.watched.remaining()
    assert (name, why) == ("agenda-1.csv", "Ce fichier est importé, mais ne peut pas être effacé.")


def test_a_plan_put_in_its_place_while_one_is_overwritten_is_not_taken_off_unread(share):
    share.put("agenda-1.csv")
    (seen,) = share.reader.look(share.folder)
    newer = csv_of(HEAD, "24/11/2026;14h;Martin")
    program = (
        "import os, sys; from kiosk.adapters.errands import places; overwrite = places._overwrite\n"
        "def slowly(*what): overwrite(*what); os.replace(sys.argv[3], sys.argv[1])\n"
        "places._overwrite = slowly; print(places.destroy(sys.argv[1], [int(n) for n in sys.argv[2].split()]))"
    )
    path, other = share.folder / "agenda-1.csv", share.folder.parent / "newer.csv"
    other.write_bytes(newer)
    stamp = " ".join(map(str, seen.stamp))
    done = subprocess.run(
        [sys.executable, "-c", program, path, stamp, other], cwd=ROOT, check=True, capture_output=True
    )
    assert done.stdout == b"{'gone': True}\n"
    assert path.read_bytes() == newer
    share.look(2)
    assert (share.planned, share.files) == ({("24/11 14:00", "MAR", 1)}, [])


@pytest.fixture
def desk(tmp_path, clock, monkeypatch):
    """Open a desk whose folder is watched; opened again, another process stands in the place of the first."""
    (tmp_path / "share").mkdir()
    settings = load_settings(site="meaux").model_copy(update={"imports": Watch(folder=str(tmp_path / "share"))})
    monkeypatch.setattr("tests.helpers.desk_office.load_settings", lambda **_: settings)
    opened = []

    def open_one():
        for office in opened:
            office.close()
        opened[:] = [Office(tmp_path, clock)]
        opened[0].enter()
        return opened[0]

    yield open_one
    for office in opened:
        office.close()


def looks(office, clock):
    """Let the chore look at the folder often enough to take what stands still, and the desk learn of it."""
    for _ in range(3):
        office.root.backstage.look_further()
        office.rest()
    clock.advance(minutes=1)
    office.hand.wait(2)
    office.rest()


def seen_on(office, tab):
    office.tap(tab)
    if tab == "Planning":
        office.tap("Importer")
    return " ".join(office.see())


def test_what_was_refused_is_named_at_the_desk_after_closing_and_after_a_restart(desk, tmp_path, clock):
    office = desk()
    (tmp_path / "share" / "conges.csv").write_bytes(b"a;b\r\n1;2\r\n")
    (tmp_path / "share" / "agenda-1.csv").write_bytes(PLAN)
    looks(office, clock)
    for is_opened_again in (False, True):
        office.tap("Journée")
        office.tap("Fermer la journée")
        office.tap("Oui, tout effacer")
        if is_opened_again:
            office = desk()
            assert "Dans le dossier surveillé : conges.csv." in seen_on(office, "Journée"), "before any look"
            looks(office, clock)
        assert "Dans le dossier surveillé : conges.csv." in seen_on(office, "Journée")
        assert "Reste dans le dossier surveillé : conges.csv. Aucune colonne" in seen_on(office, "Planning")
        standing = office.root.ids.notice.standing
        assert standing == "Un fichier reste dans le dossier surveillé. Voir : Planning, Importer."
    assert [path.name for path in (tmp_path / "share").iterdir()] == ["conges.csv"]
