"""What a visitor takes away, as PDF bytes. The same input gives the same bytes."""

from collections.abc import Callable
from datetime import datetime

from kiosk.adapters.languages.translator import Translator, translator
from kiosk.domain.guides.guide import Checklist
from kiosk.domain.machine.printing import Roll
from kiosk.domain.reception.arrivals import Ticket
from kiosk.sites import Site

_ANY_LENGTH = Roll()


class PdfVisitorSheets:
    """Lays out the sheets of one site; keeps the promises of `ports.VisitorSheets`.

    In practice every sheet is marked "Mode formation". `translate` gives the visitor's language by its code. The PDF
    library is loaded by the first sheet, not before.
    """

    def __init__(self, site: Site, *, practice: bool, translate: Callable[[str], Translator] = translator) -> None:
        self._site = site
        self._practice = practice
        self._translate = translate

    def list_a4(self, checklist: Checklist, language: str, at: datetime) -> bytes:
        """Lay a list out on A4, on two pages at most. Raises ValueError when a guide is longer than that."""
        from kiosk.adapters.documents.checklist import list_a4

        return list_a4(checklist, self._site, self._translate(language), at.date(), practice=self._practice)

    def list_ticket(self, checklist: Checklist, language: str, at: datetime, roll: Roll = _ANY_LENGTH) -> bytes:
        """Lay a list out on a ticket, 40 cm long at most. Raises ValueError when a guide is longer than that."""
        from kiosk.adapters.documents.ticket import list_ticket

        return list_ticket(checklist, self._site, self._translate(language), at.date(), roll, practice=self._practice)

    def receipt(self, ticket: Ticket, arrived: datetime, language: str, roll: Roll = _ANY_LENGTH) -> bytes:
        """Lay out the arrival receipt: number, site, date, hour of arrival, nothing else (P4)."""
        from kiosk.adapters.documents.ticket import receipt

        return receipt(ticket, arrived, self._site, self._translate(language), roll, practice=self._practice)
