"""From the words of a plan to what we may keep: hours, a motif, three letters, a slip code; the rest is forgotten."""

import hashlib
import hmac
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kiosk.adapters.schedules.words import plain
from kiosk.domain.reception.appointments import PLANNING_HORIZON, Motif, letters_of
from kiosk.domain.reception.codes import SlipCode, read_slip_code
from kiosk.domain.reception.planning import Dropped, PlannedRow

LONGEST = timedelta(hours=4)
PAST, FAR, LONG = (
    "L’heure est passée.", "C’est plus loin que 8 semaines.",
    "La durée n’est pas celle d’un rendez‑vous (4 heures au plus).",
)  # fmt: skip
OFF, ALL_DAY, NO_END = (
    "Il est annulé.",
    "C’est une journée entière, pas une heure.",
    ("Sa fin ou sa durée n’est pas lisible : il est gardé, avec la durée habituelle."),
)
_CODE = re.compile(r"(?<!\d)(?:KR\s*)?(\d{3}[ \u00a0]?\d{3})(?!\d)", re.IGNORECASE)
# What we ask advisers to type: the letters between brackets, or nothing else than the letters in the subject.
_BRACKETED = re.compile(r"\[([A-Za-zÀ-ÖØ-öø-ÿŒœ]{1,3})\]")
_ALONE = re.compile(r"(?:RDV\s+)?([A-ZÀ-ÖØ-ÞŒ]{1,3})")
_NOT_LETTERS = frozenset({"rdv", "m", "mr", "mme", "dr"})
_FIRST = re.compile(r"\b(?:1re|1ere|premiere) (?:venue|visite|fois)\b|\bpremier (?:rdv|rendez vous|contact)\b")
_YES, _NO = (
    frozenset({"oui", "o", "x", "1", "vrai", "true", "yes", "y"}),
    frozenset({"non", "n", "0", "faux", "false", "no"}),
)
# "Annulé : …", "Canceled: …" as Outlook writes; "[BEN] (annulé)", "BEN annulé" as people do.
_OFF_WORD = r"(?:annule(?:e|s|es)?|cancel(?:l)?ed|abgesagt|supprime(?:e|s|es)?)"
_OFF_FIRST = re.compile(
    rf"\W*(?:(?:{_OFF_WORD}|(?:annul|cancell?)ation)\s*(?:[:,.!|/)\]–—-]|rdv|\[|$)|{_OFF_WORD}\s+[a-z]{{1,3}}$)",
    re.IGNORECASE,
)
_OFF_SPELT = re.compile(r"\W*annulée?s?\b", re.IGNORECASE)
_OFF_ASIDE = re.compile(rf"[(\[{{]\s*{_OFF_WORD}\s*[)\]}}]|[-–—:]\s*{_OFF_WORD}\s*!*$", re.IGNORECASE)
_OFF_LAST = re.compile(rf"(?:rdv\s+)?(?:\[?[a-z]{{1,3}}\]?\s+)?(?:rdv\s+)?{_OFF_WORD}\W*", re.IGNORECASE)
_OFF_STATES = ("annul", "revoked", "excused", "excus", "cancel", "supprim", "declined", "refuse")
_NOT_OFF = re.compile(r"\b(?:non|pas|not)\b")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What bounds a reading: the site's zone, now, a slot's length, the key that hides ids."""

    zone: ZoneInfo
    now: datetime
    slot_minutes: int
    key: bytes

    def window(self) -> tuple[datetime, datetime]:
        """Return the times between which an appointment may begin."""
        return self.now, self.now + PLANNING_HORIZON

    def today(self) -> date:
        """Return the day it is at the site."""
        return self.now.astimezone(self.zone).date()

    def hidden(self, source_id: str) -> str:
        """Return a keyed hash of a source's id: it tells two events apart and says nothing else."""
        return hmac.new(self.key, source_id.encode(), hashlib.sha256).hexdigest()[:32] if source_id else ""


def checked_row(row: PlannedRow, bounds: Bounds) -> PlannedRow | Dropped:
    """Return a row that can be planned, or why it cannot."""
    first, last = bounds.window()
    if row.starts < first:
        return Dropped(row.where, PAST)
    if row.starts > last:
        return Dropped(row.where, FAR)
    if not 0 < row.minutes <= LONGEST.total_seconds() / 60:
        return Dropped(row.where, LONG)
    return row


def out_of_sight(day: date, bounds: Bounds) -> str:
    """Say why a day is past or too far, "" where it is neither: hours of the year 1 or 9999 cannot be counted."""
    first, last = (at.astimezone(bounds.zone).date() for at in bounds.window())
    return PAST if day < first else FAR if day > last else ""


def motif_of(words: str) -> Motif:
    """Return the motif that words name; France services where they name none."""
    said = plain(words)
    if "pand" in said:
        return Motif.PANDA
    if any(sign in said for sign in ("acces au droit", "acces aux droits", "juridi", "avocat", "point justice")):
        return Motif.ACCESS_TO_LAW
    return Motif.FRANCE_SERVICES


def code_in(words: str) -> str:
    """Return the slip code typed in a subject, "" for none: a wrong check digit is no code."""
    for found in _CODE.findall(words):
        code = read_slip_code(found.replace("\u00a0", ""))
        if isinstance(code, SlipCode):
            return code.digits
    return ""


def letters_in_subject(words: str) -> str:
    """Return the letters typed as we ask for: "[BEN]", or "BEN" or "RDV BEN" alone; never guessed from a sentence."""
    said = unicodedata.normalize("NFC", words)
    found = _BRACKETED.search(said) or _ALONE.fullmatch(_CODE.sub(" ", said).strip())
    return letters_of(found[1]) if found and plain(found[1]) not in _NOT_LETTERS else ""


def says_more(words: str) -> bool:
    """Say whether a subject says something beside letters and a code: what it is about, then."""
    rest = _BRACKETED.sub(" ", _CODE.sub(" ", unicodedata.normalize("NFC", words))).strip()
    return bool(plain(rest)) and not _ALONE.fullmatch(rest) and plain(rest) not in {"rdv", "kr"}


def is_off(words: str) -> bool:
    """Say whether a subject says that it is off: "Annulé : [BEN]", "Canceled: [BEN]", "[BEN] (annulé)"."""
    bare = unicodedata.normalize("NFKD", words.casefold())
    said = "".join(c for c in bare if not unicodedata.combining(c)).strip()
    is_spelt = _OFF_SPELT.match(unicodedata.normalize("NFC", words.strip()))
    return bool(is_spelt or _OFF_FIRST.match(said) or _OFF_ASIDE.search(said) or _OFF_LAST.fullmatch(said))


def is_off_state(words: str) -> bool:
    """Say whether a state is one of what does not take place: "Annulé par l’usager", "revoked", "CANCELED"."""
    said = plain(words)
    return any(sign in said for sign in _OFF_STATES) and not _NOT_OFF.match(said)


def first_visit_in(words: str) -> bool | None:
    """Say whether words name a first visit; None where they do not say."""
    return True if _FIRST.search(plain(words)) else None


def yes_or_no(words: str) -> bool | None:
    """Read a yes or no of a column."""
    said = plain(words)
    return True if said in _YES else False if said in _NO else None


def local_time(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """Return a local hour in UTC; an hour that the clocks skip is taken as the one after."""
    return datetime.combine(day, hour, tzinfo=zone).astimezone(UTC)
