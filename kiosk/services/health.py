"""How the box is, part by part: gathered from whatever knows, so that screen, command and sheet say the same."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from kiosk.domain.guides.guide import Guide
from kiosk.domain.machine import examined
from kiosk.domain.machine.chores import ChoreTrouble
from kiosk.domain.machine.data_state import Trouble
from kiosk.domain.machine.health import Finding, Kind, worst_first
from kiosk.domain.machine.printing import Format, Printed
from kiosk.machine_ports import Equipment, ReaderLog, SheetLog
from kiosk.paper_ports import Printer
from kiosk.ports import Clock
from kiosk.services.backups import Reminder
from kiosk.services.closing import Closing
from kiosk.services.data_care import DataCare
from kiosk.services.timekeeping import Timekeeper
from kiosk.sites import Site

Look = Callable[[], Finding]


@dataclass(frozen=True, slots=True)
class Kept:
    """What an open folder of data knows; `centre` is what the chores found of it, None where there is none."""

    care: DataCare
    closing: Closing
    time: Timekeeper
    reader: ReaderLog
    sheets: SheetLog
    centre: Callable[[], tuple[ChoreTrouble, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """Which program this is, and what it offers."""

    version: str
    built: datetime
    guides: Callable[[], tuple[Guide, ...]]


class Health:
    """The verbs of whoever looks after the box, for one site.

    `kept` is what the data know, or why there is nothing to ask: a trouble, or None where there are no data yet.
    """

    def __init__(
        self,
        kept: Kept | Trouble | None,
        printers: Mapping[Format, Printer],
        equipment: Equipment,
        made: Made,
        clock: Clock,
        site: Site,
        backups: Reminder,
    ) -> None:
        self._kept = kept
        self._printers = printers
        self._equipment = equipment
        self._made = made
        self._clock = clock
        self._site = site
        self._backups = backups

    def now(self) -> datetime:
        """Return the site's local time."""
        return self._clock().astimezone(self._site.zone)

    def findings(self) -> tuple[Finding, ...]:
        """Look at everything; worst first. It waits for the printers: call it on their lane."""
        return worst_first((*self.of_the_printers(), *self.of_the_box()))

    def of_the_printers(self) -> tuple[Finding, ...]:
        """Look at the printers. Call it on their lane."""
        return _looked(
            {
                Kind.PRINTER_TICKET: lambda: self._printer(Format.TICKET),
                Kind.PRINTER_A4: lambda: self._printer(Format.A4),
            }
        )

    def of_the_box(self) -> tuple[Finding, ...]:
        """Look at everything else: a few milliseconds, and a write of a few hundred bytes."""
        equipment = self._equipment
        return _looked(
            {
                **self._looks_of_data(),
                Kind.SOUND: lambda: examined.of_sound(is_there=equipment.has_sound()),
                Kind.DISK: lambda: examined.of_disk(equipment.disk()),
                Kind.ENCRYPTION: lambda: examined.of_encryption(is_encrypted=equipment.is_encrypted()),
                Kind.BACKUP: self._backups.finding,
                Kind.CONTENT: self._content,
                Kind.VERSION: lambda: examined.of_version(self._made.version, self._made.built),
            }
        )

    def reader_was_heard(self) -> None:
        """Note that the kiosk's reader read a code today."""
        if isinstance(self._kept, Kept):
            self._kept.reader.note_reader(self._today())

    def _looks_of_data(self) -> dict[Kind, Look]:
        kept = self._kept
        if not isinstance(kept, Kept):
            return {Kind.FILES: lambda: examined.of_trouble(kept)}
        asked = kept.centre
        of_centre: dict[Kind, Look] = {} if asked is None else {Kind.CENTRE: lambda: examined.of_centre(asked())}
        return of_centre | {
            Kind.FILES: lambda: examined.of_files(kept.care.look(thoroughly=True), kept.care.mishaps()),
            Kind.SHEETS: lambda: examined.of_sheets(self._failed_sheet(kept)),
            Kind.READER: lambda: examined.of_reader(kept.reader.reader_heard(), self._today()),
            Kind.PURGE: lambda: examined.of_purge(
                kept.closing.last_purge(), self.now(), has_failed=kept.closing.has_surely_failed()
            ),
            Kind.CLOCK: lambda: examined.of_clock(
                self.now(), kept.time.witnesses(), is_doubted=kept.time.doubts() is not None
            ),
        }

    def _printer(self, paper: Format) -> Finding:
        return examined.of_printer(self._printers[paper].look(), paper)

    def _failed_sheet(self, kept: Kept) -> tuple[datetime, Printed] | None:
        failed = kept.sheets.failed_sheet()
        return (failed[0].astimezone(self._site.zone), failed[1]) if failed else None

    def _content(self) -> Finding:
        guides, today = self._made.guides(), self._today()
        return examined.of_content([guide.title for guide in guides if guide.is_stale(today)], len(guides))

    def _today(self) -> date:
        return self.now().date()


def _looked(looks: Mapping[Kind, Look]) -> tuple[Finding, ...]:
    return worst_first(_of_each(looks))


def _of_each(looks: Mapping[Kind, Look]) -> Iterable[Finding]:
    """Look at each part; one that breaks is told like any other fault, and keeps none of the others from being seen."""
    for kind, look in looks.items():
        try:
            yield look()
        except Exception as error:
            yield examined.of_breakage(kind, error)
