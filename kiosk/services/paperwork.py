"""What the team prints: slips, cards, the day's sheet, free hours, and batches of blank checklists."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from kiosk.desk_ports import TeamFolder
from kiosk.domain.guides.guide import Checklist
from kiosk.domain.machine.health import Finding
from kiosk.domain.machine.printing import Format, Printed, Roll
from kiosk.domain.reception.appointments import PLANNING_HORIZON, Appointment
from kiosk.domain.reception.codes import BadgeCode
from kiosk.paper_ports import Printer, StaffSheets
from kiosk.ports import Clock
from kiosk.services.checklists import Checklists
from kiosk.services.planning import Planning

TITLE = "Espace France services"
FREE_DAYS = 14  # open days are few: two weeks hold two or three of them


@dataclass(frozen=True, slots=True)
class Batch:
    """How a batch ended: sheets made out of those asked for, and why it stopped early, if it did."""

    done: int
    asked: int
    ended: Printed


class Paperwork:
    """The verbs of the team's printer, for one site. Printing blocks until the job's final state."""

    def __init__(
        self,
        sheets: StaffSheets,
        printers: dict[Format, Printer],
        planning: Planning,
        lists: Checklists,
        clock: Clock,
        folder: TeamFolder,
    ) -> None:
        self._sheets = sheets
        self._printers = printers
        self._planning = planning
        self._lists = lists
        self._clock = clock
        self._folder = folder

    def print_slips(self, appointments: Sequence[Appointment], paper: Format) -> Printed:
        """Print a slip for each appointment; none asked is none printed."""
        if not appointments:
            return Printed.CANCELLED
        return self._print(lambda roll: self._sheets.slips(appointments, paper, roll), paper)

    def print_cards(self, number: int, paper: Format) -> Printed:
        """Print cards with valid codes that nobody has."""
        codes = self._planning.unused_codes(number)
        return self._print(lambda roll: self._sheets.cards(codes, paper, roll), paper)

    def print_day(self, day: date) -> Printed:
        """Print the day's sheet."""
        return self._printers[Format.A4].print(self._sheets.day_sheet(day, self._planning.day(day)), TITLE)

    def print_free(self, day: date) -> Printed:
        """Print the hours still free in the two weeks from a day on."""
        days = [day + timedelta(days=n) for n in range(FREE_DAYS)]
        free = [(each, self._planning.free(each)) for each in days]
        return self._printers[Format.A4].print(self._sheets.free_sheet(free), TITLE)

    def print_badge(self, badge: BadgeCode) -> Printed:
        """Print a badge to cut out."""
        return self._printers[Format.A4].print(self._sheets.badge(badge), TITLE)

    def print_readiness(self, findings: Sequence[Finding], at: datetime) -> Printed:
        """Print how the box is; `at` is the local time at which it was looked at."""
        return self._printers[Format.A4].print(self._sheets.readiness(findings, at), TITLE)

    def save_calendar(self, first: date) -> Path | None:
        """Write the plan from a day on, as far as one plans, for the adviser's own calendar: hours and codes alone."""
        planned = self._planning.appointments(first, first + PLANNING_HORIZON)
        return self._folder.put(self._sheets.calendar(planned, self._clock()))

    def _print(self, lay: Callable[[Roll], bytes], paper: Format) -> Printed:
        roll = Roll() if paper is Format.A4 else self._printers[paper].roll()
        return Printed.WRONG_PAPER if roll is None else self._printers[paper].print(lay(roll), TITLE)

    def print_batch(
        self,
        lists: Sequence[Checklist],
        paper: Format,
        language: str,
        copies: int,
        *,
        told: Callable[[int, int], None] = lambda _done, _asked: None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> Batch:
        """Print each list so many times, one job a sheet; tell how far it is, stop when asked or when paper ends."""
        wanted, ended = [each for each in lists for _ in range(copies)], Printed.DELIVERED
        for done, each in enumerate(wanted):
            if is_cancelled():
                return Batch(done, len(wanted), Printed.CANCELLED)
            ended = self._lists.print_blank(each, paper, language)
            if not ended.is_made:
                return Batch(done, len(wanted), ended)
            told(done + 1, len(wanted))
        return Batch(len(wanted), len(wanted), ended)
