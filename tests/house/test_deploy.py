"""What is installed is what was pinned, and the scripts that install it say no in words."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
SCRIPTS = sorted(path.name for path in DEPLOY.glob("*.sh"))
LOCKS = sorted(path.name for path in DEPLOY.glob("*.lock"))

# Whoever draws a pictogram anew installs it, as `build_pictograms.py` says: neither the kiosk nor its tests need it.
BY_HAND = {"pathops"}
# What the program needs without importing a module of it, and why.
NEVER_IMPORTED = {"tzdata": "read by the standard library where the system has no time zones"}


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
    # One list for every machine: nothing in it depends on the interpreter or the processor.
    assert not re.search(r"(?m)^[^ #].*;", text)
    assert "://" not in text
    assert "index-url" not in text


def test_what_is_tested_is_what_runs() -> None:
    tested = pinned("requirements.lock")
    assert {name: tested.get(name) for name in pinned("runtime.lock")} == pinned("runtime.lock")


def imported(*folders: str) -> set[str]:
    """Return the distributions that the code and the rules of some folders import, also where they do so late."""
    rules = (path.read_text(encoding="utf-8") for folder in folders for path in (ROOT / folder).rglob("*.kv"))
    names = {name for text in rules for name in re.findall(r"(?m)^#: *import \S+ (\w+)", text)}
    for path in (path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names.add(str(node.module).partition(".")[0])
    known = packages_distributions()
    ours = {"kiosk", "screens", "tests", *(path.stem for path in (ROOT / "tests").rglob("*.py"))}
    outside = names - set(sys.stdlib_module_names) - ours
    return {plain(distribution) for name in outside for distribution in known.get(name, [name])[:1]}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=~!;\s]", name)[0]).lower()


def test_what_the_program_imports_is_what_it_declares() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {plain(each) for each in project["dependencies"]}
    of_a_centre = {plain(each) for each in project["optional-dependencies"]["centre"]}
    assert imported("kiosk", "screens") == declared - set(NEVER_IMPORTED) | of_a_centre
    assert declared <= set(pinned("runtime.lock"))
    # A box without a centre installs nothing of it; who tells one installs what was tested.
    assert of_a_centre.isdisjoint(pinned("runtime.lock"))
    assert of_a_centre <= set(pinned("centre.lock"))
    assert pinned("centre.lock").items() <= pinned("requirements.lock").items()
    assert imported("tests", "deploy") - BY_HAND <= declared | of_a_centre | {
        plain(each) for each in project["optional-dependencies"]["dev"]
    }


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_script_is_whole_and_can_be_started(name: str) -> None:
    assert subprocess.run(["bash", "-n", str(DEPLOY / name)], check=False).returncode == 0
    assert os.access(DEPLOY / name, os.X_OK) == (name not in {"setup.sh", "appliance.sh"})


def test_the_machine_is_left_alone_when_an_option_or_a_site_is_not_known() -> None:
    assert "Unknown option: --sit." in script("install.sh", "--sit").stderr
    needed = "There is no config/sites/melun.toml" if os.geteuid() == 0 else "run it as root"
    refused = script("install.sh", "--site", "melun")
    assert refused.returncode == 1
    assert needed in refused.stderr


# The compositor of Debian 12 turns the picture; those of Ubuntu 24.04 and Debian 13 gave that option up.
_CAGES = {"turns": " -r\t Rotate the output", "gave it up": " -d\t Don't draw client side decorations"}


@pytest.mark.parametrize("cage", _CAGES)
def test_a_panel_hung_upright_is_turned_whichever_compositor_the_system_has(cage: str, tmp_path: Path) -> None:
    told = tmp_path / "told"
    stand_ins = {
        "bin/cage": f'''[ "$1" = -h ] && {{ printf "Usage\\n{_CAGES[cage]}\\n" >&2; exit; }}
            while [ "$1" != -- ]; do printf "cage %s\\n" "$1" >>"{told}"; shift; done; shift; exec "$@"''',
        "bin/wlr-randr": f'''[ $# -eq 0 ] && {{ printf "HDMI-A-1 \\"Panel\\"\\n  Enabled: yes\\n"; exit; }}
            printf "wlr-randr %s %s\\n" "$2" "$4" >>"{told}"''',
        ".venv/bin/python": f'printf "drawn\\n" >>"{told}"',
    }
    for name, does in stand_ins.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{does}\n")
        path.chmod(0o755)
    (tmp_path / "deploy").mkdir()
    session = shutil.copy(DEPLOY / "session.sh", tmp_path / "deploy")
    path = f"{tmp_path / 'bin'}:{os.environ['PATH']}"
    env = {"PATH": path, "STATE_DIRECTORY": "/nowhere", "CAGE_OPTIONS": "-m last -r -r -r"}
    subprocess.run(["bash", session], check=True, env=env, timeout=60)
    by_cage, by_tool = ("cage -r\n" * 3, "") if cage == "turns" else ("", "wlr-randr HDMI-A-1 270\n")
    assert told.read_text() == f"cage -d\ncage -m\ncage last\n{by_cage}{by_tool}drawn\n"


def test_packages_that_are_there_are_not_asked_for_again() -> None:
    query = 'root=/ ; . "$0" ; missing_packages bash awk no-such-package'
    command = ["bash", "-euo", "pipefail", "-c", query, str(DEPLOY / "setup.sh")]
    found = subprocess.run(command, check=True, capture_output=True, text=True)
    assert found.stdout.split() == ["no-such-package"]


def test_ci_runs_the_tests_that_everybody_runs() -> None:
    assert "deploy/test.sh" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
