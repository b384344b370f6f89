"""How a printer stands, as a real cupsd tells unasked: what the health page and the foot of the desk rest on."""

from collections.abc import Iterator

import pytest

from kiosk.adapters.printing.ipp import Cups
from kiosk.adapters.printing.queues import Queues
from kiosk.domain.machine import examined
from kiosk.domain.machine.health import Finding, State
from kiosk.domain.machine.printing import Format, Obstacle, Printed, Unready
from tests.system.cups_rig import Rig, running_cups
from tests.system.measured_sheets import sheet
from tests.system.rolls import roll_of
from tests.system.sheets_sent import TITLE, queue

pytestmark = pytest.mark.system


@pytest.fixture(scope="module")
def rig() -> Iterator[Rig]:
    with running_cups() as rig:
        yield rig


def found(rig: Rig, name: str, paper: Format = Format.A4) -> Finding:
    return examined.of_printer(queue(rig, name).look(), paper)


def test_a_printer_without_paper_is_seen_so_and_once_it_printed_no_longer(rig: Rig) -> None:
    printer = rig.printer("a4", "-f", "application/pdf")
    Queues(Cups(rig.socket)).own(["a4"])
    assert found(rig, "a4").state is State.GOOD
    printer.load(0)
    assert queue(rig, "a4").print(sheet(), TITLE) is Printed.PAPER_OUT
    seen = queue(rig, "a4").look()
    assert (seen.obstacle, found(rig, "a4").state) == (Obstacle.PAPER, State.BAD)
    printer.load(200)
    assert queue(rig, "a4").print(sheet(), TITLE) is Printed.DELIVERED
    assert found(rig, "a4").state is State.GOOD


def test_a_queue_that_is_not_there_and_a_service_that_is_not(rig: Rig) -> None:
    gone = queue(rig, "nulle-part").look()
    assert gone.trouble is not None
    assert gone.trouble.why is Unready.MISSING
    assert found(rig, "nulle-part").state is State.BAD
    rig.stop_cupsd()
    try:
        seen = queue(rig, "a4").look()
        assert seen.trouble is not None
        assert seen.trouble.why is Unready.NO_SERVICE
    finally:
        rig.start_cupsd()


def test_a_roll_is_told_by_its_width_and_one_too_narrow_before_a_ticket_is_lost(rig: Rig) -> None:
    wide = rig.printer("wide", "-a", str(roll_of(rig.folder / "wide.conf", (80, 297))))
    narrow = rig.printer("narrow", "-a", str(roll_of(rig.folder / "narrow.conf", (58, 297))))
    assert wide.uri != narrow.uri
    Queues(Cups(rig.socket)).own(["wide", "narrow"])
    assert "rouleau de 80\u00a0mm" in found(rig, "wide", Format.TICKET).says
    assert "trop étroit" in found(rig, "narrow", Format.TICKET).says
    assert found(rig, "wide", Format.A4).state is State.BAD


def test_a_paused_queue_of_our_own_is_no_fault_it_starts_with_the_next_sheet(rig: Rig) -> None:
    rig.printer("paused", "-f", "application/pdf")
    Queues(Cups(rig.socket)).own(["paused"])
    rig.ask("cupsdisable", "paused")
    assert found(rig, "paused").state is State.GOOD
