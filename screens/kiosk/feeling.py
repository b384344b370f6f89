"""Fingers that look for something: one slides over the screen and hears what lies under it; one presses a speaker."""

from __future__ import annotations

import math

from kivy.input.motionevent import MotionEvent

from screens.kiosk.keys import Keys
from screens.kiosk.narrator import Narrator
from screens.kiosk.situation import Situation
from screens.toolkit.contacts import Contacts
from screens.toolkit.controls import Control

SLIDE_MM = 8.0  # farther than a trembling finger strays from what it presses
NEAR_MM = 15.0  # from where it was lifted: the next tap there means what was heard last


class Feeling:
    """With the voice on, a finger that slides presses nothing: it says each control that it comes to.

    Lifted, it presses what it heard last by a tap close by, also one that falls beside; other taps press as always.
    """

    def __init__(
        self,
        situation: Situation,
        contacts: Contacts,
        keys: Keys,
        narrator: Narrator,
    ) -> None:
        self._situation, self._contacts, self._keys, self._narrator = situation, contacts, keys, narrator
        self._finger: MotionEvent | None = None
        self._slides = False
        self._under: Control | None = None
        self._heard: tuple[Control, tuple[float, float]] | None = None

    def begin(self, touch: MotionEvent) -> None:
        """Take a finger, unless another is feeling its way."""
        if self._finger is None or not self._slides:
            self._finger, self._slides, self._under = touch, False, None

    def move(self, touch: MotionEvent) -> None:
        """Say what the finger came to, once it slides."""
        if touch is not self._finger or not self._situation.voicing.is_on:
            return
        if not self._slides and self._is_near(touch, touch.opos, SLIDE_MM):
            return
        if not self._slides:
            self._slides, self._heard = True, None
            self._contacts.let_go()
        under = next((control for control in self._keys.controls() if control.collide_point(*touch.pos)), None)
        if under is not None and under is not self._under:
            self._situation.stir()
            self._keys.put(under)
            self._narrator.say_control(under)
        self._under = under

    def end(self, touch: MotionEvent) -> None:
        """Say what a speaker belongs to; remember what was felt last; press what was felt before by a tap beside."""
        spoken = _speaker_under(touch)
        if spoken is not None:
            spoken.let_go(touch)
            self._narrator.say_of(spoken)
        if touch is not self._finger:
            return
        heard, self._heard, self._finger = self._heard, None, None
        if self._slides:
            self._heard = (self._under, touch.pos) if self._under is not None else None
        elif heard is not None and not touch.grab_list and self._is_near(touch, heard[1], NEAR_MM):
            control = heard[0]
            if control in self._keys.controls():
                control.activate()
        self._slides = False

    def forget(self) -> None:
        """Forget what was heard: another screen has come."""
        self._under = self._heard = None

    def _is_near(self, touch: MotionEvent, place: tuple[float, float], most_mm: float) -> bool:
        return math.dist(touch.pos, place) <= self._situation.look.mm(most_mm)


def _speaker_under(touch: MotionEvent) -> Control | None:
    """Return the control whose speaker a finger pressed and is lifted from."""
    pressed = [reference() for reference in touch.grab_list]
    controls = (each for each in pressed if isinstance(each, Control))
    return next((c for c in controls if c.is_speaker(*touch.opos) and c.is_speaker(*touch.pos)), None)
