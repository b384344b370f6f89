"""What install.sh makes of a cupsd.conf that it finds, whoever wrote it."""

from pathlib import Path

import pytest

from tests.system.cups_rig import SHIPPED, settled

pytestmark = pytest.mark.system
SHIPPED_POLICY = "<Policy default>\n  # Job/subscription privacy..."
FOUND = {
    "as shipped": SHIPPED.read_text(encoding="utf-8"),
    "empty": "",
    "without an end of line": "Listen /run/cups/cups.sock",
    "other policies": "<Policy authenticated>\n</Policy>\nDefaultPolicy authenticated\n",
    "others' directives": "errorpolicy retry-job\nDefaultAuthType None\nPreserveJobFiles Yes\n",
}


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
