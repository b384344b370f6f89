"""Somebody hears the kiosk and does nothing: perhaps they did not catch the question. It is asked again."""

from __future__ import annotations

from collections.abc import Callable

from kivy.clock import Clock

from screens.kiosk.situation import FRONTS, Situation
from screens.kiosk.voice import Voice
from screens.toolkit.pressing import Pressable

MOST = 3  # times a page; whoever still does nothing has left, or thinks (reference B05; votingworks/vxsuite #3490)


class Reminder:
    """Says again what a page asks after some seconds of silence (settings), where somebody turned the voice on.

    What is said again is no sign of a person: it puts the time-out off by nothing.
    """

    def __init__(self, situation: Situation, voice: Voice, say_again: Callable[[], None]) -> None:
        self._situation, self._voice, self._say_again = situation, voice, say_again
        self._since, self._times = 0.0, 0

    def watch(self, screen: str) -> None:
        """Ask again once the room was silent for long enough; call it every second."""
        now, after = self._situation, self._situation.outfit.settings.times.repeat_the_question
        acted = max(now.stirred, Pressable.last_act)
        if acted != self._since:
            self._since, self._times = acted, 0
        if not after or not now.voicing.is_on or screen in FRONTS or self._times >= MOST or self._voice.is_speaking:
            return
        if Clock.get_time() - max(acted, self._voice.was_heard) >= after:
            self._times += 1
            self._say_again()
