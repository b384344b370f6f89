"""System packages are installed when nobody else does: a fresh machine upgrades itself, and holds apt's locks for it.

The real apt-get, on folders of its own: what this machine has installed is neither asked nor changed.
"""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = pytest.mark.system
ROOT = Path(__file__).parents[2]
# Holds the lock that its argument names, as apt and dpkg do, until its input ends.
_HOLD = """
import fcntl, sys
lock = open(sys.argv[1], "w")
fcntl.lockf(lock, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


@dataclass(frozen=True)
class Machine:
    """Folders that stand in for /var/lib/apt, /var/lib/dpkg and /var/cache/apt."""

    folder: Path

    def hold(self, lock: str) -> subprocess.Popen[str]:
        """Be the other program: return once it holds the lock."""
        command = [sys.executable, "-c", _HOLD, str(self.folder / lock)]
        other = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        return other

    def need(self, *, wait: int) -> subprocess.Popen[str]:
        """Ask for a package that no source has, so that nothing is ever installed."""
        script = 'set -euo pipefail; root=$1; . "$root/deploy/setup.sh"; need_packages no-such-package'
        env = {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "fr_FR.UTF-8", "KIOSK_APT_WAIT": str(wait),
            "APT_CONFIG": str(self.folder / "apt.conf"),
        }  # fmt: skip
        return subprocess.Popen(["bash", "-c", script, "bash", str(ROOT)], stderr=subprocess.PIPE, text=True, env=env)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    for folder in ("lists/partial", "dpkg", "archives/partial", "sources"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "dpkg" / "status").touch()
    (tmp_path / "apt.conf").write_text(
        f'Dir::State::lists "{tmp_path}/lists"; Dir::State::status "{tmp_path}/dpkg/status";\n'
        f'Dir::Cache "{tmp_path}"; Dir::Etc::sourcelist "/dev/null"; Dir::Etc::sourceparts "{tmp_path}/sources";\n'
    )
    return Machine(tmp_path)


def said_until(asking: subprocess.Popen[str], word: str) -> str:
    """Read what is said, up to the line that holds a word; all of it when no line does."""
    assert asking.stderr
    said = ""
    while line := asking.stderr.readline():
        said += line
        if word in line:
            break
    return said


@pytest.mark.parametrize("lock", ["lists/lock", "dpkg/lock-frontend"])
def test_while_another_program_holds_the_packages_one_waits_and_says_for_whom(machine: Machine, lock: str) -> None:
    other = machine.hold(lock)
    asking = machine.need(wait=300)
    said = said_until(asking, "Waiting for another program")
    assert "that holds the system's packages, 300 s at most." in said
    other.communicate()
    # Then apt-get answers for itself: there is no such package.
    after = said_until(asking, "Unable to locate package no-such-package")
    assert "Waiting" not in after
    assert "Unable to locate package no-such-package" in after
    asking.communicate()
    assert asking.returncode == 1


def test_after_the_longest_wait_it_is_refused_in_a_sentence(machine: Machine) -> None:
    other = machine.hold("lists/lock")
    asking = machine.need(wait=2)
    _, said = asking.communicate(timeout=120)
    other.communicate()
    assert asking.returncode == 1
    assert said.count("Waiting for another program") == 1
    assert said.splitlines()[-1].endswith(
        "still holds the system's packages after 2 s. Let it end, then run this again."
    )


def test_what_apt_get_refuses_for_another_reason_is_told_at_once(machine: Machine) -> None:
    asking = machine.need(wait=300)
    _, said = asking.communicate(timeout=120)
    assert asking.returncode == 1
    assert "Waiting" not in said
    assert "Unable to locate package no-such-package" in said
    assert said.splitlines()[-1].startswith("The system packages could not be installed")
