"""A permanence on real files whose clock may be wrong: the services as they are wired for the kiosk."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kiosk.adapters.database.folders import Databases, open_databases
from kiosk.domain.reception.appointments import Appointment, Motif
from kiosk.domain.reception.codes import new_slip_code
from kiosk.services.arrivals import Arrivals
from kiosk.services.assistance import Assistance
from kiosk.services.closing import Closing
from kiosk.services.openings import Openings
from kiosk.services.queue import Queue
from kiosk.services.timekeeping import Timekeeper
from tests.helpers.doubtful_machine import DoubtfulMachine
from tests.helpers.waiting_room import DESK_ALIVE_WITHIN, SITE

BUILT = datetime(2026, 11, 1, tzinfo=UTC)
FAR = datetime(2100, 1, 1, tzinfo=UTC)


@dataclass
class DoubtfulRoom:
    """The kiosk's process on a folder; `restart` ends it and begins another."""

    folder: Path
    machine: DoubtfulMachine
    slips: int = 0
    files: Databases = field(init=False)

    def __post_init__(self) -> None:
        self._start()

    def _start(self) -> None:
        self.files = files = open_databases(self.folder, patience_ms=200)
        self.time = time = Timekeeper(self.machine, self.machine, built=BUILT)
        time.begin(files.device, files.day, SITE, files.keep)
        self.openings = Openings(files.day, time, SITE)
        self.arrivals = Arrivals(files.day, time, SITE, desk_alive_within=DESK_ALIVE_WITHIN, is_sure=time.is_sure)
        self.queue, self.sessions = Queue(files.day, time, SITE), Assistance(files.day, time, SITE)
        self.closing = Closing(
            files.day, files.figures, time, SITE, log=files.device, keeps=files.keep,
            may_destroy=time.may_destroy, past=time.past,
        )  # fmt: skip

    def restart(self) -> None:
        self.close()
        self._start()

    def switch_off_for(self, told: datetime | None = None, **time: float) -> None:
        """Switch the box off, and on again when its clock may tell something else."""
        self.close()
        self.machine.live(**time)
        if told is not None:
            self.machine.tell(told)
        self.machine.switch_on()
        self._start()

    def look(self) -> None:
        """Do what the kiosk does every five seconds."""
        self.time.look()
        self.closing.tend()

    def plan(self, starts: datetime) -> str:
        self.slips += 1
        code = new_slip_code(lambda _: self.slips).digits
        with self.files.day.transaction() as records:
            records.add_appointment(
                Appointment(
                    starts.astimezone(UTC), 30, Motif.PANDA, "DUR", first_visit=False, slip_code=code, site="meaux"
                )
            )
        return code

    def planned(self) -> set[str]:
        with self.files.day.transaction() as records:
            return {a.slip_code for a in records.appointments(BUILT - timedelta(days=9999), FAR)}

    def waiting(self) -> list[str]:
        """Return the numbers the desk can call."""
        return [str(w.arrival.ticket) for w in self.queue.room().waiting]

    def arrived(self) -> list[datetime]:
        """Return when everybody in the file arrived, whichever day it is filed under."""
        rows = self.files.day.store.outside("SELECT arrived FROM arrival")
        return [datetime.fromisoformat(at) for (at,) in rows]

    def close(self) -> None:
        self.files.close()
