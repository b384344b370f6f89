"""What the desk says of printers that need somebody, and when it stops saying it."""

from dataclasses import dataclass, field
from datetime import datetime

import pytest

from kiosk.domain.machine.printing import Obstacle, Printed, PrinterState, QueueTrouble, Roll, Unready
from kiosk.domain.reception.arrivals import Series, Ticket
from tests.helpers.desk_office import Office
from tests.helpers.waiting_room import PARIS

TEN = datetime(2026, 11, 24, 10, 12, tzinfo=PARIS)


@dataclass
class FarQueue:
    """A printer of the world outside, that ends and stands as it likes."""

    ends: Printed = Printed.DELIVERED
    stands: QueueTrouble | None = None
    obstacle: Obstacle | None = None
    takes: Roll | None = field(default_factory=Roll)

    def print(self, pdf: bytes, title: str) -> Printed:
        assert pdf.startswith(b"%PDF")
        assert title
        return self.ends

    def roll(self) -> Roll | None:
        return self.takes

    def look(self) -> PrinterState:
        return PrinterState("ticket", self.stands, self.obstacle, self.takes)

    def empty(self) -> bool:
        return True


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> FarQueue:
    """Stand a printer beside the desk where settings would name a queue."""
    far = FarQueue()
    monkeypatch.setattr("kiosk.adapters.printing.printer.printer_for", lambda *_args, **_named: far)
    return far


@pytest.fixture
def office(tmp_path, clock, queue):
    clock.now = TEN
    opened = Office(tmp_path, clock)
    opened.enter()
    yield opened
    opened.close()


def minute(office: Office, clock) -> list[str]:
    """Let a minute pass, and read the desk."""
    clock.advance(seconds=61)
    office.root.tell_the_time()
    return [words.replace("\u00a0", " ").replace("\u202f", " ") for words in office.see()]


def print_a_receipt(office: Office) -> Printed:
    return office.do(lambda s: s.checklists.print_receipt(Ticket(Series.A, 1), TEN, "fr"))


def test_the_desk_names_a_queue_that_is_gone_and_those_that_there_are(office, clock, queue):
    queue.stands = QueueTrouble("ticket", Unready.MISSING, ("bureau", "epson"))
    said = " ".join(minute(office, clock))
    assert "L’imprimante « ticket » n’existe pas sur cet appareil. Imprimantes présentes : bureau, epson." in said
    queue.stands = None
    assert "n’existe pas sur cet appareil" not in " ".join(minute(office, clock))


@pytest.mark.parametrize(
    ("why", "sentence"),
    [
        (Unready.NOT_OURS, "La borne ne peut pas relancer l’imprimante « ticket »."),
        (Unready.NO_SERVICE, "Le service d’impression de cet appareil ne répond pas."),
    ],
)
def test_the_desk_says_what_keeps_a_queue_from_starting_again(office, clock, queue, why, sentence):
    queue.stands = QueueTrouble("ticket", why)
    assert sentence in " ".join(minute(office, clock))


@pytest.mark.parametrize(
    ("ends", "sentence"),
    [
        (Printed.PAPER_OUT, "Il n’y a plus de papier."),
        (Printed.WRONG_PAPER, "il faut un rouleau de 80 mm"),
        (Printed.STOPPED, "L’imprimante est arrêtée."),
    ],
)
def test_a_sheet_of_the_kiosk_that_did_not_come_out_is_told_at_the_desk_until_one_does(
    office, clock, queue, ends, sentence
):
    queue.ends = ends
    assert print_a_receipt(office) is ends
    said = " ".join(minute(office, clock))
    assert "Mardi 24 novembre à 10 h 12, une feuille de la borne n’est pas sortie." in said
    assert sentence in said
    queue.ends = Printed.DELIVERED
    assert print_a_receipt(office) is Printed.DELIVERED
    assert "n’est pas sortie" not in " ".join(minute(office, clock))


def test_on_a_roll_too_narrow_for_tickets_nothing_is_sent(office, queue):
    queue.takes = None
    assert print_a_receipt(office) is Printed.WRONG_PAPER
    assert office.do(lambda s: s.printers.standing()).failed[1] is Printed.WRONG_PAPER


def test_one_failure_alone_is_remembered_and_says_nothing_of_who_printed(office, clock, queue):
    queue.ends = Printed.STOPPED
    for _ in range(3):
        clock.advance(minutes=1)
        print_a_receipt(office)
    events = office.do(lambda s: s.printers._log.events())
    assert [kind.value for _, kind in events if kind.value != "purged"] == ["printer-stopped"]


@pytest.mark.parametrize(
    ("obstacle", "sentence"),
    [
        (Obstacle.PAPER, "L’imprimante « ticket » n’a plus de papier. Ajoutez du papier"),
        (Obstacle.BLOCKED, "L’imprimante « ticket » est arrêtée. Regardez son écran"),
        (Obstacle.AWAY, "L’imprimante « ticket » ne répond pas. Allumez‑la"),
    ],
)
def test_the_desk_learns_that_nothing_would_come_out_before_a_visitor_does(office, clock, queue, obstacle, sentence):
    queue.obstacle = obstacle
    assert sentence in " ".join(minute(office, clock))
    queue.obstacle = None
    assert sentence not in " ".join(minute(office, clock))


@pytest.mark.parametrize("obstacle", [Obstacle.LOW, Obstacle.TRAY])
def test_what_stops_no_sheet_yet_is_left_to_the_page_that_is_asked(office, clock, queue, obstacle):
    queue.obstacle = obstacle
    assert "L’imprimante" not in " ".join(minute(office, clock))
