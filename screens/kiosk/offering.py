"""Somebody touches and chooses nothing: perhaps they do not read. The kiosk says once that it can speak."""

from __future__ import annotations

from kivy.clock import Clock, ClockEvent

from kiosk.domain.speech.phrases import phrases
from screens.kiosk.situation import Situation
from screens.kiosk.visit import Visit
from screens.kiosk.voice import Voice


class Offer:
    """Speaks by itself where a site asks for that (settings, off by default), and once a visit."""

    def __init__(self, situation: Situation, voice: Voice) -> None:
        self._situation, self._voice = situation, voice
        self._soon: ClockEvent | None = None
        self._offered_to: Visit | None = None

    def touched(self, *, chose: bool) -> None:
        """Wait after a touch on nothing; not after one that chose something."""
        after = self._situation.outfit.settings.times.offer_to_speak
        self.cancel()
        if after and not chose and not self._situation.voicing.is_on and self._offered_to is not self._situation.visit:
            self._soon = Clock.schedule_once(self._say, after)

    def cancel(self) -> None:
        """Wait no more."""
        if self._soon is not None:
            self._soon.cancel()

    def _say(self, *_: object) -> None:
        self._offered_to, t = self._situation.visit, self._situation.t
        words = t("Vous ne lisez pas bien\u202f? Touchez en bas la personne qui parle.")
        self._voice.say(phrases(words, t.language))
