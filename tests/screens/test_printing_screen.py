"""What is said of a sheet on its way: nothing before the printer's last word, and the number stays on show."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Semaphore

import pytest

from kiosk.domain.machine.printing import Printed, PrinterState, Roll
from screens.driver.hand import Hand
from tests.helpers.visitor import LOST_CARD, PREPARE, answer, arrive, open_guide, read

Open = Callable[..., Hand]
WORKS, COMES = "L’imprimante travaille.", "Votre papier arrive."


@dataclass
class FarPrinter:
    """A printer of the world outside: it takes its time, and ends as it likes."""

    ends: Printed = Printed.DELIVERED
    turn: Semaphore = field(default_factory=lambda: Semaphore(0))
    sheets: list[str] = field(default_factory=list)

    def print(self, pdf: bytes, title: str) -> Printed:
        assert pdf.startswith(b"%PDF")
        self.sheets.append(title)
        assert self.turn.acquire(timeout=20)
        return self.ends

    def roll(self) -> Roll:
        return Roll()

    def look(self) -> PrinterState:
        return PrinterState("ticket")

    def empty(self) -> bool:
        return True


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> FarPrinter:
    """Stand a printer beside the kiosk where settings would name a queue."""
    far = FarPrinter()
    monkeypatch.setattr("kiosk.adapters.printing.printer.printer_for", lambda *_args, **_named: far)
    return far


def ask_for_receipt(hand: Hand) -> None:
    hand.eyes_open = False
    arrive(hand)
    hand.tap("Imprimer mon reçu")
    hand.frame()


def finish(hand: Hand, printer: FarPrinter) -> None:
    printer.turn.release()
    hand.rest()


def test_the_paper_is_announced_only_when_the_job_has_ended(open_kiosk: Open, printer: FarPrinter) -> None:
    hand = open_kiosk()
    ask_for_receipt(hand)

    assert WORKS in read(hand)
    assert "A 1" in read(hand)
    hand.wait(400)  # never left, and never asked, while it prints
    assert WORKS in read(hand)
    finish(hand, printer)
    assert COMES in read(hand)
    assert "A 1" in read(hand)
    assert printer.sheets == ["Espace France services"]

    hand.tap("Rien ne sort")
    assert "Rien ne vient ? Dites‑le au médiateur." in read(hand)
    assert COMES not in read(hand)
    hand.tap("Continuer")
    assert hand.shell.screen.name == "arrived"


@pytest.mark.parametrize(
    ("ends", "sentence"),
    [
        (Printed.SAVED, "Votre feuille est faite."),
        (Printed.PAPER_OUT, "Il n’y a plus de papier."),
        (Printed.WRONG_PAPER, "L’imprimante n’a pas le bon papier."),
        (Printed.STOPPED, "L’imprimante est arrêtée."),
        (Printed.CANCELLED, "L’impression est annulée."),
        (Printed.UNAVAILABLE, "L’imprimante ne répond pas."),
        (Printed.NO_QUEUE, "L’imprimante ne répond pas."),
    ],
)
def test_what_is_not_on_paper_is_said_plainly_with_the_next_step_and_the_number(
    open_kiosk: Open, printer: FarPrinter, ends: Printed, sentence: str
) -> None:
    printer.ends = ends
    hand = open_kiosk()
    ask_for_receipt(hand)
    finish(hand, printer)

    said = read(hand)
    assert sentence in said
    assert "médiateur" in said
    assert "A 1" in said
    assert COMES not in said
    assert {"Continuer", "C’est fini"} <= set(hand.words())


def test_a_printer_that_breaks_is_said_like_one_that_does_not_answer(
    open_kiosk: Open, printer: FarPrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> Printed:
        raise OSError

    monkeypatch.setattr(printer, "print", break_down)
    hand = open_kiosk()
    ask_for_receipt(hand)
    hand.rest()
    assert "L’imprimante ne répond pas." in read(hand)
    assert "A 1" in read(hand)


def test_after_a_result_the_kiosk_asks_and_yes_shows_it_again(open_kiosk: Open, printer: FarPrinter) -> None:
    hand = open_kiosk()
    ask_for_receipt(hand)
    finish(hand, printer)
    hand.wait(29)
    assert hand.shell.screen.name == "printing"
    hand.wait(2)
    hand.tap("Oui, je continue")
    assert COMES in read(hand)
    assert WORKS not in read(hand)


def test_another_language_while_it_prints_loses_nothing(open_kiosk: Open, printer: FarPrinter) -> None:
    hand = open_kiosk()
    ask_for_receipt(hand)
    hand.tap("Français")
    finish(hand, printer)
    assert hand.shell.screen.name == "languages"
    hand.tap("Français")
    hand.rest()
    assert COMES in read(hand)


def test_the_first_sheet_s_end_is_not_taken_for_the_second_s(open_kiosk: Open, printer: FarPrinter) -> None:
    hand = open_kiosk()
    hand.eyes_open = False
    hand.tap(PREPARE)
    open_guide(hand)
    answer(hand, *LOST_CARD)
    hand.tap("Imprimer ma liste")
    hand.rest()
    hand.tap("Imprimer sur une feuille")
    hand.tap("Retour")
    hand.tap("Imprimer un petit ticket")
    printer.turn.release()
    hand.until(lambda: len(printer.sheets) == 2, "the second sheet did not begin")
    hand.frame()
    hand.frame()
    assert WORKS in read(hand)
    finish(hand, printer)
    assert COMES in read(hand)


def test_the_next_visitor_hears_nothing_of_a_sheet(open_kiosk: Open, printer: FarPrinter) -> None:
    hand = open_kiosk()
    ask_for_receipt(hand)
    hand.tap("Effacer mon écran")
    finish(hand, printer)
    assert hand.shell.screen.name == "home"
    assert hand.shell.situation.visit == type(hand.shell.situation.visit)()
