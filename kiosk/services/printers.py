"""How the kiosk's printers stand: what whoever is at the desk must know to put them right."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.machine.printing import Obstacle, Printed, QueueTrouble
from kiosk.machine_ports import SheetLog
from kiosk.paper_ports import Printer
from kiosk.ports import Clock
from kiosk.sites import Site


@dataclass(frozen=True, slots=True)
class Standing:
    """Queues that cannot be relied on or that nothing comes out of; when the newest sheet failed (local), and how."""

    troubles: tuple[QueueTrouble, ...] = ()
    obstacles: tuple[tuple[str, Obstacle], ...] = ()
    failed: tuple[datetime, Printed] | None = None


class Printers:
    """The verbs of whoever looks after the printers, for one site. They ask the printers: call them on their lane."""

    def __init__(self, printers: Iterable[Printer], log: SheetLog, clock: Clock, site: Site) -> None:
        self._printers = tuple(printers)
        self._log = log
        self._clock = clock
        self._site = site

    def standing(self) -> Standing:
        """Say how the printers stand; the same queue is told of once."""
        seen = [printer.look() for printer in self._printers]
        troubles = dict.fromkeys(state.trouble for state in seen if state.trouble)
        stopped = dict.fromkeys((s.queue, s.obstacle) for s in seen if s.obstacle and s.obstacle.stops)
        failed = self._log.failed_sheet()
        return Standing(
            tuple(troubles), tuple(stopped), (failed[0].astimezone(self._site.zone), failed[1]) if failed else None
        )

    def told(self, ended: Printed) -> None:
        """Remember how a sheet of the kiosk ended."""
        self._log.note_sheet(ended, self._clock())
