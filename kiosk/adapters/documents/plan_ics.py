"""The plan as a calendar for the adviser's own tool: hours and slip codes, no letters, no name."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from kiosk.domain.reception.appointments import Appointment
from kiosk.sites import Site


def plan_calendar(appointments: Iterable[Appointment], site: Site, now: datetime) -> bytes:
    """Return an ICS calendar; the slip code is each event's id, so that importing it again changes nothing."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//kiosk-france-services//plan//FR")
    calendar.add("version", "2.0")
    for appointment in appointments:
        event = Event()
        event.add("uid", f"{appointment.slip_code}@kiosk")
        event.add("dtstamp", now)
        event.add("dtstart", appointment.starts)
        event.add("dtend", appointment.starts + timedelta(minutes=appointment.minutes))
        event.add("summary", f"KR {appointment.slip_code}")
        event.add("location", f"Espace France services — {site.town}")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
