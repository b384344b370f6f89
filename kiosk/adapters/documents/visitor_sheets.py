"""What a visitor takes away, as PDF bytes. The same input gives the same bytes."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from kiosk.adapters.languages.translator import Translator, translator
from kiosk.domain.guides.guide import Checklist
from kiosk.domain.machine.printing import Roll
from kiosk.domain.reception.arrivals import Ticket
from kiosk.domain.reception.handouts import FollowUp, Orientation, Passage
from kiosk.sites import Site

if TYPE_CHECKING:
    from kiosk.adapters.documents.leaf import Leaf

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

    def lists_a4(self, checklists: Sequence[Checklist], language: str, at: datetime) -> bytes:
        """Lay several lists out as one document on A4, each from a page of its own on."""
        from kiosk.adapters.documents.checklist import lists_a4

        return lists_a4(checklists, self._site, self._translate(language), at.date(), practice=self._practice)

    def orientation(self, sent: Orientation, language: str, at: datetime, roll: Roll | None = None) -> bytes:
        """Lay out where to go now; on A4 where no roll is given."""
        from kiosk.adapters.documents.handouts import orientation_sheet

        return orientation_sheet(sent, self._site, at.date(), self._leaf(language, roll))

    def follow_up(self, followed: FollowUp, language: str, at: datetime, roll: Roll | None = None) -> bytes:
        """Lay out what was done, what is left, and the next appointment; on A4 where no roll is given."""
        from kiosk.adapters.documents.handouts import follow_up_sheet

        return follow_up_sheet(followed, self._site, at.date(), self._leaf(language, roll))

    def passage(self, seen: Passage, language: str, roll: Roll | None = None) -> bytes:
        """Lay out that somebody was here, without a motif; on A4 where no roll is given."""
        from kiosk.adapters.documents.handouts import passage_sheet

        return passage_sheet(seen, self._site, self._leaf(language, roll))

    def mandate(self, language: str) -> bytes:
        """Lay out the blank mandate on A4."""
        from kiosk.adapters.documents.mandate import mandate_sheet

        return mandate_sheet(self._leaf(language, None, dense=True))

    def list_ticket(self, checklist: Checklist, language: str, at: datetime, roll: Roll = _ANY_LENGTH) -> bytes:
        """Lay a list out on a ticket, 40 cm long at most. Raises ValueError when a guide is longer than that."""
        from kiosk.adapters.documents.ticket import list_ticket

        return list_ticket(checklist, self._site, self._translate(language), at.date(), roll, practice=self._practice)

    def receipt(self, ticket: Ticket, arrived: datetime, language: str, roll: Roll = _ANY_LENGTH) -> bytes:
        """Lay out the arrival receipt: number, site, date, hour of arrival, nothing else (P4)."""
        from kiosk.adapters.documents.ticket import receipt

        return receipt(ticket, arrived, self._site, self._translate(language), roll, practice=self._practice)

    def _leaf(self, language: str, roll: Roll | None, *, dense: bool = False) -> "Leaf":
        from kiosk.adapters.documents.leaf import Leaf

        return Leaf(self._translate(language), self._practice, roll, dense)
