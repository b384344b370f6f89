"""The services and the files under them: opened after the first frame, doubted ever after, opened again at need."""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock

from kivy.clock import Clock
from kivy.logger import Logger

from kiosk.domain.machine.data_state import DataState, Mishap, Sound, Trouble, Unopenable, Unwritable
from kiosk.machine_ports import DataUnusable
from kiosk.services.bundle import Services

THOROUGHLY_EVERY = 30.0  # seconds between two looks that write; while something is wrong, each look does
SAY_AGAIN_EVERY = 600.0  # seconds between two lines of the log about the same trouble
# Figures in this state are mended by opening the folder again; in any other, by waiting.
_MENDED_BY_OPENING = {Trouble.DAMAGED, Trouble.MOVED}


class DataWatch:
    """Holds the services of one folder. Looks are made on the database lane; any lane may ask for the services."""

    def __init__(self, build: Callable[[], Services]) -> None:
        self._build = build
        self._lock = RLock()
        self._services: Services | None = None
        self._doubted = -THOROUGHLY_EVERY
        self._said: tuple[DataState, float] | None = None
        self._why = ""
        self.state: DataState | None = None
        self.mishaps: tuple[Mishap, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Say whether the services can be asked; so they can be before the first look."""
        return self.state is None or isinstance(self.state, Sound)

    def services(self) -> Services:
        """Return the services, built at the first call. Raises DataUnusable."""
        if isinstance(self.state, Unopenable | Unwritable):
            raise DataUnusable("waiting for the files", self.state.trouble)
        # No lane waits behind a look, which may hang with the disk.
        if (found := self._services) is not None:
            return found
        with self._lock:
            if self._services is None:
                self._services = self._build()
            return self._services

    @property
    def is_open(self) -> bool:
        """Say whether there are files to work on."""
        return self._services is not None and self.is_sound

    def recall(self) -> None:
        """End whoever is out on a share for these services."""
        if (found := self._services) is not None:
            found.recall()

    def look(self, *, thoroughly: bool = False) -> DataState:
        """Look at the files, opening them (again) where that may help; return how they are. Raises nothing."""
        with self._lock:
            now = Clock.get_time()
            thoroughly = thoroughly or not self.is_sound or now - self._doubted >= THOROUGHLY_EVERY
            state = self._seen(thoroughly=thoroughly)
            if thoroughly:
                self._doubted = now
            if self._services is not None and self._calls_for_opening(state):
                self.let_go()
                state = self._seen(thoroughly=True)
            if not isinstance(state, Sound):
                # Whoever mends the disk finds nothing held open, and the next look opens the files anew.
                self.let_go()
            self.state = state
            if state != Sound():
                self._note(state, now)
            return state

    def believe(self) -> None:
        """Take the files for sound: what they gave could be used."""
        if self.state == Sound() and self._said is not None:
            self._said = None
            Logger.info("data: sound again")

    def distrust(self) -> DataState:
        """Take the files for broken: what they gave could not be used. The next look opens them again."""
        with self._lock:
            self.let_go()
            self.state = Unwritable(Trouble.BROKEN)
            self._note(self.state, Clock.get_time())
            return self.state

    def let_go(self) -> None:
        """Close the files, should they be open."""
        with self._lock:
            services, self._services = self._services, None
            if services is not None:
                # What is brought back from a share could not be written any more.
                services.recall()
                services.close()

    def _seen(self, *, thoroughly: bool) -> DataState:
        try:
            if self._services is None:
                self._services = self._build()
            state = self._services.data.look(thoroughly=thoroughly)
            self.mishaps = self._services.data.mishaps()
        except DataUnusable as error:
            self._why = str(error)
            return Unopenable(error.trouble)
        except Exception as error:
            # The kind only: its message could quote what stands in a file.
            self._why = type(error).__name__
            return Unopenable(Trouble.BROKEN)
        self._why = ""
        return state

    @staticmethod
    def _calls_for_opening(state: DataState) -> bool:
        return not isinstance(state, Sound) or state.figures in _MENDED_BY_OPENING

    def _note(self, state: DataState, now: float) -> None:
        """Write a trouble into the log once, then every ten minutes."""
        if self._said is None or self._said[0] != state or now - self._said[1] >= SAY_AGAIN_EVERY:
            trouble = state.figures if isinstance(state, Sound) else state.trouble
            Logger.error("data: %s: %s %s", type(state).__name__, trouble, self._why)
            self._said = (state, now)
