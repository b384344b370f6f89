"""What the team prints, as PDF bytes: slips, cards, the day's sheet, free hours; and the plan as a calendar."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from kiosk.adapters.languages.translator import translator
from kiosk.domain.machine.health import Finding
from kiosk.domain.machine.printing import Format, Roll
from kiosk.domain.reception.appointments import Appointment
from kiosk.domain.reception.codes import BadgeCode
from kiosk.domain.reception.slots import Slot
from kiosk.sites import Site

if TYPE_CHECKING:
    from kiosk.adapters.documents.slip import Slip


_ANY_LENGTH = Roll()


class PdfStaffSheets:
    """Lays out what the team prints for one site, slips for `others` too; keeps the promises of `ports.StaffSheets`."""

    def __init__(self, site: Site, *, practice: bool, others: Iterable[Site] = ()) -> None:
        self._site = site
        self._sites = {each.id: each for each in others} | {site.id: site}
        self._practice = practice

    def slips(self, appointments: Sequence[Appointment], paper: Format, roll: Roll = _ANY_LENGTH) -> bytes:
        """Lay out a slip for each appointment."""
        from kiosk.adapters.documents.slip import Slip

        sites = [self._sites.get(a.site, self._site) for a in appointments]
        slips = [
            Slip(a.slip_code, a.starts.astimezone(site.zone), site) for a, site in zip(appointments, sites, strict=True)
        ]
        return self._slips(slips, paper, roll)

    def cards(self, codes: Sequence[str], paper: Format, roll: Roll = _ANY_LENGTH) -> bytes:
        """Lay out cards with codes that no appointment has yet."""
        from kiosk.adapters.documents.slip import Slip

        return self._slips([Slip(code) for code in codes], paper, roll)

    def day_sheet(self, day: date, slots: Sequence[Slot]) -> bytes:
        """Lay a day out on one page."""
        from kiosk.adapters.documents.day_sheet import day_sheet

        return day_sheet(day, slots, self._site, translator("fr"), practice=self._practice)

    def free_sheet(self, days: Sequence[tuple[date, Sequence[datetime]]]) -> bytes:
        """Lay out the hours still free."""
        from kiosk.adapters.documents.day_sheet import free_sheet

        return free_sheet(days, self._site, translator("fr"), practice=self._practice)

    def calendar(self, appointments: Sequence[Appointment], now: datetime) -> bytes:
        """Write the plan as a calendar without names."""
        from kiosk.adapters.documents.plan_ics import plan_calendar

        return plan_calendar(appointments, self._site, now)

    def badge(self, badge: BadgeCode) -> bytes:
        """Lay out a badge to cut out of an A4 page."""
        from kiosk.adapters.documents.badge import badge_on_a4

        return badge_on_a4(badge)

    def readiness(self, findings: Sequence[Finding], at: datetime) -> bytes:
        """Lay out how the box is, worst first."""
        from kiosk.adapters.documents.readiness_sheet import readiness_sheet

        return readiness_sheet(findings, self._site, at, practice=self._practice)

    def _slips(self, slips: "Sequence[Slip]", paper: Format, roll: Roll) -> bytes:
        from kiosk.adapters.documents.slip import slips_on_a4, slips_on_tickets

        if paper is Format.A4:
            return slips_on_a4(slips, self._site, translator("fr"), practice=self._practice)
        return slips_on_tickets(slips, self._site, translator("fr"), roll, practice=self._practice)
