"""Nothing here depends on the day it runs: one file asks the machine for its time, and no file's date counts."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# What asks the machine for its time, its time zone, or a file's date.
ASKS = re.compile(
    r"\b(datetime\.now|utcnow|date\.today|datetime\.today|time\.time(_ns)?|localtime|gmtime|ctime|getmtime)\("
    r"|\bfrom time import [^#]*\btime\b|\bastimezone\(\)|\bst_[amc]time"
)
# The only places that do, and why that depends on no day.
ALLOWED = {
    "kiosk/adapters/machine/clocks.py": "where the machine's clock comes in",
    "kiosk/adapters/errands/places.py": "tells a file that changed by its date before, and lists files newest first",
    "tests/system/session_rig.py": "finds which socket was made first, by their dates alone",
    "tests/services/test_imported_files.py": "hands a file's own date back to whoever asked whether it stands still",
    "tests/house/test_clocks.py": "names what it looks for",
}
SOURCES = sorted(path for room in ("kiosk", "screens", "tests") for path in (ROOT / room).rglob("*.py"))


def asking() -> dict[str, list[str]]:
    """Return the lines that ask, by file."""
    found: dict[str, list[str]] = {}
    for path in SOURCES:
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if ASKS.search(line)]
        if lines:
            found[path.relative_to(ROOT).as_posix()] = lines
    return found


def test_only_one_place_asks_the_machine_for_its_time_and_no_file_s_date_is_held_against_it() -> None:
    assert {path: lines for path, lines in asking().items() if path not in ALLOWED} == {}


def test_whoever_may_ask_still_does() -> None:
    assert set(ALLOWED) <= set(asking())


@pytest.mark.parametrize(
    "line",
    [
        "now = datetime.now(UTC)",
        "today = date.today()",
        "began = time.time()",
        "from time import sleep, time",
        "if path.stat().st_mtime <= before.timestamp():",
        "local = moment.astimezone()",
    ],
)
def test_what_asks_is_recognised(line: str) -> None:
    assert ASKS.search(line)


def test_the_screens_know_one_notion_of_passing_time() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in SOURCES if not path.is_relative_to(ROOT / "tests")}
    assert any("Clock.get_time()" in text for text in texts.values())
    assert [path for path, text in texts.items() if "get_boottime" in text] == []
