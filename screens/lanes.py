"""Work off the drawing thread, in lanes, so that neither a printer out of paper nor a long sum delays a check-in."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from enum import StrEnum
from typing import TypeVar

from kivy.clock import Clock
from kivy.logger import Logger

Result = TypeVar("Result")
PATIENCE = 2.0  # seconds: whoever asks the kiosk to end sees it gone within five


class Lane(StrEnum):
    """What a lane is for; jobs of one lane run one after the other, in order."""

    DATABASE = "database"
    PRINTING = "printing"
    SPEECH = "speech"
    FIGURES = "figures"


class Lanes:
    """Runs jobs away from the drawing thread and brings their results back to it."""

    def __init__(self) -> None:
        self._pools = {lane: ThreadPoolExecutor(1, thread_name_prefix=lane.value) for lane in Lane}
        self._latest: dict[Lane, Future[None]] = {}
        self.waiting = 0
        self.is_stuck = False
        self._closed = False

    def run(
        self,
        lane: Lane,
        job: Callable[[], Result],
        then: Callable[[Result], None] | None = None,
        otherwise: Callable[[], None] | None = None,
    ) -> None:
        """Run a job; `then` gets its result on the drawing thread, `otherwise` is called there if it broke."""
        if self._closed:
            return
        self.waiting += 1

        def settle(ended: Callable[[], None] | None) -> None:
            self.waiting -= 1
            if ended is not None and not self._closed:
                ended()

        def work() -> None:
            try:
                result = job()
            except Exception as breakage:
                # The kind of breakage only: its message could quote what a visitor typed.
                Logger.error("%s lane: %s", lane.value, type(breakage).__name__)
                Clock.schedule_once(lambda _: settle(otherwise))
            else:
                Clock.schedule_once(lambda _: settle(None if then is None else (lambda: then(result))))

        self._latest[lane] = self._pools[lane].submit(work)

    def close(self) -> None:
        """Let the jobs under way end, take no more, and bring nothing back.

        What does not end within `PATIENCE` seconds is left behind, and `is_stuck` says so: whoever ends the process
        must then not wait for its threads.
        """
        self._closed = True
        for pool in self._pools.values():
            pool.shutdown(wait=False)
        self.is_stuck = bool(wait(self._latest.values(), timeout=PATIENCE).not_done)
