"""What a file of a plan holds: kept rows only. Run in a process of its own, under limits (`adapters/errands`)."""

import json
from base64 import b64decode
from dataclasses import asdict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.adapters.errands.places import Elsewhere, TooLarge, read_whole
from kiosk.adapters.schedules.rows import Frame
from kiosk.domain.reception.planning import Reading, Unreadable

LARGEST = 20 * 1024 * 1024
# Two years of a busy agenda are 10,000 lines.
MOST_ROWS = 60_000
TOO_MUCH = Unreadable("Ce fichier est trop gros, ou piégé. Exportez une période plus courte.")
CLOSED = Unreadable("Ce fichier ne s’ouvre pas.", is_for_now=True)
_UNKNOWN = Unreadable("Ce fichier n’est pas un agenda ni un tableau que l’on sait lire.")
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def plan(request: dict[str, Any]) -> dict[str, Any]:
    """Read the file that a request names; whatever is wrong with it comes back as words."""
    try:
        found = _answer(request)
    except (MemoryError, TooLarge):
        found = TOO_MUCH
    except (PermissionError, Elsewhere):
        found = CLOSED
    except Exception:
        found = _UNKNOWN
    if isinstance(found, Reading) and len(found.kept) + len(found.dropped) > MOST_ROWS:
        found = TOO_MUCH
    return {"reading" if isinstance(found, Reading) else "unreadable": asdict(found)}


def _answer(request: dict[str, Any]) -> Reading | Unreadable:
    read = read_whole(request["path"], request["stamp"], LARGEST)
    # A copy begun by Windows has its whole size at once, and noughts where the rest will come.
    written = read.rstrip(b"\0") if read.endswith(b"\0" * 4) else read
    if not written.strip():
        return Unreadable("Ce fichier est vide.", is_for_now=True)
    if len(written) < len(read) and not read.startswith(_WORKBOOKS):
        return Unreadable("Ce fichier n’est pas arrivé en entier. Copiez‑le à nouveau.", is_for_now=True)
    frame = Frame(
        ZoneInfo(request["zone"]),
        datetime.fromisoformat(request["now"]),
        int(request["slot_minutes"]),
        b64decode(request["key"]),
    )
    return _read(read, frame, json.loads(request["columns"]))


def _read(content: bytes, frame: Frame, columns: dict[str, str]) -> Reading | Unreadable:
    from kiosk.adapters.schedules.ics import read_calendar
    from kiosk.adapters.schedules.sheets import read_text, read_workbook

    if content.startswith(_WORKBOOKS):
        return read_workbook(content, frame, columns)
    if b"BEGIN:VCALENDAR" in content[:2000].upper():
        return read_calendar(content, frame)
    return read_text(content, frame, columns)
