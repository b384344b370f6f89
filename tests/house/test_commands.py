"""A command that cannot do what it was asked says so and ends with 2: nothing is made, nothing is claimed."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk.__main__ import app
from tests.helpers.waiting_room import waiting_room

SITE = ["--site", "meaux"]
PERIOD = ["--period", "2020-Q1"]
# Every command that reads a folder of data.
READING = {
    "purge": ["purge", *SITE],
    "report": ["report", *PERIOD, "--out", "{out}", *SITE],
    "slips day": ["slips", "day", "--out", "{out}", *SITE],
    "slips cards": ["slips", "cards", "--out", "{out}", *SITE],
    "slips sheet": ["slips", "sheet", "--out", "{out}", *SITE],
    "slips free": ["slips", "free", "--out", "{out}", *SITE],
    "slips calendar": ["slips", "calendar", "--out", "{out}", *SITE],
    "staff list": ["staff", "list"],
    "staff reset": ["staff", "reset", "M1", "--pin-stdin"],
    "staff remove": ["staff", "remove", "M1"],
    "staff badge": ["staff", "badge", "M1", "--out", "{out}"],
}
# Every command that writes where it is told to.
WRITING = {
    **{name: [*asked, "--data", "{data}"] for name, asked in READING.items() if "{out}" in asked},
    "tour": ["tour", "--out", "{out}"],
    "guides new": ["guides", "new", "x", "--title", "Je…", "--folder", "{out}"],
    "guides schema": ["guides", "schema", "--folder", "{out}"],
    "simulate": ["simulate", "--days", "2", "--data", "{out}"],
}


def kiosk(asked, **places):
    return CliRunner().invoke(app, [part.format(**places) for part in asked], input="482913\n")


def is_refused_in_a_sentence(done, *words) -> bool:
    said = done.output.strip()
    return done.exit_code == 2 and "Traceback" not in said and all(str(word) in said for word in words)


@pytest.fixture
def data(tmp_path):
    """A folder of a kiosk that has worked."""
    folder = tmp_path / "data"
    with waiting_room(folder / "real") as room:
        room.arrivals.walk_in("", "fr")
    return folder


@pytest.mark.parametrize("asked", READING.values(), ids=READING)
def test_a_folder_that_is_not_there_is_named_and_not_made(asked, tmp_path):
    missing, out = tmp_path / "missing", tmp_path / "out.pdf"
    done = kiosk([*asked, "--data", "{data}"], data=missing, out=out)
    assert is_refused_in_a_sentence(done, missing)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("asked", READING.values(), ids=READING)
def test_a_folder_without_the_file_in_question_is_left_as_it_is(asked, tmp_path):
    (tmp_path / "real").mkdir()
    done = kiosk([*asked, "--data", "{data}"], data=tmp_path, out=tmp_path / "out.pdf")
    assert is_refused_in_a_sentence(done, "there is no", ".sqlite")
    assert "nothing personal left" not in done.output
    assert list((tmp_path / "real").iterdir()) == []


@pytest.mark.parametrize("asked", WRITING.values(), ids=WRITING)
def test_a_place_that_cannot_be_written_is_named_and_nothing_is_half_done(asked, data, tmp_path):
    blocked = tmp_path / "a file"
    blocked.write_text("where a folder is wanted")
    done = kiosk(asked, data=data, out=blocked / "out.pdf")
    assert is_refused_in_a_sentence(done, blocked)
    assert blocked.read_text() == "where a folder is wanted"
    assert {path.name for path in tmp_path.iterdir()} == {"a file", "data"}


def test_a_report_for_a_file_that_cannot_be_written_is_not_published(data, tmp_path):
    done = kiosk(WRITING["report"], data=data, out=tmp_path)
    assert is_refused_in_a_sentence(done, tmp_path)
    with waiting_room(data / "real") as room:
        assert room.databases.figures.publications(2020) == ()


@pytest.mark.parametrize("asked", READING.values(), ids=READING)
def test_a_folder_whose_file_is_in_use_is_said_so_without_a_trace(asked, data, tmp_path):
    import sqlite3

    holders = [sqlite3.connect(path, isolation_level=None) for path in (data / "real").glob("*.sqlite")]
    try:
        for holder in holders:
            holder.execute("BEGIN EXCLUSIVE")
        done = kiosk([*asked, "--data", "{data}"], data=data, out=tmp_path / "out.pdf")
    finally:
        for holder in holders:
            holder.close()
    assert is_refused_in_a_sentence(done, data)
    assert not (tmp_path / "out.pdf").exists()


@pytest.mark.parametrize("verb", [["check"], ["list"], ["links"], ["new", "x", "--title", "Je…"], ["schema"]])
def test_guides_of_a_folder_that_is_not_there_are_not_fine(verb, tmp_path, monkeypatch):
    monkeypatch.setattr("kiosk.adapters.guides.links.has_network", lambda: True)
    done = kiosk(["guides", *verb, "--folder", "{out}"], out=tmp_path / "missing")
    assert is_refused_in_a_sentence(done, tmp_path / "missing")
    assert list(tmp_path.iterdir()) == []


def test_purging_a_kiosks_folder_still_closes_the_day(data, monkeypatch):
    # Whatever day it is here: the kernel vouches for it.
    monkeypatch.setattr("kiosk.adapters.machine.clocks.LinuxMachine.is_synchronised", lambda _: True)
    done = kiosk([*READING["purge"], "--data", "{data}"], data=data)
    assert (done.exit_code, "nothing personal left" in done.output) == (0, True)


def said_of(done) -> str:
    return " ".join(done.output.replace("\u00a0", " ").replace("\u202f", " ").split())


@pytest.fixture
def vouched(monkeypatch):
    """Whatever day it is here: the kernel vouches for it."""
    monkeypatch.setattr("kiosk.adapters.machine.clocks.LinuxMachine.is_synchronised", lambda _: True)


def test_a_look_at_a_box_without_data_says_so_and_makes_none(tmp_path, vouched):
    done = kiosk(["check", *SITE, "--data", "{data}"], data=tmp_path / "none")
    assert (done.exit_code, "Il n’y a pas encore de données ici." in said_of(done)) == (0, True)
    assert list(tmp_path.iterdir()) == []


def test_a_look_says_every_part_the_gravest_first_and_leaves_the_dated_sheet(data, tmp_path, vouched):
    from kiosk.domain.machine.health import NAMES, Kind

    done = kiosk(["check", *SITE, "--data", "{data}", "--out", "{out}"], data=data, out=tmp_path / "etat.pdf")
    said = said_of(done)
    assert done.exit_code == 0
    # No centre is named here.
    assert [kind for kind, name in NAMES.items() if f"] {name} : " not in said] == [Kind.CENTRE]
    assert said.rindex("[À surveiller]") < said.index("[Bon]")
    assert (tmp_path / "etat.pdf").read_bytes().startswith(b"%PDF")


def test_something_bad_ends_a_look_with_1_though_all_of_it_is_said(data, vouched):
    from kiosk.adapters.database.folders import open_databases
    from kiosk.adapters.machine.clocks import system_clock

    with open_databases(data / "real") as files:
        files.device.begin_purge(system_clock())
    done = kiosk(["check", *SITE, "--data", "{data}"], data=data)
    assert done.exit_code == 1
    assert "[À régler] Effacement : L’effacement a échoué" in said_of(done)
    assert "1 point à régler," in said_of(done)


def test_data_that_cannot_be_opened_are_a_finding_beside_the_others(data, vouched):
    import sqlite3

    (data / "real" / "day.sqlite").unlink()
    with sqlite3.connect(data / "real" / "day.sqlite") as other:
        other.execute("CREATE TABLE of_another_program (x)")
    other.close()
    done = kiosk(["check", *SITE, "--data", "{data}"], data=data)
    assert done.exit_code == 1
    assert "[À régler] Fichiers : Personne ne peut s’inscrire." in said_of(done)
    assert "Place sur le disque : " in said_of(done)


def test_settings_alone_are_checked_where_that_is_asked(tmp_path):
    done = kiosk(["check", "--settings", *SITE, "--data", "{data}"], data=tmp_path / "none")
    assert (done.exit_code, done.output.count("\n")) == (0, 1)


@pytest.mark.parametrize("umask", ["000", "077"])
def test_what_is_written_for_the_team_is_for_its_owner_alone(umask, data, tmp_path):
    out = tmp_path / "cartes.pdf"
    out.write_bytes(b"of last week")
    out.chmod(0o644)
    asked = [part.format(data=data, out=out) for part in WRITING["slips cards"]]
    program = f"import os; os.umask(0o{umask}); from kiosk.__main__ import main; main()"
    subprocess.run([sys.executable, "-c", program, *asked], check=True, cwd=Path(__file__).parents[2], env=os.environ)
    assert out.read_bytes().startswith(b"%PDF")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
