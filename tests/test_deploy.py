"""What is installed is what was pinned, and the scripts that install it say no in words."""

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
SCRIPTS = sorted(path.name for path in DEPLOY.glob("*.sh"))
LOCKS = sorted(path.name for path in DEPLOY.glob("*.lock"))


def pinned(lock: str) -> dict[str, str]:
    return dict(re.findall(r"(?m)^([a-z0-9._-]+)==(\S+)", (DEPLOY / lock).read_text(encoding="utf-8")))


def script(name: str, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", str(DEPLOY / name), *options], check=False, capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pinned_package_carries_its_hashes_and_no_lock_says_where_it_came_from(lock: str) -> None:
    text = (DEPLOY / lock).read_text(encoding="utf-8")
    entries = re.split(r"(?m)^(?=[a-z0-9])", text)[1:]
    assert entries
    assert all(re.match(r"[a-z0-9._-]+==", entry) and "--hash=sha256:" in entry for entry in entries)
    assert "://" not in text
    assert "index-url" not in text


def test_what_is_tested_is_what_runs() -> None:
    tested = pinned("requirements.lock")
    assert {name: tested.get(name) for name in pinned("runtime.lock")} == pinned("runtime.lock")


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_script_is_whole_and_can_be_started(name: str) -> None:
    assert subprocess.run(["bash", "-n", str(DEPLOY / name)], check=False).returncode == 0
    assert os.access(DEPLOY / name, os.X_OK) == (name != "setup.sh")


def test_the_machine_is_left_alone_when_an_option_or_a_site_is_not_known() -> None:
    assert "Unknown option: --sit." in script("install.sh", "--sit").stderr
    needed = "There is no config/sites/melun.toml" if os.geteuid() == 0 else "run it as root"
    refused = script("install.sh", "--site", "melun")
    assert refused.returncode == 1
    assert needed in refused.stderr


def test_packages_that_are_there_are_not_asked_for_again() -> None:
    query = 'root=/ ; . "$0" ; missing_packages bash awk no-such-package'
    command = ["bash", "-euo", "pipefail", "-c", query, str(DEPLOY / "setup.sh")]
    found = subprocess.run(command, check=True, capture_output=True, text=True)
    assert found.stdout.split() == ["no-such-package"]


def test_ci_runs_the_tests_that_everybody_runs() -> None:
    assert "deploy/test.sh" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
