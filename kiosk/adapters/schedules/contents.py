"""What a file of a plan holds: kept rows only. Run in a process of its own, under limits (`adapters/errands`)."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import Base64Bytes, ConfigDict, TypeAdapter

from kiosk.adapters.errands.places import Elsewhere, TooLarge, read_handle, read_whole
from kiosk.adapters.schedules.rows import Bounds
from kiosk.domain.reception.columns import Chosen
from kiosk.domain.reception.planning import Reading, Stamp, Unreadable

LARGEST = 20 * 1024 * 1024
# Two years of a busy agenda are 10,000 lines.
MOST_ROWS = 60_000
TOO_MUCH = Unreadable("Ce fichier est trop gros, ou piégé. Exportez une période plus courte.")
CLOSED = Unreadable("Ce fichier ne s’ouvre pas.", is_for_now=True)
NO_CALENDAR = Unreadable("Cette adresse ne donne pas un agenda.")
CUT = Unreadable("L’agenda n’est pas arrivé en entier.", is_for_now=True)
_UNKNOWN = Unreadable("Ce fichier n’est pas un agenda ni un tableau que l’on sait lire.")
_PAGE = Unreadable(
    "C’est une page web, pas un tableau. Ouvrez‑la dans un tableur, puis « Enregistrer sous » : XLSX ou CSV."
)
_OTHERS = (
    (b"%PDF", "Un PDF ne se lit pas. Exportez l’agenda en ICS, ou le tableau en CSV."),
    (b"{\\rtf", "C’est un texte, pas un tableau. Copiez le tableau dans un tableur, puis enregistrez en CSV."),
    (b"\x1f\x8b", "C’est une archive. Ouvrez‑la, puis choisissez le fichier qui est dedans."),
)
_FOLD = re.compile(rb"\r*\n[ \t]")
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """A file to read, and what bounds the reading; the key travels no further than to the process that reads.

    `handle` is what a published calendar's address gave, in memory: then `path` is empty.
    """

    path: str
    stamp: Stamp | None
    zone: str
    now: datetime
    slot_minutes: int
    key: Base64Bytes
    columns: dict[str, dict[str, int]]
    handle: int | None = None


@cache
def asked() -> TypeAdapter[PlanRequest]:
    """Return what writes and reads a request."""
    return TypeAdapter(PlanRequest)


@cache
def told() -> TypeAdapter[Reading | Unreadable]:
    """Return what writes and reads an answer; what is wrong with one is said without quoting it (P1)."""
    return TypeAdapter(Reading | Unreadable, config=ConfigDict(hide_input_in_errors=True))


def plan(request: dict[str, Any]) -> dict[str, Any]:
    """Read the file that a request names; whatever is wrong with it comes back as words."""
    try:
        found = _answer(asked().validate_python(request))
    except (MemoryError, TooLarge):
        found = TOO_MUCH
    except (PermissionError, Elsewhere):
        found = CLOSED
    except Exception:
        found = _UNKNOWN
    if isinstance(found, Reading) and len(found.kept) + len(found.dropped) > MOST_ROWS:
        found = TOO_MUCH
    answer: dict[str, Any] = told().dump_python(found, mode="json")
    return answer


def _answer(request: PlanRequest) -> Reading | Unreadable:
    bounds = Bounds(ZoneInfo(request.zone), request.now, request.slot_minutes, request.key)
    if request.handle is not None:
        return _published(read_handle(request.handle), bounds)
    read, stamp = read_whole(request.path, list(request.stamp) if request.stamp else None, LARGEST)
    # A copy begun by Windows has its whole size at once, and noughts where the rest will come.
    written = read.rstrip(b"\0") if read.endswith(b"\0" * 4) else read
    if not written.strip():
        return Unreadable("Ce fichier est vide.", is_for_now=True)
    if len(written) < len(read) and not read.startswith(_WORKBOOKS):
        return Unreadable("Ce fichier n’est pas arrivé en entier. Copiez‑le à nouveau.", is_for_now=True)
    found = _read(read, bounds, request.columns)
    return replace(found, stamp=(stamp[0], stamp[1])) if isinstance(found, Reading) else found


def _published(content: bytes, bounds: Bounds) -> Reading | Unreadable:
    """Read what an address gave: a calendar to its end, or nothing; servers append their error pages to what they sent.

    A page that asks for a password, and a word that says what broke, come with the same "OK".
    """
    written = content.strip(b"\xef\xbb\xbf\0 \t\r\n").upper()
    if not written.startswith(b"BEGIN:VCALENDAR"):
        return NO_CALENDAR
    return _read(content, bounds, {}) if written.endswith(b"END:VCALENDAR") else CUT


def _read(content: bytes, bounds: Bounds, columns: Chosen) -> Reading | Unreadable:
    from kiosk.adapters.schedules.ics import read_calendar
    from kiosk.adapters.schedules.sheets import read_text, read_workbook
    from kiosk.adapters.schedules.texts import decoded

    if content.startswith(_WORKBOOKS):
        return read_workbook(content, bounds, columns)
    if refused := _other_kind(content):
        return refused
    if b"BEGIN:VCALENDAR" in content[:2000].upper():
        # Lines may have been folded in the middle of a character.
        content = _FOLD.sub(b"", content)
    if "BEGIN:VCALENDAR" in (text := decoded(content))[:2000].upper():
        return read_calendar(text, bounds)
    return read_text(text, bounds, columns)


def _other_kind(content: bytes) -> Unreadable | None:
    """Say what would work where a file is known to be something else, whatever it is named."""
    head = content[:400].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<html", b"<!doctype", b"<table", b"<head", b"<meta", b"<?xml", b"<body")):
        return _PAGE
    return next((Unreadable(why) for begins, why in _OTHERS if content.startswith(begins)), None)
