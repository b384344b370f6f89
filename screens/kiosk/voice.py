"""The kiosk's voice: it says one thing at a time, what was asked for last, and is silent at a touch."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from kivy.clock import Clock

from kiosk.domain.speech.phrases import Phrase
from kiosk.speech_ports import Speech
from screens.kiosk.situation import Situation
from screens.running.lanes import Lane, Lanes
from screens.toolkit.player import Player


class Voice:
    """Has phrases made sound of on the speech lane, and plays them in order.

    What is made for something that was hushed meanwhile is dropped. `spoke` is when it last said something new: what is
    said again by itself is no sign that anybody is there. `was_heard` is when it was last heard at all.
    """

    def __init__(self, situation: Situation, speech: Speech, lanes: Lanes) -> None:
        self._situation, self._speech, self._lanes = situation, speech, lanes
        self._player = Player(self._settle)
        # What is still to be made sound of; a new list for each thing said, so that answers know what they are for.
        self._to_come: list[Phrase] = []
        self._is_making = self._is_reminding = False
        self._spoke = self.was_heard = Clock.get_time()
        situation.fbind("voicing", self._follow)

    def _follow(self, *_: object) -> None:
        self._player.volume = self._situation.voicing.volume

    @property
    def is_speaking(self) -> bool:
        """Say whether something is being said, or is about to be."""
        return self._player.is_playing or self._is_making

    @property
    def spoke(self) -> float:
        """Return when it last said something new, on the drawing clock."""
        if self.is_speaking:
            self._note()
        return self._spoke

    def _note(self) -> None:
        self.was_heard = Clock.get_time()
        if not self._is_reminding:
            self._spoke = self.was_heard

    def remind(self, phrases: Sequence[Phrase]) -> None:
        """Say again what nobody asked for."""
        self.say(phrases)
        self._is_reminding = True

    def say(self, phrases: Sequence[Phrase], *, reads: bool = False) -> None:
        """Say phrases instead of whatever is being said; `reads` is for a whole screen, which a touch may stop."""
        self.hush()
        self._is_reminding = False
        self._to_come = list(phrases)
        self._situation.is_reading_aloud = reads and bool(phrases)
        self._next(self._to_come)

    def add(self, phrases: Sequence[Phrase]) -> None:
        """Say phrases after what is being said: news that nobody's touch brought about cut nothing short."""
        if not self.is_speaking:
            self.say(phrases)
        elif self._is_making:
            self._to_come += phrases
        else:
            self._to_come = list(phrases)
            self._next(self._to_come)

    def hush(self) -> None:
        """Be silent at once."""
        if self.is_speaking:
            self._note()
        self._to_come, self._is_making = [], False
        self._player.hush()
        self._situation.is_reading_aloud = False

    def forget(self) -> None:
        """Be silent, and drop every clip of the visit that ends: also the one that is just being made."""
        self.hush()
        self._speech.forget()
        if self._lanes.is_busy(Lane.SPEECH):
            self._lanes.run(Lane.SPEECH, self._speech.forget)

    def _next(self, to_come: list[Phrase]) -> None:
        """Hand the next clips to the player; stop at one that must be made first."""
        speed = self._situation.voicing.speed
        while to_come:
            phrase = to_come.pop(0)
            clip = self._speech.ready(phrase, speed)
            if clip is None:
                self._is_making = True
                take = partial(self._take, to_come)
                self._lanes.run(Lane.SPEECH, partial(self._speech.make, phrase, speed), take, partial(take, None))
                return
            self._player.add(clip)
        self._settle()

    def _take(self, to_come: list[Phrase], clip: Path | None) -> None:
        if to_come is not self._to_come:
            return
        self._is_making = False
        if clip is not None:
            self._player.add(clip)
        self._next(to_come)

    def _settle(self) -> None:
        """Note the end of what was said, once nothing is played nor made."""
        if not self.is_speaking:
            self._note()
            self._situation.is_reading_aloud = False
