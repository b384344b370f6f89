"""Appointments as the permanence may hold them: hour, length, motif, at most three letters (P1)."""

import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

# Why people come late or early is none of our business; these are the limits of "on time" (PRODUCT F3).
EARLY_MARGIN = timedelta(minutes=45)
LATE_MARGIN = timedelta(minutes=15)
PLANNING_HORIZON = timedelta(weeks=8)
LETTERS = 3
# Whose plan an appointment is of: 1 to 9 for those that files bring, 0 for what somebody typed at the desk.
TYPED = 0


class Motif(StrEnum):
    """The services a permanence gives an appointment for."""

    FRANCE_SERVICES = "france-services"
    ACCESS_TO_LAW = "acces-aux-droits"
    PANDA = "pand"


class LeftOut(StrEnum):
    """What the newest file of its agenda says of an appointment that a file brought."""

    NO = "no"
    ROW = "row"  # its day is in the file, it is not: the desk is asked
    DAY = "day"  # its day is not in the file: the desk is asked
    KEPT = "kept"  # the desk said that it stays


class Timing(StrEnum):
    """Where the declared hour stands against now. There is no "absent": P2."""

    UNKNOWN = "unknown"
    EARLY = "early"
    ON_TIME = "on-time"
    LATE = "late"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Appointment:
    """One planned meeting. `starts` is aware and in UTC; `letters` holds 0 to 3 capitals A–Z.

    `agenda` is `TYPED` for one that was typed at the desk: no file moves it or takes it away. The three that are told
    are what the file last said of one that it brought and somebody changed at the desk; else they are empty.
    """

    starts: datetime
    minutes: int
    motif: Motif
    letters: str
    first_visit: bool
    slip_code: str
    agenda: int = TYPED
    source_hash: str = ""
    site: str = ""
    left_out: LeftOut = LeftOut.NO
    told_starts: datetime | None = None
    told_letters: str = ""
    told_motif: Motif | None = None


# Letters of Latin alphabets that have no accent-free form of their own.
_PLAIN = str.maketrans({"Œ": "OE", "Æ": "AE", "Ø": "O", "Ł": "L", "Đ": "D", "Ð": "D", "Þ": "TH", "Ħ": "H", "Ŧ": "T"})


def is_expected(appointment: Appointment, now: datetime) -> bool:
    """Say whether an appointment still shows on lists and sheets: past its late window it is nowhere (P2)."""
    return now <= appointment.starts + LATE_MARGIN


def as_told(appointment: Appointment) -> Appointment:
    """Return an appointment as its file has it, whatever was changed at the desk."""
    if appointment.told_starts is None:
        return appointment
    motif = appointment.told_motif or appointment.motif
    return replace(appointment, starts=appointment.told_starts, letters=appointment.told_letters, motif=motif)


def changed_by_hand(before: Appointment, after: Appointment) -> Appointment:
    """Return what somebody changed at the desk, with what its file says of it; one put back as it was is the file's."""
    if before.agenda == TYPED:
        return after
    told = as_told(before)
    if (after.starts, after.letters, after.motif) == (told.starts, told.letters, told.motif):
        return replace(after, told_starts=None, told_letters="", told_motif=None)
    return replace(after, told_starts=told.starts, told_letters=told.letters, told_motif=told.motif)


def letters_of(family_name: str) -> str:
    """Return the first three letters of a family name as the day list holds them.

    Accents, blanks, apostrophes and hyphens do not count: "LE GOFF" gives LEG, "O'Kelly" OKE, "N'DIAYE" NDI.
    A ligature counts as its two letters, a barred letter as the plain one: "ŁUKASIK" gives LUK, "ØSTBY" OST.
    """
    plain = unicodedata.normalize("NFKD", family_name.upper().translate(_PLAIN))
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
