"""`kiosk report` refuses in a sentence with 2: nothing is made, published or left behind."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk.__main__ import app
from kiosk.adapters.database.folders import open_databases


@pytest.fixture
def invented(tmp_path, machine_clock):
    folder = tmp_path / "data"
    assert CliRunner().invoke(app, ["simulate", "--days", "200", "--data", str(folder)]).exit_code == 0
    return folder


def report(data, out, *more):
    return CliRunner().invoke(app, ["report", "--period", "2026-Q3", "--data", str(data), "--out", str(out), *more])


def published(data):
    with open_databases(data / "real") as files:
        return len(files.figures.publications(2026))


def test_a_folder_that_is_not_there_is_named_and_not_made(tmp_path, machine_clock):
    asked = report(tmp_path / "nowhere", tmp_path / "out.pdf")
    assert (asked.exit_code, "nothing was read or changed" in asked.output) == (2, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("out", ["missing/out.pdf", "file/out.pdf", ".", "long" * 100])
def test_a_file_that_cannot_be_written_freezes_no_report(tmp_path, invented, out):
    (tmp_path / "file").write_text("no folder")
    before = sorted(tmp_path.iterdir())
    asked = report(invented, tmp_path / out)
    assert (asked.exit_code, isinstance(asked.exception, SystemExit)) == (2, True)
    assert asked.output.strip().count("\n") == 0
    assert sorted(tmp_path.iterdir()) == before
    assert published(invented) == 0


def test_a_full_disk_is_said(invented):
    if not Path("/dev/full").exists():
        pytest.skip("this machine has no full device")
    asked = report(invented, "/dev/full")
    assert (asked.exit_code, "No space left" in asked.output) == (2, True)
