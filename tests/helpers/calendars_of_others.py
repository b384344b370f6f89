"""Eleven calendars of real producers, from icalendar’s and recurring-ical-events’ public test data, rewritten.

The shape of each is theirs (zones, mixed ends, odd lines, their own properties); dates, words and ids are ours.
The name of the file it was read in stands beside each.
"""

from tests.helpers.calendars import CANARY, ics

_LONDON = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T010000
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""
_BERLIN = _LONDON.replace("+0100", "+0200").replace("+0000", "+0100").replace("020000", "030000")
_CDO = "CLASS:PUBLIC\nPRIORITY:5\nTRANSP:OPAQUE\nSTATUS:CONFIRMED\nSEQUENCE:0\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY\n"
_ALARM = (
    f"BEGIN:VALARM\nACTION:EMAIL\nATTENDEE:mailto:{CANARY}@example.org\nTRIGGER:-PT15M\nSUMMARY:{CANARY}\nEND:VALARM\n"
)


def _event(*lines: str) -> str:
    return "\n".join(("BEGIN:VEVENT", f"DESCRIPTION:{CANARY}", *lines, "END:VEVENT", ""))


def _london(name: str) -> str:
    return _LONDON.format(name=name)


def _berlin() -> str:
    return _BERLIN.format(name="Europe/Berlin")


GOOGLE = "-//Google Inc//Google Calendar 70.9054//EN"
EXCHANGE = "Microsoft Exchange Server 2010"
MOZILLA = "-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN"
A = ("2026-11-24T10:30", 30, "france-services", "BEN")
OTHERS: dict[str, tuple[bytes, list[tuple[str, int, str, str]]]] = {
    # from icalendar, alarm_google_future
    "google-with-alarms": (ics(GOOGLE, _event("DTSTART:20261124T093000Z", "DTEND:20261124T100000Z", "UID:7@google.com",
        "STATUS:CONFIRMED", "SUMMARY:RDV BEN", _ALARM.strip()), top=f"METHOD:PUBLISH\nX-WR-CALNAME:{CANARY}\n"
        f"X-WR-TIMEZONE:Europe/London\n{_berlin()}"), [A]),
    # from icalendar, alarm_outlook_in_future
    "exchange-weeks-and-one-hour": (ics(EXCHANGE,
        _event("RRULE:FREQ=WEEKLY;UNTIL=20261228T230000Z;INTERVAL=2;BYDAY=MO;WKST=MO",
               "EXDATE;TZID=GMT Standard Time:20261207T000000", "UID:111", f"SUMMARY:{CANARY}",
               "DTSTART;VALUE=DATE:20261123", "DTEND;VALUE=DATE:20261130", _CDO.strip()),
        _event("UID:04000000", "SUMMARY:[BEN]", "DTSTART;TZID=GMT Standard Time:20261124T093000",
               "DTEND;TZID=GMT Standard Time:20261124T100000", _CDO.strip()), top=_london("GMT Standard Time")), [A]),
    # from icalendar, alarm_thunderbird_future
    "thunderbird-london": (ics(MOZILLA, _event("UID:b9", "SUMMARY:BEN", "DTSTART;TZID=Europe/London:20261124T093000",
        "DTEND;TZID=Europe/London:20261124T100000", "X-MOZ-GENERATION:2", _ALARM.strip()),
        top=_london("Europe/London")), [A]),
    # from icalendar, alarm_etar_future (the start in a zone, the end in UTC)
    "etar-mixed-ends": (ics("-//Offline Calendar//iCal Import/Export 2.8.1//EN", _event("UID:17@x", "SUMMARY:BEN",
        "DTSTART;TZID=Europe/London:20261124T093000", "DTEND:20261124T100000Z"), top=_london("Europe/London")), [A]),
    # from icalendar, issue_218_bad_tzid
    "a-zone-named-utc-11": (ics("-//TEST//TEST//EN",
        "BEGIN:VTIMEZONE\nTZID:UTC+11\nBEGIN:STANDARD\nDTSTART:20170101T000000\nTZOFFSETFROM:+1100\nTZOFFSETTO:+1100\n"
        "END:STANDARD\nEND:VTIMEZONE\n",
        _event("DTSTART;TZID=UTC+11:20261124T203000", "DTEND;TZID=UTC+11:20261124T210000", "UID:1961094",
               "STATUS:Confirmed", "SUMMARY:BEN")), [A]),
    # from icalendar, issue_351_whitespace_in_property_and_params
    "spaces-in-a-property": (ics("-//Issue 351//EN", _event("UID:351", "DTSTART:20261124T093000Z", "SUMMARY:BEN"),
        top="REFRESH - INTERVAL; VALUE = DURATION:PT48H\n"), [A]),
    # from recurring-ical-events, issue-86-x-wr-timezone-without-time-zone-in-dt
    "zone-of-the-calendar-only": (ics("manually_generated", _event("UID:match", "DTSTART:20261124T103000",
        "DTEND:20261124T110000", "SUMMARY:BEN"), top="X-WR-TIMEZONE:Europe/Brussels\nX-WR-CALNAME:MyCalendar\n"), [A]),
    # from recurring-ical-events, issue_18_cancel_status
    "one-day-of-three-cancelled": (ics(MOZILLA,
        _event("UID:b65", "SUMMARY:BEN", "RRULE:FREQ=DAILY;COUNT=3", "DTSTART;TZID=Europe/Berlin:20261124T103000",
               "DTEND;TZID=Europe/Berlin:20261124T110000"),
        _event("UID:b65", "SUMMARY:BEN", "STATUS:CANCELLED", "RECURRENCE-ID;TZID=Europe/Berlin:20261125T103000",
               "DTSTART;TZID=Europe/Berlin:20261125T103000", "DTEND;TZID=Europe/Berlin:20261125T110000"),
        top=_berlin()), [A, ("2026-11-26T10:30", *A[1:])]),
    # from recurring-ical-events, discourse-no-dtend (the same zone four times, folded descriptions)
    "ruby-no-end-and-zones-again": (ics("icalendar-ruby", _event("UID:0ab",
        "DTSTART;TZID=Europe/Berlin:20261124T103000", "SUMMARY:[BEN] openLab", "URL:/c/machbar/calendar"),
        top=_berlin() * 4), [A]),
    # from recurring-ical-events, end-before-start-event (the library puts its ends the right way round)
    "sabredav-ends-before-it-begins": (ics("-//SabreDAV//SabreDAV//EN", _event("UID:UYD", "SUMMARY:BEN",
        "DTSTART;TZID=Europe/Berlin:20261124T110000", "DTEND;TZID=Europe/Berlin:20261124T103000"), top=_berlin()),
        [A]),
    # from recurring-ical-events, issue-28-rrule-with-UTC-endinginZ
    "exchange-all-days-until-utc": (ics(EXCHANGE, _event(
        "RRULE:FREQ=WEEKLY;UNTIL=20261230T230000Z;INTERVAL=2;BYDAY=TH",
        "UID:0400", f"SUMMARY:{CANARY}", "DTSTART;VALUE=DATE:20261126", "DTEND;VALUE=DATE:20261127", _CDO.strip()),
        top=_london("GMT Standard Time")), []),
}  # fmt: skip
