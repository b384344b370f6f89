"""What becomes of a sheet that was sent to the printer."""

from enum import StrEnum


class Format(StrEnum):
    """The two kinds of paper; also the values of the "sheets" counter."""

    A4 = "a4"
    TICKET = "ticket"
    RECEIPT = "receipt"


class Printed(StrEnum):
    """How a print job ended. Only DELIVERED may be announced as "Votre papier arrive"."""

    DELIVERED = "delivered"
    PAPER_OUT = "paper-out"
    STOPPED = "stopped"
    CANCELLED = "cancelled"
    UNAVAILABLE = "unavailable"
