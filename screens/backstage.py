"""What goes on behind the screens: services built after the first frame, asked on their lanes, and the door watched."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from kivy.app import App
from kivy.clock import Clock, ClockEvent

from kiosk.domain.chores import Trouble
from kiosk.domain.guides import Guide
from kiosk.services.arrivals import Permanence
from screens.base import VisitorScreen
from screens.lanes import ALLOWED, Lane, Lanes
from screens.outfit import Services

if TYPE_CHECKING:
    from screens.shell import Shell

WATCH_EVERY = 60.0  # seconds between two looks at folders of others, and between two words on what is stuck
DOOR_EVERY = 5.0  # seconds between two looks at the opening hours and the desk
LATE_EVERY = 1.0  # seconds between two looks at what takes too long
OPENING = 300.0  # seconds that opening the files may take: they are checked, mended, brought up to date
# Where the kiosk stands while nobody is at it.
AT_REST = frozenset({"home", "closed"})
Door = tuple[Permanence, datetime | None, tuple[object, ...]]
TROUBLES = {
    Lane.CLOSING: Trouble.CLOSING_STUCK,
    Lane.IMPORTS: Trouble.IMPORTS_STUCK,
    Lane.REPORTS: Trouble.REPORTS_STUCK,
    Lane.PRINTING: Trouble.PRINTING_STUCK,
    Lane.SPEECH: Trouble.SPEECH_STUCK,
    Lane.FIGURES: Trouble.FIGURES_STUCK,
}


class Backstage:
    """Asks the services on the shell's behalf; nothing here ever runs on the drawing thread but what brings answers."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self.lanes = Lanes()
        self._services: list[Services] = []
        self._building = threading.Lock()
        self._events: list[ClockEvent] = []
        self._was_closed = False
        # Whether this process ended for another to stand in its place.
        self.starts_again = False
        # Whether a job hung when this ended: its thread cannot be waited for.
        self.is_stuck = False

    def _must_start_again(self) -> bool:
        """Say whether the box was moved, or the memory may hold a day that was closed."""
        return self._shell.outfit.site_choice.has_changed() or (self._was_closed and self._is_at_rest())

    def _is_at_rest(self) -> bool:
        """Say whether nobody is at the screen: a visitor who reads on is not interrupted, nor is somebody at work."""
        if isinstance(visitors := getattr(self._shell, "screen", None), VisitorScreen):
            return visitors.name in AT_REST
        return not getattr(self._shell, "is_working", False)

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
        with self._building:
            if not self._services:
                self._services.append(self._shell.outfit.services())
            return self._services[0]

    @property
    def answers(self) -> bool:
        """Say whether the database answers, or is kept from it by a closing that may take its time."""
        lanes = self.lanes
        late_for = lanes.age(Lane.DATABASE) - ALLOWED[Lane.DATABASE]
        closes = not lanes.is_stuck(Lane.CLOSING) and lanes.age(Lane.CLOSING) > late_for
        return closes or not lanes.is_stuck(Lane.DATABASE)

    def wake(self) -> None:
        """Load what the first frame did not wait for, then keep an eye on the door, the chores and the lanes."""
        self.lanes.run(Lane.DATABASE, self._built, self._open_for_the_day, allowed=OPENING)
        self.lanes.run(Lane.DATABASE, self._shell.outfit.guides, self._take_guides)
        self._events = [
            Clock.schedule_interval(self.look_at_the_door, DOOR_EVERY),
            Clock.schedule_interval(self.look_further, WATCH_EVERY),
            Clock.schedule_interval(lambda _: self.lanes.give_up(), LATE_EVERY),
        ]

    def _open_for_the_day(self, services: Services) -> None:
        self.lanes.run(Lane.PRINTING, services.checklists.forget_stale_sheets)
        self.look_at_the_door()
        # Which process keeps the folder is known once its closing was tended.
        self.lanes.run(Lane.CLOSING, lambda: None, self.look_further)

    def _take_guides(self, guides: tuple[Guide, ...]) -> None:
        self._shell.guides = guides
        self._shell.is_ready = True

    def look_at_the_door(self, *_: object) -> None:
        """Learn whether a call can be promised now, and do what the hour asks for; stop where it must start anew."""
        if App.get_running_app() is not None and self._must_start_again():
            self.starts_again = True
            App.get_running_app().stop()
            return
        self.lanes.run(Lane.DATABASE, self._see_the_door, self._shell.tell_the_door)
        self._do(Lane.CLOSING, lambda services: services.chores.tend())

    def look_further(self, *_: object) -> None:
        """Look at the folders of others, which may be far and slow; tell the desk what does not answer."""
        self._do(Lane.IMPORTS, lambda services: services.chores.watch())
        # Solving takes seconds: no check-in waits for a report.
        self._do(Lane.REPORTS, lambda services: services.chores.report())
        stuck = [TROUBLES[lane] for lane in self.lanes.stuck() if lane in TROUBLES]
        if stuck:
            self.lanes.run(Lane.DATABASE, lambda: self._built().chores.note(stuck))

    def _do(self, lane: Lane, chore: Callable[[Services], None]) -> None:
        """Do a chore, unless the one before is still under way."""
        if self._services and not self.lanes.is_busy(lane):
            self.lanes.run(lane, lambda: chore(self._built()))

    def _see_the_door(self) -> Door:
        self._built().time.look()
        arrivals = self._built().arrivals
        if self._shell.outfit.practice or getattr(self._shell, "is_working", False):
            arrivals.desk_is_alive()
        self._was_closed = not self._shell.outfit.practice and self._built().closing.wants_fresh_memory()
        return arrivals.permanence(), arrivals.next_opening(), arrivals.hours()

    def close(self) -> None:
        """Finish the jobs under way, and let go of the databases; whoever is out on a share is called back."""
        for event in self._events:
            event.cancel()
        if self._services:
            self._services[0].recall()
        hanging = self.lanes.close()
        self.is_stuck = bool(hanging)
        if self._services and not hanging & {Lane.DATABASE, Lane.CLOSING}:
            self._services[0].close()
