"""What a window is given: every verb on an open folder, and around them the outfit of the screens."""

import os
import secrets
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.contents import catalogue_of, draft_forms, guides
from kiosk.data_folder import opened, practice_folder, real_folder, unusable
from kiosk.settings import Settings, known_sites, known_towns
from kiosk.wiring import access, health, kept_by, planning, printers_of, reports, timekeeper, upkeep

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.adapters.database.folders import Databases
    from kiosk.machine_ports import Machine
    from kiosk.ports import Clock
    from kiosk.screen_ports import Outfit
    from kiosk.services.bundle import Services
    from kiosk.services.practice import PracticeSlip
    from kiosk.services.timekeeping import Timekeeper


def services(
    settings: Settings,
    clock: "Timekeeper",
    folder: Path,
    sheets: Path,
    *,
    practice: bool,
    role: str = "kiosk",
    has_people: bool = True,
) -> "Services":
    """Open the folder's databases and build the verbs on them. Called on the database lane, after the first frame.

    Raises DataUnusable, and nothing else.
    """
    files = opened(folder, role=role, clock=clock)
    try:
        clock.begin(files.device, files.day, settings.site, files.keep)
        if practice:
            _fill_practice(files, settings, clock, has_people=has_people)
        return _verbs(files, settings, clock, folder, sheets, practice=practice)
    except Exception as error:
        # Whoever tries again finds the folder free.
        files.close()
        raise unusable(error, folder) from None


def _verbs(
    files: "Databases", settings: Settings, clock: "Timekeeper", folder: Path, sheets: Path, *, practice: bool
) -> "Services":
    from kiosk.adapters.documents.staff_sheets import PdfStaffSheets
    from kiosk.adapters.documents.visitor_sheets import PdfVisitorSheets
    from kiosk.domain.machine.printing import Format
    from kiosk.services.arrivals import Arrivals
    from kiosk.services.assistance import Assistance
    from kiosk.services.bundle import Services
    from kiosk.services.checklists import Checklists
    from kiosk.services.figures import FigureViews
    from kiosk.services.handouts import Handouts
    from kiosk.services.openings import Openings
    from kiosk.services.paperwork import Paperwork
    from kiosk.services.printers import Printers
    from kiosk.services.queue import Queue

    site = settings.site
    large, small = printers_of(settings, sheets)
    alive = timedelta(seconds=settings.desk.alive_within_seconds)
    printers = {Format.A4: large, Format.TICKET: small, Format.RECEIPT: small}
    plan = planning(files, clock, site)
    catalogue = catalogue_of(settings)
    # A period is over once it is by any clock: what was published never changes.
    published = reports(files, clock.past, site, catalogue, is_invented=practice)
    kept = upkeep(files, settings, clock, folder, None if practice else sheets, (large, small), published)
    # Before the door is looked at for the first time: whether this fails is written down, and keeps it shut. Figures
    # that cannot take their counts keep nobody out.
    with suppress(Exception):
        kept.closing.tend()
    watched = Printers((large, small), files.device, clock, site)
    papers, room = PdfVisitorSheets(site, practice=practice), Queue(files.day, clock, site)
    knows = kept_by(files, clock, kept.closing, settings)
    lists = Checklists(files.day, clock, site, papers, printers, watched.told)
    return Services(
        arrivals=Arrivals(
            files.day, clock, site, desk_alive_within=alive, is_refused=kept.closing.has_failed, is_sure=clock.is_sure
        ),
        openings=Openings(files.day, clock, site),
        checklists=lists,
        closing=kept.closing,
        queue=room,
        assistance=Assistance(files.day, clock, site),
        access=access(files, clock, practice=practice),
        imports=kept.imports,
        time=clock,
        planning=plan,
        paperwork=Paperwork(
            PdfStaffSheets(site, practice=practice, others=known_sites()), printers, plan, lists, clock, kept.team
        ),
        handouts=Handouts(papers, printers, clock, site, room, plan),
        figures=FigureViews(files.figures, files.day, clock, site, catalogue, published.is_frozen),
        printers=watched,
        report_files=kept.report_files,
        chores=kept.chores,
        backups=kept.backups,
        data=knows.care,
        health=health(knows, settings, clock, folder, (large, small)),
        recall=kept.recall,
        close=files.close,
    )


def _fill_practice(files: "Databases", settings: Settings, clock: "Timekeeper", *, has_people: bool) -> None:
    from kiosk.services.practice import fill_practice_day, fill_practice_year

    site = settings.site
    _tell_trainer(fill_practice_day(files.day, clock, site, secrets.randbelow, has_people=has_people))
    if has_people and files.keep():
        fill_practice_year(files.figures, clock, known_sites() or (site,), guides(settings))


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
    machine: "Machine | None" = None,
    role: str = "kiosk",
    is_forced: bool = True,
    has_people: bool = True,
) -> "Outfit":
    """Wire the adapters to the screens; practice and real data live in different folders.

    `sheets` is where PDFs land when no printer is named; without a `clock`, time is the machine's, or practice's. A
    `machine` is the witness of the clock given. Practice that is not `is_forced` was begun at the desk, and ends there;
    without `has_people` nobody waits in it, and nothing was counted before.
    """
    from kiosk.adapters.database.seats import Seats
    from kiosk.adapters.documents.qr import list_address, qr_matrix
    from kiosk.adapters.languages.lines import lines
    from kiosk.adapters.languages.translator import is_available, translator
    from kiosk.adapters.machine.chosen_practice import ChosenPractice
    from kiosk.adapters.machine.chosen_site import ChosenSite
    from kiosk.adapters.machine.clocks import PRACTICE_START, PracticeClock
    from kiosk.adapters.machine.scanner import Scanner
    from kiosk.adapters.speech.engines import clips
    from kiosk.domain.languages import LANGUAGES
    from kiosk.screen_ports import Outfit
    from kiosk.services.practice import practice_site

    if practice:
        settings = settings.model_copy(update={"site": practice_site(settings.site, PRACTICE_START)})
    kept = timekeeper(clock or (PracticeClock() if practice else None), machine)
    folder = practice_folder(data) if practice else real_folder(data)
    known = tuple((code, LANGUAGES[code].own_name) for code in settings.languages if is_available(code))
    return Outfit(
        settings=settings,
        clock=kept,
        translator=translator,
        languages=known,
        break_lines=lines,
        services=lambda: services(
            settings, kept, folder, sheets or folder / "sheets", practice=practice, role=role, has_people=has_people
        ),
        guides=lambda: guides(settings),
        draft_forms=draft_forms,
        list_address=list_address,
        qr=qr_matrix,
        reader=Scanner(timedelta(milliseconds=settings.scanner.longest_gap_ms)),
        site_choice=ChosenSite(folder if practice else data, settings.site, known_towns()),
        seats=Seats(folder),
        training=ChosenPractice(data, practice_folder(data), is_forced=practice and is_forced),
        speech=clips(settings.voice, data),
        practice=practice,
        notify=_notifier(),
    )


def _notifier() -> "Callable[[str], None]":
    if not os.environ.get("NOTIFY_SOCKET"):
        return lambda _: None
    from sdnotify import SystemdNotifier

    notify: Callable[[str], None] = SystemdNotifier().notify
    return notify
