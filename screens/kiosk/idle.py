"""Left alone, the kiosk asks, waits, then forgets the visitor (reference D01–D05)."""

from __future__ import annotations

from collections.abc import Callable

from kivy.clock import Clock, ClockEvent

from screens.kiosk.navigator import Navigator
from screens.kiosk.situation import FRONTS, Situation
from screens.kiosk.voice import Voice
from screens.toolkit.pressing import Pressable


class Idle:
    """Watches for silence. Times come from the settings, in seconds, measured on the drawing clock.

    `look_at_the_hour` is called with every second that nobody is asked anything, `remind` with each, and the screen.
    """

    def __init__(
        self,
        situation: Situation,
        navigator: Navigator,
        voice: Voice,
        look_at_the_hour: Callable[[], None],
        remind: Callable[[str], None],
    ) -> None:
        self._situation, self._navigator, self._voice = situation, navigator, voice
        self._look_at_the_hour, self._remind = look_at_the_hour, remind
        self._event: ClockEvent | None = None

    def start(self) -> None:
        """Begin to watch, once a second."""
        if self._event is None:
            self._event = Clock.schedule_interval(self.watch, 1.0)

    def stop(self) -> None:
        """Watch no more."""
        if self._event is not None:
            self._event.cancel()
            self._event = None

    def silence(self) -> float:
        """Return the seconds since something last acted, a key was last pressed, or the voice was last heard.

        A touch alone is no sign of a person: dirt, a sleeve or a faulty panel would keep letters on show for ever.
        """
        return Clock.get_time() - max(self._situation.stirred, Pressable.last_act, self._voice.spoke)

    def watch(self, *_: object) -> None:
        """Ask for a sign of life, or erase when none came."""
        screen, times = self._navigator.screen, self._situation.outfit.settings.times
        self._remind(screen.name)
        if screen.name == "more_time":
            if self.silence() >= times.answer:
                self._navigator.reset()
            return
        self._look_at_the_hour()
        is_fresh = self._situation.is_fresh and screen.name in FRONTS
        if is_fresh or screen.idle_after == "never":
            return
        if self.silence() >= getattr(times, screen.idle_after):
            self._navigator.go("more_time")
