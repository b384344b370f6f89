"""What years have left goes to a key, locked, and comes back on another box; the day goes nowhere."""

import io
import os
import sqlite3
import subprocess
import tarfile
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.adapters.database.backup_source import BoxSource
from kiosk.adapters.database.open_box import forget_replaced
from kiosk.adapters.errands.backup_place import FolderPlace, KeyPlace
from kiosk.adapters.errands.sender import Errands
from kiosk.adapters.machine.age import Age
from kiosk.adapters.machine.backup_archive import unpacked
from kiosk.adapters.machine.backup_note import BackupNote
from kiosk.backup_wiring import backups
from kiosk.domain.machine.backups import KEPT, Account, Backed, BackupTrouble, Contents
from kiosk.domain.machine.restoring import Refused, RestoreTrouble
from kiosk.domain.reception.access import Role, Staff
from kiosk.settings import load_settings
from tests.helpers.backed_up import HASH, Box, Pair, new_pair
from tests.helpers.waiting_room import StandingClock
from tests.hostile.lived_day import World, at, live, opened

TEN = at(10)


@pytest.fixture(scope="module")
def pair(tmp_path_factory) -> Pair:
    return new_pair(tmp_path_factory.mktemp("keys"))


@pytest.fixture
def key(tmp_path):
    place = tmp_path / "usb"
    place.mkdir()
    return place


@pytest.fixture
def box(tmp_path, pair):
    return Box(tmp_path / "here", StandingClock(TEN), pair.public)


@pytest.fixture
def other(tmp_path):
    return Box(tmp_path / "there", StandingClock(TEN + timedelta(days=1)))


def the_only(folder):
    (found,) = folder.iterdir()
    return found


def opened_by(pair: Pair, backup) -> bytes:
    return subprocess.run(["age", "-d", "-i", pair.identity, backup], check=True, capture_output=True).stdout


def backed_up(box: Box, key):
    with box.open() as files:
        box.count(files, "2026-10", 12, 1)
        box.count(files, "2026-11", 30, 2)
        box.employ(files, "A1", "M1")
        assert isinstance(box.back_up(key), Backed)
    return the_only(key)


def test_of_a_day_in_full_swing_not_a_byte_is_in_it(tmp_path, pair, key):
    world, clock = World(tmp_path / "world"), StandingClock(TEN)
    with opened(world, clock) as verbs:
        canaries = live(world, verbs, clock)
        box = Box(tmp_path / "box", clock, pair.public)
        box.data = world.data
        assert isinstance(box.back_up(key), Backed)
    inside, locked = opened_by(pair, the_only(key)), the_only(key).read_bytes()
    held = b"".join(file.read_bytes() for file in world.root.rglob("day.sqlite*"))
    assert sum(each.encode() in held for each in canaries.values()) > 10
    assert [what for what, each in canaries.items() if each.encode() in inside or each.encode() in locked] == []
    with tarfile.open(fileobj=io.BytesIO(inside)) as tar:
        names = set(tar.getnames())
        figures = tar.extractfile("figures.sqlite").read()
    assert names == {
        *("about.json", "figures.sqlite", "accounts.json", "settings/kiosk.toml"),
        *(f"settings/sites/{name}.toml" for name in ("meaux", "fontainebleau", "la-rochette")),
        *(f"settings/profiles/{name}.toml" for name in ("france-services", "pimms-mediation", "environnement-ferme")),
    }
    with sqlite3.connect(":memory:") as file:
        file.deserialize(figures)
        tables = {name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    of_devices = {"line", "earlier"}
    assert (
        tables
        == {"alembic_version", "counter", "correction", "last_batch", "publication", "published_cell"} | of_devices
    )


def test_another_box_becomes_what_this_one_was_and_stays_itself(box, other, pair, key):
    backup = backed_up(box, key)
    with other.open() as files:
        other.count(files, "2026-09", 5, 7)
        other.employ(files, "Z9")
        identity = files.device.id()
        told = other.restore(files, backup, pair)
        assert files.device.id() == identity
        # Which of its own day's batches it has counted is not another box's to say.
        assert files.figures.last_batch() == 7
    with box.open() as files:
        assert files.device.id() != identity
    assert other.held() == box.held()
    assert "chiffres de 2026-09 ici, remplacés par\u202f: chiffres de 2026-10 à 2026-11" in told.said()
    assert "1\u00a0compte ici".replace("\u00a0", " ") in told.said()
    assert "2 comptes" in told.said()
    assert "kiosk.toml" in told.said()


def test_what_is_only_looked_at_stays_as_it_is(box, other, pair, key):
    backup = backed_up(box, key)
    with other.open() as files:
        other.employ(files, "Z9")
        before = other.held()
        assert not isinstance(other.look(files, backup, pair), Refused)
    assert other.held() == before
    assert not (other.data / "replaced").exists()
    assert not (other.data / "restoring").exists()


def test_what_was_replaced_is_kept_until_a_day_was_closed_and_then_destroyed(box, other, pair, key):
    backup = backed_up(box, key)
    with other.open() as files:
        other.count(files, "2026-09", 5, 7)
        other.employ(files, "Z9")
        before = other.held()
        other.restore(files, backup, pair)
        aside = other.data / "replaced"
        with sqlite3.connect(aside / "figures.sqlite") as file:
            kept = file.execute("SELECT family, site, period, value, n FROM counter").fetchall()
        assert kept == before["figures"]
        assert "Z9" in (aside / "accounts.json").read_text()
        settings = {str(each.relative_to(aside / "settings")): each.read_bytes() for each in aside.rglob("*.toml")}
        assert settings == before["settings"]
        # Of a second one it is still the box as it first was.
        other.restore(files, backup, pair)
        assert "Z9" in (aside / "accounts.json").read_text()
        for closed in (None, other.clock() - timedelta(hours=16)):
            forget_replaced(other.data, closed)
            assert aside.exists()
        forget_replaced(other.data, other.clock() + timedelta(hours=8))
        assert not aside.exists()


def test_a_backup_without_an_administrator_locks_nobody_out(box, other, pair, key):
    with box.open() as files:
        box.employ(files, "M1", role=Role.MEDIATOR)
        box.back_up(key)
    with other.open() as files:
        other.employ(files, "Z9")
        told = other.restore(files, the_only(key), pair)
        assert files.staff.staff() == (Staff("Z9", Role.ADMINISTRATOR),)
    assert "ceux d’ici restent" in told.said()


def spoiled(backup, at: int, end: int | None = None):
    content = backup.read_bytes()
    bad = content[:end] if end is not None else content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
    place = backup.with_name("spoiled.age")
    place.write_bytes(bad)
    return place


def test_a_backup_cut_or_spoiled_anywhere_is_refused_and_nothing_is_replaced(box, other, pair, key):
    backup = backed_up(box, key)
    size = backup.stat().st_size
    with other.open() as files:
        other.employ(files, "Z9")
        before = other.held()
        for step in range(24):
            for bad in (spoiled(backup, size * step // 24), spoiled(backup, 0, size * step // 24)):
                assert isinstance(other.restore(files, bad, pair), Refused)
    assert other.held() == before
    assert not (other.data / "replaced").exists()


def test_each_refusal_has_its_own_cause(box, other, pair, key, tmp_path):
    """Not every backup that cannot be read is the key's fault (ulsklyc/yuvomi 1283)."""
    backup = backed_up(box, key)
    text = tmp_path / "notes.txt"
    text.write_text("AGE")
    with other.open() as files:

        def why(file, who=pair):
            refused = other.restore(files, file, who)
            assert refused.said().endswith("Rien n’a été remplacé.")
            return refused.trouble

        assert why(text) is RestoreTrouble.NO_BACKUP
        assert why(backup, new_pair(tmp_path, "another.txt")) is RestoreTrouble.WRONG_IDENTITY
        assert why(backup, Pair("", text)) is RestoreTrouble.NO_IDENTITY
        assert why(backup, Pair("", tmp_path / "nowhere")) is RestoreTrouble.NO_IDENTITY
        assert why(spoiled(backup, 0, backup.stat().st_size - 1)) is RestoreTrouble.DAMAGED


def test_a_later_version_s_figures_and_invented_ones_are_refused(box, other, pair, key):
    with box.open() as files:
        box.employ(files, "A1")
        with files.figures.store.transaction() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'figures_9999'")
        box.back_up(key)
        with other.open() as there:
            assert other.restore(there, the_only(key), pair).trouble is RestoreTrouble.TOO_NEW
        files.figures.mark_invented()
        assert box.back_up(key) is BackupTrouble.INVENTED


def test_settings_that_do_not_suit_are_named_before_anything_is_replaced(box, other, pair, key):
    box.set(r"^idle = 120", "idle = 120\nidel = 3")
    settings = box.config / "kiosk.toml"
    bad = settings.read_text()
    settings.write_text(bad.replace("idel = 3", ""))
    with box.open() as files:
        box.employ(files, "A1")
        settings.write_text(bad.replace("idle = 120\nidel = 3", "idle = 120"))
        source = BoxSource(box.data, box.config)
        content = {**source.settings(), "kiosk.toml": bad.encode()}
        made = Contents(box.clock(), "meaux", "0", source.figures(), source.accounts(), content)
        (key / "bad.age").write_bytes(Age().close(made, pair.public))
    with other.open() as files:
        before = other.held()
        refused = other.restore(files, key / "bad.age", pair)
    assert refused.trouble is RestoreTrouble.SETTINGS
    assert "kiosk.toml: times.idel" in refused.said()
    assert other.held() == before


ACCOUNTS = {
    "two of one name": (Account("A1", "administrator", HASH, ""), Account("a1", "mediator", HASH, "")),
    "a role nobody has": (Account("A1", "root", HASH, ""),),
    "a PIN that can be read": (Account("A1", "administrator", "274183", ""),),
    "a long name": (Account("A" * 13, "administrator", HASH, ""),),
    "a badge that is none": (Account("A1", "administrator", HASH, "x"),),
}


@pytest.mark.parametrize("fault", ACCOUNTS)
def test_accounts_that_nobody_could_have_made_are_refused(box, other, pair, key, fault):
    with box.open():
        source = BoxSource(box.data, box.config)
        made = Contents(box.clock(), "meaux", "0", source.figures(), ACCOUNTS[fault], source.settings())
        (key / "bad.age").write_bytes(Age().close(made, pair.public))
    with other.open() as files:
        assert other.restore(files, key / "bad.age", pair).trouble is RestoreTrouble.ACCOUNTS


def tar_of(**files: bytes) -> bytes:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as tar:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return written.getvalue()


ABOUT = b'{"form": 1, "made": "2026-11-24T09:00:00+00:00", "site": "meaux", "version": "1"}'
SOUND = {"about.json": ABOUT, "figures.sqlite": b"", "accounts.json": b"[]"}


@pytest.mark.parametrize(
    "more",
    [
        {"settings/../../etc/cron.d/x.toml": b""},
        {"/etc/kiosk/kiosk.toml": b""},
        {"settings/.hidden.toml": b""},
        {"settings/session.env": b""},
        {"day.sqlite": b""},
        {"accounts.json": b"[1]"},
        {"accounts.json": b'[{"label": "A1"}]'},
        {"about.json": b"[]"},
        {"about.json": ABOUT.replace(b"+00:00", b"")},
    ],
    ids=str,
)
def test_whoever_locks_a_file_of_their_own_gets_nothing_put_where_it_does_not_belong(more):
    """The key is public: anybody can lock something with it."""
    assert isinstance(unpacked(tar_of(**SOUND)), Contents)
    assert unpacked(tar_of(**{**SOUND, **more})) is RestoreTrouble.DAMAGED


def test_a_later_form_is_said_to_be_later_and_a_link_is_nothing_of_ours():
    assert unpacked(tar_of(**{**SOUND, "about.json": ABOUT.replace(b": 1", b": 2")})) is RestoreTrouble.TOO_NEW
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as tar:
        link = tarfile.TarInfo("settings/kiosk.toml")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/shadow"
        tar.addfile(link)
    assert unpacked(written.getvalue()) is RestoreTrouble.DAMAGED


# --- where it is written


def test_the_newest_few_of_a_site_stay_and_nothing_else_is_touched(box, key):
    (key / "photos.zip").write_text("mine")
    with box.open():
        for _ in range(KEPT + 3):
            box.clock.utc += timedelta(minutes=1)
            newest = box.back_up(key)
    kept = sorted(key.glob("*.age"))
    assert len(kept) == KEPT
    assert str(kept[-1]) == newest.place
    assert (key / "photos.zip").read_text() == "mine"


def test_a_folder_that_is_not_there_is_never_made(box, key):
    """A key that is not plugged in leaves its empty folder: the box's own disk would fill (NethServer/dev 5720)."""
    with box.open():
        assert box.back_up(key / "KEY") is BackupTrouble.SILENT
        media = FolderPlace(key, keys=(str(key.parent),), mounts=lambda: ())
        assert media.put_backup("meaux", "x.age", b"locked") is BackupTrouble.NO_STICK
    assert list(key.iterdir()) == []


def test_without_a_key_or_with_one_that_went_the_desk_is_told_and_the_documents_get_nothing(key):
    keys = {"keys": (str(key.parent),)}
    assert KeyPlace(Errands(), mounts=lambda: (), **keys).put_backup("m", "x.age", b"1") is BackupTrouble.NO_STICK
    gone = key.parent / "PULLED"
    assert KeyPlace(Errands(), mounts=lambda: (gone,), **keys).put_backup("m", "x.age", b"1") is BackupTrouble.SILENT
    assert not gone.exists()
    two = KeyPlace(Errands(), mounts=lambda: (gone, key), **keys)
    assert two.put_backup("m", "x.age", b"1") == key / "x.age"


@pytest.mark.system
def test_a_key_that_is_full_or_locked_keeps_the_backup_it_has(box, key):
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=160k", "none", str(key)], check=True)
    try:
        with box.open():
            first = box.back_up(key)
            assert isinstance(first, Backed)
            whole = the_only(key).read_bytes()
            (key / "photos").write_bytes(os.urandom(160 * 1024 - len(whole) - 3 * 4096 & ~4095))
            box.clock.utc += timedelta(days=7)
            assert box.back_up(key) is BackupTrouble.FULL
            assert {path.name for path in key.iterdir()} == {Path(first.place).name, "photos"}
            (key / "photos").unlink()
            subprocess.run(["mount", "-o", "remount,ro", str(key)], check=True)
            assert box.back_up(key) is BackupTrouble.READ_ONLY
            assert the_only(key).read_bytes() == whole
    finally:
        subprocess.run(["umount", str(key)], check=True)


def test_no_key_and_no_program_are_told_before_anything_is_written(box, other, key, monkeypatch):
    with other.open():
        assert other.back_up(key) is BackupTrouble.NO_KEY
    with box.open():
        monkeypatch.setenv("PATH", "")
        assert box.back_up(key) is BackupTrouble.NO_PROGRAM
    assert list(key.iterdir()) == []
    assert BackupNote(box.data.parent).last_backup() is None


def test_nothing_of_a_training_is_backed_up(box, key):
    with box.open():
        made = backups(load_settings(box.config), box.clock, box.data, FolderPlace(key), practice=True).make()
    assert made is BackupTrouble.TRAINING
    assert list(key.iterdir()) == []


def test_when_it_was_last_done_is_remembered_and_what_nobody_can_read_is_never(box, key):
    with box.open():
        box.back_up(key)
    note = BackupNote(box.data.parent)
    assert note.last_backup() == box.clock()
    for bad in (b"", b"\xff", b"yesterday", b"2026-11-24T10:00:00"):
        (box.data.parent / "last-backup").write_bytes(bad)
        assert note.last_backup() is None


def test_figures_that_are_not_whole_replace_no_sound_ones_on_the_key(box, key):
    with box.open():
        backed = box.back_up(key)
    content = bytearray((box.data / "figures.sqlite").read_bytes())
    content[4096:4100] = b"oops"
    (box.data / "figures.sqlite").write_bytes(content)
    assert box.back_up(key) is BackupTrouble.DATA
    assert [str(path) for path in key.iterdir()] == [backed.place]
