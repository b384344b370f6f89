"""A whole desk day with names everywhere, on a real CUPS: in the evening no byte of it is left, the spool included."""

import tempfile
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest

from kiosk.adapters.documents.staff_sheets import PdfStaffSheets
from kiosk.adapters.printing.printer import CupsPrinter
from kiosk.domain.guides.guide import Checklist
from kiosk.domain.machine.printing import Format, Printed
from kiosk.settings import Watch, load_settings
from screens.running.lanes import Lane
from tests.conftest import SetClock
from tests.helpers.desk_office import Office
from tests.helpers.made_lists import MEAUX
from tests.helpers.waiting_room import PARIS, TUESDAY
from tests.system.cups_rig import running_cups
from tests.system.everywhere import Everywhere
from tests.system.patience import until

pytestmark = pytest.mark.system
# Typed letters, then what a planner's file says of a person, column by column.
TYPED = "QXZ"
PERSON = ("ZQXARNAUD", "Wilhelmine", "0699887766", "w.zqxarnaud@courriel.example", "Sortie Melun ZKWX", "ZKWYadresse")
CANARIES = (TYPED, "ZQX", *PERSON)
FILE = "Date;Heure;Nom;Prénom;Téléphone;Courriel;Objet;Adresse\n{day:%d/%m/%Y};15h30;{}\n"
PAPER = ("tray-*", "engine-*")  # what came out of the printer, and the printer itself


def traces(*folders: Path) -> list[str]:
    """Return each place that holds a canary, in any encoding a program of ours writes, or set in a PDF."""
    found = []
    for path in (p for folder in folders for p in folder.rglob("*") if p.is_file()):
        if any(part.match(pattern) for part in (path, path.parent) for pattern in PAPER):
            continue
        held = path.read_bytes()
        forms = {c: {c.encode(how) for how in ("utf-8", "utf-16-le", "utf-16-be", "latin-1")} for c in CANARIES}
        found += [f"{path.name}: {c}" for c, written in forms.items() if any(form in held for form in written)]
        if held.startswith(b"%PDF"):
            said = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(held))
            found += [f"{path.name}: {c} in print" for c in CANARIES if c in said]
    return found


@pytest.fixture
def rig():
    with running_cups() as started:
        yield started


@pytest.fixture
def printer(rig) -> Everywhere:
    return rig.printer("a4", "-f", "application/pdf")


@pytest.fixture
def places(tmp_path, monkeypatch) -> dict[str, Path]:
    """Folders of this day alone: the kiosk's data, the account's home, temporary files, the watched folder."""
    made = {name: tmp_path / name for name in ("data", "home", "tmp", "watched")}
    for path in made.values():
        path.mkdir()
    monkeypatch.setenv("HOME", str(made["home"]))
    monkeypatch.setenv("TMPDIR", str(made["tmp"]))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return made


@pytest.fixture
def office(rig, printer, places, clock, monkeypatch):
    monkeypatch.setattr(
        "kiosk.adapters.printing.printer.printer_for",
        lambda _queue, _sheets, confirm: CupsPrinter("a4", confirm, rig.socket),
    )
    settings = load_settings(site="meaux").model_copy(update={"imports": Watch(folder=str(places["watched"]))})
    monkeypatch.setattr("tests.helpers.desk_office.load_settings", lambda **_: settings)
    opened = Office(places["data"], clock)
    opened.stopped = False
    yield opened
    if not opened.stopped:
        opened.close()


def live_the_day(office: Office, places: dict[str, Path]) -> None:
    """Import, type, receive, print everything, save the calendar: as a mediator would before evening."""
    (places["watched"] / "agenda-2.csv").write_text(FILE.format(";".join(PERSON), day=TUESDAY), encoding="utf-8")
    for _ in range(2):
        office.do(lambda s: s.chores.watch() or True)
    office.enter()
    office.tap("Planning")
    office.keys(f"1130\t{TYPED.lower()}\n")
    assert {a.letters for a in office.do(lambda s: s.planning.appointments(TUESDAY))} == {TYPED, "ZQX"}
    ticket = office.do(lambda s: s.arrivals.declare(None, TYPED, "fr")).ticket
    office.do(lambda s: s.queue.call(ticket, "Bureau 1"))
    office.do(lambda s: s.assistance.open("Bureau 1", ticket))
    planned = office.do(lambda s: s.planning.appointments(TUESDAY))
    guide = office.root.guides[0]
    for job in (
        lambda s: s.paperwork.print_slips(planned, Format.A4), lambda s: s.paperwork.print_day(TUESDAY),
        lambda s: s.paperwork.print_free(TUESDAY), lambda s: s.checklists.print_list(Checklist(guide), Format.A4, "fr"),
    ):  # fmt: skip
        assert office.do(job) is Printed.DELIVERED
    assert office.do(lambda s: s.paperwork.save_calendar(TUESDAY)).parent == places["home"] / "Documents"


def close_the_day(office: Office, clock: SetClock) -> None:
    clock.now = datetime(2026, 11, 24, 18, 1, tzinfo=PARIS)
    office.do(lambda s: s.closing.tend() or True)


def test_in_the_evening_no_byte_of_the_day_is_left_in_data_home_temp_spool_or_logs(
    office, rig, printer, places, clock, capfd
):
    live_the_day(office, places)
    assert len(printer.sheets()) == 4
    # What is looked for is found while it is there: in the day's file, and in the spool while a sheet waits.
    assert any("day.sqlite" in place for place in traces(places["data"]))
    printer.slow.touch()
    ended: list[Printed] = []
    office.root.ask(lambda s: s.paperwork.print_day(TUESDAY), ended.append, lane=Lane.PRINTING)
    until(lambda: any("in print" in place for place in traces(rig.folder / "spool")))
    printer.slow.unlink()
    office.hand.until(lambda: ended, "the sheet did not end")
    close_the_day(office, clock)
    everywhere = (*places.values(), rig.folder)
    assert traces(*everywhere) == []
    office.close()
    office.stopped = True
    rig.stop_cupsd()
    assert traces(*everywhere) == []
    assert list(places["watched"].iterdir()) == []
    said = "".join(capfd.readouterr())
    assert not any(canary in said for canary in CANARIES)


def test_a_sheet_that_a_crash_left_in_the_queue_is_gone_after_closing(office, rig, printer, places, clock):
    office.plan(15, 30, TYPED, "572005")
    sheet = places["tmp"] / "left.pdf"
    printed = PdfStaffSheets(MEAUX, practice=False)
    sheet.write_bytes(printed.day_sheet(TUESDAY, office.do(lambda s: s.planning.day(TUESDAY))))
    printer.slow.touch()
    rig.ask("lp", "-d", "a4", str(sheet))
    sheet.unlink()
    assert traces(rig.folder / "spool")
    close_the_day(office, clock)
    until(lambda: rig.waiting("a4") == "")
    assert traces(rig.folder / "spool", rig.folder / "tmp") == []
    printer.clear()
