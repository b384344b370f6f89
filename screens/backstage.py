"""What goes on behind the screens: services built after the first frame, asked on their lanes, and the door watched."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kivy.app import App
from kivy.clock import Clock

from kiosk.domain.data_state import DataState, Sound
from kiosk.domain.guides import Guide
from kiosk.services.arrivals import Permanence
from screens.data_watch import DataWatch
from screens.lanes import Lane, Lanes
from screens.outfit import Services

if TYPE_CHECKING:
    from screens.shell import Shell

WATCH_EVERY = 60.0  # seconds between two looks at the watched folder
DOOR_EVERY = 5.0  # seconds between two looks at the opening hours and the desk
Door = tuple[Permanence, datetime | None, tuple[object, ...]]
Seen = tuple[DataState, Door | None]


class Backstage:
    """Asks the services on the shell's behalf; nothing here ever runs on the drawing thread but what brings answers."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self.lanes = Lanes()
        self.data = DataWatch(shell.outfit.services)
        self._is_open_for_the_day = False
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
        """Run a job on a lane and bring its answer to the drawing thread.

        A job that breaks casts doubt on the files: what is found is told before `otherwise` is called. Without files
        nothing is asked, and the log stays short.
        """
        if not self.data.is_sound:
            Clock.schedule_once(lambda _: otherwise())
            return

        def work() -> object:
            try:
                return job(self._built())
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

    def _built(self) -> Services:
        return self.data.services()

    def wake(self) -> None:
        """Load what the first frame did not wait for, then keep an eye on the door."""
        self.look_at_the_door()
        self.lanes.run(Lane.DATABASE, self._shell.outfit.guides, self._take_guides)
        self._door = Clock.schedule_interval(self.look_at_the_door, DOOR_EVERY)

    def _open_for_the_day(self) -> None:
        if not self._is_open_for_the_day:
            self._is_open_for_the_day = True
            self.lanes.run(Lane.PRINTING, self._forget_stale_sheets)

    def _forget_stale_sheets(self) -> None:
        self._built().checklists.forget_stale_sheets()

    def _take_guides(self, guides: tuple[Guide, ...]) -> None:
        self._shell.guides = guides
        self._shell.is_ready = True

    def look_at_the_door(self, *_: object) -> None:
        """Learn whether a call can be promised now, and do whatever the hour asks for; stop where the box has moved."""
        if self._shell.outfit.site_choice.has_changed() and App.get_running_app() is not None:
            App.get_running_app().stop()
            return
        self.lanes.run(Lane.DATABASE, self._look, self._tell)
        self.lanes.run(Lane.DATABASE, self._tend)
        # Solving takes seconds: no check-in waits for a report.
        self.lanes.run(Lane.FIGURES, self._report)

    def look_closely(self) -> None:
        """Try whether the files can be written, before somebody says three screens long what would be lost."""
        self.lanes.run(Lane.DATABASE, partial(self._look, thoroughly=True), self._tell)

    def _look(self, *, thoroughly: bool = False) -> Seen:
        """Look at the files, then at the door: without the one the other is not known, and never held open."""
        state = self.data.look(thoroughly=thoroughly)
        if not isinstance(state, Sound):
            return state, None
        try:
            door = self._see_the_door()
        except Exception:
            return self.data.distrust(), None
        self.data.believe()
        return state, door

    def _tell(self, seen: Seen) -> None:
        state, door = seen
        self._shell.tell_the_data(state, self.data.mishaps)
        if door is not None:
            self._shell.tell_the_door(door)
            self._open_for_the_day()

    def _see_the_door(self) -> Door:
        arrivals = self._built().arrivals
        if self._shell.outfit.practice or getattr(self._shell, "is_working", False):
            arrivals.desk_is_alive()
        return arrivals.permanence(), arrivals.next_opening(), arrivals.hours()

    def _tend(self) -> None:
        if not self.data.is_sound:
            return
        built, folder = self._built(), self._shell.outfit.settings.imports.folder
        built.closing.tend()
        self._is_keeper = built.closing.keeps()
        now = Clock.get_boottime()
        if folder and now - self._watched >= WATCH_EVERY and self._is_keeper:
            self._watched = now
            built.imports.watch(Path(folder))

    def _report(self) -> None:
        # The keeper's lock belongs to the database lane: here is only looked at what it found.
        if self._is_keeper and not self._shell.outfit.practice and self.data.state == Sound():
            self._built().report_files.tend()

    def look_no_more(self) -> None:
        """Leave the door as it was last seen."""
        if self._door is not None:
            self._door.cancel()

    def close(self) -> None:
        """Finish the jobs under way, and let go of the databases."""
        self.look_no_more()
        self.lanes.run(Lane.DATABASE, self.data.let_go)
        self.lanes.close()
