"""Calendars that are published at an address: one process fetches, another one reads what came."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kiosk.adapters.errands.download import WHOLE_SECONDS
from kiosk.adapters.errands.sender import Errands, memory_file
from kiosk.adapters.schedules.contents import CUT, LARGEST, TOO_MUCH
from kiosk.adapters.schedules.reader import ScheduleReader
from kiosk.domain.reception.planning import Got, Published, Reading, Tag, Unreadable

_PROGRAM = "kiosk.adapters.errands.download"
# A name is looked up, and a server greeted, before the first byte.
_SECONDS = WHOLE_SECONDS + 15.0


class AddressBook:
    """The port `CalendarSource`. It alone knows the addresses, by agenda; whoever has one reads what stands there."""

    def __init__(self, addresses: Mapping[int, str], reader: ScheduleReader, errands: Errands) -> None:
        self._addresses = addresses
        self._reader = reader
        self._errands = errands

    def agendas(self) -> tuple[int, ...]:
        """Return the agendas that have an address."""
        return tuple(sorted(self._addresses))

    def fetch(self, agenda: int, now: datetime, tag: Tag) -> Published | Got:
        """Read an agenda's calendar, if it is another than `tag` tells; else say why not."""
        with memory_file() as content:
            handle = content.fileno()
            answer = self._asked(agenda, tag, handle)
            if answer.get("got") != Got.WHOLE:
                return Got(answer.get("got", Got.SILENT))
            found = self._reader.read_handle(f"calendar {agenda}", handle, now)
        if isinstance(found, Reading):
            return Published(found, Tag(answer["etag"], answer["modified"]))
        return _of_words(found)

    def _asked(self, agenda: int, tag: Tag, handle: int) -> dict[str, Any]:
        request = {
            "address": self._addresses[agenda], "etag": tag.etag, "modified": tag.modified, "into": handle,
            "largest": LARGEST,
        }  # fmt: skip
        return self._errands.send(f"address {agenda}", request, _SECONDS, _PROGRAM, (handle,)) or {}


def _of_words(found: Unreadable) -> Got:
    if found == TOO_MUCH:
        return Got.TOO_LARGE
    return Got.CUT if found == CUT or found.is_for_now else Got.NO_CALENDAR
