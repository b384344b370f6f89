"""Says who is called, after the chime: the number and the desk, in French; in the visitor's language where told to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from kivy.clock import Clock, ClockEvent

from kiosk.domain.reception.arrivals import desk_number
from kiosk.domain.speech.phrases import PLAIN_SPEED, VOLUMES, Phrase
from kiosk.screen_ports import Outfit
from kiosk.services.queue import Call
from screens.running.lanes import Lane, Lanes
from screens.toolkit.player import Player

# Between the chime's end and the first word.
BREATH = 0.2


class Crier:
    """Calls one number after the other; each clip is dropped once it was heard, for it is of one visit only."""

    def __init__(self, outfit: Outfit, lanes: Lanes) -> None:
        self._outfit, self._lanes = outfit, lanes
        self._player = Player(self._forget)
        self._player.volume = VOLUMES - 1  # a room is larger than what headphones are loud in
        self._to_make = 0
        self._event: ClockEvent | None = None

    def cry(self, calls: Sequence[Call], after: float) -> None:
        """Say calls, so many seconds from now."""
        if self._outfit.settings.voice.calls:
            phrases = tuple(phrase for call in calls for phrase in self._phrases(call))
            self._event = Clock.schedule_once(partial(self._say, phrases), after + BREATH)

    def close(self) -> None:
        """Say nothing any more."""
        if self._event is not None:
            self._event.cancel()
        self._player.hush()
        self._outfit.speech.forget()

    def _phrases(self, call: Call) -> Iterator[Phrase]:
        yield self._phrase(call, "fr")
        if self._outfit.settings.voice.calls_in_visitors_language and call.language != "fr":
            yield self._phrase(call, call.language)

    def _phrase(self, call: Call, language: str) -> Phrase:
        t = self._outfit.translator(language)
        desk = t("Bureau {number}", number=desk_number(call.desk))
        return Phrase(t("Numéro {number}, {desk}.", number=call.ticket, desk=desk), language, is_passing=True)

    def _say(self, phrases: tuple[Phrase, ...], *_: object) -> None:
        for phrase in phrases:
            self._to_make += 1
            make = partial(self._outfit.speech.make, phrase, PLAIN_SPEED)
            self._lanes.run(Lane.SPEECH, make, self._take, partial(self._take, None))

    def _take(self, clip: Path | None) -> None:
        self._to_make -= 1
        if clip is not None:
            self._player.add(clip)
        self._forget()

    def _forget(self) -> None:
        if not self._to_make and not self._player.is_playing:
            self._outfit.speech.forget()
