"""Whether arrivals can be written down, and what the desk must know of the files."""

from datetime import UTC, datetime, time

from kiosk.domain.machine.data_state import DataState, Mishap
from kiosk.machine_ports import DataFiles, MishapLog
from kiosk.ports import Clock
from kiosk.sites import Site


class DataCare:
    """Looks at one folder's files, for one site."""

    def __init__(self, files: DataFiles, log: MishapLog, clock: Clock, site: Site) -> None:
        self._files = files
        self._log = log
        self._clock = clock
        self._site = site

    def look(self, *, thoroughly: bool = False) -> DataState:
        """Say how the files are; `thoroughly` takes a few milliseconds more and a write of a few hundred bytes."""
        return self._files.look(thoroughly=thoroughly)

    def mishaps(self) -> tuple[Mishap, ...]:
        """Return what befell the files today: the desk says it until the day is over."""
        now = self._clock().astimezone(self._site.zone)
        midnight = datetime.combine(now.date(), time.min, tzinfo=now.tzinfo)
        return self._log.mishaps(midnight.astimezone(UTC))
