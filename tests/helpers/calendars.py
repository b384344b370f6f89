"""Calendars made to look like real exports; the producers' habits are theirs, the events are ours.

Written from what these producers are known to write; files of theirs, rewritten, are in `calendars_of_others`.
"""

CANARY = "Zqxcanari"
_PARIS = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""
_WHO = f"ATTENDEE;CN=Jean {CANARY}:mailto:{CANARY}@example.org\nDESCRIPTION:Voir {CANARY} au 06 00 00 00 00\n"
_WHO += f"LOCATION:12 rue {CANARY}\nCOMMENT:{CANARY}\nX-NOTE:{CANARY}\n"


def ics(producer: str, *events: str, zone: str = "", top: str = "") -> bytes:
    """Write a calendar with the line ends that RFC 5545 asks for."""
    zoned = _PARIS.format(name=zone) if zone else ""
    body = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:{producer}\n{top}{zoned}{''.join(events)}END:VCALENDAR\n"
    return body.replace("\n", "\r\n").encode()


def event(start: str, end: str, subject: str, uid: str = "1", more: str = "") -> str:
    """Write one event; `start` and `end` are the whole lines after DTSTART and DTEND."""
    return f"BEGIN:VEVENT\nUID:{uid}-{CANARY}\nDTSTART{start}\nDTEND{end}\nSUMMARY:{subject}\n{_WHO}{more}END:VEVENT\n"


ROMANCE = ';TZID="Romance Standard Time"'
PARIS = ";TZID=Europe/Paris"
# name: (content, [(local start, minutes, motif, letters)])
A = ("2026-11-24T10:30", 30, "france-services", "BEN")
CALENDARS: dict[str, tuple[bytes, list[tuple[str, int, str, str]]]] = {
    "outlook": (ics("-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN",
        event(f"{ROMANCE}:20261124T103000", f"{ROMANCE}:20261124T110000", "RDV BEN"), zone="Romance Standard Time",
        top="METHOD:PUBLISH\nX-CALSTART:20261124T093000Z\n"), [A]),
    "exchange-custom-zone": (ics("Microsoft Exchange Server 2010",
        event(";TZID=Customized Time Zone:20261124T103000", ";TZID=Customized Time Zone:20261124T110000", "BEN"),
        zone="Customized Time Zone"), [A]),
    "google": (ics("-//Google Inc//Google Calendar 70.9054//EN",
        event(":20261124T093000Z", ":20261124T100000Z", "[BEN] point du mois"),
        top="CALSCALE:GREGORIAN\nX-WR-CALNAME:Permanence\nX-WR-TIMEZONE:Europe/Paris\n"), [A]),
    "apple": (ics("-//Apple Inc.//macOS 14.0//EN",
        event(f"{PARIS}:20261124T103000", f"{PARIS}:20261124T110000", "RDV BEN", more="X-APPLE-TRAVEL-ADVISORY:1\n"),
        zone="Europe/Paris"), [A]),
    "zimbra": (ics("Zimbra-Calendar-Provider",
        event(';TZID="Europe/Brussels":20261124T103000', ';TZID="Europe/Brussels":20261124T110000', "BEN",
              more="STATUS:CONFIRMED\nCLASS:PUBLIC\nX-MICROSOFT-CDO-INTENDEDSTATUS:BUSY\n"), zone="Europe/Brussels"),
        [A]),
    "thunderbird": (ics("-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN",
        event(f"{PARIS}:20261124T103000", f"{PARIS}:20261124T110000", "[BEN]", more="X-MOZ-GENERATION:2\n"),
        zone="Europe/Paris"), [A]),
    "nextcloud": (ics("-//IDN nextcloud.com//Calendar app 4.7.4//EN",
        event(f"{PARIS}:20261124T103000", f"{PARIS}:20261124T110000", "BEN", more="SEQUENCE:2\n"),
        zone="Europe/Paris"), [A]),
    "sogo": (ics("-//Inverse inc./SOGo 5.8.0//EN",
        event(f"{PARIS}:20261124T103000", f"{PARIS}:20261124T110000", "RDV BEN", more="TRANSP:OPAQUE\n"),
        zone="Europe/Paris"), [A]),
    "rdv-service-public": (ics("RDV Service Public",
        event(f"{PARIS}:20261124T103000", f"{PARIS}:20261124T110000", "Suivi PAND@", more="STATUS:CONFIRMED\n"),
        top=f"X-WR-CALNAME:{CANARY} sur RDV\n"), [("2026-11-24T10:30", 30, "pand", "")]),
    "without-zone": (ics("-//hand//", event(":20261124T103000", ":20261124T110000", "BEN")), [A]),
    "utc": (ics("-//hand//", event(":20261124T093000Z", ":20261124T100000Z", "BEN")), [A]),
    "other-zone": (ics("-//hand//",
        event(";TZID=America/Martinique:20261124T053000", ";TZID=America/Martinique:20261124T060000", "BEN")), [A]),
    "duration-instead-of-end": (ics("-//hand//",
        event(f"{PARIS}:20261124T103000", f"{PARIS}:20261124T110000", "BEN").replace(
            f"DTEND{PARIS}:20261124T110000\n", "DURATION:PT45M\n")), [(*A[:1], 45, *A[2:])]),
    "no-end": (ics("-//hand//", event(f"{PARIS}:20261124T103000", "", "BEN").replace("DTEND\n", "")), [A]),
    "cancelled": (ics("-//hand//", event(f"{PARIS}:20261124T103000", f"{PARIS}:20261124T110000", "BEN",
                                         more="STATUS:CANCELLED\n")), []),
    "all-day": (ics("-//hand//", event(";VALUE=DATE:20261124", ";VALUE=DATE:20261125", f"Congé de {CANARY}")), []),
    "weekly": (ics("-//hand//", event(f"{PARIS}:20261124T103000", f"{PARIS}:20261124T110000", "BEN",
                                      more="RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;TZID=Europe/Paris:20261201T103000\n")),
        [A, ("2026-12-08T10:30", *A[1:])]),
    "weekly-one-moved": (ics("-//hand//",
        event(f"{PARIS}:20261124T103000", f"{PARIS}:20261124T110000", "BEN", more="RRULE:FREQ=WEEKLY;COUNT=2\n"),
        event(f"{PARIS}:20261201T140000", f"{PARIS}:20261201T143000", "BEN",
              more="RECURRENCE-ID;TZID=Europe/Paris:20261201T103000\n")),
        [A, ("2026-12-01T14:00", *A[1:])]),
    "endless": (ics("-//hand//", event(f"{PARIS}:20261124T103000", f"{PARIS}:20261124T110000", "BEN",
                                       more="RRULE:FREQ=WEEKLY;BYDAY=TU\n")),
        [(f"2026-{m:02d}-{d:02d}T10:30", *A[1:]) for m, d in ((11, 24), (12, 1), (12, 8), (12, 15), (12, 22), (12, 29))]
        + [(f"2027-01-{d:02d}T10:30", *A[1:]) for d in (5, 12)]),
    "past-and-far": (ics("-//hand//", event(f"{PARIS}:20251124T103000", f"{PARIS}:20251124T110000", "BEN", uid="2"),
        event(f"{PARIS}:20270624T103000", f"{PARIS}:20270624T110000", "BEN", uid="3")), []),
    "slip-code-in-subject": (ics("-//hand//",
        event(f"{PARIS}:20261124T103000", f"{PARIS}:20261124T110000", "KR 572 005 BEN")), [A]),
    "name-in-a-sentence": (ics("-//hand//",
        event(f"{PARIS}:20261124T103000", f"{PARIS}:20261124T110000", f"Point avec M. {CANARY} et suite")),
        [("2026-11-24T10:30", 30, "france-services", "")]),
    "folded-lines": (ics("-//hand//",
        event(f"{PARIS}:20261124T103000", f"{PARIS}:20261124T110000", "[BEN] " + "très long " * 7 + "\n  suite")), [A]),
    "the-night-the-clocks-change": (ics("-//hand//",
        event(f"{PARIS}:20261124T103000", f"{PARIS}:20261124T110000", "BEN")), [A]),
}  # fmt: skip
