"""The verbs, gathered: what a screen may ask."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.services.access import Access
from kiosk.services.arrivals import Arrivals
from kiosk.services.assistance import Assistance
from kiosk.services.backups import Backups
from kiosk.services.checklists import Checklists
from kiosk.services.chores import Chores
from kiosk.services.closing import Closing
from kiosk.services.data_care import DataCare
from kiosk.services.figures import FigureViews
from kiosk.services.handouts import Handouts
from kiosk.services.health import Health
from kiosk.services.imports import Imports
from kiosk.services.openings import Openings
from kiosk.services.paperwork import Paperwork
from kiosk.services.planning import Planning
from kiosk.services.printers import Printers
from kiosk.services.queue import Queue
from kiosk.services.report_files import ReportFiles
from kiosk.services.timekeeping import Timekeeper


@dataclass(frozen=True, slots=True)
class Services:
    """The verbs the screens use: each called on a lane; `recall` ends whoever is out on a share, from any thread."""

    arrivals: Arrivals
    openings: Openings
    checklists: Checklists
    closing: Closing
    queue: Queue
    assistance: Assistance
    access: Access
    imports: Imports
    planning: Planning
    paperwork: Paperwork
    handouts: Handouts
    figures: FigureViews
    printers: Printers
    report_files: ReportFiles
    time: Timekeeper
    chores: Chores
    backups: Backups
    data: DataCare
    health: Health
    recall: Callable[[], None]
    close: Callable[[], None]
