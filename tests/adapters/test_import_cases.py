"""Files of the kinds that real programs export: the right hours and letters, and each other row with its reason."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.adapters.schedules.reader import ScheduleReader, plan_key
from kiosk.domain.reception.planning import Reading, Unreadable
from tests.helpers.waiting_room import PARIS, SITE

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
CASES = Path(__file__).parent / "cases"
# The files that the issue brought, and others: shapes that public projects were told of, named beside each in "from",
# with people, days and words of ours.
FOLDERS = ("import", "others")
EXPECTED = {
    f"{folder}/{name}": wanted
    for folder in FOLDERS
    for name, wanted in json.loads((CASES / folder / "expected.json").read_text(encoding="utf-8")).items()
}


@pytest.fixture
def reader(tmp_path):
    return ScheduleReader(SITE, plan_key(tmp_path / "key"))


def test_every_file_has_its_right_answer():
    found = {f"{folder}/{path.name}" for folder in FOLDERS for path in (CASES / folder).iterdir() if path.is_file()}
    assert found - {f"{folder}/expected.json" for folder in FOLDERS} == set(EXPECTED)
    assert sum(name.startswith("others/") for name in EXPECTED) >= 40


@pytest.mark.parametrize("name", EXPECTED)
def test_an_export_gives_its_hours_and_letters_and_a_reason_for_each_other_row(name, reader):
    found = reader.read(CASES / name, NOW)
    if EXPECTED[name]["refuse"]:
        assert isinstance(found, Unreadable)
        return
    assert isinstance(found, Reading), found
    kept = sorted(found.kept, key=lambda row: (row.starts, row.letters))
    wanted = sorted(EXPECTED[name]["want"], key=lambda row: (row[0], row[1] or ""))
    assert [f"{row.starts.astimezone(PARIS):%Y-%m-%dT%H:%M}" for row in kept] == [start for start, _ in wanted]
    for row, (_, letters) in zip(kept, wanted, strict=True):
        assert letters in {row.letters, None}
    assert all(each.where and each.why.endswith(".") for each in found.dropped)
