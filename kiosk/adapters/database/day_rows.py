"""Rows of the day's file, and what they mean."""

from datetime import date
from typing import Any

from kiosk.domain.reception.appointments import Appointment
from kiosk.domain.reception.arrivals import Arrival, Ticket


def arrival_row(arrival: Arrival, day: date) -> dict[str, Any]:
    """Return the columns of an arrival."""
    row = {name: getattr(arrival, name) for name in Arrival.__slots__ if name != "ticket"}
    return {"day": day, "series": arrival.ticket.series, "number": arrival.ticket.number, **row}


def arrival_of(row: Any) -> Arrival:
    """Return the arrival that a row holds."""
    values = row._asdict()
    values.pop("day")
    return Arrival(Ticket(values.pop("series"), values.pop("number")), **values)


def appointment_of(row: Any) -> Appointment:
    """Return the appointment that a row holds."""
    values = row._asdict()
    values.pop("id")
    return Appointment(**values)


def undo_of(row: Any) -> tuple[bool, Appointment]:
    """Return what a step of an import's undo holds: whether it is what the import left, and the appointment."""
    values = row._asdict()
    values.pop("id")
    return values.pop("is_after"), Appointment(**values)
