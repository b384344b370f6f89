"""Printers: a CUPS queue whose jobs are followed to their end, or a folder of PDFs when no queue is set.

The queue belongs to this kiosk: what waits in it when a sheet begins was left by a crash and is somebody else's, so it
is cancelled, as everything is after a failure. Another program that shares the device needs a queue of its own on it.
To start a paused queue and to cancel what others left there, the kiosk's account needs the right that `queues` gives
it; without it the kiosk still prints, and cancels its own jobs.

CUPS is asked over its socket in IPP rather than through `lp` (reasons in `ipp.py`): the PDF goes from memory to the
spool without touching a file of ours, and a job that CUPS has already forgotten is looked up among the events of a
subscription made before it, so "delivered" never rests on an absence.
"""

import os
import re
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

from kiosk.adapters.machine.private_files import destroy, open_private, private_folder
from kiosk.adapters.printing.cups_job import CupsJob, media_in, obstacle_of
from kiosk.adapters.printing.ipp import Attribute, Cups, CupsError, Operation, Tag
from kiosk.adapters.printing.media import A4
from kiosk.adapters.printing.queues import Queues
from kiosk.domain.machine.printing import Printed, PrinterState, QueueTrouble, Roll, Unready
from kiosk.paper_ports import Printer

CUPS_SOCKET = Path("/run/cups/cups.sock")
_CLEARING = 1.0  # seconds kept back from the time allowed, so that emptying the queue still fits in it
_SHEET = re.compile(r"feuille-(\d{4,})\.pdf")


class CupsPrinter:
    """A queue of the local CUPS. Safe to call from several threads: one sheet at a time.

    `elapsed` tells seconds that only ever grow, from any beginning.
    """

    def __init__(
        self,
        queue: str,
        confirm_within: timedelta,
        socket: Path = CUPS_SOCKET,
        elapsed: Callable[[], float] = time.monotonic,
    ) -> None:
        self._name, self._queue = queue, quote(queue, safe="")
        self._seconds = confirm_within.total_seconds()
        self._elapsed = elapsed
        self._cups = Cups(socket)
        self._one_sheet = threading.Lock()

    def print(self, pdf: bytes, title: str) -> Printed:
        """Print one sheet and tell within `confirm_within` how it ended; on any failure the queue is left empty."""
        with self._one_sheet:
            job = self._job(self._seconds - _CLEARING)
            self.empty()
            try:
                ended = job.run(pdf, title)
            except CupsError:
                ended = Printed.UNAVAILABLE
            if ended is not Printed.DELIVERED:
                self.empty()
            return ended

    def roll(self) -> Roll | None:
        """Say what tickets are printed on; None when it is too narrow for them. Silence says nothing against it."""
        try:
            return media_in(self._job(_CLEARING).about_paper()).roll()
        except CupsError:
            return Roll()

    def trouble(self) -> QueueTrouble | None:
        """Say why the queue cannot be relied on, as it stands."""
        try:
            return Queues(self._cups).trouble(self._name)
        except CupsError:
            return QueueTrouble(self._name, Unready.NO_SERVICE)

    def look(self) -> PrinterState:
        """Say how the printer stands: its queue, its paper, and what CUPS last heard of it."""
        trouble = self.trouble()
        if trouble is not None and trouble.why is not Unready.NOT_OURS:
            return PrinterState(self._name, trouble)
        try:
            media = media_in(self._job(_CLEARING).about_paper())
            obstacle = obstacle_of(Queues(self._cups).reasons(self._name))
        except CupsError:
            return PrinterState(self._name, QueueTrouble(self._name, Unready.NO_SERVICE))
        takes_a4 = not media.is_told or media.name_for(A4) is not None
        return PrinterState(self._name, trouble, obstacle, media.roll(), takes_a4)

    def empty(self) -> bool:
        """Cancel whatever waits in the queue and say whether nothing is left; also for boot and for closing."""
        try:
            everything = self._cups.ask(Operation.CANCEL_JOBS, self._queue, within=_CLEARING)
            return everything.accepted or self._cancel_one_by_one()
        except CupsError:
            return False

    def _job(self, seconds: float) -> CupsJob:
        return CupsJob(self._cups, self._queue, self._elapsed() + seconds, self._elapsed)

    def _cancel_one_by_one(self) -> bool:
        # An account that may not administer printers may still cancel its own jobs.
        wanted = Attribute(Tag.KEYWORD, "requested-attributes", ("job-id",))
        waiting = self._cups.ask(Operation.GET_JOBS, self._queue, wanted, within=_CLEARING)
        jobs = [Attribute(Tag.INTEGER, "job-id", group["job-id"]) for group in waiting.groups if "job-id" in group]
        asked = [self._cups.ask(Operation.CANCEL_JOB, self._queue, job, within=_CLEARING) for job in jobs]
        return waiting.accepted and all(answer.accepted for answer in asked)


class FolderPrinter:
    """A folder where sheets land as `feuille-0001.pdf`, `feuille-0002.pdf`…: practice, tours, tests."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def print(self, pdf: bytes, title: str) -> Printed:  # noqa: ARG002 (a folder names its sheets by number alone)
        """Keep one sheet under the next number, whole or not at all."""
        try:
            private_folder(self._folder)
            self._keep(pdf)
        except OSError:
            return Printed.UNAVAILABLE
        return Printed.SAVED

    def roll(self) -> Roll:
        """Return a roll that is as long as a sheet."""
        return Roll()

    def look(self) -> PrinterState:
        """Return a printer without a queue: a folder is always there."""
        return PrinterState("")

    def empty(self) -> bool:
        """Do nothing: sheets in a folder wait for nobody."""
        return True

    def clear(self) -> None:
        """Destroy every sheet there is, its bytes overwritten. Raises OSError when one stays."""
        for path in [*self._folder.glob("feuille-*.pdf"), *self._folder.glob(".feuille-*")]:
            destroy(path)

    def _keep(self, pdf: bytes) -> None:
        numbers = [int(name[1]) for path in self._folder.iterdir() if (name := _SHEET.fullmatch(path.name))]
        number = max(numbers, default=0) + 1
        part = self._folder / f".feuille-{os.getpid()}-{threading.get_ident()}"
        try:
            with open(part, "wb", opener=open_private) as file:
                file.write(pdf)
            while not _named(part, self._folder / f"feuille-{number:04d}.pdf"):
                number += 1
        finally:
            part.unlink(missing_ok=True)


def _named(part: Path, sheet: Path) -> bool:
    """Give a finished file its name, unless another one was faster."""
    try:
        sheet.hardlink_to(part)
    except FileExistsError:
        return False
    return True


def printer_for(queue: str, folder: Path, confirm_within: timedelta) -> Printer:
    """Return the printer that the settings ask for: a CUPS queue by name, or the folder when the name is empty.

    CUPS is reached on the socket that CUPS_SERVER names, or on the system's own; never over a network.
    """
    return CupsPrinter(queue, confirm_within, cups_socket()) if queue else FolderPrinter(folder)


def cups_socket() -> Path:
    """Return where the local CUPS listens."""
    server = os.environ.get("CUPS_SERVER", "")
    return Path(server) if server.startswith("/") else CUPS_SOCKET
