"""What the team prints, under real taps: slips, the day's sheet, free hours, cards, and lists for the leaflet rack."""

import pypdfium2
import pytest

from kiosk.domain.machine.printing import Printed, PrinterState
from tests.helpers.desk_office import Office

RSA, CARD = "Demander le RSA", "Refaire ma carte d’identité"


@pytest.fixture
def office(tmp_path, clock, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    opened = Office(tmp_path, clock)
    opened.enter()
    opened.tap("Imprimer")
    yield opened
    opened.close()


def sheets(tmp_path):
    """The sheets that came out, in their order, as their text."""
    found = sorted((tmp_path / "sheets").glob("*.pdf"))
    texts = []
    for path in found:
        document = pypdfium2.PdfDocument(path)
        texts.append("\n".join(page.get_textpage().get_text_range() for page in document))
        document.close()
    return texts


def test_slips_are_printed_for_the_day_on_show_on_tickets_or_on_a4(office, tmp_path):
    office.plan(14, 0, "MAR", "572038")
    office.tap("Bulletins sur tickets")
    assert "PDF fait. Aucune imprimante n’est réglée." in office.see()
    office.tap("Bulletins sur A4")
    assert len(sheets(tmp_path)) == 2
    assert all("572" in text.replace(" ", "") for text in sheets(tmp_path))
    office.tap("Après")
    assert "Mercredi 25\u00a0novembre" in office.see()
    office.tap("Bulletins sur tickets")
    assert "Rien n’est prévu ce jour‑là." in office.see()
    office.tap("Avant")
    assert "Mardi 24\u00a0novembre" in office.see()
    assert len(sheets(tmp_path)) == 2


@pytest.mark.parametrize("sheet", ["Feuille du jour", "Heures libres", "24 cartes à code"])
def test_each_sheet_of_the_team_comes_out(office, tmp_path, sheet):
    office.tap(sheet)
    assert "PDF fait. Aucune imprimante n’est réglée." in office.see()
    assert len(sheets(tmp_path)) == 1


def test_the_plan_goes_to_the_advisers_calendar_without_a_name(office, tmp_path):
    office.plan(14, 0, "QXZ", "572038")
    office.tap("Agenda sans nom (fichier)")
    assert office.says("L’agenda est écrit ici : ")
    (written,) = (tmp_path / "home").rglob("*.ics")
    assert "BEGIN:VEVENT" in written.read_text()
    assert "QXZ" not in written.read_text()


def test_a_calendar_that_cannot_be_written_says_to_put_a_key_in(tmp_path, clock, monkeypatch):
    (tmp_path / "home").write_text("a file where a home should be")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    office = Office(tmp_path, clock)
    office.enter()
    office.tap("Imprimer")
    office.tap("Agenda sans nom (fichier)")
    said = office.see()
    office.close()
    assert "Rien n’a été écrit. Branchez une clé USB, puis recommencez." in said


def answer_all(office, guide):
    """Choose a guide, and the first answer to each of its questions."""
    office.tap(guide)
    while office.root.screen._asking is not None:
        office.tap(office.root.screen._asking.next_question().answers[0].text)


def test_lists_for_the_leaflet_rack_are_chosen_by_situation_paper_language_and_number(office, tmp_path):
    assert "Choisissez une démarche, puis la situation." in office.see()
    answer_all(office, CARD)
    answer_all(office, RSA)
    assert f"{CARD} · {RSA}" in office.see()
    office.tap("1 exemplaire")
    assert "2 exemplaires" in office.see()
    office.tap("A4")
    office.tap("Ticket")
    office.tap("Français")
    office.tap("Imprimer", 1)
    assert "4 sur 4. PDF fait. Aucune imprimante n’est réglée." in office.see()
    assert "Choisissez une démarche, puis la situation." in office.see()
    assert len(sheets(tmp_path)) == 4


def test_escape_leaves_the_questions_of_a_guide(office):
    office.tap(CARD)
    assert office.says(f"{CARD} : Pourquoi refaire la carte")
    office.keys("\x1b")
    assert CARD in office.hand.words()
    assert "Choisissez une démarche, puis la situation." in office.see()


class Counting:
    """A printer of the world outside: it asks for a stop after one sheet, or runs out of paper."""

    def __init__(self, ends, after=lambda: None):
        self.ends, self.after, self.printed = list(ends), after, 0

    def print(self, pdf, title):
        self.printed += 1
        self.after()
        return self.ends.pop(0)

    def roll(self):
        return None

    def look(self):
        return PrinterState("a4")

    def empty(self):
        return True


@pytest.fixture
def open_with(tmp_path, clock, monkeypatch):
    opened = []

    def open_it(printer):
        monkeypatch.setattr("kiosk.adapters.printing.printer.printer_for", lambda *_args, **_named: printer)
        office = Office(tmp_path, clock)
        opened.append(office)
        office.enter()
        office.tap("Imprimer")
        return office

    yield open_it
    for office in opened:
        office.close()


def test_a_batch_that_runs_out_of_paper_says_how_far_it_is_and_can_be_begun_again(open_with):
    printer = Counting([Printed.DELIVERED, Printed.PAPER_OUT, Printed.DELIVERED, Printed.DELIVERED])
    office = open_with(printer)
    answer_all(office, RSA)
    office.tap("1 exemplaire")
    office.tap("Imprimer", 1)
    assert "1 sur 2. Il n’y a plus de papier. Ajoutez‑en, puis recommencez." in office.see()
    assert RSA in office.see()
    office.tap("Imprimer", 1)
    assert "2 sur 2. C’est imprimé." in office.see()


def test_a_batch_is_stopped_between_two_sheets(open_with):
    printer = Counting([Printed.DELIVERED] * 2)
    office = open_with(printer)
    printer.after = office.root.screen.stop
    answer_all(office, RSA)
    office.tap("1 exemplaire")
    office.tap("Imprimer", 1)
    assert "1 sur 2. L’impression a été annulée." in office.see()
    assert printer.printed == 1
