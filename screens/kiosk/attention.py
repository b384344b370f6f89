"""Left alone, the kiosk asks, waits, then forgets the visitor (reference D01–D05)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kivy.clock import Clock

from screens.kiosk.visit import Visit
from screens.toolkit.pressing import Pressable

if TYPE_CHECKING:
    from screens.kiosk.shell import Shell


# What stands between two visits.
FRONTS = frozenset({"home", "closed", "out_of_service"})


class Attention:
    """Watches for silence. Times come from the settings, in seconds, measured on the drawing clock."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._stirred = Clock.get_time()
        self._event: object = None

    def start(self) -> None:
        """Begin to watch, once a second."""
        if self._event is None:
            self._event = Clock.schedule_interval(self.watch, 1.0)

    def stop(self) -> None:
        """Watch no more."""
        if self._event is not None:
            self._event.cancel()
            self._event = None

    def stir(self) -> None:
        """Note that somebody is there."""
        self._stirred = Clock.get_time()

    def silence(self) -> float:
        """Return the seconds since something last acted, or a key was last pressed.

        A touch alone is no sign of a person: dirt, a sleeve or a faulty panel would keep letters on show for ever.
        """
        return Clock.get_time() - max(self._stirred, Pressable.last_act)

    def _is_fresh(self) -> bool:
        shell = self._shell
        untouched = shell.look == shell.plain_look and shell.t.language == "fr" and shell.visit == Visit()
        return untouched and shell.parked is None and shell.screen.name in FRONTS

    def watch(self, *_: object) -> None:
        """Ask for a sign of life, or erase when none came."""
        shell, times = self._shell, self._shell.outfit.settings.times
        name = shell.screen.name
        if name == "more_time":
            if self.silence() >= times.answer:
                shell.reset()
            return
        self._refresh_clock()
        if self._is_fresh() or shell.screen.idle_after == "never":
            return
        if self.silence() >= getattr(times, shell.screen.idle_after):
            shell.go("more_time")

    def _refresh_clock(self) -> None:
        now = self._shell.chrome.hour()
        if any(v.clock and v.clock != now for v in self._shell.frame.top_bar.variants):
            self._shell.arrange()

    def follow_the_door(self) -> None:
        """Show what stands between two visits now; it closes only while nobody is using the kiosk."""
        shell, front = self._shell, self._shell.front
        is_another = shell.screen.name in FRONTS and shell.screen.name != front
        if is_another and (front != "closed" or self._is_fresh()):
            shell.show_screen(front)
