"""The plan leaves for the adviser's own calendar: on a key or in a folder, without a name, and not for longer."""

import subprocess
from pathlib import Path

import pytest
from icalendar import Calendar

from kiosk.adapters.errands.outgoing import Outgoing
from tests.helpers.desk_office import Office


@pytest.fixture
def media(tmp_path):
    """A folder of keys: one mounted for somebody, one that was pulled and left its empty folder."""
    for name in ("pulled", "somebody/KEY"):
        (tmp_path / "media" / name).mkdir(parents=True)
    return tmp_path / "media"


def outgoing(media, *mounted):
    return Outgoing("meaux", keys=(str(media),), folder=str(media.parent / "Documents"),
                    mounts=lambda: mounted)  # fmt: skip


def test_a_key_that_is_mounted_gets_the_file_and_the_folder_nothing(media):
    key = media / "somebody" / "KEY"
    assert outgoing(media, key).put(b"plan") == key / "agenda-sans-nom-meaux.ics"
    assert [p.name for p in key.iterdir()] == ["agenda-sans-nom-meaux.ics"]
    assert not (media.parent / "Documents").exists()


def test_without_a_key_the_folder_gets_it_and_the_newest_stands(media):
    written = outgoing(media).put(b"plan")
    assert outgoing(media).put(b"newer") == written == media.parent / "Documents" / "agenda-sans-nom-meaux.ics"
    assert written.read_bytes() == b"newer"
    assert list((media / "pulled").iterdir()) == []


def test_a_key_that_takes_nothing_gives_way_to_the_folder_and_keeps_no_half_file(media):
    key = media / "pulled"
    (key / "agenda-sans-nom-meaux.ics").mkdir()
    assert outgoing(media, key).put(b"plan").parent == media.parent / "Documents"
    assert [p.name for p in key.iterdir()] == ["agenda-sans-nom-meaux.ics"]


def test_where_nothing_can_be_written_nothing_is_said_to_be(media):
    (media.parent / "Documents").write_text("a file where a folder is wanted")
    assert outgoing(media).put(b"plan") is None


@pytest.mark.system
def test_keys_are_known_by_the_kernel_s_list_whatever_their_names(tmp_path):
    """Spaces and accents: "KINGSTON 8Go", "CLÉ"."""
    key = tmp_path / "media" / "somebody" / "CLÉ 8 Go"
    key.mkdir(parents=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(key)], check=True)
    try:
        team = Outgoing("meaux", keys=(str(tmp_path / "media"),), folder=str(tmp_path / "Documents"))
        assert team.put(b"plan") == key / "agenda-sans-nom-meaux.ics"
        assert team.put(bytes(100_000)).parent == tmp_path / "Documents", "it is full"
        assert (key / "agenda-sans-nom-meaux.ics").read_bytes() == b"plan"
    finally:
        subprocess.run(["umount", "--lazy", str(key)], check=True)


def test_the_desk_says_where_the_calendar_is_and_closing_destroys_it(tmp_path, clock, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    theirs = tmp_path / "home" / "Documents" / "agenda-2.ics"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("somebody's own")
    office = Office(tmp_path / "data", clock)
    try:
        office.plan(14, 0, "QXZ", "572005")
        office.enter()
        office.tap("Imprimer")
        office.tap("Agenda sans nom (fichier)")
        said = next(words for words in office.see() if words.startswith("L’agenda est écrit ici : "))
        named, _, fate = said.removeprefix("L’agenda est écrit ici : ").partition(". ")
        assert fate == "Il sera détruit à la fermeture : copiez‑le avant."
        path = Path(named)
        (event,) = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
        assert (event["SUMMARY"], event["DTSTART"].dt.hour) == ("KR 572005", 13)
        assert b"QXZ" not in path.read_bytes()
        office.do(lambda s: s.closing.close())
    finally:
        office.close()
    assert [p.name for p in path.parent.iterdir()] == ["agenda-2.ics"]


def test_where_nothing_can_be_written_the_desk_says_what_to_do(tmp_path, clock, monkeypatch):
    (tmp_path / "home").write_text("no folder")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    office = Office(tmp_path / "data", clock)
    try:
        office.enter()
        office.tap("Imprimer")
        office.tap("Agenda sans nom (fichier)")
        assert "Rien n’a été écrit. Branchez une clé USB, puis recommencez." in office.see()
    finally:
        office.close()
