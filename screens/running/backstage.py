"""What goes on behind the screens: services built after the first frame, asked on lanes, the permanence watched."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, time
from functools import partial
from types import EllipsisType
from typing import NamedTuple, Protocol, TypeVar

from kivy.app import App
from kivy.clock import Clock, ClockEvent

from kiosk.domain.guides.guide import Guide
from kiosk.domain.machine.chores import ChoreTrouble
from kiosk.domain.machine.data_state import DataState, Mishap, Sound
from kiosk.machine_ports import DataUnusable
from kiosk.screen_ports import Outfit
from kiosk.services.arrivals import Permanence
from kiosk.services.bundle import Services
from kiosk.services.closing import Closing
from screens.running.data_watch import DataWatch
from screens.running.lanes import ALLOWED, Lane, Lanes

T = TypeVar("T")

WATCH_EVERY = 60.0  # seconds between two looks at folders of others, and between two words on what is stuck
PERMANENCE_EVERY = 5.0  # seconds between two looks at the opening hours and the desk
LATE_EVERY = 1.0  # seconds between two looks at what takes too long
OPENING = 300.0  # seconds that opening the files may take: they are checked, mended, brought up to date
TROUBLES = {
    Lane.CLOSING: ChoreTrouble.CLOSING_STUCK,
    Lane.IMPORTS: ChoreTrouble.IMPORTS_STUCK,
    Lane.CALENDARS: ChoreTrouble.CALENDARS_STUCK,
    Lane.REPORTS: ChoreTrouble.REPORTS_STUCK,
    Lane.PRINTING: ChoreTrouble.PRINTING_STUCK,
    Lane.SPEECH: ChoreTrouble.SPEECH_STUCK,
    Lane.FIGURES: ChoreTrouble.FIGURES_STUCK,
}


class PermanenceNow(NamedTuple):
    """What was seen of the permanence: whether a call can be promised, when it opens next, the hours of today."""

    standing: Permanence
    next_opening: datetime | None
    hours_today: tuple[time, ...]


Seen = tuple[DataState, PermanenceNow | None]


class Onstage(Protocol):
    """Who is told what goes on behind: the kiosk, the desk or the wall screen.

    All of it happens on the drawing thread, but for `is_working`, which any thread may read.
    """

    @property
    def is_at_rest(self) -> bool:
        """Say whether nobody is at the screen: a visitor who reads on is not interrupted, nor is somebody at work."""

    @property
    def is_working(self) -> bool:
        """Say whether somebody is there to call."""

    def tell_the_guides(self, guides: tuple[Guide, ...]) -> None:
        """Take the guides: everything that the first frame did not wait for is there."""

    def tell_the_permanence(self, now: PermanenceNow) -> None:
        """Take what was seen of the permanence."""

    def tell_the_data(self, state: DataState, mishaps: tuple[Mishap, ...]) -> None:
        """Take how the files are, and what befell them today."""


class Backstage:
    """Asks the services on a screen's behalf; nothing here ever runs on the drawing thread but what brings answers."""

    def __init__(self, outfit: Outfit, onstage: Onstage) -> None:
        self._outfit = outfit
        self._onstage = onstage
        self.lanes = Lanes()
        self.data = DataWatch(outfit.services)
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
        """Say whether the box was moved, a training began or ended, or the memory may hold a day that was closed."""
        is_elsewhere = self._outfit.site_choice.has_changed() or self._outfit.training.has_changed()
        return is_elsewhere or (self._was_closed and self._onstage.is_at_rest)

    def ask(
        self,
        job: Callable[[Services], T],
        then: Callable[[T], None] | None,
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

        def work() -> T:
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
        """Load what the first frame did not wait for, then keep an eye on the permanence, the chores and the lanes."""
        self.look_at_the_permanence()
        self.lanes.run(Lane.DATABASE, self._outfit.guides, self._onstage.tell_the_guides)
        self._events = [
            Clock.schedule_interval(self.look_at_the_permanence, PERMANENCE_EVERY),
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

    def look_at_the_permanence(self, *_: object) -> None:
        """Learn whether a call can be promised now, and do what the hour asks for; stop where it must start anew."""
        app = App.get_running_app()
        if app is not None and self._must_start_again():
            self.starts_again = True
            app.stop()
            return
        # Files that are opened are checked, and mended where need be.
        self.lanes.run(Lane.DATABASE, self._look, self._tell, allowed=None if self.data.is_open else OPENING)

    def look_further(self, *_: object) -> None:
        """Look at the folders of others, which may be far and slow; tell the desk what does not answer."""
        self._do(Lane.IMPORTS, lambda services: services.chores.watch())
        self._do(Lane.CALENDARS, lambda services: services.chores.fetch())
        if self.data.state == Sound():
            # Solving takes seconds: no check-in waits for a report.
            self._do(Lane.REPORTS, lambda services: services.chores.report())
            self._do(Lane.REPORTS, lambda services: services.chores.send())
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
        """Look at the files, then at the permanence: without the one the other is not known, and never held open."""
        state = self.data.look(thoroughly=thoroughly)
        if not isinstance(state, Sound):
            return state, None
        try:
            now = self._see_the_permanence(self.data.services())
        except Exception:
            return self.data.distrust(), None
        self.data.believe()
        return state, now

    def _tell(self, seen: Seen) -> None:
        state, now = seen
        self._onstage.tell_the_data(state, self.data.mishaps)
        if now is not None:
            self._onstage.tell_the_permanence(now)
            # After the permanence was seen: while a closing is under way nobody can say yet that it held.
            self._do(Lane.CLOSING, lambda services: services.chores.tend())
            self._open_for_the_day()

    def _see_the_permanence(self, services: Services) -> PermanenceNow:
        services.time.look()
        arrivals = services.arrivals
        if self._outfit.practice or self._onstage.is_working:
            arrivals.desk_is_alive()
        self._was_closed = not self._outfit.practice and (self._was_closed or self._has_closed(services.closing))
        return PermanenceNow(arrivals.permanence(), arrivals.next_opening(), arrivals.hours())

    def _has_closed(self, closing: Closing) -> bool:
        """Say whether a day was closed since this began: services opened again remember their own beginning only."""
        closed = closing.last_closing()
        if self._closed_before is ...:
            self._closed_before = closed
        return closing.wants_fresh_memory() or closed != self._closed_before

    def look_no_more(self) -> None:
        """Leave the permanence as it was last seen."""
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
