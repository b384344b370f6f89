"""Queues that stop, fail, are renamed or replaced: the kiosk's own account starts its own again."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.adapters.printing.ipp import Cups, Operation
from kiosk.adapters.printing.queues import Queues
from kiosk.domain.machine.printing import Printed, QueueTrouble, Unready
from tests.system.cups_rig import ROOT, Rig, running_cups
from tests.system.everywhere import Everywhere
from tests.system.kiosk_account import as_the_kiosk
from tests.system.measured_sheets import sheet, words
from tests.system.sheets_sent import TITLE, leave_a_sheet, print_one, queue

pytestmark = pytest.mark.system


@pytest.fixture(scope="module")
def rig() -> Iterator[Rig]:
    with running_cups() as rig:
        yield rig


@pytest.fixture(scope="module")
def shared(rig: Rig) -> Everywhere:
    return rig.printer("tickets", "-f", "application/pdf")


@pytest.fixture
def tickets(rig: Rig, shared: Everywhere) -> Everywhere:
    """The kiosk's own queue, as install.sh leaves it."""
    shared.clear()
    assert Queues(Cups(rig.socket)).own(["tickets"]) == ()
    return shared


def test_the_kiosk_starts_its_paused_queue_again_and_empties_it_of_what_others_left(
    rig: Rig, tickets: Everywhere
) -> None:
    rig.ask("cupsdisable", "tickets")
    leave_a_sheet(rig, "tickets", "d’avant")
    rig.ask("cupsreject", "tickets")
    assert as_the_kiosk(print_one, rig.socket, "tickets") is Printed.DELIVERED
    assert [words(path) for path in tickets.sheets()] == ["la mienne"]
    assert "enabled" in rig.ask("lpstat", "-p", "tickets")


@pytest.mark.parametrize(
    ("mood", "ended", "seconds"),
    [
        (1, Printed.STOPPED, 20),
        (3, Printed.STOPPED, 20),
        (4, Printed.STOPPED, 20),
        (5, Printed.CANCELLED, 20),
        (6, Printed.STOPPED, 20),
        (7, Printed.UNAVAILABLE, 5),
    ],
)
def test_after_a_backend_that_failed_the_sheet_is_dropped_and_the_next_one_prints(
    rig: Rig, mood: int, ended: Printed, seconds: float
) -> None:
    name = f"moody{mood}"
    tray = rig.moody(name)
    # As somebody's desktop sets a queue up: stopped by its first failure, with the sheet kept for later.
    rig.ask("lpadmin", "-p", name, "-o", "printer-error-policy=stop-printer")
    assert Queues(Cups(rig.socket)).own([name]) == ()
    rig.mood(mood)
    assert as_the_kiosk(print_one, rig.socket, name, "d’avant", seconds) is ended
    assert rig.waiting(name) == ""
    rig.mood(0)
    assert as_the_kiosk(print_one, rig.socket, name) is Printed.DELIVERED
    assert [words(path) for path in tray.glob("*.pdf")] == ["la mienne"]
    shutil.rmtree(tray)


def test_another_printer_under_the_same_name_prints(rig: Rig, tickets: Everywhere) -> None:
    newer = rig.printer("newer", "-f", "application/pdf")
    rig.ask("lpadmin", "-p", "tickets", "-v", newer.uri)
    try:
        assert as_the_kiosk(print_one, rig.socket, "tickets") is Printed.DELIVERED
        assert tickets.sheets() == []
        assert [words(path) for path in newer.sheets()] == ["la mienne"]
    finally:
        rig.ask("lpadmin", "-p", "tickets", "-v", tickets.uri)


def test_a_queue_that_was_renamed_is_told_with_the_names_that_there_are(rig: Rig, tickets: Everywhere) -> None:
    assert tickets.sheets() == []
    gone = queue(rig, "caisse")
    assert gone.print(sheet(), TITLE) is Printed.NO_QUEUE
    trouble = gone.trouble()
    assert trouble is not None
    assert trouble.why is Unready.MISSING
    assert "tickets" in trouble.known
    assert queue(rig, "tickets").trouble() is None


def test_a_queue_made_after_the_installation_is_told_until_it_is_the_kiosk_s_own(rig: Rig, tickets: Everywhere) -> None:
    rig.queue("neuve", tickets.uri)
    made = queue(rig, "neuve")
    assert made.trouble() == QueueTrouble("neuve", Unready.NOT_OURS)
    Queues(Cups(rig.socket)).own(["neuve"])
    assert made.trouble() is None


def settings_with(folder: Path, a4: str, ticket: str) -> Path:
    shutil.copytree(ROOT / "config", folder, dirs_exist_ok=True)
    text = (ROOT / "config" / "kiosk.toml").read_text(encoding="utf-8")
    named = text.replace('a4 = ""', f'a4 = "{a4}"').replace('ticket = ""', f'ticket = "{ticket}"')
    (folder / "kiosk.toml").write_text(named, encoding="utf-8")
    return folder


def kiosk_printers(rig: Rig, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kiosk", "printers", "--config", str(folder), *options]
    return subprocess.run(
        command, env=rig.environment, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )


def test_the_command_gives_the_queues_of_the_settings_to_the_kiosk_and_takes_the_others_back(
    rig: Rig, tickets: Everywhere, tmp_path: Path
) -> None:
    rig.ask("lpadmin", "-p", "ancienne", "-E", "-v", tickets.uri, "-o", "printer-error-policy=retry-job")
    folder = settings_with(tmp_path, "ancienne", "tickets")
    assert kiosk_printers(rig, folder).returncode == 2
    assert kiosk_printers(rig, folder, "--own").returncode == 0
    queues = Queues(Cups(rig.socket))
    assert (queues.known()["ancienne"], queues.known()["tickets"]) == ("kiosk", "kiosk")
    assert Cups(rig.socket).ask(Operation.GET_PRINTER, "ancienne").first("printer-error-policy") == "abort-job"
    settings_with(tmp_path, "", "tickets")
    told = kiosk_printers(rig, folder, "--own")
    assert "tickets: there, and the kiosk's own" in told.stdout
    assert queues.known()["ancienne"] == "default"


def test_the_command_names_the_queues_that_there_are_when_one_of_the_settings_is_gone(
    rig: Rig, tickets: Everywhere, tmp_path: Path
) -> None:
    assert tickets.sheets() == []
    told = kiosk_printers(rig, settings_with(tmp_path, "partie", "tickets"), "--own")
    assert told.returncode == 2
    assert "partie: no such queue; there are: " in told.stderr
    assert "tickets" in told.stderr
