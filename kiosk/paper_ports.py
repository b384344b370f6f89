"""What the services need from paper: a printer, and the sheets that it is handed."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from kiosk.domain.guides.guide import Checklist
from kiosk.domain.machine.health import Finding
from kiosk.domain.machine.printing import Format, Printed, PrinterState, Roll
from kiosk.domain.reception.appointments import Appointment
from kiosk.domain.reception.arrivals import Ticket
from kiosk.domain.reception.codes import BadgeCode
from kiosk.domain.reception.handouts import FollowUp, Orientation, Passage
from kiosk.domain.reception.slots import Slot


class Printer(Protocol):
    """Puts a PDF on paper; blocks until the job's final state, so call it on the printing lane."""

    def print(self, pdf: bytes, title: str) -> Printed:
        """Print one sheet and tell how it ended; on any failure the queue is left empty.

        `title` names the job in the spool and must say nothing about a person.
        """

    def roll(self) -> Roll | None:
        """Say what tickets are printed on; None when no ticket fits it."""

    def look(self) -> PrinterState:
        """Say how the printer stands, as far as it tells unasked."""

    def empty(self) -> bool:
        """Cancel whatever waits in the queue; say whether the queue could be asked."""


class VisitorSheets(Protocol):
    """Turns what a visitor takes away into PDF bytes. `at` is the local time printed on the sheet."""

    def list_a4(self, checklist: Checklist, language: str, at: datetime) -> bytes:
        """Lay a list out on A4."""

    def list_ticket(self, checklist: Checklist, language: str, at: datetime, roll: Roll) -> bytes:
        """Lay a list out on a ticket, on several pages where the roll's are too short."""

    def lists_a4(self, checklists: Sequence[Checklist], language: str, at: datetime) -> bytes:
        """Lay several lists out as one document on A4."""

    def orientation(self, sent: Orientation, language: str, at: datetime, roll: Roll | None) -> bytes:
        """Lay out where to go now; on A4 where no roll is given."""

    def follow_up(self, followed: FollowUp, language: str, at: datetime, roll: Roll | None) -> bytes:
        """Lay out what was done, what is left, and the next appointment; on A4 where no roll is given."""

    def passage(self, seen: Passage, language: str, roll: Roll | None) -> bytes:
        """Lay out that somebody was here, without a motif; on A4 where no roll is given."""

    def mandate(self, language: str) -> bytes:
        """Lay out the blank mandate on A4."""

    def receipt(self, ticket: Ticket, arrived: datetime, language: str, roll: Roll) -> bytes:
        """Lay out the arrival receipt: number, site, date, hour of arrival, nothing else (P4)."""


class StaffSheets(Protocol):
    """Turns what the team prints into PDF bytes, and the plan into a calendar."""

    def slips(self, appointments: Sequence[Appointment], paper: Format, roll: Roll = ...) -> bytes:
        """Lay out a slip for each appointment; `roll` is what tickets are printed on."""

    def cards(self, codes: Sequence[str], paper: Format, roll: Roll = ...) -> bytes:
        """Lay out cards with codes that no appointment has yet."""

    def day_sheet(self, day: date, slots: Sequence[Slot]) -> bytes:
        """Lay a day out on one page."""

    def free_sheet(self, days: Sequence[tuple[date, Sequence[datetime]]]) -> bytes:
        """Lay out the hours still free."""

    def calendar(self, appointments: Sequence[Appointment], now: datetime) -> bytes:
        """Write the plan as a calendar without names."""

    def badge(self, badge: BadgeCode) -> bytes:
        """Lay out a badge to cut out of an A4 page."""

    def readiness(self, findings: Sequence[Finding], at: datetime) -> bytes:
        """Lay out how the box is, worst first; `at` is the local time of the look."""
