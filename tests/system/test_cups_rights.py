"""Who may do what to a queue: the kiosk starts and empties its own, whoever else has an account prints, and no more."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.adapters.printing.ipp import Attribute, Cups, Operation, Status, Tag
from kiosk.adapters.printing.queues import Queues
from kiosk.domain.machine.printing import Printed
from tests.system.cups_rig import Rig, running_cups
from tests.system.everywhere import Everywhere
from tests.system.kiosk_account import KIOSK, ORDINARY, SOMEBODY_ELSE, as_account, as_the_kiosk
from tests.system.measured_sheets import sheet, words
from tests.system.patience import until
from tests.system.sheets_sent import leave_a_sheet, print_one

pytestmark = pytest.mark.system
START = (Operation.RESUME_PRINTER, Operation.ACCEPT_JOBS, Operation.CANCEL_JOBS)
# Pause-Printer, Disable-Printer, CUPS-Reject-Jobs, CUPS-Set-Default; then what the policy "default" alone decides.
STOP = (0x0010, 0x0023, 0x4009, 0x400A)
DELETE = 0x4004
# As people write it who start from nothing: a place to listen at, and who may come in.
BY_HAND = "DefaultAuthType None\n<Location />\n  Order allow,deny\n  Allow all\n</Location>"


@pytest.fixture(scope="module", params=["as the package ships it", "written by hand"])
def rig(request: pytest.FixtureRequest) -> Iterator[Rig]:
    """A cupsd settled by install.sh, whatever its settings were before."""
    with running_cups(settings=BY_HAND if request.param == "written by hand" else None) as rig:
        yield rig


@pytest.fixture(scope="module")
def printer(rig: Rig) -> Everywhere:
    made = rig.printer("tickets", "-f", "application/pdf")
    rig.queue("bureau", made.uri)
    return made


@pytest.fixture
def tickets(rig: Rig, printer: Everywhere) -> Everywhere:
    """A printer with a queue that is the kiosk's own, `tickets`, and one that is not, `bureau`."""
    for name in ("tickets", "bureau"):
        rig.ask("cancel", "-a", name)
        rig.ask("cupsenable", name)
    printer.clear()
    assert Queues(Cups(rig.socket)).own(["tickets"]) == ()
    return printer


def statuses(socket: Path, queue: str, *operations: int) -> list[int]:
    return [Cups(socket).ask(operation, queue).status for operation in operations]  # type: ignore[arg-type]


def refused(*operations: int) -> list[int]:
    """What is answered to an ordinary account; a developer who is not root administers this cupsd, and may do all."""
    return [Status.FORBIDDEN] * len(operations) if ORDINARY else [Status.OK] * len(operations)


def add_a_queue(socket: Path, name: str, device: str) -> int:
    to = Attribute(Tag.URI, "device-uri", (device,))
    return Cups(socket).ask(Operation.CHANGE_PRINTER, name, group=Tag.PRINTER, template=(to,)).status


def type_as(account: str, rig: Rig, *command: str) -> str:
    """Run one of CUPS' own commands as an account that knows nobody's password."""
    become = ("setpriv", f"--reuid={account}", "--clear-groups") if ORDINARY else ()
    done = subprocess.run(
        [*become, *command], env=rig.environment, capture_output=True, text=True, timeout=30, check=False,
        stdin=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    return done.stdout + done.stderr


def test_on_its_own_queue_the_kiosk_may_start_and_empty_and_nothing_else(rig: Rig, tickets: Everywhere) -> None:
    assert tickets.sheets() == []
    assert as_the_kiosk(statuses, rig.socket, "tickets", *START) == [Status.OK] * len(START)
    if ORDINARY:
        assert as_the_kiosk(statuses, rig.socket, "tickets", *STOP, DELETE) == refused(*STOP, DELETE)
        assert as_the_kiosk(add_a_queue, rig.socket, "tickets", tickets.uri) == Status.FORBIDDEN
    assert "enabled" in rig.ask("lpstat", "-p", "tickets")


def test_a_queue_that_is_not_the_kiosk_s_own_stays_as_its_owner_left_it(rig: Rig, tickets: Everywhere) -> None:
    assert tickets.sheets() == []
    rig.ask("cupsdisable", "bureau")
    leave_a_sheet(rig, "bureau", "à quelqu’un")
    ended = as_the_kiosk(print_one, rig.socket, "bureau", "x", 9)
    assert ended is (Printed.STOPPED if ORDINARY else Printed.DELIVERED)
    assert ("disabled" in rig.ask("lpstat", "-p", "bureau")) is ORDINARY
    assert len(rig.waiting("bureau").splitlines()) == int(ORDINARY)


@pytest.mark.parametrize("account", [KIOSK, SOMEBODY_ELSE])
def test_nobody_but_who_administers_printers_touches_a_queue_that_is_not_the_kiosk_s(
    rig: Rig, tickets: Everywhere, account: str
) -> None:
    assert tickets.sheets() == []
    asked = (*START, *STOP) if ORDINARY else START
    assert as_account(account, statuses, rig.socket, "bureau", *asked) == refused(*asked)


@pytest.mark.parametrize("account", [KIOSK, SOMEBODY_ELSE])
def test_nobody_but_who_administers_printers_adds_or_deletes_a_queue(
    rig: Rig, tickets: Everywhere, account: str
) -> None:
    assert tickets.sheets() == []
    rig.ask("lpadmin", "-p", "ancienne", "-E", "-v", tickets.uri)
    added = as_account(account, add_a_queue, rig.socket, "piege", tickets.uri)
    assert [added, *as_account(account, statuses, rig.socket, "ancienne", DELETE)] == refused(0, DELETE)
    assert ("piege" in rig.ask("lpstat", "-e").split()) is not ORDINARY
    assert ("ancienne" in rig.ask("lpstat", "-e").split()) is ORDINARY


def test_whoever_else_has_an_account_neither_starts_nor_empties_the_kiosk_s_queue(
    rig: Rig, tickets: Everywhere
) -> None:
    assert tickets.sheets() == []
    assert as_account(SOMEBODY_ELSE, statuses, rig.socket, "tickets", *START) == refused(*START)


def test_whoever_has_an_account_prints_with_the_programs_of_the_system(rig: Rig, tickets: Everywhere) -> None:
    page = rig.folder / "page.pdf"
    page.write_bytes(sheet(words="avec lp"))
    for account in (KIOSK, SOMEBODY_ELSE):
        type_as(account, rig, "lp", "-d", "tickets", str(page))
    until(lambda: len(tickets.sheets()) == 2 and rig.waiting("tickets") == "")
    assert {words(path) for path in tickets.sheets()} == {"avec lp"}


@pytest.mark.parametrize("name", [KIOSK, KIOSK.upper(), "root", "ROOT", f"{KIOSK}@ailleurs", "root@ailleurs"])
def test_a_name_that_is_only_claimed_gives_no_right_over_a_sheet_in_the_kiosk_s_queue(
    rig: Rig, tickets: Everywhere, name: str
) -> None:
    tickets.slow.touch()
    number = leave_a_sheet(rig, "tickets", "à quelqu’un")
    until(tickets.busy.exists)
    for command in (
        ("cancel", "-U", name, number), ("cancel", "-U", name, "-a", "tickets"), ("cancel", "-U", name, "-x", number),
        ("lpmove", "-U", name, number, "bureau"), ("lp", "-U", name, "-i", number, "-H", "hold"),
        ("lp", "-U", name, "-i", number, "-n", "2"), ("cupsdisable", "-U", name, "tickets"),
        ("cupsreject", "-U", name, "tickets"), ("lpadmin", "-U", name, "-x", "tickets"),
    ):  # fmt: skip
        type_as(SOMEBODY_ELSE, rig, *command)
        assert number in rig.waiting("tickets"), command
    tickets.slow.unlink()
    until(lambda: rig.waiting("tickets") == "")
    assert [words(path) for path in tickets.sheets()] == ["à quelqu’un"]


def restarted(rig: Rig) -> None:
    rig.stop_cupsd()
    rig.start_cupsd()


def written_anew_by_cups(rig: Rig) -> None:
    """Let CUPS' own command write the settings, as people do to see more in the log."""
    rig.ask("cupsctl", "--debug-logging")
    log = rig.folder / "error.log"
    until(lambda: log.exists() and "reload complete" in log.read_text(encoding="utf-8", errors="replace"))


@pytest.mark.parametrize("changed", [restarted, written_anew_by_cups])
def test_the_kiosk_s_right_outlives_a_restart_of_cups_and_its_own_hand_in_the_settings(
    rig: Rig, tickets: Everywhere, changed: Callable[[Rig], None]
) -> None:
    changed(rig)
    rig.ask("cupsdisable", "tickets")
    assert as_the_kiosk(print_one, rig.socket, "tickets") is Printed.DELIVERED
    assert [words(path) for path in tickets.sheets()] == ["la mienne"]
    assert as_the_kiosk(statuses, rig.socket, "bureau", *START) == refused(*START)
