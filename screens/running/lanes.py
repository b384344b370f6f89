"""Work off the drawing thread, in lanes, so that neither a printer out of paper nor a dead share delays a check-in."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from queue import SimpleQueue
from typing import Any

from kivy.clock import Clock
from kivy.logger import Logger

from screens.window.sdl import wake


class Lane(StrEnum):
    """What a lane is for; jobs of one lane run one after the other, in order."""

    DATABASE = "database"
    CLOSING = "closing"
    IMPORTS = "imports"
    CALENDARS = "calendars"
    REPORTS = "reports"
    PRINTING = "printing"
    SPEECH = "speech"
    FIGURES = "figures"


# Seconds that a job may take before whoever waits for it is told that it did not work. A purge rebuilds whole files;
# a report is solved; a sheet may be waited for five minutes (settings).
ALLOWED = {
    Lane.DATABASE: 20.0,
    Lane.CLOSING: 600.0,
    Lane.IMPORTS: 240.0,
    Lane.CALENDARS: 240.0,
    Lane.REPORTS: 600.0,
    Lane.PRINTING: 420.0,
    Lane.SPEECH: 60.0,
    Lane.FIGURES: 120.0,
}
# How long the jobs under way may take to end with the program: whoever asks it to end sees it gone within five seconds.
_LAST_SECONDS = 2.0


@dataclass(eq=False, slots=True)
class _Job:
    """`began` is None before, `is_over` says that its thread has left it, `is_settled` that whoever asked was told."""

    work: Callable[[], Any]
    then: Callable[[Any], None] | None
    otherwise: Callable[[], None] | None
    allowed: float
    began: float | None = None
    is_over: bool = False
    is_settled: bool = False


class Lanes:
    """Runs jobs away from the drawing thread and brings their results back to it.

    `now` tells seconds at the machine's own pace, which stepping the drawing clock does not hurry.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._queues: dict[Lane, SimpleQueue[_Job | None]] = {}
        self._threads: dict[Lane, threading.Thread] = {}
        self._pending: dict[Lane, list[_Job]] = {lane: [] for lane in Lane}
        self._closed = False

    def run(
        self,
        lane: Lane,
        job: Callable[[], Any],
        then: Callable[[Any], None] | None = None,
        otherwise: Callable[[], None] | None = None,
        allowed: float | None = None,
    ) -> None:
        """Run a job; `then` gets its result on the drawing thread, `otherwise` is called there if it broke.

        So it is when the job takes more than `allowed` seconds; until it has ended, its lane takes nothing else.
        """
        if self._closed:
            return
        made = _Job(job, then, otherwise, ALLOWED[lane] if allowed is None else allowed)
        self._pending[lane].append(made)
        if lane not in self._queues:
            self._queues[lane] = SimpleQueue()
            # A thread that hangs for ever must not keep the program from ending.
            self._threads[lane] = threading.Thread(target=self._serve, args=(lane,), name=lane.value, daemon=True)
            self._threads[lane].start()
        self._queues[lane].put(made)

    @property
    def waiting(self) -> int:
        """Return how many jobs somebody still waits for."""
        return sum(not job.is_settled for jobs in self._pending.values() for job in jobs)

    def is_busy(self, lane: Lane) -> bool:
        """Say whether a job of a lane is under way or waits."""
        return bool(self._pending[lane])

    def is_stuck(self, lane: Lane) -> bool:
        """Say whether the job under way takes longer than it may."""
        head = next(iter(self._pending[lane]), None)
        return head is not None and self.age(lane) > head.allowed

    def age(self, lane: Lane) -> float:
        """Return for how many seconds the job of a lane has been under way, 0 where none is."""
        head = next(iter(self._pending[lane]), None)
        return 0.0 if head is None or head.is_over or head.began is None else self._now() - head.began

    def stuck(self) -> tuple[Lane, ...]:
        """Return the lanes that are."""
        return tuple(lane for lane in Lane if self.is_stuck(lane))

    def stir(self, lane: Lane) -> None:
        """Tell that the long job under way goes on: its time begins again. For the drawing thread."""
        for job in self._pending[lane][:1]:
            job.began = self._now()

    def give_up(self) -> None:
        """Tell whoever waits behind a stuck job, and for it, that it did not work. Call it every second.

        What had not begun never will: who was told so may count on it.
        """
        for lane in self.stuck():
            with self._lock:
                told = [job for job in self._pending[lane] if not job.is_settled]
                for job in told:
                    job.is_settled = True
            for job in told:
                Logger.error("%s lane: given up", lane.value)
                if job.otherwise is not None:
                    job.otherwise()

    def close(self) -> frozenset[Lane]:
        """Let the jobs under way end, take no more, bring nothing back; return the lanes that hang, and are left."""
        self._closed = True
        for queue in self._queues.values():
            queue.put(None)
        end = time.monotonic() + _LAST_SECONDS
        for thread in self._threads.values():
            thread.join(max(0.0, end - time.monotonic()))
        return frozenset(lane for lane, thread in self._threads.items() if thread.is_alive())

    def _serve(self, lane: Lane) -> None:
        while (job := self._queues[lane].get()) is not None:
            with self._lock:
                is_given_up = job.is_settled
                job.began = self._now()
            settle = job.otherwise
            if not is_given_up:
                settle = self._done(lane, job)
            job.is_over = True
            Clock.schedule_once(partial(self._bring, lane, job, settle))
            wake()

    @staticmethod
    def _done(lane: Lane, job: _Job) -> Callable[[], None] | None:
        """Do a job, and return what its end asks for."""
        try:
            result = job.work()
        except Exception as breakage:
            # The kind of breakage only: its message could quote what a visitor typed.
            Logger.error("%s lane: %s", lane.value, type(breakage).__name__)
            return job.otherwise
        then = job.then
        return None if then is None else lambda: then(result)

    def _bring(self, lane: Lane, job: _Job, settle: Callable[[], None] | None, _passed: float) -> None:
        self._pending[lane].remove(job)
        is_late, job.is_settled = job.is_settled, True
        if settle is not None and not is_late and not self._closed:
            settle()
