"""From the words of a plan to what we may keep: hours, a motif, three letters, a slip code; the rest is forgotten."""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kiosk.domain.french import MONTHS
from kiosk.domain.reception.appointments import PLANNING_HORIZON, Motif, letters_of
from kiosk.domain.reception.codes import SlipCode, read_slip_code
from kiosk.domain.reception.planning import Dropped, PlannedRow

LONGEST = timedelta(hours=4)
_CODE = re.compile(r"(?<!\d)(?:KR\s*)?(\d{3}[ \u00a0]?\d{3})(?!\d)", re.IGNORECASE)
# What we ask advisers to type: the letters between brackets, or nothing else than the letters in the subject.
_BRACKETED = re.compile(r"\[([A-Za-zÀ-ÿ]{1,3})\]")
_ALONE = re.compile(r"(?:RDV\s+)?([A-ZÀ-Þ]{1,3})")
# RDV Service Public writes "Prénom NOM"; a run of capitals is the name, whatever stands before it.
_CAPITALS = re.compile(r"(?<![^\W\d_])[A-ZÀ-ÞŒÆ][A-ZÀ-ÞŒÆ'’ -]*[A-ZÀ-ÞŒÆ](?![^\W\d_])")
_FIRST = re.compile(r"\b(?:1re|1ere|premiere) (?:venue|visite|fois)\b|\bpremier (?:rdv|rendez vous|contact)\b")
_YES, _NO = (
    frozenset({"oui", "o", "x", "1", "vrai", "true", "yes"}),
    frozenset({"non", "n", "0", "faux", "false", "no"}),
)
_HOUR = re.compile(r"(\d{1,2})\s*(?:[h:.]|heures?)\s*(\d{2})?(?::\d{2})?\s*(am|pm)?|(\d{1,2})\s*(am|pm)", re.IGNORECASE)
_DATES = (
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})"), (1, 2, 3)),
    (re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"), (3, 2, 1)),
    (re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2})(?!\d)"), (3, 2, 1)),
)


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


def parted(rows: Iterable[PlannedRow | Dropped]) -> tuple[tuple[PlannedRow, ...], tuple[Dropped, ...]]:
    """Return what is kept apart from what is left out, each in its order."""
    every = tuple(rows)
    kept = tuple(row for row in every if isinstance(row, PlannedRow))
    return kept, tuple(row for row in every if isinstance(row, Dropped))


def plain(words: str) -> str:
    """Return words in small letters without accents, for comparing."""
    bare = unicodedata.normalize("NFKD", words.casefold())
    return " ".join(re.sub(r"[^a-z0-9]+", " ", "".join(c for c in bare if not unicodedata.combining(c))).split())


_MONTHS = tuple(map(plain, MONTHS))
_WRITTEN = re.compile(rf"(\d{{1,2}})(?:er)? ({'|'.join(_MONTHS)}) (\d{{4}})")


def checked_row(row: PlannedRow, bounds: Bounds) -> PlannedRow | Dropped:
    """Return a row that can be planned, or why it cannot."""
    first, last = bounds.window()
    if row.starts < first:
        return Dropped(row.where, "L’heure est passée.")
    if row.starts > last:
        return Dropped(row.where, "C’est plus loin que 8 semaines.")
    if not 0 < row.minutes <= LONGEST.total_seconds() / 60:
        return Dropped(row.where, "La durée n’est pas celle d’un rendez‑vous (4 heures au plus).")
    return row


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
    found = _BRACKETED.search(words)
    alone = _ALONE.fullmatch(_CODE.sub(" ", words).strip())
    match = found or alone
    return letters_of(match[1]) if match and plain(match[1]) != "rdv" else ""


def letters_in_people(words: str) -> str:
    """Return the letters of the first capitalised run of "Amina BEN ALI, Luc DUPONT"."""
    found = _CAPITALS.search(words)
    return letters_of(found[0]) if found else ""


def first_visit_in(words: str) -> bool | None:
    """Say whether words name a first visit; None where they do not say."""
    return True if _FIRST.search(plain(words)) else None


def yes_or_no(words: str) -> bool | None:
    """Read a yes or no of a column."""
    said = plain(words)
    return True if said in _YES else False if said in _NO else None


def read_hour(words: str) -> time | None:
    """Read "10h30", "10 h 30", "10:30", "10 h", "2:30 PM"."""
    found = _HOUR.search(words)
    if not found:
        return None
    hours, minutes = int(found[1] or found[4]), int(found[2] or 0)
    half = (found[3] or found[5] or "").lower()
    hours = hours % 12 + (12 if half == "pm" else 0) if half else hours
    return time(hours, minutes) if hours < 24 and minutes < 60 else None


def read_date(words: str) -> date | None:
    """Read "24/11/2026", "2026-11-24", "mardi 24 novembre 2026"; of two small numbers the day comes first."""
    for pattern, order in _DATES:
        if found := pattern.search(words):
            year, month, day = (int(found[n]) for n in order)
            return _date(2000 + year if year < 100 else year, month, day)
    found = _WRITTEN.search(plain(words))
    return _date(int(found[3]), _MONTHS.index(found[2]) + 1, int(found[1])) if found else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def local_time(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """Return a local hour in UTC; an hour that the clocks skip is taken as the one after."""
    return datetime.combine(day, hour, tzinfo=zone).astimezone(UTC)
