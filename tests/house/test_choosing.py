"""The ordinary loop runs what a change touches; another day is told to all that can be told the time."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.choosing import CLOCKS, Imports, changed_files, imports, is_foundation, modules_of, reached

ROOT = Path(__file__).parents[2]
FILES = {path.stem: path for path in sorted((ROOT / "tests").rglob("test_*.py"))}
TESTS = {name: ".".join(path.relative_to(ROOT).with_suffix("").parts) for name, path in FILES.items()}
TOLD_THE_TIME = re.compile(r"\bclock[,:()]|Clock\(|\bsubprocess\.")


@pytest.fixture(scope="module")
def known() -> Imports:
    return imports()


def chosen(known: Imports, *paths: str) -> set[str]:
    """Return the test files that reach what lies in changed files."""
    touched = modules_of(paths, known)
    return {test for test in TESTS if reached(known, [TESTS[test]]) & touched}


@pytest.mark.parametrize(
    ("changed", "runs", "rests"),
    [
        ("kiosk/services/queue.py", {"test_queue", "test_desk_lock"}, {"test_fonts", "test_scanner", "test_sheets"}),
        ("kiosk/adapters/documents/qr.py", {"test_qr", "test_sheets"}, {"test_queue", "test_scanner"}),
        ("screens/visitor/letters.py", {"test_check_in"}, {"test_queue", "test_sheets"}),
        ("screens/visitor/letters.kv", {"test_check_in"}, {"test_queue", "test_sheets"}),
        ("screens/desk/register.py", {"test_desk_lock", "test_figures_screen"}, {"test_queue", "test_sheets"}),
        (
            "kiosk/adapters/database/migrations/day/versions/first.py",
            {"test_migrations", "test_purge"},
            {"test_sheets"},
        ),
        ("assets/guides/rsa.toml", {"test_sheets", "test_guides_command"}, {"test_queue"}),
        ("tests/helpers/waiting_room.py", {"test_queue", "test_purge"}, {"test_sheets"}),
        ("deploy/run.sh", {"test_deploy"}, {"test_queue", "test_sheets"}),
        ("tests/expected/sheets/receipt-fr.png", {"test_sheet_pictures"}, {"test_queue", "test_keys"}),
        ("pyproject.toml", set(TESTS), set()),
        ("README.md", set(), set(TESTS)),
    ],
)
def test_a_change_runs_the_tests_that_reach_it_and_lets_the_others_rest(
    known: Imports, changed: str, runs: set[str], rests: set[str]
) -> None:
    found = chosen(known, changed)
    assert runs <= found
    assert not rests & found


def test_what_changed_is_what_differs_from_where_this_branch_left_main(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        who = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *who, *words], cwd=tmp_path, check=True, capture_output=True)

    def commit(name: str) -> None:
        (tmp_path / name).write_text(name)
        git("add", name)
        git("commit", "-m", name)

    git("init", "-b", "main")
    for name in ("kept.py", "edited.py"):
        commit(name)
    git("checkout", "-b", "branch")
    commit("committed.py")
    git("checkout", "main")
    commit("elsewhere.py")
    git("checkout", "branch")
    (tmp_path / "edited.py").write_text("edited")
    (tmp_path / "new.py").write_text("new")
    assert sorted(changed_files(tmp_path)) == ["committed.py", "edited.py", "new.py"]


def test_whatever_room_is_changed_a_test_runs(known: Imports) -> None:
    starts = [*TESTS.values(), "tests.conftest"]
    ours = {module for module in known if module.startswith(("kiosk", "screens"))}
    assert ours - reached(known, starts) == set()


def test_whoever_is_told_the_time_is_run_on_any_day(known: Imports) -> None:
    told = {test for test in TESTS if TOLD_THE_TIME.search(FILES[test].read_text(encoding="utf-8"))}
    assert "test_closing_desk" in told
    assert {test for test in told if not reached(known, [TESTS[test]]) & CLOCKS} == set()


def test_the_ordinary_loop_runs_domain_and_services_whatever_changed(known: Imports) -> None:
    always = {test for test in TESTS if is_foundation(reached(known, [TESTS[test]]))}
    assert {"test_queue", "test_arrivals", "test_purge", "test_codes", "test_opening"} <= always
    assert not {"test_desk_layout", "test_layout", "test_sheets"} & always
