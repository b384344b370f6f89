"""The page that says how the box is: found in the day, worst first, with what to do; the same on paper."""

from datetime import UTC, datetime, timedelta

import pypdfium2
import pytest

from kiosk.domain.machine.equipment import Disk
from kiosk.domain.machine.health import State
from kiosk.domain.machine.printing import Obstacle, Printed, PrinterState, Roll
from kiosk.domain.reception.access import Role, Staff
from tests.helpers.desk_office import Office
from tests.helpers.doubtful_machine import DoubtfulMachine


def said(office: Office) -> list[str]:
    return [words.replace("\u00a0", " ").replace("\u202f", " ") for words in office.see()]


def paper(office: Office, tmp_path) -> str:
    (sheet,) = sorted((tmp_path / "sheets").glob("*.pdf"))
    pages = pypdfium2.PdfDocument(sheet)
    text = " ".join(page.get_textpage().get_text_range() for page in pages)
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def open_page(office: Office) -> list[str]:
    office.tap("Journée")
    office.tap("État de la borne")
    return said(office)


@pytest.mark.parametrize("role", list(Role))
def test_everybody_who_is_let_in_finds_it_in_the_day(office, role):
    office.root.unlock(Staff("X1", role))
    office.rest()
    shown = open_page(office)
    assert office.root.screen.name == "health"
    assert "Regardé à 10 h 12" in shown
    assert "Fichiers : bon" in shown
    assert "Un essai d’écriture a réussi. Les fichiers sont entiers." in shown


def test_the_gravest_stands_on_top_and_says_what_to_do(office, monkeypatch):
    monkeypatch.setattr(
        "kiosk.adapters.machine.equipment.LinuxEquipment.disk", lambda _: Disk(1_000_000, 64_000_000_000)
    )
    shown = open_page(office)
    names = [words for words in shown if words.endswith((" : à régler", " : à surveiller", " : bon"))]
    assert names[0] == "Place sur le disque : à régler"
    assert [name.rpartition(" : ")[2] for name in names] == sorted(
        (name.rpartition(" : ")[2] for name in names), key=["à régler", "à surveiller", "bon"].index
    )
    assert any(words.startswith("1 point à régler, ") for words in shown)
    assert any(words.startswith("→ Retirez de l’appareil les fichiers") for words in shown)


def test_a_code_that_the_kiosk_reads_is_noted_by_the_day_and_nothing_more(open_kiosk, clock):
    from kiosk.domain.reception.codes import read_slip_code

    hand = open_kiosk()
    shell = hand.shell
    asked = []
    shell.ask(lambda s: s.health._kept.reader.reader_heard(), asked.append)
    hand.until(lambda: asked, "no answer")
    assert asked == [None]
    shell.scanning.show(read_slip_code("482913") or pytest.fail("no code"))
    hand.rest()
    events = []
    shell.ask(lambda s: events.extend(s.health._kept.reader.events()), lambda _: asked.append(True))
    hand.until(lambda: len(asked) > 1, "no answer")
    heard = [at for at, kind in events if kind.value == "reader-heard"]
    assert heard == [datetime(2026, 11, 24, tzinfo=UTC)]


def test_the_sheet_says_what_the_screen_says_and_when(office, tmp_path):
    shown = open_page(office)
    office.tap("Imprimer l’état de la borne")
    written = paper(office, tmp_path)
    assert "État de la borne Mardi 24 novembre 2026, 10 h 12 — Meaux" in written
    for words in shown[shown.index("Regardé à 10 h 12") + 1 :]:
        name, is_named, _ = words.partition(" : ")
        if is_named and words.endswith(("surveiller", "bon")):
            assert name in written
        elif words.startswith("→ "):
            assert f"À faire : {words[2:]}" in written
    assert "Espace France services — Meaux — état du 24/11/2026 — page 1 sur" in written


def test_a_printer_that_fails_is_told_there_until_it_prints(office, monkeypatch):
    office.do(lambda s: s.printers.told(Printed.PAPER_OUT))
    assert "Feuilles de la borne : à régler" in open_page(office)
    assert "Mardi 24 novembre à 10 h 12, une feuille de la borne n’est pas sortie." in said(office)
    office.do(lambda s: s.printers.told(Printed.DELIVERED))
    office.tap("Regarder encore")
    assert "Feuilles de la borne : bon" in said(office)


def test_a_printer_that_answers_late_is_waited_for_and_hides_nothing(office, monkeypatch):
    answers = [PrinterState("tickets", obstacle=Obstacle.PAPER), PrinterState("a4", roll=Roll())]
    monkeypatch.setattr("kiosk.adapters.printing.printer.FolderPrinter.look", lambda _: answers.pop(0))
    office.root.show("health")
    screen = office.root.screen
    screen._show_the_box(((), office.root.outfit.now()))
    assert screen.state.endswith("Les imprimantes répondent dans un instant.")
    office.rest()
    assert "Imprimante à tickets : à régler" in said(office)


def test_a_part_that_breaks_while_it_is_looked_at_is_told_and_keeps_no_other_from_being_seen(office, monkeypatch):
    def breaks(_):
        raise OSError("Dupont")

    monkeypatch.setattr("kiosk.adapters.machine.equipment.LinuxEquipment.has_sound", breaks)
    shown = open_page(office)
    assert "Son : à régler" in shown
    assert "Cela n’a pas pu être regardé (OSError)." in shown
    assert "Fichiers : bon" in shown
    assert "Dupont" not in " ".join(shown)


def test_a_doubted_clock_and_one_that_nothing_keeps_are_two_things(tmp_path):
    machine = DoubtfulMachine(datetime(2026, 11, 24, 9, 12, tzinfo=UTC))
    office = Office(tmp_path, machine, machine=machine)
    try:
        kept = office.do(lambda s: s.health)
        states = {each.kind.value: each for each in office.do(lambda _: kept.of_the_box())}
        assert states["clock"].state is State.GOOD
        machine.battery = False
        states = {each.kind.value: each for each in office.do(lambda _: kept.of_the_box())}
        assert states["clock"].state is State.WATCH
        machine.error = timedelta(days=3)
        office.do(lambda s: s.time.look())
        states = {each.kind.value: each for each in office.do(lambda _: kept.of_the_box())}
        assert (states["clock"].state, "Date et heure" in states["clock"].to_do) == (State.BAD, True)
    finally:
        office.close()


@pytest.mark.parametrize(("size", "ppi"), [((1280, 800), 149.0), ((1280, 800), 96.0)])
def test_what_lies_below_is_reached_by_a_key_and_then_from_the_top_again(tmp_path, clock, size, ppi):
    office = Office(tmp_path, clock, size=size, ppi=ppi)
    try:
        office.enter()
        office.root.show("health")
        office.rest()
        held, seen = office.root.screen.ids.findings, []
        for _ in range(12):
            seen.append(held.scroll_y)
            office.tap("Suite")
        assert seen[0] == 1.0
        assert 0.0 in seen
        assert seen[seen.index(0.0) + 1] == 1.0
        assert seen[: seen.index(0.0)] == sorted(seen[: seen.index(0.0)], reverse=True)
    finally:
        office.close()
