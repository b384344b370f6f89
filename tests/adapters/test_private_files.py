"""What the kiosk writes is for its own account alone, whatever the umask and whatever stood there before."""

import os
import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.adapters.errands.outgoing import Outgoing
from kiosk.adapters.machine.chosen_site import ChosenSite
from kiosk.adapters.machine.private_files import destroy
from kiosk.adapters.printing.printer import FolderPrinter
from kiosk.adapters.schedules.reader import plan_key
from kiosk.domain.machine.printing import Printed
from kiosk.wiring import imports, schedule_reader
from tests.helpers.waiting_room import SITE, TUESDAY, waiting_room
from tests.services.test_purge import _appointment

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
CALENDAR = """BEGIN:VCALENDAR\r
VERSION:2.0\r
BEGIN:VEVENT\r
UID:un@exemple\r
DTSTART:20261201T090000Z\r
DTEND:20261201T094500Z\r
SUMMARY:QXZ\r
END:VEVENT\r
END:VCALENDAR\r
"""


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=oct)
def umask(request):
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def open_to_others(folder):
    """Name what another account could read, write or enter."""
    return {
        path.relative_to(folder).as_posix(): oct(path.stat().st_mode)
        for path in [folder, *folder.rglob("*")]
        if stat.S_IMODE(path.stat().st_mode) != (0o700 if path.is_dir() else 0o600)
    }


def work(folder):
    """Let everything write that writes: databases, their journals, locks, key, sheets, the chosen site."""
    with waiting_room(folder / "real") as room:
        room.arrivals.walk_in("", "fr")
        imports(room.databases, room.clock, SITE, folder / "real")
        assert FolderPrinter(folder / "real" / "sheets").print(b"%PDF", "liste") is Printed.SAVED
        ChosenSite(folder, SITE, {}).choose("melun")
        assert (folder / "real" / "day.sqlite-wal").exists()
        return open_to_others(folder)


def test_a_new_folder_is_for_the_kiosk_alone(umask, tmp_path):
    assert work(tmp_path / "data") == {}


def test_files_that_stood_open_are_closed_at_the_next_start(umask, tmp_path):
    work(tmp_path / "data")
    for path in (tmp_path / "data" / "real").rglob("*"):
        path.chmod(0o777 if path.is_dir() else 0o666)
    (tmp_path / "data" / "real").chmod(0o777)
    assert work(tmp_path / "data") == {}


def test_a_file_for_the_team_is_its_owners_alone_and_their_folder_is_left_as_it_is(umask, tmp_path):
    documents = tmp_path / "Documents"
    documents.mkdir()
    documents.chmod(0o755)
    written = Outgoing("meaux", keys=(), folder=str(documents)).put(b"plan")
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    assert stat.S_IMODE(documents.stat().st_mode) == 0o755


@pytest.mark.parametrize("spoilt", [b"", b"half of a key", bytes(32)])
def test_a_key_that_is_not_whole_is_drawn_anew_and_kept(spoilt, tmp_path):
    (tmp_path / "import.key").write_bytes(spoilt)
    key = plan_key(tmp_path)
    assert len(key) == 32
    assert key not in {spoilt, bytes(32)}
    assert plan_key(tmp_path) == key


def test_after_a_lost_key_the_same_calendar_keeps_the_slips_it_made(tmp_path):
    plan = tmp_path / "plan.ics"
    plan.write_text(CALENDAR)
    data = tmp_path / "data"

    def imported():
        with waiting_room(data) as room:
            verbs = imports(room.databases, room.clock, SITE, schedule_reader(room.databases, SITE, data))
            preview = verbs.preview(plan, 1)
            verbs.apply(preview)
            with room.databases.day.transaction() as records:
                found = records.appointments(NOW, NOW + timedelta(days=30))
            return preview, [(a.slip_code, a.source_hash) for a in found]

    _, [(code, hidden)] = imported()
    (data / "import.key").write_bytes(b"")
    preview, [(code_after, hidden_after)] = imported()
    assert (len(preview.added), len(preview.left_out)) == (0, 0)
    assert code_after == code
    assert hidden_after not in {"", hidden}


def test_what_is_destroyed_is_overwritten_first(tmp_path):
    path, other_name = tmp_path / "agenda.ics", tmp_path / "kept"
    path.write_text(CALENDAR)
    path.chmod(0o400)
    other_name.hardlink_to(path)
    destroy(path)
    assert not path.exists()
    assert b"QXZ" not in other_name.read_bytes()


def test_of_a_link_only_the_link_is_destroyed(tmp_path):
    target, link = tmp_path / "theirs", tmp_path / "link"
    target.write_text("theirs")
    link.symlink_to(target)
    destroy(link)
    assert (target.read_text(), link.is_symlink()) == ("theirs", False)


def test_half_a_minute_after_a_session_ended_its_token_is_in_no_file(tmp_path):
    from kiosk.domain.reception.assistance import Demarche
    from kiosk.services.assistance import Assistance
    from kiosk.services.planning import Planning

    token, letters, code = "TOKEN" + "4" * 26, "QXZ", "864209"
    with waiting_room(tmp_path) as room:
        room.closing.tend()
        day = room.databases.day
        sessions = Assistance(day, room.clock, SITE)
        opened = sessions.open("Bureau 1", demarche=replace(Demarche("rsa"), token=token))
        with day.transaction() as records:
            records.add_appointment(replace(_appointment(NOW + timedelta(days=7), code), letters=letters))
        sessions.end(opened.id)
        Planning(day, room.clock, SITE, lambda _: 0).cancel(code)

        def held():
            return b"".join(path.read_bytes() for path in tmp_path.iterdir())

        assert token.encode() in held()
        room.clock.set(10, 1, day=TUESDAY)
        room.closing.tend()
        assert not any(canary.encode() in held() for canary in (token, letters, code))
