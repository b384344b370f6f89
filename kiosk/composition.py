"""Where everything is built and wired: adapters into services, services into an outfit for the screens."""

import os
import secrets
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.contents import catalogue_of, draft_forms, guides
from kiosk.settings import Settings, known_sites, known_towns
from kiosk.sites import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kiosk.adapters.database import Databases
    from kiosk.domain.disclosure import Known
    from kiosk.domain.masking import Intruder
    from kiosk.domain.tables import Catalogue
    from kiosk.ports import Clock, Printer
    from kiosk.services.access import Access
    from kiosk.services.closing import Closing
    from kiosk.services.imports import Imports
    from kiosk.services.practice import PracticeSlip
    from kiosk.services.reports import Reports
    from screens.outfit import Outfit, Services


def default_data() -> Path:
    """Return the user's data folder for the kiosk (XDG base directories)."""
    home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(home) / "kiosk-france-services"


def services(
    settings: Settings, clock: "Clock", folder: Path, sheets: Path, *, practice: bool, role: str = "kiosk"
) -> "Services":
    """Open the folder's databases and build the verbs on them. Called on the database lane, after the first frame.

    Raises DataUnusable, and nothing else.
    """
    from kiosk.adapters.database import open_databases
    from kiosk.adapters.database_trouble import trouble_of
    from kiosk.ports import DataUnusable

    files = open_databases(folder, role=role, clock=clock)
    try:
        return _verbs(files, settings, clock, folder, sheets, practice=practice)
    except Exception as error:
        # Whoever tries again finds the folder free.
        files.close()
        raise DataUnusable(type(error).__name__, trouble_of(error, folder / "day.sqlite")) from None


def _verbs(
    files: "Databases", settings: Settings, clock: "Clock", folder: Path, sheets: Path, *, practice: bool
) -> "Services":
    from kiosk.adapters.documents.press import Press
    from kiosk.adapters.documents.staff_press import DeskPress
    from kiosk.adapters.outgoing import Outgoing
    from kiosk.adapters.report_press import FilePress
    from kiosk.domain.printing import Format
    from kiosk.services.arrivals import Arrivals
    from kiosk.services.assistance import Assistance
    from kiosk.services.checklists import Checklists
    from kiosk.services.data_care import DataCare
    from kiosk.services.figures import FigureViews
    from kiosk.services.paperwork import Paperwork
    from kiosk.services.planning import Planning
    from kiosk.services.practice import fill_practice_day
    from kiosk.services.queue import Queue
    from kiosk.services.report_files import ReportFiles
    from screens.outfit import Services

    site = settings.site
    if practice:
        _tell_trainer(fill_practice_day(files.day, clock, site, secrets.randbelow))
    large, small = printers_of(settings, sheets)
    alive = timedelta(seconds=settings.desk.alive_within_seconds)
    closes = closing(files, clock, site) if practice else closing(files, clock, site, sheets, (large, small))
    printers = {Format.A4: large, Format.TICKET: small, Format.RECEIPT: small}
    planning = Planning(files.day, clock, site, secrets.randbelow)
    catalogue = catalogue_of(settings)
    published = reports(files, clock, site, catalogue)
    monthly = Path(settings.reports.folder) if settings.reports.folder and not practice else None
    folder_of_team = Outgoing("formation" if practice else site.id)
    lists = Checklists(files.day, clock, site, Press(site, practice=practice), printers)
    return Services(
        arrivals=Arrivals(files.day, clock, site, desk_alive_within=alive, is_refused=closes.has_failed),
        checklists=lists,
        closing=closes,
        queue=Queue(files.day, clock, site),
        assistance=Assistance(files.day, clock, site),
        access=access(files, clock, practice=practice),
        imports=imports(files, clock, site, folder),
        planning=planning,
        paperwork=Paperwork(DeskPress(site, practice=practice), printers, planning, lists, clock, folder_of_team),
        figures=FigureViews(files.figures, files.day, clock, site, catalogue, published.is_frozen),
        report_files=ReportFiles(published, FilePress(), folder_of_team, clock, monthly),
        data=DataCare(files, files.device, clock, site),
        close=files.close,
    )


def _intruder(known: "Sequence[Known]", *, is_consistent: bool) -> "Intruder":
    # The solver is loaded only by whoever publishes a report.
    from kiosk.adapters.intruder import HighsIntruder

    return HighsIntruder(known, is_consistent=is_consistent)


def reports(files: "Databases", clock: "Clock", site: Site, catalogue: "Callable[[], Catalogue]") -> "Reports":
    """Build the reports of a folder; each site's own threshold holds for what it counted."""
    from kiosk import __version__
    from kiosk.services.reports import Reports

    return Reports(
        files.figures,
        files.day,
        clock,
        site,
        catalogue,
        _intruder,
        thresholds={each.id: each.small_numbers for each in (*known_sites(), site)},
        version=__version__,
    )


def imports(files: "Databases", clock: "Clock", site: Site, folder: Path) -> "Imports":
    """Build the imports of a folder; the key that hides the sources' ids is drawn once and stays in it."""
    from kiosk.adapters.schedules.reader import ScheduleReader, plan_key
    from kiosk.services.imports import Imports

    return Imports(files.day, clock, site, ScheduleReader(site, plan_key(folder)), secrets.randbelow)


def access(files: "Databases", clock: "Clock", *, practice: bool = False) -> "Access":
    """Build the accounts of a folder; practice mode has one of its own, whose PIN its pad tells."""
    from kiosk.adapters.pins import Argon2Pins
    from kiosk.domain.access import Role
    from kiosk.services.access import PRACTICE_LABEL, PRACTICE_PIN, Access

    built = Access(files.staff, Argon2Pins(), clock, secrets.randbelow)
    if practice and not built.staff():
        built.add(PRACTICE_LABEL, Role.ADMINISTRATOR, PRACTICE_PIN)
    return built


def closing(
    files: "Databases", clock: "Clock", site: Site, sheets: Path | None = None, queues: "Iterable[Printer]" = ()
) -> "Closing":
    """Build the closing of a folder; `sheets` is where PDFs stand in for a printer, `queues` may hold some too."""
    from kiosk.adapters.outgoing import Outgoing
    from kiosk.adapters.printer import FolderPrinter
    from kiosk.services.closing import Closing

    def empty_queues(_before: object) -> None:
        # A queue that cannot be asked keeps its sheets in memory alone, and is emptied when the kiosk next starts.
        for queue in queues:
            queue.empty()

    leavings = (FolderPrinter(sheets).clear, Outgoing().clear, empty_queues) if sheets else ()
    return Closing(files.day, files.figures, clock, site, log=files.device, keeps=files.keep, leavings=leavings)


def printers_of(settings: Settings, sheets: Path) -> "tuple[Printer, Printer]":
    """Return the printer of A4 sheets and that of tickets; a folder stands in for one that the settings do not name."""
    from kiosk.adapters.printer import printer_for

    confirm = timedelta(seconds=settings.printing.confirm_within_seconds)
    large, small = (printer_for(queue, sheets, confirm) for queue in (settings.printing.a4, settings.printing.ticket))
    return large, small


def _tell_trainer(slips: "tuple[PracticeSlip, ...]") -> None:
    """Print the codes of some fictitious slips, to be typed or made into a slip during a training."""
    said = ", ".join(f"{slip.code} ({slip.starts:%H:%M})" for slip in slips)
    print(f"Practice slips of the day: {said}")


def outfit(
    settings: Settings,
    data: Path,
    *,
    practice: bool,
    sheets: Path | None = None,
    clock: "Clock | None" = None,
    role: str = "kiosk",
) -> "Outfit":
    """Wire the adapters to the screens; practice and real data live in different folders.

    `sheets` is where PDFs land when no printer is named; without a `clock`, time is the machine's, or practice's.
    """
    from kiosk.adapters.chosen_site import ChosenSite
    from kiosk.adapters.clocks import PracticeClock, system_clock
    from kiosk.adapters.documents.qr import list_address, qr_matrix
    from kiosk.adapters.languages import LANGUAGES, lines, translator
    from kiosk.adapters.scanner import Scanner
    from screens.outfit import Outfit

    clock = clock or (PracticeClock() if practice else system_clock)
    folder = data / ("practice" if practice else "real")
    known = tuple((code, LANGUAGES[code].own_name) for code in settings.languages if LANGUAGES[code].available)
    return Outfit(
        settings=settings,
        clock=clock,
        translator=translator,
        languages=known,
        break_lines=lines,
        services=lambda: services(settings, clock, folder, sheets or folder / "sheets", practice=practice, role=role),
        guides=lambda: guides(settings),
        draft_forms=draft_forms,
        list_address=list_address,
        qr=qr_matrix,
        reader=Scanner(timedelta(milliseconds=settings.scanner.longest_gap_ms)),
        site_choice=ChosenSite(data, settings.site, known_towns()),
        practice=practice,
        notify=_notifier(),
    )


def _notifier() -> "Callable[[str], None]":
    if not os.environ.get("NOTIFY_SOCKET"):
        return lambda _: None
    from sdnotify import SystemdNotifier

    notify: Callable[[str], None] = SystemdNotifier().notify
    return notify
