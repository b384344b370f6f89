"""Preparing a démarche: what is counted about it, and its sheets."""

from collections.abc import Callable, Sequence
from datetime import datetime

from kiosk.domain.figures.answers import Answer
from kiosk.domain.figures.usage import GUIDES_FINISHED, GUIDES_OPENED, HELPED, SHEETS, Family, counter
from kiosk.domain.guides.guide import Checklist, Guide
from kiosk.domain.machine.printing import Format, Printed, Roll
from kiosk.domain.reception.arrivals import Ticket
from kiosk.paper_ports import Printer, VisitorSheets
from kiosk.ports import Clock, DayBook
from kiosk.sites import Site

_TITLE = "Espace France services"


class Checklists:
    """The verbs of the guides and of the paper that leaves the kiosk, for one site.

    `printers` holds the printer of each format; printing blocks until the job's final state, which `told` learns.
    """

    def __init__(
        self,
        day: DayBook,
        clock: Clock,
        site: Site,
        sheets: VisitorSheets,
        printers: dict[Format, Printer],
        told: Callable[[Printed], None] = lambda _: None,
    ) -> None:
        self._day = day
        self._clock = clock
        self._site = site
        self._sheets = sheets
        self._printers = printers
        self._told = told

    def opened(self, guide: Guide) -> None:
        """Count that a guide was opened."""
        self._count(GUIDES_OPENED, guide.id)

    def finished(self, guide: Guide) -> None:
        """Count that somebody reached the list of a guide."""
        self._count(GUIDES_FINISHED, guide.id)

    def answered(self, answer: Answer) -> None:
        """Count whether the kiosk helped: at all sites together, by quarter, beside nothing else."""
        self._count(HELPED, answer.value)

    def print_list(self, checklist: Checklist, paper: Format, language: str) -> Printed:
        """Print somebody's list, and count the sheet once it is made."""
        return self._counted(self.print_blank(checklist, paper, language), paper)

    def print_blank(self, checklist: Checklist, paper: Format, language: str) -> Printed:
        """Print a list for nobody yet, one of a batch: it counts as no visitor's sheet."""
        now = self._now()
        if paper is Format.A4:
            return self._print(self._sheets.list_a4(checklist, language, now), paper)
        return self._print_on_roll(lambda roll: self._sheets.list_ticket(checklist, language, now, roll), paper)

    def print_lists(self, checklists: Sequence[Checklist], language: str) -> Printed:
        """Print several lists on A4 in one job, and count each once they are delivered."""
        ended = self._printers[Format.A4].print(self._sheets.lists_a4(checklists, language, self._now()), _TITLE)
        self._told(ended)
        for _ in checklists if ended.is_made else ():
            self._count(SHEETS, Format.A4.value)
        return ended

    def print_receipt(self, ticket: Ticket, arrived: datetime, language: str) -> Printed:
        """Print an arrival receipt (`arrived` is local), and count it once it is made."""
        paper = Format.RECEIPT
        ended = self._print_on_roll(lambda roll: self._sheets.receipt(ticket, arrived, language, roll), paper)
        return self._counted(ended, paper)

    def forget_stale_sheets(self) -> None:
        """Empty the queues: a sheet left by a crash is somebody else's, and must never come out later."""
        for printer in self._printers.values():
            printer.empty()

    def _print_on_roll(self, lay: Callable[[Roll], bytes], paper: Format) -> Printed:
        roll = self._printers[paper].roll()
        if roll is None:
            self._told(Printed.WRONG_PAPER)
            return Printed.WRONG_PAPER
        return self._print(lay(roll), paper)

    def _print(self, pdf: bytes, paper: Format) -> Printed:
        ended = self._printers[paper].print(pdf, _TITLE)
        self._told(ended)
        return ended

    def _counted(self, ended: Printed, paper: Format) -> Printed:
        if ended.is_made:
            self._count(SHEETS, paper.value)
        return ended

    def _count(self, family: Family, value: str) -> None:
        with self._day.transaction() as records:
            records.count(counter(family, self._site.id, self._now(), value))

    def _now(self) -> datetime:
        return self._clock().astimezone(self._site.zone)
