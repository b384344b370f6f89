"""Plans as real programs export them: the right appointments or a clear refusal, and no name stays anywhere."""

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from kiosk.adapters.schedules.contents import told
from kiosk.adapters.schedules.reader import ScheduleReader, plan_key
from kiosk.domain.reception.planning import Preview, Reading, Unreadable
from kiosk.services.imports import Imports
from tests.helpers.calendars import CALENDARS, CANARY
from tests.helpers.calendars_of_others import OTHERS
from tests.helpers.sheets_made import REFUSED, SHEETS, bomb, csv_of
from tests.helpers.waiting_room import PARIS, SITE, waiting_room

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
LEGACY = Path(__file__).parent / "schedules"
CORPUS = {f"{name}.ics": found for name, found in (CALENDARS | OTHERS).items()} | SHEETS
XLS = [
    ("2026-11-24T10:30", 30, "france-services", "BEN"), ("2026-11-24T11:00", 30, "pand", "LEG"),
    ("2026-12-01T09:00", 30, "acces-aux-droits", ""),
]  # fmt: skip


@pytest.fixture
def reader(tmp_path):
    return ScheduleReader(SITE, plan_key(tmp_path / "key"))


def said(reading):
    assert isinstance(reading, Reading), reading
    return [
        (f"{row.starts.astimezone(PARIS):%Y-%m-%dT%H:%M}", row.minutes, row.motif.value, row.letters)
        for row in sorted(reading.kept, key=lambda row: row.starts)
    ]


def test_the_corpus_is_large():
    assert len(CORPUS) + len(REFUSED) + len(list(LEGACY.glob("*.xls"))) >= 40


def test_an_answer_that_is_none_is_refused_without_being_quoted():
    kept = {"starts": "demain", "minutes": 30, "motif": "pand", "letters": CANARY}
    with pytest.raises(ValidationError) as refused:
        told().validate_python({"kept": [kept], "dropped": []})
    assert CANARY not in str(refused.value)
    assert "demain" not in str(refused.value)


@pytest.mark.parametrize("name", CORPUS)
def test_an_export_gives_its_appointments(name, reader, tmp_path):
    content, expected = CORPUS[name]
    path = tmp_path / name
    path.write_bytes(content)
    assert said(reader.read(path, NOW)) == expected


@pytest.mark.parametrize("path", sorted(LEGACY.glob("*.xls")), ids=lambda path: path.name)
def test_rdv_service_public_is_matched_by_header_and_its_capitals_are_the_name(path, reader):
    reading = reader.read(path, NOW)
    assert said(reading) == XLS
    assert [d.why for d in reading.dropped] == ["Il est annulé."]


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_no_plan_is_refused_in_words(name, reader, tmp_path):
    path = tmp_path / name
    path.write_bytes(REFUSED[name])
    refused = reader.read(path, NOW)
    assert isinstance(refused, Unreadable), refused
    assert refused.why.endswith(".")
    assert CANARY not in refused.why


@pytest.mark.long
def test_a_bomb_and_fifty_thousand_rows_cost_little(reader, tmp_path):
    (tmp_path / "bomb.xlsx").write_bytes(bomb())
    assert isinstance(reader.read(tmp_path / "bomb.xlsx", NOW), Unreadable)
    line = "24/11/2026;10h30;Benali"
    (tmp_path / "long.csv").write_bytes(csv_of("date;heure;nom", *[line] * 50_000))
    assert len(reader.read(tmp_path / "long.csv", NOW).kept) == 50_000


def test_every_dropped_line_says_where_and_why(reader, tmp_path):
    (tmp_path / "a.csv").write_bytes(SHEETS["broken-rows.csv"][0])
    dropped = reader.read(tmp_path / "a.csv", NOW).dropped
    assert [d.where for d in dropped] == ["ligne 3", "ligne 5", "ligne 7"]
    assert all("Durand" not in d.why for d in dropped)


def _imports(room, folder):
    numbers = iter(range(10_000, 99_999, 7))
    reader = ScheduleReader(SITE, plan_key(folder))
    return Imports(room.databases.day, lambda: NOW, SITE, reader, lambda n: next(numbers) % n, room.databases.plans)


def _holding(*folders):
    """Name the files that hold the canary, as bytes of three encodings."""
    forms = [CANARY.encode(e) for e in ("utf-8", "utf-16-le", "latin-1")] + [
        CANARY.upper().encode(),
        CANARY.lower().encode(),
    ]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if any(form in path.read_bytes() for form in forms)]


def test_no_name_of_any_file_reaches_the_data_the_logs_or_the_temporary_files(tmp_path, monkeypatch):
    temporary, data, source = tmp_path / "tmp", tmp_path / "data", tmp_path / "source"
    for folder in (temporary, source):
        folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    with waiting_room(data) as room:
        verbs = _imports(room, data)
        for number, (name, (content, _)) in enumerate(CORPUS.items()):
            (source / name).write_bytes(content)
            preview = verbs.preview(source / name, number % 9 + 1)
            assert isinstance(preview, Preview)
            verbs.apply(preview)
        assert _holding(data, temporary) == []
        # The search finds what is there.
        (data / "planted").write_text(CANARY, encoding="utf-16-le")
        assert _holding(data, temporary) == ["planted"]
        assert len(_holding(source)) > 20
        os.unlink(data / "planted")  # noqa: PTH108
        room.closing.close(everything=True)
    assert _holding(data, temporary) == []
