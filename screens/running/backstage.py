"""What goes on behind the screens: services built after the first frame, asked on their lanes, and the door watched."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from types import EllipsisType
from typing import TYPE_CHECKING

from kivy.app import App
from kivy.clock import Clock, ClockEvent

from kiosk.domain.guides.guide import Guide
from kiosk.domain.machine.chores import Trouble
from kiosk.domain.machine.data_state import DataState, Sound
from kiosk.machine_ports import DataUnusable
from kiosk.services.arrivals import Permanence
from kiosk.services.bundle import Services
from kiosk.services.closing import Closing
from screens.kiosk.attention import FRONTS
from screens.kiosk.visitor_screen import VisitorScreen
from screens.running.data_watch import DataWatch
from screens.running.lanes import ALLOWED, Lane, Lanes

if TYPE_CHECKING:
    from screens.kiosk.shell import Shell

WATCH_EVERY = 60.0  # seconds between two looks at folders of others, and between two words on what is stuck
DOOR_EVERY = 5.0  # seconds between two looks at the opening hours and the desk
LATE_EVERY = 1.0  # seconds between two looks at what takes too long
OPENING = 300.0  # seconds that opening the files may take: they are checked, mended, brought up to date
Door = tuple[Permanence, datetime | None, tuple[object, ...]]
Seen = tuple[DataState, Door | None]
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
        self.data = DataWatch(shell.outfit.services)
        self._events: list[ClockEvent] = []
        self._is_open_for_the_day = False
        self._was_closed = False
        # When a day was last closed, as it was first seen here.
        self._closed_before: datetime | EllipsisType | None = ...
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
            return visitors.name in FRONTS and self._shell.visit.noted is None
        return not getattr(self._shell, "is_working", False)

    def ask(
        self,
        job: Callable[[Services], object],
        then: Callable[..., None] | None,
        otherwise: Callable[[], None],
        lane: Lane,
    ) -> None:
        """Run a job on a lane and bring its answer to the drawing thread.

        A job that breaks casts doubt on the files: what is found is told before `otherwise` is called. Without files
        nothing is asked, and the log stays short.
        """
        if not self.data.is_sound:
            Clock.schedule_once(lambda _: otherwise())
            return

        def work() -> object:
            try:
                return job(self.data.services())
            except Exception:
                self._doubt(lane)
                raise

        self.lanes.run(lane, work, then, otherwise)

    def _doubt(self, lane: Lane) -> None:
        if lane is Lane.DATABASE:
            seen = self._look(thoroughly=True)
            Clock.schedule_once(lambda _: self._tell(seen))
        else:
            Clock.schedule_once(lambda _: self.look_closely())

    @property
    def answers(self) -> bool:
        """Say whether the database answers, or is kept from it by a closing that may take its time."""
        lanes = self.lanes
        late_for = lanes.age(Lane.DATABASE) - ALLOWED[Lane.DATABASE]
        closes = not lanes.is_stuck(Lane.CLOSING) and lanes.age(Lane.CLOSING) > late_for
        return closes or not lanes.is_stuck(Lane.DATABASE)

    def wake(self) -> None:
        """Load what the first frame did not wait for, then keep an eye on the door, the chores and the lanes."""
        self.look_at_the_door()
        self.lanes.run(Lane.DATABASE, self._shell.outfit.guides, self._take_guides)
        self._events = [
            Clock.schedule_interval(self.look_at_the_door, DOOR_EVERY),
            Clock.schedule_interval(self.look_further, WATCH_EVERY),
            Clock.schedule_interval(lambda _: self.lanes.give_up(), LATE_EVERY),
        ]

    def _open_for_the_day(self) -> None:
        if self._is_open_for_the_day:
            return
        self._is_open_for_the_day = True
        self._do(Lane.PRINTING, lambda services: services.checklists.forget_stale_sheets())
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
        # Files that are opened are checked, and mended where need be.
        self.lanes.run(Lane.DATABASE, self._look, self._tell, allowed=None if self.data.is_open else OPENING)

    def look_further(self, *_: object) -> None:
        """Look at the folders of others, which may be far and slow; tell the desk what does not answer."""
        self._do(Lane.IMPORTS, lambda services: services.chores.watch())
        if self.data.state == Sound():
            # Solving takes seconds: no check-in waits for a report.
            self._do(Lane.REPORTS, lambda services: services.chores.report())
        stuck = [TROUBLES[lane] for lane in self.lanes.stuck() if lane in TROUBLES]
        if stuck and self.data.is_open:
            self.lanes.run(Lane.DATABASE, lambda: self.data.services().chores.note(stuck))

    def look_closely(self) -> None:
        """Try whether the files can be written, before somebody says three screens long what would be lost."""
        self.lanes.run(Lane.DATABASE, partial(self._look, thoroughly=True), self._tell)

    def _do(self, lane: Lane, chore: Callable[[Services], None]) -> None:
        """Do a chore, unless the one before is still under way; without files there is nothing to do it on."""

        def work() -> None:
            # What the files lack is told by whoever looks at them, once.
            with suppress(DataUnusable):
                chore(self.data.services())

        if self.data.is_open and not self.lanes.is_busy(lane):
            self.lanes.run(lane, work)

    def _look(self, *, thoroughly: bool = False) -> Seen:
        """Look at the files, then at the door: without the one the other is not known, and never held open."""
        state = self.data.look(thoroughly=thoroughly)
        if not isinstance(state, Sound):
            return state, None
        try:
            door = self._see_the_door(self.data.services())
        except Exception:
            return self.data.distrust(), None
        self.data.believe()
        return state, door

    def _tell(self, seen: Seen) -> None:
        state, door = seen
        self._shell.tell_the_data(state, self.data.mishaps)
        if door is not None:
            self._shell.tell_the_door(door)
            # After the door was seen: while a closing is under way nobody can say yet that it held.
            self._do(Lane.CLOSING, lambda services: services.chores.tend())
            self._open_for_the_day()

    def _see_the_door(self, services: Services) -> Door:
        services.time.look()
        arrivals = services.arrivals
        if self._shell.outfit.practice or getattr(self._shell, "is_working", False):
            arrivals.desk_is_alive()
        self._was_closed = not self._shell.outfit.practice and (self._was_closed or self._has_closed(services.closing))
        return arrivals.permanence(), arrivals.next_opening(), arrivals.hours()

    def _has_closed(self, closing: Closing) -> bool:
        """Say whether a day was closed since this began: services opened again remember their own beginning only."""
        closed = closing.last_closing()
        if self._closed_before is ...:
            self._closed_before = closed
        return closing.wants_fresh_memory() or closed != self._closed_before

    def look_no_more(self) -> None:
        """Leave the door as it was last seen."""
        for event in self._events:
            event.cancel()

    def close(self) -> None:
        """Finish the jobs under way, and let go of the databases; whoever is out on a share is called back."""
        self.look_no_more()
        self.data.recall()
        hanging = self.lanes.close()
        self.is_stuck = bool(hanging)
        if not hanging & {Lane.DATABASE, Lane.CLOSING}:
            self.data.let_go()
