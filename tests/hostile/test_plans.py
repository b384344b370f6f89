"""Plans that would eat the machine: bombs, series without end. Each costs its own line or file, never the next one."""

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.domain.machine.chores import ChoreTrouble
from tests.helpers.calendars import event, ics
from tests.helpers.plans_shared import HEAD, NOW, opened_share
from tests.helpers.sheets_made import bomb, csv_of

ROOT = Path(__file__).parents[2]


@pytest.fixture
def share(tmp_path):
    with opened_share(tmp_path) as opened:
        yield opened


def test_a_bomb_is_refused_and_the_next_file_comes_in(share):
    share.put("agenda-1.xlsx", bomb(), date=1_000)
    share.put("agenda-2.csv", date=2_000)
    assert share.look(2) is ChoreTrouble.FILES_REMAIN
    assert (share.planned, share.files) == ({("24/11 10:30", "BEN", 2)}, ["agenda-1.xlsx"])


ENDLESS = {
    "every second (sabre-io/vobject 220)": "RRULE:FREQ=SECONDLY",
    "every minute and never (dateutil 1094)": "RRULE:FREQ=MINUTELY\nEXRULE:FREQ=MINUTELY",
    "a billion times (Radicale 2188)": "RRULE:FREQ=MINUTELY;COUNT=1000000000",
    "every second of a year (node-ical 542)": "RRULE:FREQ=YEARLY;COUNT=1;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12;"
    + ";".join(
        f"{part}={','.join(str(n) for n in range(top))}"
        for part, top in (("BYHOUR", 24), ("BYMINUTE", 60), ("BYSECOND", 60))
    ),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_a_series_without_end_costs_its_line_and_the_rest_comes_in(name, share, tmp_path):
    bad = event(":20261124T083000Z", ":20261124T090000Z", "AAA", uid="bad", more=ENDLESS[name] + "\n")
    good = event(":20261124T093000Z", ":20261124T100000Z", "BEN", uid="good")
    (tmp_path / "bomb.ics").write_bytes(ics("-//x//", bad, good))
    found = share.reader.read(tmp_path / "bomb.ics", NOW)
    assert [row.letters for row in found.kept] == ["BEN"]
    assert [dropped.why for dropped in found.dropped] == ["Il se répète trop souvent pour des rendez‑vous."]


def test_an_old_series_of_every_day_still_comes_in(share, tmp_path):
    daily = event(":20100104T083000Z", ":20100104T090000Z", "BEN", more="RRULE:FREQ=DAILY;COUNT=100000\n")
    (tmp_path / "old.ics").write_bytes(ics("-//x//", daily))
    assert len(share.reader.read(tmp_path / "old.ics", NOW).kept) > 50


def test_more_lines_than_any_agenda_has_are_refused(share, tmp_path):
    (tmp_path / "long.csv").write_bytes(csv_of(HEAD, *["24/11/2026;10h30;Benali"] * 60_001))
    assert share.reader.read(tmp_path / "long.csv", NOW).why.startswith("Ce fichier est trop gros")


def test_the_child_may_neither_answer_nor_write_without_end(tmp_path):
    limits = "import resource as r; print([r.getrlimit(x)[0] for x in (r.RLIMIT_FSIZE, r.RLIMIT_AS, r.RLIMIT_CPU)])"
    # A private child that tells its limits instead of looking.
    spy = f"import kiosk.adapters.errands.places as p; p.look = lambda *_: exec({limits!r}, {{}}) or {{}}"
    code = f"{spy}; from kiosk.adapters.errands.child import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code], input='{"do": "look", "folder": "/", "kinds": []}', text=True, check=True,
        capture_output=True, cwd=ROOT, timeout=60,
    )  # fmt: skip
    assert done.stdout.startswith("[67108864, 943718400, 25]")
