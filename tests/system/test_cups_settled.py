"""What install.sh makes of a cupsd.conf that it finds, whoever wrote it."""

import subprocess
from pathlib import Path

import pytest

from tests.system.cups_rig import ROOT, SHIPPED, settled

pytestmark = pytest.mark.system
SHIPPED_POLICY = "<Policy default>\n  # Job/subscription privacy..."
FOUND = {
    "as shipped": SHIPPED.read_text(encoding="utf-8"),
    "empty": "",
    "without an end of line": "Listen /run/cups/cups.sock",
    "other policies": "<Policy authenticated>\n</Policy>\nDefaultPolicy authenticated\n",
    "others' directives": "errorpolicy retry-job\nDefaultAuthType None\nPreserveJobFiles Yes\n",
}


def take_away(file: Path) -> None:
    """Do what removing the package does to a cupsd.conf."""
    script = 'root=$1; . "$root/deploy/setup.sh"; . "$root/deploy/cups/settle.sh"; unsettle_cups "$2"'
    subprocess.run(["bash", "-euc", script, "bash", str(ROOT), str(file)], check=True)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cupsd.conf"


@pytest.mark.parametrize("found", FOUND.values(), ids=FOUND)
def test_installed_again_nothing_changes(file: Path, found: str) -> None:
    once = settled(found, file)
    assert settled(once, file) == once


@pytest.mark.parametrize("found", FOUND.values(), ids=FOUND)
def test_each_directive_and_each_policy_of_the_kiosk_stands_there_once(file: Path, found: str) -> None:
    lines = settled(found, file).splitlines()
    told = ("PreserveJobHistory 60", "PreserveJobFiles No", "ErrorPolicy abort-job", "WebInterface No")
    for line in (*told, "DefaultAuthType Basic", "<Policy kiosk>", "<Policy default>"):
        assert lines.count(line) == 1, line


@pytest.mark.parametrize("found", ["empty", "other policies"])
def test_where_nobody_declared_the_policy_of_all_other_queues_it_is_the_one_of_the_package(
    file: Path, found: str
) -> None:
    assert SHIPPED_POLICY in settled(FOUND[found], file)


@pytest.mark.parametrize("declared", ["<Policy default>", "<policy DEFAULT>", "  <Policy  default >"])
def test_a_policy_that_an_administrator_declared_stays_as_it_is(file: Path, declared: str) -> None:
    theirs = f"{declared}\n  <Limit All>\n    Require user @SYSTEM\n  </Limit>\n</Policy>\n"
    text = settled(theirs, file)
    assert text.startswith(theirs)
    assert SHIPPED_POLICY not in text


@pytest.mark.parametrize("found", ["as shipped", "without an end of line"])
def test_once_the_kiosk_is_taken_away_cups_is_as_it_was(file: Path, found: str) -> None:
    settled(FOUND[found], file)
    take_away(file)
    # A policy of all others stays where there was none: without it CUPS would let anybody do anything.
    left = file.read_text(encoding="utf-8")
    assert "kiosk" not in left
    assert left.startswith(FOUND[found])
    assert found != "as shipped" or left == FOUND[found]


def test_what_an_administrator_set_since_then_stays(file: Path) -> None:
    since = settled(FOUND["as shipped"], file).replace("PreserveJobHistory 60", "PreserveJobHistory 30")
    file.write_text(since, encoding="utf-8")
    take_away(file)
    assert "PreserveJobHistory 30\n" in file.read_text(encoding="utf-8")
