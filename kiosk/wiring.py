"""How each verb is built on an open folder, once for the commands and for the windows."""

import secrets
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kiosk.backup_wiring import backups_on_a_key, reminder
from kiosk.centre_wiring import sending
from kiosk.settings import Settings, known_sites
from kiosk.sites import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kiosk.adapters.database.folders import Databases
    from kiosk.adapters.errands.outgoing import Outgoing
    from kiosk.adapters.errands.sender import Errands
    from kiosk.adapters.schedules.reader import ScheduleReader
    from kiosk.desk_ports import PlanReader
    from kiosk.domain.figures.tables import Catalogue
    from kiosk.domain.machine.chores import ChoreTrouble
    from kiosk.domain.machine.data_state import Trouble
    from kiosk.machine_ports import Machine
    from kiosk.paper_ports import Printer
    from kiosk.ports import Clock
    from kiosk.services.access import Access
    from kiosk.services.backups import Backups
    from kiosk.services.chores import Chores
    from kiosk.services.closing import Closing
    from kiosk.services.health import Health, Kept
    from kiosk.services.imports import Imports
    from kiosk.services.planning import Planning
    from kiosk.services.published_calendars import PublishedCalendars
    from kiosk.services.report_files import ReportFiles
    from kiosk.services.reports import Reports
    from kiosk.services.timekeeping import Timekeeper


def timekeeper(clock: "Clock | None" = None, machine: "Machine | None" = None) -> "Timekeeper":
    """Build the clock of a process: the machine's, checked; a clock given without a machine is believed."""
    from kiosk import BUILT
    from kiosk.adapters.machine.clocks import LinuxMachine, system_clock
    from kiosk.services.timekeeping import Timekeeper

    return Timekeeper(clock or system_clock, machine or (None if clock else LinuxMachine()), built=BUILT)


def time_of(files: "Databases", site: Site) -> "Timekeeper":
    """Build the clock of a command that works in a folder: the machine's, held against what the folder remembers."""
    clock = timekeeper()
    clock.begin(files.device, files.day, site, files.keep)
    return clock


def closing(
    files: "Databases", clock: "Timekeeper", site: Site, sheets: Path | None = None, queues: "Iterable[Printer]" = ()
) -> "Closing":
    """Build the closing of a folder; `sheets` is where PDFs stand in for a printer, `queues` may hold some too."""
    from kiosk.adapters.database.open_box import forget_replaced
    from kiosk.adapters.errands.outgoing import Outgoing
    from kiosk.adapters.printing.printer import FolderPrinter
    from kiosk.services.closing import Closing

    def empty_queues() -> None:
        # A queue that cannot be asked keeps its sheets in memory alone, and is emptied when the kiosk next starts.
        for queue in queues:
            queue.empty()

    def forget_what_was_replaced() -> None:
        forget_replaced(files.figures.store.path.parent, files.device.last_closing())

    leavings = (FolderPrinter(sheets).clear, Outgoing().clear, empty_queues, forget_what_was_replaced) if sheets else ()
    return Closing(
        files.day, files.figures, clock, site, log=files.device, keeps=files.keep, leavings=leavings,
        may_destroy=clock.may_destroy, past=clock.past,
    )  # fmt: skip


class Upkeep(NamedTuple):
    """What keeps a folder well, with or without a window; `recall` ends whoever is out on a share or a key."""

    closing: "Closing"
    imports: "Imports"
    report_files: "ReportFiles"
    team: "Outgoing"
    chores: "Chores"
    backups: "Backups"
    recall: "Callable[[], None]"


def upkeep(
    files: "Databases",
    settings: Settings,
    clock: "Timekeeper",
    folder: Path,
    sheets: Path | None,
    queues: "Sequence[Printer]",
    published: "Reports",
) -> Upkeep:
    """Build what the process that keeps a folder does; no `sheets` is practice, where nothing leaves the folder."""
    from kiosk.adapters.errands.outgoing import Outgoing
    from kiosk.adapters.errands.sender import Errands
    from kiosk.adapters.errands.shelf import FarShelf
    from kiosk.adapters.reports.press import FilePress
    from kiosk.services.chores import Chores
    from kiosk.services.report_files import ReportFiles
    from kiosk.services.watched_folder import WatchedFolder

    site, errands, practice = settings.site, Errands(), sheets is None
    closes = closing(files, clock, site, sheets, queues)
    reader = schedule_reader(files, site, folder, errands)
    imported = imports(files, clock, site, reader)
    watched = shelf = None
    if settings.imports.folder and not practice:
        watched = WatchedFolder(Path(settings.imports.folder), imported, reader, files.day, clock)
    if settings.reports.folder and not practice:
        shelf = FarShelf(Path(settings.reports.folder), errands)
    team = Outgoing("formation" if practice else site.id, errands=errands)
    written = ReportFiles(published, FilePress(), team, clock.past, shelf)
    calendars = None if practice else published_calendars(files, settings, clock, imported, reader, errands)
    told = None if practice else sending(files, settings, clock, errands)
    chores = Chores(closes, watched, written, files.day, clock, clock.may_destroy, calendars, told)
    backed = backups_on_a_key(settings, clock, folder, errands, practice=practice)
    return Upkeep(closes, imported, written, team, chores, backed, errands.recall)


def published_calendars(
    files: "Databases",
    settings: Settings,
    clock: "Clock",
    imported: "Imports",
    reader: "ScheduleReader",
    errands: "Errands",
) -> "PublishedCalendars | None":
    """Build the reading of calendars by address; None where the settings name none."""
    addresses = settings.imports.by_agenda()
    if not addresses:
        return None
    from kiosk.adapters.schedules.published import AddressBook
    from kiosk.services.published_calendars import PublishedCalendars

    source = AddressBook(addresses, reader, errands)
    return PublishedCalendars(source, imported, files.day, clock, settings.site)


def reports(
    files: "Databases",
    clock: "Clock",
    site: Site,
    catalogue: "Callable[[], Catalogue]",
    *,
    is_invented: bool = False,
) -> "Reports":
    """Build the reports of a folder; each site's own threshold holds for what it counted."""
    from kiosk import __version__
    from kiosk.services.reports import Reports

    return Reports(
        files.figures,
        files.day,
        clock,
        site,
        catalogue,
        thresholds={each.id: each.small_numbers for each in (*known_sites(), site)},
        version=__version__,
        is_invented=is_invented,
    )


def schedule_reader(files: "Databases", site: Site, folder: Path, errands: "Errands | None" = None) -> "ScheduleReader":
    """Build the reader of plans; the key that hides the sources' ids is drawn once and stays in the data folder."""
    from kiosk.adapters.schedules.reader import ScheduleReader, plan_key

    return ScheduleReader(site, plan_key(folder, files.day.forget_sources), errands)


def imports(files: "Databases", clock: "Clock", site: Site, reader: "PlanReader") -> "Imports":
    """Build the imports of a folder."""
    from kiosk.services.imports import Imports

    return Imports(files.day, clock, site, reader, secrets.randbelow, files.plans)


def planning(files: "Databases", clock: "Clock", site: Site) -> "Planning":
    """Build the plan of a folder."""
    from kiosk.services.planning import Planning

    return Planning(files.day, clock, site, secrets.randbelow, known_sites())


def access(files: "Databases", clock: "Clock", *, practice: bool = False) -> "Access":
    """Build the accounts of a folder; practice mode has one of its own, whose PIN its pad tells."""
    from kiosk.adapters.machine.pins import Argon2Pins
    from kiosk.domain.reception.access import Role
    from kiosk.services.access import PRACTICE_LABEL, PRACTICE_PIN, Access

    built = Access(files.staff, Argon2Pins(), clock, secrets.randbelow)
    if practice and not built.staff():
        built.add(PRACTICE_LABEL, Role.ADMINISTRATOR, PRACTICE_PIN)
    return built


def printers_of(settings: Settings, sheets: Path) -> "tuple[Printer, Printer]":
    """Return the printer of A4 sheets and that of tickets; a folder stands in for one that the settings do not name."""
    from kiosk.adapters.printing.printer import printer_for

    confirm = timedelta(seconds=settings.printing.confirm_within_seconds)
    large, small = (printer_for(queue, sheets, confirm) for queue in (settings.printing.a4, settings.printing.ticket))
    return large, small


def kept_by(files: "Databases", clock: "Timekeeper", closes: "Closing", settings: Settings) -> "Kept":
    """Gather what an open folder knows of how the box is."""
    from kiosk.services.chores import NEWS
    from kiosk.services.data_care import DataCare
    from kiosk.services.health import Kept

    def noted() -> "tuple[ChoreTrouble, ...]":
        with files.day.reading() as records:
            return records.troubles(clock() - NEWS)

    care = DataCare(files, files.device, clock, settings.site)
    has_centre = bool(settings.centre.url.get_secret_value())
    return Kept(care, closes, clock, files.device, files.device, noted if has_centre else None)


def health(
    kept: "Kept | Trouble | None", settings: Settings, clock: "Clock", folder: Path, queues: "Sequence[Printer]"
) -> "Health":
    """Build what tells how the box is, whose data lie in a folder; its queues are that of A4 sheets and of tickets."""
    from kiosk import BUILT, __version__
    from kiosk.adapters.machine.equipment import LinuxEquipment
    from kiosk.contents import guides
    from kiosk.domain.machine.printing import Format
    from kiosk.services.health import Health, Made

    made = Made(__version__, BUILT, lambda: guides(settings))
    printers = dict(zip((Format.A4, Format.TICKET), queues, strict=True))
    backups = reminder(settings, clock, folder)
    return Health(kept, printers, LinuxEquipment(folder), made, clock, settings.site, backups)
