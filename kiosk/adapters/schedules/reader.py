"""Reads plans that others put somewhere: each file, each look at a folder, in a process that can be left behind."""

import fcntl
import hashlib
import hmac
import os
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from kiosk.adapters.errands.child import SECONDS
from kiosk.adapters.errands.sender import Errands
from kiosk.adapters.machine.private_files import open_private, private_folder
from kiosk.adapters.schedules.contents import TOO_MUCH, PlanRequest, asked, told
from kiosk.domain.machine.chores import ChoreTrouble
from kiosk.domain.reception.columns import Chosen
from kiosk.domain.reception.planning import KINDS, Original, Reading, Seen, Stamp, Unreadable
from kiosk.sites import Site

_KEY_BYTES = 32
_CHILD = "kiosk.adapters.schedules.child"
# A share in another town answers within seconds, or not at all; the largest file is overwritten in some more.
LOOK_SECONDS, DESTROY_SECONDS = 10.0, 60.0
_SILENT = Unreadable("L’endroit où se trouve ce fichier ne répond pas.", is_for_now=True)


class ScheduleReader:
    """The ports `PlanReader` and `PlanFolder`. `key` hides the source's event ids and never leaves this machine."""

    def __init__(self, site: Site, key: bytes, errands: Errands | None = None) -> None:
        self._site = site
        self._key = key
        self._errands = errands or Errands()

    def read(
        self, path: Path, now: datetime, columns: Chosen | None = None, stamp: Stamp | None = None
    ) -> Reading | Unreadable:
        """Read a calendar or a sheet; `columns` says by its mark what a sheet's columns say, `stamp` what it was."""
        said = {mark: dict(roles) for mark, roles in (columns or {}).items()}
        return self._read(str(path.parent), str(path), now, stamp=stamp, columns=said)

    def read_handle(self, place: str, handle: int, now: datetime) -> Reading | Unreadable:
        """Read a published calendar that stands in an open file."""
        return self._read(place, "", now, handle=handle)

    def _read(
        self,
        place: str,
        path: str,
        now: datetime,
        *,
        stamp: Stamp | None = None,
        columns: dict[str, dict[str, int]] | None = None,
        handle: int | None = None,
    ) -> Reading | Unreadable:
        site = self._site
        wanted = PlanRequest(path, stamp, site.time_zone, now, site.slot_minutes, self._key, columns or {}, handle)
        request = asked().dump_python(wanted, mode="json")
        handles = () if handle is None else (handle,)
        # A machine that is busy gives the child little of its time.
        answer = self._errands.send(place, request, 4 * SECONDS, _CHILD, handles)
        if answer is None:
            return _SILENT
        return told().validate_python(answer) if answer else TOO_MUCH

    def look(self, folder: Path) -> tuple[Seen, ...] | ChoreTrouble:
        """Return the files of a folder that may be plans, or why it cannot be told."""
        request = {"do": "look", "folder": str(folder), "kinds": sorted(KINDS)}
        answer = self._errands.send(str(folder), request, LOOK_SECONDS)
        if not answer:
            return ChoreTrouble.FOLDER_SILENT
        if "missing" in answer:
            return ChoreTrouble.FOLDER_MISSING
        return tuple(Seen(name, (size, date), is_plain) for name, (size, date), is_plain in answer["seen"])

    def find(self, places: Sequence[str]) -> tuple[Original, ...]:
        """Return the files that may be plans under some places, newest first; one that does not answer has none."""
        requests = {place: {"do": "find", "place": place, "kinds": sorted(KINDS)} for place in places}
        found = [each for answer in self._errands.send_all(requests, LOOK_SECONDS) for each in answer["found"]]
        return tuple(
            dict.fromkeys(Original(Path(path), (size, date)) for date, path, size in sorted(found, reverse=True))
        )

    def mark(self, path: Path, stamp: Stamp) -> str:
        """Return what may be remembered of a file: it tells one from another, and names none."""
        said = f"file\n{os.fsencode(path)!r}\n{stamp[0]}\n{stamp[1]}".encode()
        return hmac.new(self._key, said, hashlib.sha256).hexdigest()[:32]

    def destroy(self, path: Path, stamp: Stamp) -> bool:
        """Destroy a file, if it is still what it was seen to be; say whether it is gone."""
        request = {"do": "destroy", "path": str(path), "stamp": stamp}
        answer = self._errands.send(str(path.parent), request, DESTROY_SECONDS)
        return bool(answer and answer["gone"])


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
