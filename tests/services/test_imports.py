"""A file adds and moves what files brought; nothing goes without a yes, and slips in people's pockets go on working."""

import json
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from kiosk.__main__ import app
from kiosk.adapters.schedules.reader import ScheduleReader, plan_key
from kiosk.services.imports import Imported, Imports, agenda_of
from tests.helpers.calendars import PARIS as ZONED
from tests.helpers.calendars import event, ics
from tests.helpers.sheets_made import csv_of
from tests.helpers.waiting_room import PARIS, SITE, waiting_room

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
HEAD = "date;heure;nom;motif"


@pytest.fixture
def room(tmp_path):
    with waiting_room(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def verbs(room, tmp_path):
    numbers = iter(range(10_000, 99_999, 7))
    reader = ScheduleReader(SITE, plan_key(tmp_path / "data"))
    return Imports(room.databases.day, lambda: NOW, SITE, reader, lambda n: next(numbers) % n, room.databases.plans)


@pytest.fixture
def do(verbs, tmp_path):
    def write_and_import(content, agenda=1, name="plan.csv"):
        (tmp_path / name).write_bytes(content)
        return verbs.apply(verbs.preview(tmp_path / name, agenda))

    return write_and_import


def planned(room):
    with room.databases.day.transaction() as records:
        found = records.appointments(NOW, datetime(2027, 12, 1, tzinfo=UTC), "meaux")
    return {(f"{a.starts.astimezone(PARIS):%d/%m %H:%M}", a.letters, a.agenda): a for a in found}


def test_the_same_file_twice_changes_nothing(room, do):
    plan = csv_of(HEAD, "24/11/2026;10h30;Benali;PAND@", "24/11/2026;11h;Konate;")
    assert do(plan) == Imported(2, 0, 0, 0, 0)
    before = planned(room)
    assert do(plan) == Imported(0, 0, 2, 0, 0)
    assert planned(room) == before


def test_a_corrected_file_updates_and_the_slip_goes_on_working(room, do):
    def calendar(hour, subject):
        return ics("-//x//", event(f"{ZONED}:20261124T{hour}", f"{ZONED}:20261124T120000", subject))

    do(calendar("103000", "BEN"), name="a.ics")
    (slip,) = (a.slip_code for a in planned(room).values())
    assert do(calendar("110000", "[BEN] PAND@"), name="a.ics").updated == 1
    ((key, after),) = planned(room).items()
    assert (key, after.slip_code, after.motif.value) == (("24/11 11:00", "BEN", 1), slip, "pand")


def test_what_left_the_file_leaves_the_plan_once_asked_but_not_the_other_adviser_s(room, verbs, do):
    do(csv_of(HEAD, "24/11/2026;10h30;Benali;", "01/12/2026;10h;Konate;"), agenda=1)
    do(csv_of(HEAD, "24/11/2026;10h30;Diallo;", "08/12/2026;10h;Martin;"), agenda=2)
    assert do(csv_of(HEAD, "24/11/2026;14h;Le Goff;", "01/12/2026;10h;Konate;"), agenda=1).waiting == 1
    (asked,) = verbs.waiting()
    assert [(a.letters, asked.agenda, asked.day_is_silent) for a in asked.appointments] == [("BEN", 1, False)]
    assert verbs.remove(asked) == 1
    assert set(planned(room)) == {
        ("24/11 14:00", "LEG", 1), ("01/12 10:00", "KON", 1), ("24/11 10:30", "DIA", 2), ("08/12 10:00", "MAR", 2),
    }  # fmt: skip


def test_a_file_is_no_truth_for_the_days_it_does_not_hold(room, verbs, do):
    do(csv_of(HEAD, "24/11/2026;10h30;Benali;", "15/12/2026;10h;Konate;"))
    assert do(csv_of(HEAD, "01/12/2026;10h;Diallo;")).waiting == 2
    assert len(planned(room)) == 3
    assert [asked.day_is_silent for asked in verbs.waiting()] == [True]


def test_an_unfolded_series_is_the_same_series_the_next_day(room, do):
    series = ics("-//x//", event(f"{ZONED}:20261124T103000", f"{ZONED}:20261124T110000", "BEN",
                                 more="RRULE:FREQ=WEEKLY;COUNT=3\n"))  # fmt: skip
    assert do(series, name="s.ics").added == 3
    before = planned(room)
    assert do(series, name="s.ics").unchanged == 3
    assert planned(room) == before


def test_a_code_that_the_adviser_typed_becomes_the_slip_s(room, do):
    do(csv_of("date;heure;objet", "24/11/2026;10h30;572005 [BEN]"))
    assert [a.slip_code for a in planned(room).values()] == ["572005"]


def test_hours_of_the_days_the_clocks_change_are_local(room, verbs, do, tmp_path):
    numbers = iter(range(20_000, 99_999, 7))

    def fresh(n):
        return next(numbers) % n

    spring = Imports(room.databases.day, lambda: datetime(2027, 3, 20, tzinfo=UTC), SITE,
                     ScheduleReader(SITE, plan_key(tmp_path / "data")), fresh, room.databases.plans)  # fmt: skip
    lines = ("27/03/2027;9h;A;", "28/03/2027;2h30;B;", "28/03/2027;9h;C;", "29/03/2027;9h;D;")
    (tmp_path / "d.csv").write_bytes(csv_of(HEAD, *lines))
    kept = spring.preview(tmp_path / "d.csv", 1).reading.kept
    assert [row.starts.hour for row in kept] == [8, 1, 7, 7]


def test_the_name_of_a_watched_file_tells_whose_plan_it_is():
    assert [agenda_of(n) for n in ("agenda-2.ics", "Agenda 7 novembre.csv", "plan.xlsx", "agenda-0.ics")] == [
        2,
        7,
        1,
        1,
    ]


def _kiosk(*words):
    return CliRunner().invoke(app, ["import", *map(str, words), "--site", "meaux"])


def test_a_dry_run_answers_in_json_and_leaves_nothing_behind(tmp_path, machine_clock):
    (tmp_path / "p.csv").write_bytes(csv_of(HEAD, "15/12/2026;10h30;Benali;", "?;10h;Durand;"))
    done = _kiosk(tmp_path / "p.csv", "--dry-run", "--json", "--data", tmp_path / "none")
    answer = json.loads(done.stdout)
    assert done.exit_code == 0
    assert [(k["minutes"], k["motif"], k["letters"], k["starts"][:16]) for k in answer["kept"]] == [
        (30, "france-services", "BEN", "2026-12-15T10:30")
    ]
    assert answer["dropped"][0]["where"] == "line 3"
    assert (answer["unchanged"], answer["updated"], answer["removed"], answer["first_visit"]) == (0, 0, 0, 0)
    assert not (tmp_path / "none").exists()


def test_a_refused_file_ends_with_two_and_a_reason(tmp_path):
    (tmp_path / "p.csv").write_bytes(b"a;b\r\n")
    done = _kiosk(tmp_path / "p.csv", "--dry-run", "--json", "--data", tmp_path / "none")
    assert done.exit_code == 2
    assert json.loads(done.stdout)["refused"].endswith(".")


def test_a_dry_run_looks_as_of_another_day_and_only_a_dry_run(tmp_path):
    (tmp_path / "p.csv").write_bytes(csv_of(HEAD, "24/11/2026;8h30;Benali;", "24/11/2026;10h30;Konate;"))

    def kept(as_of):
        done = _kiosk(tmp_path / "p.csv", "--dry-run", "--json", "--as-of", as_of, "--data", tmp_path / "none")
        return [row["letters"] for row in json.loads(done.stdout)["kept"]]

    assert kept("2026-11-24") == ["BEN", "KON"]
    assert kept("2026-11-24T09:00") == ["KON"]
    assert kept("2026-11-25") == []
    for words in (("--as-of", "2026-11-24"), ("--dry-run", "--as-of", "demain")):
        assert _kiosk(tmp_path / "p.csv", *words, "--data", tmp_path / "none").exit_code == 2
    assert not (tmp_path / "none").exists()
