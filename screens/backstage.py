"""What goes on behind the screens: services built after the first frame, asked on their lanes, and the door watched."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kivy.app import App
from kivy.clock import Clock

from kiosk.domain.guides import Guide
from kiosk.services.arrivals import Permanence
from screens.lanes import Lane, Lanes
from screens.outfit import Services

if TYPE_CHECKING:
    from screens.shell import Shell

WATCH_EVERY = 60.0  # seconds between two looks at the watched folder
DOOR_EVERY = 5.0  # seconds between two looks at the opening hours and the desk
Door = tuple[Permanence, datetime | None, tuple[object, ...]]


class Backstage:
    """Asks the services on the shell's behalf; nothing here ever runs on the drawing thread but what brings answers."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self.lanes = Lanes()
        self._services: list[Services] = []
        self._door: object = None
        self._is_keeper = False
        self._watched = -WATCH_EVERY

    def ask(
        self,
        job: Callable[[Services], object],
        then: Callable[..., None] | None,
        otherwise: Callable[[], None],
        lane: Lane,
    ) -> None:
        """Run a job on a lane and bring its answer to the drawing thread."""

        def work() -> object:
            return job(self._built())

        self.lanes.run(lane, work, then, otherwise)

    def _built(self) -> Services:
        if not self._services:
            self._services.append(self._shell.outfit.services())
        return self._services[0]

    def wake(self) -> None:
        """Load what the first frame did not wait for, then keep an eye on the door."""
        self.lanes.run(Lane.DATABASE, self._built, self._open_for_the_day)
        self.lanes.run(Lane.DATABASE, self._shell.outfit.guides, self._take_guides)
        self._door = Clock.schedule_interval(self.look_at_the_door, DOOR_EVERY)

    def _open_for_the_day(self, services: Services) -> None:
        self.lanes.run(Lane.PRINTING, services.checklists.forget_stale_sheets)
        self.look_at_the_door()

    def _take_guides(self, guides: tuple[Guide, ...]) -> None:
        self._shell.guides = guides
        self._shell.is_ready = True

    def look_at_the_door(self, *_: object) -> None:
        """Learn whether a call can be promised now, and do whatever the hour asks for; stop where the box has moved."""
        if self._shell.outfit.site_choice.has_changed() and App.get_running_app() is not None:
            App.get_running_app().stop()
            return
        self.lanes.run(Lane.DATABASE, self._see_the_door, self._shell.tell_the_door)
        self.lanes.run(Lane.DATABASE, self._tend)
        # Solving takes seconds: no check-in waits for a report.
        self.lanes.run(Lane.FIGURES, self._report)

    def _see_the_door(self) -> Door:
        arrivals = self._built().arrivals
        if self._shell.outfit.practice or getattr(self._shell, "is_working", False):
            arrivals.desk_is_alive()
        return arrivals.permanence(), arrivals.next_opening(), arrivals.hours()

    def _tend(self) -> None:
        built, folder = self._built(), self._shell.outfit.settings.imports.folder
        built.closing.tend()
        self._is_keeper = built.closing.keeps()
        now = Clock.get_time()
        if folder and now - self._watched >= WATCH_EVERY and self._is_keeper:
            self._watched = now
            built.imports.watch(Path(folder))

    def _report(self) -> None:
        # Services and the keeper's lock belong to the database lane: here is only looked at what it found.
        if self._is_keeper and not self._shell.outfit.practice:
            self._services[0].report_files.tend()

    def close(self) -> None:
        """Finish the jobs under way, and let go of the databases."""
        if self._door is not None:
            self._door.cancel()
        if self._services:
            self.lanes.run(Lane.DATABASE, self._services[0].close)
        self.lanes.close()
