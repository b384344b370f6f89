"""Somebody holds the raw figures and knows who came on which half-day: they learn the month's totals, no more."""

import sqlite3
from datetime import date, datetime, time, timedelta

import pytest

from kiosk.adapters.database.folders import open_databases
from kiosk.domain.reception.assistance import Demarche, Outcome
from kiosk.services.arrivals import Arrivals
from kiosk.services.assistance import Assistance
from kiosk.services.closing import Closing
from tests.helpers.waiting_room import PARIS, SITE, StandingClock

TUESDAYS = [date(2026, 11, day) for day in (3, 10, 17, 24)]
ASKED = ("rsa", "impots", "carte-identite", "bulletin-3")
# Where SQLite counts the changes of a file; nothing is told by them but how many there were.
_HEADER = ((24, 28), (92, 100))


def month(folder, asked, outcomes):
    """One person each Tuesday of November; return the raw file, its counters of changes and drawn names nought."""
    with open_databases(folder) as files:
        for day, guide, outcome in zip(TUESDAYS, asked, outcomes, strict=True):
            clock = StandingClock(datetime.combine(day, time(9, 30), tzinfo=PARIS))
            ticket = Arrivals(files.day, clock, SITE, desk_alive_within=timedelta(minutes=1)).declare(
                time(9, 30), "BEN", "fr"
            ).ticket  # fmt: skip
            helping = Assistance(files.day, clock, SITE)
            helping.end(helping.open("Bureau 1", ticket, Demarche(guide, outcome=outcome), first_visit=True).id)
            Closing(files.day, files.figures, clock, SITE, log=files.device).close()
    with sqlite3.connect(folder / "figures.sqlite") as figures:
        drawn = figures.execute("SELECT device, place FROM line").fetchone()
    raw = bytearray((folder / "figures.sqlite").read_bytes())
    for name in drawn:
        assert name.encode() in raw
        raw = raw.replace(name.encode(), b"0" * len(name))
    for start, end in _HEADER:
        raw[start:end] = bytes(end - start)
    return bytes(raw)


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_whoever_did_what_that_month_the_raw_file_is_the_same_to_the_byte(tmp_path, turn):
    ends = (Outcome.DONE, Outcome.REDIRECTED, Outcome.TO_COMPLETE, Outcome.INFORMATION)
    before = month(tmp_path / "before", ASKED, ends)
    other = month(tmp_path / "other", (*ASKED[turn:], *ASKED[:turn]), (*ends[2:], *ends[:2]))
    assert b"2026-11-24 am" in before
    assert before == other


def test_only_arrivals_know_more_than_the_month(tmp_path):
    month(tmp_path, ASKED, [Outcome.DONE] * 4)
    with sqlite3.connect(tmp_path / "figures.sqlite") as figures:
        finer = figures.execute("SELECT DISTINCT family FROM counter WHERE length(period) > 7").fetchall()
        columns = {row[1] for row in figures.execute("PRAGMA table_info(counter)")}
    assert finer == [("arrivals",)]
    assert columns == {"family", "site", "period", "value", "n"}
