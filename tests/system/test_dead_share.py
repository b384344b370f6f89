"""A share whose server died: real, so that whoever looks at it hangs and not even a kill ends it."""

import os
import signal
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.adapters.errands.outgoing import Outgoing
from kiosk.adapters.errands.sender import Errands
from kiosk.adapters.errands.shelf import FarShelf
from kiosk.adapters.machine.clocks import system_clock
from kiosk.adapters.schedules.reader import ScheduleReader, plan_key
from kiosk.settings import Reporting, Watch, load_settings
from tests.helpers.dead_share import dead_share
from tests.helpers.desk_office import Office
from tests.helpers.sheets_made import csv_of
from tests.helpers.waiting_room import PARIS, SITE, waiting_room
from tests.system.tending_rig import tend

pytestmark = pytest.mark.system

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture
def share(tmp_path):
    with dead_share(tmp_path / "share") as somebody_hangs:
        yield somebody_hangs, tmp_path / "share"


def look(folder):
    return {"do": "look", "folder": str(folder), "kinds": [".csv"]}


def test_whoever_hangs_is_left_behind_alone_and_another_place_is_still_looked_at(share, tmp_path):
    _, folder = share
    errands = Errands()
    assert errands.send("share", look(folder), 1) is None
    (left,) = errands._left.values()
    assert left.poll() is None, "it was killed: this share was not dead"
    for _ in range(3):
        assert errands.send("share", look(folder), 3600) is None
    assert list(errands._left.values()) == [left]
    (tmp_path / "plan.csv").touch()
    assert [name for name, *_ in errands.send("here", look(tmp_path), 60)["seen"]] == ["plan.csv"]


def test_a_share_that_comes_back_is_looked_at_again(tmp_path):
    errands = Errands()
    with dead_share(tmp_path / "share"):
        assert errands.send("share", look(tmp_path / "share"), 1) is None
        (left,) = errands._left.values()
    left.wait(60)
    (tmp_path / "share" / "plan.csv").touch()
    assert [name for name, *_ in errands.send("share", look(tmp_path / "share"), 60)["seen"]] == ["plan.csv"]


def test_whoever_waits_for_a_dead_share_stops_waiting_when_the_program_ends(share):
    somebody_hangs, folder = share
    errands, answers = Errands(), []
    waiting = threading.Thread(target=lambda: answers.append(errands.send("share", look(folder), 3600)))
    waiting.start()
    assert somebody_hangs.wait(60)
    errands.recall()
    waiting.join(60)
    assert answers == [None]


def test_a_report_that_cannot_be_left_on_a_dead_share_is_told(share):
    somebody_hangs, folder = share
    errands = Errands()
    shelf, told = FarShelf(folder, errands), []
    leaving = threading.Thread(target=lambda: told.append(shelf.put("a.csv", b"1")))
    leaving.start()
    assert somebody_hangs.wait(60)
    errands.recall()
    leaving.join(60)
    assert told == [False]


def test_a_key_that_does_not_answer_gives_way_to_the_team_s_folder_and_is_not_asked_again(share, tmp_path, monkeypatch):
    somebody_hangs, key = share
    monkeypatch.setattr("kiosk.adapters.errands.outgoing.SECONDS", 2.0)
    team = Outgoing("meaux", keys=(str(key.parent),), folder=str(tmp_path / "Documents"))
    assert team.put(b"plan") == tmp_path / "Documents" / "agenda-sans-nom-meaux.ics"
    assert somebody_hangs.is_set()
    (left,) = team._errands._left.values()
    assert team.put_file("chiffres.csv", b"1") == tmp_path / "Documents" / "chiffres.csv"
    assert list(team._errands._left.values()) == [left]


def test_an_arrival_is_noted_while_the_watched_folder_hangs_and_the_desk_says_so(share, tmp_path, clock, monkeypatch):
    somebody_hangs, folder = share
    settings = load_settings(site="meaux").model_copy(
        update={"imports": Watch(folder=str(folder)), "reports": Reporting(folder=str(folder / "rapports"))}
    )
    monkeypatch.setattr("tests.helpers.desk_office.load_settings", lambda **_: settings)
    opened = Office(tmp_path, clock)
    try:
        assert somebody_hangs.wait(60)
        assert str(opened.do(lambda s: s.arrivals.walk_in("", "fr")).ticket) == "S 1"
        opened.enter()
        words = "Le dossier surveillé ne répond pas"
        opened.hand.until(lambda: opened.do(lambda s: s.chores.troubles()), "nothing was noted")
        clock.advance(minutes=1)
        opened.hand.wait(2)
        opened.hand.until(lambda: words in opened.root.ids.notice.standing, "the desk did not say it")
    finally:
        opened.close()


def test_a_desk_finds_the_files_of_a_key_while_the_watched_folder_hangs(share, tmp_path):
    _, folder = share
    (tmp_path / "key").mkdir()
    (tmp_path / "key" / "agenda.csv").touch()
    reader = ScheduleReader(SITE, plan_key(tmp_path / "data"))
    (found,) = reader.find((str(folder), str(tmp_path / "key")))
    assert found.path == tmp_path / "key" / "agenda.csv"
    assert reader.read(folder / "plan.csv", NOW).why.endswith("ne répond pas.")


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_the_chores_without_a_window_end_when_told_though_the_share_is_dead(share, tmp_path, ending):
    somebody_hangs, folder = share
    tending = tend(tmp_path, folder)
    assert somebody_hangs.wait(60)
    tending.send_signal(ending)
    assert tending.wait(60) == 0
    assert tending.stdout.read() == ""


def test_without_a_window_a_plan_is_imported_and_the_past_destroyed(tmp_path):
    folder = tmp_path / "share"
    folder.mkdir()
    soon = system_clock().astimezone(PARIS).date().replace(day=1)
    far = soon.replace(year=soon.year + (soon.month == 12), month=soon.month % 12 + 1, day=15)
    with waiting_room(tmp_path / "data" / "real") as room:
        room.clock.utc = (system_clock().astimezone(PARIS).replace(hour=0, minute=0) - timedelta(minutes=1)).astimezone(
            UTC
        )
        room.arrivals.walk_in("QXZ", "fr")
    (folder / "agenda-2.csv").write_bytes(csv_of("date;heure;nom", f"{far:%d/%m/%Y};10h30;Benali"))
    os.utime(folder / "agenda-2.csv", (1_000, 1_000))
    tending = tend(tmp_path, folder, "--once")
    assert tending.wait(120) == 0, tending.stdout.read()
    assert list(folder.iterdir()) == []
    with waiting_room(tmp_path / "data" / "real") as room:
        with room.databases.day.transaction() as records:
            planned = records.appointments(datetime(2020, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))
        assert [(a.letters, a.agenda) for a in planned] == [("BEN", 2)]
        assert room.noted == ()


def test_two_boxes_of_chores_do_not_share_a_folder_and_a_running_kiosk_keeps_it(tmp_path):
    folder = tmp_path / "share"
    folder.mkdir()
    (folder / "agenda-2.csv").write_bytes(csv_of("date;heure;nom", "?;10h30;Benali"))
    with waiting_room(tmp_path / "data" / "real") as room:
        assert room.databases.keep()
        tending = tend(tmp_path, folder, "--once")
        assert tending.wait(120) == 0
        assert room.databases.day.store.outside("SELECT count(*) FROM mark WHERE name LIKE 'import:%'") == [(0,)]
    assert [path.name for path in folder.iterdir()] == ["agenda-2.csv"]
