"""Sheets through a real cupsd to real IPP Everywhere printers, and every way in which they do not come out."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pypdfium2
import pytest

from kiosk.adapters.printing.printer import CupsPrinter
from kiosk.domain.machine.printing import Printed
from tests.system.cups_rig import Rig, running_cups
from tests.system.everywhere import Everywhere
from tests.system.measured_sheets import RULE, bar_in_mm, sheet, size_in_mm, words
from tests.system.patience import until
from tests.system.rolls import roll_of
from tests.system.sheets_sent import TITLE, in_the_background, leave_a_sheet, queue

pytestmark = pytest.mark.system


@pytest.fixture(scope="module")
def rig() -> Iterator[Rig]:
    with running_cups() as rig:
        yield rig


@pytest.fixture(scope="module")
def shared_a4(rig: Rig) -> Everywhere:
    return rig.printer("a4", "-f", "application/pdf")


@pytest.fixture
def a4(rig: Rig, shared_a4: Everywhere) -> Iterator[Everywhere]:
    """The A4 printer, ready and with an empty tray."""
    shared_a4.clear()
    yield shared_a4
    shared_a4.clear()


def test_a_list_is_said_to_be_printed_once_the_printer_has_it_on_a4(rig: Rig, a4: Everywhere) -> None:
    assert queue(rig).print(sheet(), TITLE) is Printed.DELIVERED
    assert [words(path) for path in a4.sheets()] == ["Ma liste"]
    assert size_in_mm(a4.sheets()[0]) == pytest.approx((210, 297), abs=1)
    assert bar_in_mm(a4.sheets()[0]) == pytest.approx(RULE, abs=0.3)


@pytest.mark.parametrize("height", [60, 200, 431])
def test_a_ticket_comes_out_80_mm_wide_and_as_long_as_its_text(rig: Rig, height: float) -> None:
    name = f"ticket{height}"
    described = roll_of(rig.folder / f"{name}.conf", (80, 200), cuts=((50, 30), (80, 2000)))
    ticket = rig.printer(name, "-a", str(described))
    assert queue(rig, name).print(sheet(80, height), TITLE) is Printed.DELIVERED
    assert size_in_mm(ticket.sheets()[0]) == pytest.approx((80, height), abs=1)
    assert bar_in_mm(ticket.sheets()[0]) == pytest.approx(RULE, abs=0.3)


def test_a_sheet_larger_than_any_paper_is_refused_and_not_cropped(rig: Rig, a4: Everywhere) -> None:
    assert queue(rig).print(sheet(300, 400), TITLE) is Printed.WRONG_PAPER
    assert a4.sheets() == []


def test_a_page_that_does_not_say_its_size_is_not_scaled_either(rig: Rig, a4: Everywhere) -> None:
    too_large = sheet(300, 400).replace(b"/MediaBox [ 0 0", b"/MediaBox [-0 0")
    assert queue(rig).print(too_large, TITLE) is Printed.DELIVERED
    assert bar_in_mm(a4.sheets()[0]) == pytest.approx(RULE, abs=0.3)


def test_without_paper_the_kiosk_says_so_and_takes_its_sheet_back(rig: Rig, a4: Everywhere) -> None:
    cancelled = a4.ended().count("canceled")
    a4.load(0)
    assert queue(rig).print(sheet(words="d’avant"), TITLE) is Printed.PAPER_OUT
    assert rig.waiting("a4") == ""
    a4.load(250)
    # ippeveprinter runs its engine even for a sheet that it was told to cancel, so its own word counts here.
    until(lambda: a4.ended().count("canceled") > cancelled)
    a4.clear()
    assert queue(rig).print(sheet(words="la mienne"), TITLE) is Printed.DELIVERED
    assert [words(path) for path in a4.sheets()] == ["la mienne"]


def test_a_printer_stopped_while_it_prints_is_told_and_the_next_sheet_prints(rig: Rig, a4: Everywhere) -> None:
    a4.slow.touch()
    lane, ended = in_the_background(queue(rig))
    until(lambda: "a4-" in rig.waiting("a4"))
    rig.ask("cupsdisable", "a4")
    lane.join()
    assert ended == [Printed.STOPPED]
    assert rig.waiting("a4") == ""
    a4.slow.unlink()
    assert queue(rig).print(sheet(), TITLE) is Printed.DELIVERED


def test_a_queue_that_was_paused_and_refused_jobs_is_started_again_by_itself(rig: Rig, a4: Everywhere) -> None:
    rig.ask("cupsdisable", "a4")
    rig.ask("cupsreject", "a4")
    assert queue(rig).print(sheet(), TITLE) is Printed.DELIVERED
    assert "enabled" in rig.ask("lpstat", "-p", "a4")


def test_a_job_cancelled_at_the_desk_is_told_as_cancelled(rig: Rig, a4: Everywhere) -> None:
    a4.slow.touch()
    lane, ended = in_the_background(queue(rig))
    until(lambda: "a4-" in rig.waiting("a4"))
    rig.ask("cancel", "-a", "a4")
    lane.join()
    assert ended == [Printed.CANCELLED]
    assert rig.waiting("a4") == ""


def test_a_sheet_left_by_a_crash_does_not_come_out_with_the_next_one(rig: Rig, a4: Everywhere) -> None:
    rig.ask("cupsdisable", "a4")
    leave_a_sheet(rig, "a4", "d’avant")
    assert queue(rig).print(sheet(words="la mienne"), TITLE) is Printed.DELIVERED
    assert [words(path) for path in a4.sheets()] == ["la mienne"]


def test_two_quick_prints_come_out_as_two_sheets_in_order(rig: Rig, a4: Everywhere) -> None:
    printer = queue(rig)
    with ThreadPoolExecutor(2) as lanes:
        first = lanes.submit(printer.print, sheet(words="un"), TITLE)
        until(lambda: "a4-" in rig.waiting("a4") or first.done())
        second = lanes.submit(printer.print, sheet(words="deux"), TITLE)
    assert [first.result(), second.result()] == [Printed.DELIVERED] * 2
    assert [words(path) for path in a4.sheets()] == ["un", "deux"]


def test_a_printer_that_dies_in_the_middle_is_told_when_the_time_allowed_is_over(rig: Rig) -> None:
    mortal = rig.printer("mortal", "-f", "application/pdf")
    mortal.slow.touch()
    now = [0.0]
    allowed = timedelta(minutes=5)
    lane, ended = in_the_background(CupsPrinter("mortal", allowed, rig.socket, elapsed=lambda: now[0]))
    until(mortal.busy.exists)
    mortal.die()
    now[0] = allowed.total_seconds()
    until(lambda: not lane.is_alive())
    assert ended in ([Printed.STOPPED], [Printed.UNAVAILABLE])
    assert rig.waiting("mortal") == ""
    mortal.slow.unlink()
    mortal.start()
    assert queue(rig, "mortal").print(sheet(), TITLE) is Printed.DELIVERED


def test_a_queue_that_is_not_there_is_told_as_such(rig: Rig) -> None:
    assert queue(rig, "nulle-part").print(sheet(), TITLE) is Printed.NO_QUEUE
    assert queue(rig, "un nom /impossible").print(sheet(), TITLE) is Printed.NO_QUEUE


def test_no_title_page_and_no_name_travel_with_the_sheet(rig: Rig, a4: Everywhere) -> None:
    assert queue(rig).print(sheet(), TITLE) is Printed.DELIVERED
    history = rig.ask("lpstat", "-W", "completed", "-l", "-o", "a4")
    assert "a4-" in history
    assert len(pypdfium2.PdfDocument(a4.sheets()[0])) == 1


def test_a_cups_that_forgets_its_jobs_still_tells_how_they_ended() -> None:
    with running_cups(history="No") as forgetful:
        printer = forgetful.printer("a4", "-f", "application/pdf")
        assert queue(forgetful).print(sheet(), TITLE) is Printed.DELIVERED
        assert len(printer.sheets()) == 1
        printer.slow.touch()
        lane, ended = in_the_background(queue(forgetful))
        until(lambda: "a4-" in forgetful.waiting("a4"))
        forgetful.ask("cancel", "-a", "a4")
        lane.join()
        assert ended == [Printed.CANCELLED]
        assert len(printer.sheets()) == 1


def test_a_cupsd_that_stops_in_the_middle_is_told_and_the_next_sheet_comes_out_alone() -> None:
    with running_cups() as mortal:
        printer = mortal.printer("a4", "-f", "application/pdf")
        printer.slow.touch()
        lane, ended = in_the_background(queue(mortal, seconds=8), "d’avant")
        until(printer.busy.exists)
        mortal.stop_cupsd()
        mortal.start_cupsd()
        lane.join()
        # CUPS 2.4.2 comes back with the job but without its sheet, and never ends it; a later one may do better.
        assert ended[0] in {Printed.UNAVAILABLE, Printed.DELIVERED}
        assert mortal.waiting("a4") == ""
        printer.clear()
        assert queue(mortal).print(sheet(words="la mienne"), TITLE) is Printed.DELIVERED
        assert [words(path) for path in printer.sheets()] == ["la mienne"]
        mortal.stop_cupsd()
        assert queue(mortal).print(sheet(), TITLE) is Printed.UNAVAILABLE
