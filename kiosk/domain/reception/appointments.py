"""Appointments as the permanence may hold them: hour, length, motif, at most three letters (P1)."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# Why people come late or early is none of our business; these are the limits of "on time" (PRODUCT F3).
EARLY_MARGIN = timedelta(minutes=45)
LATE_MARGIN = timedelta(minutes=15)
PLANNING_HORIZON = timedelta(weeks=8)
LETTERS = 3


class Motif(StrEnum):
    """The services a permanence gives an appointment for."""

    FRANCE_SERVICES = "france-services"
    ACCESS_TO_LAW = "acces-aux-droits"
    PANDA = "pand"


class Timing(StrEnum):
    """Where the declared hour stands against now. There is no "absent": P2."""

    UNKNOWN = "unknown"
    EARLY = "early"
    ON_TIME = "on-time"
    LATE = "late"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Appointment:
    """One planned meeting. `starts` is aware and in UTC; `letters` holds 0 to 3 capitals A–Z."""

    starts: datetime
    minutes: int
    motif: Motif
    letters: str
    first_visit: bool
    slip_code: str
    agenda: int = 1
    source_hash: str = ""
    site: str = ""


def is_expected(appointment: Appointment, now: datetime) -> bool:
    """Say whether an appointment still shows on lists and sheets: past its late window it is nowhere (P2)."""
    return now <= appointment.starts + LATE_MARGIN


def letters_of(family_name: str) -> str:
    """Return the first three letters of a family name as the day list holds them.

    Accents, blanks, apostrophes and hyphens do not count: "LE GOFF" gives LEG, "O'Kelly" OKE, "N'DIAYE" NDI.
    A ligature counts as its two letters; letters outside A–Z that have no accent-free form are dropped.
    """
    opened = family_name.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE")
    plain = unicodedata.normalize("NFKD", opened.replace("ß", "ss")).upper()
    return "".join(c for c in plain if "A" <= c <= "Z")[:LETTERS]


def timing_of(declared: datetime | None, now: datetime) -> Timing:
    """Place an hour that the visitor declared: on time from 45 min before to 15 min after it, both included."""
    if declared is None:
        return Timing.UNKNOWN
    if now < declared - EARLY_MARGIN:
        return Timing.EARLY
    if now > declared + LATE_MARGIN:
        return Timing.LATE
    return Timing.ON_TIME
