"""The environment is exactly what the locks pin, whatever the index offers tomorrow and whoever was there before."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.made_environments import DEPLOY, PROGRAM, Checkout, checkout

ALL = {"setuptools==80.0", "drawing==1.0", "paper==1.0", "covering==7.0", "cov-plugin==3.0"}
RUNTIME = {"setuptools==80.0", "drawing==1.0", "paper==1.0"}
NOBODY = {"user": "nobody", "group": "nogroup", "extra_groups": []}


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder that another user may enter, which pytest's own are not; its name has a space, as people's have."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder) / "Mes documents"


@pytest.fixture
def bare(place: Path, tmp_path: Path) -> Checkout:
    """A checkout without an environment."""
    return checkout(place / tmp_path.name, tmp_path / "index")


@pytest.fixture(scope="module")
def standing(place: Path, tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """A checkout whose environment was made while the index offered newer releases of everything."""
    made = checkout(place / "standing", tmp_path_factory.mktemp("index"))
    for name in ("setuptools", "drawing", "paper", "covering", "cov-plugin"):
        made.offer(name, "99.0")
    done = made.need_environment("runtime.lock", "requirements.lock")
    assert done.returncode == 0, done.stderr
    return made


def test_a_release_of_tomorrow_does_not_enter_the_environment_of_today(standing: Checkout) -> None:
    assert standing.holds() == ALL


def test_run_after_test_leaves_what_the_tests_need_and_asks_nothing_of_the_network(standing: Checkout) -> None:
    standing.env = {"PIP_INDEX_URL": "file:///nowhere"}
    again = standing.need_environment("runtime.lock")
    standing.env = {}
    assert (again.returncode, again.stderr) == (0, "")
    assert standing.holds() == ALL


def test_what_somebody_put_into_the_environment_leaves_it_and_what_they_changed_comes_back(standing: Checkout) -> None:
    standing.offer("stray", "1.0")
    python = standing.root / ".venv" / "bin" / "python"
    by_hand = [
        str(python),
        "-m",
        "pip",
        "install",
        "-q",
        "-i",
        standing.index.as_uri(),
        "-U",
        "stray",
        "paper",
    ]
    subprocess.run(by_hand, check=True, env={**os.environ, "PIP_CONFIG_FILE": os.devnull})
    assert standing.holds() == ALL - {"paper==1.0"} | {"paper==99.0", "stray==1.0"}
    mended = standing.need_environment("runtime.lock")
    assert mended.returncode == 0, mended.stderr
    assert standing.holds() == ALL


def test_settings_that_put_packages_elsewhere_do_not_reach_the_environment(standing: Checkout, tmp_path: Path) -> None:
    standing.offer("late", "1.0")
    standing.pin("late.lock", ("late", "1.0"))
    standing.env = {"PIP_TARGET": str(tmp_path / "elsewhere"), "PIP_USER": "1", "PYTHONPATH": str(tmp_path)}
    done = standing.need_environment("late.lock")
    standing.env = {}
    assert done.returncode == 0, done.stderr
    assert standing.holds() == ALL | {"late==1.0"}


def test_the_program_is_called_by_its_name_from_any_folder_and_is_the_checkout_itself(standing: Checkout) -> None:
    program = standing.root / ".venv" / "bin" / "kiosk"
    link = standing.index / "kiosk"
    link.symlink_to(program)
    for called in (program, link):
        said = subprocess.run([str(called), "run", "two words"], check=True, capture_output=True, text=True, cwd="/")
        assert said.stdout == "kiosk run two words\n"
    (standing.root / "kiosk" / "__main__.py").write_text('print("changed")\n')
    assert subprocess.run([str(program)], check=True, capture_output=True, text=True).stdout == "changed\n"


@pytest.mark.parametrize("fault", ["a package short", "another file", "no network"])
def test_an_environment_that_cannot_be_what_is_pinned_is_refused_in_a_sentence(standing: Checkout, fault: str) -> None:
    standing.offer("broken", "1.0", "absent" if fault == "a package short" else "paper")
    standing.pin("broken.lock", ("broken", "1.0"))
    standing.env = {"PIP_INDEX_URL": "file:///nowhere"} if fault == "no network" else {}
    if fault == "another file":
        standing.offer("broken", "1.0", "drawing")
    refused = standing.need_environment("broken.lock")
    standing.env = {}
    (standing.root / "deploy" / "broken.lock").unlink()
    assert refused.returncode == 1
    assert refused.stderr.endswith("Without a network nothing can be installed.\n")
    assert "Traceback" not in refused.stderr
    # And the next one that can be is.
    assert standing.need_environment("runtime.lock").returncode == 0


def test_a_second_user_works_with_what_is_there_and_is_told_whose_the_rest_is(
    standing: Checkout, bare: Checkout
) -> None:
    assert standing.need_environment("runtime.lock", **NOBODY).returncode == 0
    standing.offer("more", "1.0")
    standing.pin("more.lock", ("more", "1.0"))
    more = standing.need_environment("more.lock", **NOBODY)
    assert more.returncode == 1
    assert ".venv cannot be written by nobody: it belongs to root." in more.stderr
    first = bare.need_environment("runtime.lock", **NOBODY)
    assert first.returncode == 1
    assert "it belongs to root. Let root run this once, or take a checkout of your own." in first.stderr


def test_an_environment_that_no_longer_serves_is_made_anew(bare: Checkout) -> None:
    # A developer's own, of whatever Python they have; then the checkout is moved; then Debian takes its Python away.
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(bare.root / ".venv")], check=True)
    assert bare.need_environment("runtime.lock").returncode == 0
    assert bare.holds() == RUNTIME
    bare.root = bare.root.rename(bare.root.with_name("moved"))
    assert bare.need_environment("runtime.lock").returncode == 0
    assert "/moved/" in (bare.root / ".venv" / "bin" / "pip").read_text()
    (bare.root / ".venv" / "bin" / "python3").unlink()
    (bare.root / ".venv" / "bin" / "python3").symlink_to("/usr/bin/python3.1")
    assert bare.need_environment("runtime.lock").returncode == 0
    assert bare.holds() == RUNTIME


def test_a_python_that_nothing_is_pinned_for_is_refused_in_a_sentence(bare: Checkout, tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = -V ] && echo Python 3.10.12\n[ "$1" = -V ]\n')
    old.chmod(0o755)
    bare.env = {"KIOSK_PYTHON": str(old)}
    refused = bare.need_environment("runtime.lock")
    assert refused.returncode == 1
    assert "is for Python 3.11 to 3.13" in refused.stderr
    assert "is Python 3.10.12 on " in refused.stderr
    assert not (bare.root / ".venv").exists()


def test_an_environment_that_another_checkout_shares_is_never_changed(bare: Checkout, tmp_path: Path) -> None:
    other = tmp_path / "other"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(other)], check=True)
    (bare.root / ".venv").symlink_to(other)
    before = sorted(other.rglob("*"))
    refused = bare.need_environment("runtime.lock")
    assert refused.returncode == 1
    assert "is a link, and would have to be made anew: remove the link first." in refused.stderr
    assert sorted(other.rglob("*")) == before


@pytest.mark.long
def test_the_real_locks_hold_beside_newer_releases_and_are_refreshed_by_one_command(tmp_path: Path) -> None:
    # A copy of this checkout, and an index beside the public one that offers a newer release of everything.
    (tmp_path / "copy").mkdir()
    for name in ("deploy", "pyproject.toml"):
        copy = shutil.copytree if (DEPLOY.parent / name).is_dir() else shutil.copy
        copy(DEPLOY.parent / name, tmp_path / "copy" / name)
    before = {lock.name: lock.read_bytes() for lock in DEPLOY.glob("*.lock")}
    pinned = re.findall(r"(?m)^([a-z0-9-]+)==(\S+)", (before["build.lock"] + before["requirements.lock"]).decode())
    index = Checkout(tmp_path, tmp_path / "index")
    for name, _ in pinned:
        index.offer(name, "9999.0")
    env = os.environ | {"PIP_EXTRA_INDEX_URL": index.index.as_uri(), "UV_INDEX": index.index.as_uri()}
    # It installs the locks first, then asks for the same on each interpreter and processor; --upgrade would move them.
    lock = subprocess.run(
        [str(tmp_path / "copy" / "deploy" / "lock.sh")],
        check=False,
        capture_output=True,
        text=True,
        timeout=900,
        env=env,
    )
    assert lock.returncode == 0, lock.stderr
    assert {path.name: path.read_bytes() for path in (tmp_path / "copy" / "deploy").glob("*.lock")} == before
    installed = Checkout(tmp_path / "copy", index.index).holds()
    found = {(re.sub(r"[-_.]+", "-", each.partition("==")[0]).lower(), each.partition("==")[2]) for each in installed}
    assert found == set(pinned)


def test_without_root_or_sudo_one_is_told_which_packages_are_missing(bare: Checkout) -> None:
    tools = bare.root / "tools"
    tools.mkdir()
    for name in ("apt-get", "bash", "dpkg-query", "env", "id", "sed", "tr"):
        (tools / name).symlink_to(str(shutil.which(name)))
    bare.env = {"PATH": str(tools)}
    refused = bare.bash("need_packages bash no-such-package", **NOBODY)
    assert refused.returncode == 1
    assert refused.stderr == (
        "System packages are missing, and only root can install them: no-such-package. "
        "Run this once as root, or install sudo.\n"
    )


# Everything is imported and read first: another user may not be let into this checkout's folder.
_TOUR_OF_NOBODY = """
import contextlib, os, sys
import kiosk.commands.showing
from kiosk.__main__ import app
from kiosk.settings import load_settings
settings = load_settings(site="meaux")
kiosk.commands.showing.settings_or_stop = lambda config, site: settings
with contextlib.suppress(SystemExit):
    app(["tour", "--help"])
os.setgroups([]); os.setgid(65534); os.setuid(65534)
app(["tour", "--out", sys.argv[1]])
"""


@pytest.mark.parametrize("owner", ["the folder", "a picture in it", "a file in its place"])
def test_a_folder_for_pictures_that_belongs_to_another_is_refused_in_a_sentence(place: Path, owner: str) -> None:
    out = place.with_name(owner)
    if owner == "a file in its place":
        out.touch()
    else:
        out.mkdir(mode=0o755 if owner == "the folder" else 0o777)
        out.chmod(0o755 if owner == "the folder" else 0o777)
        (out / "01-home.png").touch()
    refused = subprocess.run(
        [sys.executable, "-c", _TOUR_OF_NOBODY, str(out)],
        check=False, capture_output=True, text=True, cwd=DEPLOY.parent, timeout=120,
    )  # fmt: skip
    assert refused.returncode == 2
    assert refused.stderr.startswith(f"--out {out}: expected a folder to write into; {out}")
    assert refused.stderr.endswith("cannot be written\n")
    assert "Traceback" not in refused.stderr


def test_a_second_user_makes_the_tour_of_anothers_checkout_where_they_say(standing: Checkout, tmp_path: Path) -> None:
    shutil.copy(DEPLOY / "run.sh", standing.root / "deploy")
    (standing.root / "kiosk" / "__main__.py").write_text(PROGRAM)
    said = standing.bash('"$root/deploy/run.sh" --windowed --site la-rochette --out /tmp/mine', **NOBODY)
    assert said.returncode == 0, said.stderr
    assert said.stdout == f"kiosk tour --out {standing.root}/out --site la-rochette --out /tmp/mine\n"
