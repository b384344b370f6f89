"""Clips played one after another: never two at a time, and silence as soon as it is asked for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from pathlib import Path

from kivy.clock import Clock, ClockEvent
from kivy.core.audio import Sound, SoundLoader

from kiosk.domain.speech.phrases import PLAIN_VOLUME, VOLUMES

# A loudspeaker that is stuck (a hung sound server, a card gone to sleep) never says that a clip has ended, and what is
# being said puts the time-out off: the letters of whoever left would stay on show. Seconds beyond the clip's length.
GRACE = 5.0
STEP_DB = 3.0  # between two steps; the loudest is the clip as it is (EN 301 549 5.1.3.12, VVSG: 10 dB at most)


def gain_of(volume: int) -> float:
    """Return what a clip is multiplied by at a step of volume."""
    return float(10 ** (-STEP_DB * (VOLUMES - 1 - volume) / 20))


class Player:
    """Plays a queue. `ended` is called whenever there is nothing left to play; a machine without sound plays nothing.

    A clip counts as ended a few seconds after it should have, whatever the loudspeaker says.

    `volume` is a step, from 0; a clip that is being played follows it.
    """

    def __init__(self, ended: Callable[[], None]) -> None:
        self._ended = ended
        self._waiting: deque[Path] = deque()
        self._sound: Sound | None = None
        self._overdue: ClockEvent | None = None
        self._volume = PLAIN_VOLUME

    @property
    def is_playing(self) -> bool:
        """Say whether a clip can be heard."""
        return self._sound is not None

    @property
    def volume(self) -> int:
        """Return the step of volume."""
        return self._volume

    @volume.setter
    def volume(self, step: int) -> None:
        self._volume = step
        if self._sound is not None:
            self._sound.volume = gain_of(step)

    def add(self, clip: Path) -> None:
        """Play a clip after those that wait, or now."""
        self._waiting.append(clip)
        if self._sound is None:
            self._play_next()

    def hush(self) -> None:
        """Be silent from now on, with nothing left to play."""
        self._waiting.clear()
        self._end()

    def _play_next(self, *_: object) -> None:
        while self._waiting:
            sound = SoundLoader.load(str(self._waiting.popleft()))
            if sound is None:
                continue
            sound.volume = gain_of(self._volume)
            self._sound = sound
            sound.bind(on_stop=partial(self._go_on, sound))
            sound.play()
            if sound.state == "play":
                self._overdue = Clock.schedule_once(partial(self._go_on, sound), sound.length + GRACE)
                return
            self._sound = None  # a broken clip, or no loudspeaker
        self._ended()

    def _go_on(self, sound: Sound, *_: object) -> None:
        """Play the next clip after the one that ended, unless it was hushed meanwhile."""
        if sound is self._sound:
            self._end()
            self._play_next()

    def _end(self) -> None:
        sound, self._sound = self._sound, None
        if self._overdue is not None:
            self._overdue.cancel()
        if sound is not None:
            sound.stop()
            sound.unload()
