"""Sheets sent to a queue of a rig, by whoever runs the tests or, through `kiosk_account`, by another account."""

import threading
from datetime import timedelta
from pathlib import Path

from kiosk.adapters.printing.printer import CupsPrinter
from kiosk.domain.machine.printing import Printed
from tests.system.cups_rig import Rig
from tests.system.measured_sheets import sheet
from tests.system.patience import until

TITLE = "Espace France services"


def queue(rig: Rig, name: str = "a4", seconds: float = 30) -> CupsPrinter:
    return CupsPrinter(name, timedelta(seconds=seconds), rig.socket)


def print_one(socket: Path, queue: str, said: str = "la mienne", seconds: float = 20) -> Printed:
    """Print a sheet; everything given can be handed to another process."""
    return CupsPrinter(queue, timedelta(seconds=seconds), socket).print(sheet(words=said), TITLE)


def in_the_background(printer: CupsPrinter, said: str = "Ma liste") -> tuple[threading.Thread, list[Printed]]:
    """Begin to print a sheet; return who prints it, and how it ended once it has."""
    ended: list[Printed] = []
    lane = threading.Thread(target=lambda: ended.append(printer.print(sheet(words=said), TITLE)), daemon=True)
    lane.start()
    return lane, ended


def leave_a_sheet(rig: Rig, queue: str, said: str) -> str:
    """Put a sheet into a queue as any program does, and return its number there: `tickets-12`."""
    left = rig.folder / "left.pdf"
    left.write_bytes(sheet(words=said))
    rig.ask("lp", "-d", queue, str(left))
    until(lambda: f"{queue}-" in rig.waiting(queue))
    return rig.waiting(queue).split()[0]
