"""The process that reads a file: it has little memory and little time, hands back kept rows only, and ends.

It takes a request as JSON on its standard input and answers as JSON on its standard output; nothing of a file's
contents goes to standard error, to a log or to a dump (P1).
"""

import json
import resource
import sys
from base64 import b64decode
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.adapters.schedules.rows import Frame
from kiosk.domain.planning import Reading, Unreadable

# A calendar of 50,000 events takes some 300 MB; a bomb asks for gigabytes.
MEMORY = 900 * 1024 * 1024
SECONDS = 25
LARGEST = 20 * 1024 * 1024
TOO_MUCH = Unreadable("Ce fichier est trop gros, ou piégé. Exportez une période plus courte.")
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def answer(request: dict[str, str]) -> Reading | Unreadable:
    """Read the file that a request names."""
    path = Path(request["path"])
    try:
        if path.stat().st_size > LARGEST:
            return TOO_MUCH
        content = path.read_bytes()
    except OSError:
        return Unreadable("Ce fichier ne s’ouvre pas.")
    if not content.strip():
        return Unreadable("Ce fichier est vide.")
    frame = Frame(
        ZoneInfo(request["zone"]),
        datetime.fromisoformat(request["now"]),
        int(request["slot_minutes"]),
        b64decode(request["key"]),
    )
    return _read(content, frame, json.loads(request["columns"]))


def _read(content: bytes, frame: Frame, columns: dict[str, str]) -> Reading | Unreadable:
    from kiosk.adapters.schedules.ics import read_calendar
    from kiosk.adapters.schedules.sheets import read_text, read_workbook

    if content.startswith(_WORKBOOKS):
        return read_workbook(content, frame, columns)
    if b"BEGIN:VCALENDAR" in content[:2000].upper():
        return read_calendar(content, frame)
    return read_text(content, frame, columns)


def main() -> None:
    """Answer one request."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        found = answer(json.load(sys.stdin))
    except MemoryError:
        found = TOO_MUCH
    except Exception:
        found = Unreadable("Ce fichier n’est pas un agenda ni un tableau que l’on sait lire.")
    kind = "reading" if isinstance(found, Reading) else "unreadable"
    json.dump({kind: asdict(found)}, sys.stdout, default=str)


if __name__ == "__main__":
    main()
