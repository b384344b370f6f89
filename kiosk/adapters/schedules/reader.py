"""Reads a plan in a process of its own, which has little memory and little time and hands back kept rows only."""

import contextlib
import json
import os
import secrets
import subprocess
import sys
from base64 import b64encode
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kiosk.adapters.schedules.child import SECONDS, TOO_MUCH
from kiosk.domain.appointments import Motif
from kiosk.domain.planning import Dropped, PlannedRow, Reading, Unreadable
from kiosk.sites import Site

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


def plan_key(folder: Path) -> bytes:
    """Return the key of this machine's imports, drawn at its first use."""
    path = folder / "import.key"
    if not path.exists():
        part = path.with_suffix(".part")
        part.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.touch(mode=0o600)
        part.write_bytes(secrets.token_bytes(32))
        # Whoever comes second keeps the first one's key.
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(part)
        part.unlink(missing_ok=True)
    return path.read_bytes()


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
