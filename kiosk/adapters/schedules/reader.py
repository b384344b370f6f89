"""Reads a plan in a process of its own, which has little memory and little time and hands back kept rows only."""

import fcntl
import json
import os
import secrets
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kiosk.adapters.private_files import open_private, private_folder
from kiosk.adapters.schedules.child import SECONDS, TOO_MUCH
from kiosk.domain.appointments import Motif
from kiosk.domain.planning import Dropped, PlannedRow, Reading, Unreadable
from kiosk.sites import Site

_KEY_BYTES = 32
_ROOT = Path(__file__).parents[3]


class ScheduleReader:
    """The port `PlanReader`. `key` hides the source's event ids and never leaves this machine."""

    def __init__(self, site: Site, key: bytes) -> None:
        self._site = site
        self._key = key

    def read(self, path: Path, now: datetime, columns: Mapping[str, str] | None = None) -> Reading | Unreadable:
        """Read a calendar or a sheet; `columns` corrects which header means what."""
        request = {
            "path": str(path),
            "zone": self._site.time_zone,
            "now": now.isoformat(),
            "slot_minutes": str(self._site.slot_minutes),
            "key": b64encode(self._key).decode(),
            "columns": json.dumps(dict(columns or {})),
        }
        # PYTHONPATH: the child finds the program wherever the parent runs from.
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(_ROOT), os.environ.get("PYTHONPATH", "")])}
        try:
            done = subprocess.run(
                [sys.executable, "-m", "kiosk.adapters.schedules.child"],
                input=json.dumps(request).encode(), capture_output=True, check=True, timeout=2 * SECONDS,
                env=environment,
            )  # fmt: skip
        except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
            return TOO_MUCH
        return _outcome(json.loads(done.stdout))


def plan_key(folder: Path, on_new: Callable[[], object] = lambda: None) -> bytes:
    """Return the key of this machine's imports, drawn at its first use; one that is not whole hides nothing and goes.

    `on_new` is called before another key is in force: what an older one hid is found no more.
    """
    with open(private_folder(folder) / "import.key", "a+b", opener=open_private) as file:
        # Kiosk and desk may start at once: whoever comes second finds the first one's key.
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        key = file.read()
        if len(key) != _KEY_BYTES or len(set(key)) == 1:
            on_new()
            key = secrets.token_bytes(_KEY_BYTES)
            file.truncate(0)
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
    return key


def _outcome(answer: dict[str, Any]) -> Reading | Unreadable:
    if "unreadable" in answer:
        return Unreadable(**answer["unreadable"])
    found = answer["reading"]
    return Reading(
        tuple(_row(row) for row in found["kept"]),
        tuple(Dropped(**dropped) for dropped in found["dropped"]),
        tuple((role, header) for role, header in found["columns"]),
        tuple(found["headers"]),
        date.fromisoformat(found["first"]) if found["first"] else None,
        date.fromisoformat(found["last"]) if found["last"] else None,
    )


def _row(row: dict[str, Any]) -> PlannedRow:
    return PlannedRow(**{**row, "starts": datetime.fromisoformat(row["starts"]), "motif": Motif(row["motif"])})
