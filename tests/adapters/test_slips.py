"""Slips, cards and sheets of the plan: what they say, what they must not, and codes that readers read."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from icalendar import Calendar

from kiosk.adapters.database.folders import open_databases
from kiosk.adapters.documents.staff_sheets import PdfStaffSheets
from kiosk.adapters.schedules.reader import ScheduleReader, plan_key
from kiosk.domain.figures.usage import SHEETS
from kiosk.domain.guides.guide import Checklist
from kiosk.domain.machine.printing import Format, Printed
from kiosk.domain.reception.appointments import Appointment, Motif
from kiosk.domain.reception.slots import Slot, slots_of
from kiosk.services.paperwork import Batch, Paperwork
from kiosk.services.planning import Planning
from tests.helpers.waiting_room import PARIS, SITE, TUESDAY, waiting_room

ROOT = Path(__file__).parents[2]
AT = datetime.combine(TUESDAY, time(10, 30), tzinfo=PARIS)
BEN = Appointment(AT.astimezone(UTC), 30, Motif.PANDA, "QXZ", first_visit=True, slip_code="572005")
PRESS = PdfStaffSheets(SITE, practice=False)


def words_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


@pytest.mark.parametrize("paper", [Format.TICKET, Format.A4])
def test_a_slip_says_when_and_where_and_never_who_or_why(paper):
    said = words_of(PRESS.slips([BEN], paper))
    for expected in (
        "Espace France services — Meaux",
        "Mardi 24 novembre 2026",
        "10 h 30",
        "572",
        "005",
        "Apportez vos papiers.",
    ):
        assert expected in said.replace("\u00a0", " "), said
    for never in ("QXZ", "PAND@", "première", "SPIP"):
        assert never not in said


@pytest.mark.parametrize("dots", [203, 300])
@pytest.mark.parametrize("paper", [Format.TICKET, Format.A4])
def test_readers_read_every_slip(paper, dots):
    codes = [f"{n:05d}" for n in (57200, 11111, 86420, 3, 90009, 45454)]
    from kiosk.domain.reception.codes import damm

    slips = [Appointment(BEN.starts, 30, Motif.PANDA, "", first_visit=False, slip_code=c + str(damm(c))) for c in codes]
    read = set()
    for page in pypdfium2.PdfDocument(PRESS.slips(slips, paper)):
        read |= {found.text for found in zxingcpp.read_barcodes(page.render(scale=dots / 72).to_pil().convert("L"))}
    assert read == {f"KR{slip.slip_code}" for slip in slips}


def test_the_street_is_on_a_slip_only_where_the_site_opts_in():
    hidden = SITE.model_copy(update={"address": "3 rue des Lilas"})
    assert "Lilas" not in words_of(PdfStaffSheets(hidden, practice=False).slips([BEN], Format.TICKET))
    shown = hidden.model_copy(update={"show_address": True})
    assert "Lilas" in words_of(PdfStaffSheets(shown, practice=False).slips([BEN], Format.TICKET))


def full_day(rows):
    slots = [Slot(AT + timedelta(minutes=10 * n), (replace(BEN, motif=list(Motif)[n % 3]),)) for n in range(rows)]
    return pypdfium2.PdfDocument(PRESS.day_sheet(TUESDAY, slots))


@pytest.mark.parametrize("rows", [1, 14, 35, 60, 200])
def test_the_day_s_sheet_is_one_page_with_every_row_on_it_however_full_the_day(rows):
    (page,) = full_day(rows)
    letters = page.get_textpage()
    said = " ".join(letters.get_text_range().split())
    assert said.count("QXZ") == rows
    assert not any(word in said.casefold() for word in ("absent", "venu", "arrivé", "attend"))
    boxes = [letters.get_charbox(n) for n in range(letters.count_chars()) if letters.get_text_range(n, 1).strip()]
    margin, (width, height) = 28, page.get_size()
    assert min(left for left, *_ in boxes) >= margin
    assert min(bottom for _, bottom, *_ in boxes) >= margin
    assert max(right for _, _, right, _ in boxes) <= width - margin
    assert max(top for *_, top in boxes) <= height - margin


def test_the_day_s_sheet_says_an_hour_between_two_as_it_is():
    planned = [replace(BEN, starts=AT.replace(hour=15, minute=45).astimezone(UTC))]
    slots = slots_of(TUESDAY, SITE.opening(2026), planned, AT.replace(hour=9), PARIS)
    said = pypdfium2.PdfDocument(PRESS.day_sheet(TUESDAY, slots))[0].get_textpage().get_text_range()
    assert "15 h 45" in said.replace("\u00a0", " ")
    assert "15 h 30" not in said.replace("\u00a0", " ")


def test_no_row_lies_on_another_and_sixty_rows_are_still_read_at_arm_s_length():
    (page,) = full_day(60)
    letters = page.get_textpage()
    said = letters.get_text_range()
    rows = [letters.get_charbox(n) for n in range(len(said)) if said.startswith("QXZ", n)]
    assert len({(round(left), round(bottom)) for left, bottom, *_ in rows}) == 60
    # A capital is two thirds of the size: this is 12 points.
    assert min(top - bottom for _, bottom, _, top in rows) >= 8


def test_sheets_of_a_training_say_that_all_is_made_up():
    practice = PdfStaffSheets(SITE, practice=True)
    for sheet in (practice.day_sheet(TUESDAY, []), practice.free_sheet([]), practice.slips([BEN], Format.A4)):
        assert "tout est inventé" in words_of(sheet)


def test_a_slip_on_a4_keeps_to_its_cell_even_with_a_street_and_the_mark_of_a_training():
    wordy = SITE.model_copy(
        update={"town": "Saint‑Fargeau‑Ponthierry", "show_address": True, "address": "12, rue " * 6}
    )
    (page,) = pypdfium2.PdfDocument(PdfStaffSheets(wordy, practice=True).slips([BEN] * 6, Format.A4))
    letters = page.get_textpage()
    heights = [letters.get_charbox(n) for n in range(letters.count_chars()) if letters.get_text_range(n, 1).strip()]
    cell = page.get_size()[1] / 3
    assert len({int(bottom // cell) for _, bottom, *_ in heights}) == 3
    assert all(min(bottom % cell, cell - top % cell) > 8 for _, bottom, _, top in heights)


def test_the_calendar_has_hours_and_codes_and_can_be_read_back(tmp_path):
    written = PRESS.calendar([BEN], AT)
    assert b"QXZ" not in written
    (event,) = Calendar.from_ical(written).walk("VEVENT")
    assert event["DTSTART"].dt == BEN.starts
    (tmp_path / "plan.ics").write_bytes(written)
    read = ScheduleReader(SITE, plan_key(tmp_path)).read(tmp_path / "plan.ics", AT.astimezone(UTC) - timedelta(days=1))
    assert [(row.starts, row.slip_code, row.letters) for row in read.kept] == [(BEN.starts, "572005", "")]


def test_free_hours_are_listed_by_day():
    said = words_of(PRESS.free_sheet([(TUESDAY, [AT]), (date(2026, 12, 1), [])])).replace("\u00a0", " ")
    assert "10 h 30" in said
    assert "1er décembre" not in said


@pytest.fixture
def paperwork(tmp_path):
    from kiosk.adapters.documents.visitor_sheets import PdfVisitorSheets
    from kiosk.adapters.errands.outgoing import Outgoing
    from kiosk.adapters.printing.printer import FolderPrinter
    from kiosk.services.checklists import Checklists

    with waiting_room(tmp_path / "data") as room:
        printers = dict.fromkeys(Format, FolderPrinter(tmp_path / "paper"))
        day = room.databases.day
        lists = Checklists(day, room.clock, SITE, PdfVisitorSheets(SITE, practice=False), printers)
        planning = Planning(day, room.clock, SITE, lambda n: 4242 % n)
        folder = Outgoing("meaux", keys=(), folder=str(tmp_path / "documents"))
        yield Paperwork(PRESS, printers, planning, lists, room.clock, folder)


def test_a_batch_tells_how_far_it_is_and_stops_between_two_sheets(paperwork, tmp_path):
    from tests.helpers.made_lists import guides

    lists, told = [Checklist(guides()[0])], []
    whole = paperwork.print_batch(lists, Format.A4, "fr", 3, told=lambda *at: told.append(at))
    assert (whole, told) == (Batch(3, 3, Printed.SAVED), [(1, 3), (2, 3), (3, 3)])
    # Nobody is there yet to whom these belong.
    assert not any(cell.family == SHEETS.name for cell in paperwork._lists._day.pending())
    stopped = paperwork.print_batch(lists, Format.TICKET, "ar", 5, is_cancelled=lambda: len(told) >= 3)
    assert stopped == Batch(0, 5, Printed.CANCELLED)
    assert len(list((tmp_path / "paper").glob("*.pdf"))) == 3


def _kiosk(*words):
    command = [sys.executable, "-m", "kiosk", "slips", *map(str, words), "--site", "meaux"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)


def test_cards_and_sheets_are_written_from_the_terminal(tmp_path):
    open_databases(tmp_path / "data" / "real").close()
    for command, name in (("cards", "c.pdf"), ("sheet", "s.pdf"), ("free", "f.pdf"), ("calendar", "p.ics")):
        done = _kiosk(command, "--out", tmp_path / name, "--data", tmp_path / "data")
        assert done.returncode == 0, done.stderr
        assert (tmp_path / name).stat().st_size > 80
    nothing = _kiosk("day", "--out", tmp_path / "d.pdf", "--date", "2026-12-25", "--data", tmp_path / "data")
    assert (nothing.returncode, "nothing is planned" in nothing.stderr) == (1, True)
