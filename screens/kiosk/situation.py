"""What is so at the kiosk now: who stands there and how far, the look and language, the permanence, the files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time

from kivy.clock import Clock
from kivy.event import EventDispatcher
from kivy.properties import BooleanProperty, ObjectProperty

from kiosk.domain.guides.guide import Guide
from kiosk.domain.machine.data_state import DataState, Unopenable, Unwritable
from kiosk.screen_ports import Outfit, Translator
from kiosk.services.arrivals import Permanence
from screens.kiosk.visit import Visit
from screens.kiosk.voicing import Voicing
from screens.running.backstage import PermanenceNow
from screens.toolkit.theme import SIZES, Look

# What stands between two visits.
FRONTS = frozenset({"home", "closed", "out_of_service"})


@dataclass(frozen=True, slots=True)
class Parked:
    """A visit hidden while somebody else checks in, and where it stood."""

    visit: Visit
    screen: str
    page: int
    look: Look
    t: Translator
    voicing: Voicing


class Situation(EventDispatcher):
    """Read by every screen and bar; whoever must follow a part of it binds to its property.

    `visit` is no such property: two visits that hold the same are not the same visit.
    """

    look: Look = ObjectProperty(None)
    t: Translator = ObjectProperty(None)
    guides: tuple[Guide, ...] = ObjectProperty(())
    permanence: Permanence = ObjectProperty(Permanence.OPEN)
    next_opening: datetime | None = ObjectProperty(None, allownone=True)
    hours_today: tuple[time, ...] = ObjectProperty(())
    data: DataState | None = ObjectProperty(None, allownone=True)
    parked: Parked | None = ObjectProperty(None, allownone=True)
    voicing: Voicing = ObjectProperty(Voicing())
    is_reading_aloud = BooleanProperty(False)

    def __init__(self, outfit: Outfit, look: Look) -> None:
        super().__init__()
        self.outfit, self.plain_look = outfit, look
        self.visit = Visit()
        self.look, self.t = look, outfit.translator("fr")
        # When somebody was last seen to do something, or was shown something new.
        self.stirred = Clock.get_time()

    @property
    def is_out_of_service(self) -> bool:
        """Say whether the files are known to be unusable."""
        return isinstance(self.data, Unopenable | Unwritable)

    @property
    def front(self) -> str:
        """Return the screen that stands between two visits."""
        if self.is_out_of_service:
            return "out_of_service"
        return "closed" if self.permanence.is_closed else "home"

    @property
    def is_fresh(self) -> bool:
        """Say whether nothing is left of anybody: no visit, no comfort, no language."""
        untouched = self.look == self.plain_look and self.t.language == "fr" and self.visit == Visit()
        return untouched and self.parked is None and self.voicing == Voicing()

    @property
    def is_overheard(self) -> bool:
        """Say whether the kiosk speaks, and others hear it."""
        return self.voicing.is_on and not self.outfit.speech.has_headphones()

    def stir(self) -> None:
        """Note that somebody is there."""
        self.stirred = Clock.get_time()

    def take_permanence(self, now: PermanenceNow) -> None:
        """Take what was seen of the permanence."""
        self.permanence, self.next_opening, self.hours_today = now

    def speak(self, language: str) -> None:
        """Change the language."""
        self.t = self.outfit.translator(language)

    def wear(self, *, size: int | None = None, theme: str | None = None, low: bool | None = None) -> None:
        """Change the look where something is said of it."""
        now = self.look
        self.look = replace(now, size=size or now.size, theme=theme or now.theme, low=now.low if low is None else low)

    def turn_the_voice(self) -> None:
        """Speak from now on, or no longer."""
        self.voicing = replace(self.voicing, is_on=not self.voicing.is_on)

    def be_silent(self) -> None:
        """Speak no longer."""
        self.voicing = replace(self.voicing, is_on=False)

    def faster(self, by: int) -> None:
        """Speak so many steps faster."""
        self.voicing = self.voicing.faster(by)

    def louder(self, by: int) -> None:
        """Speak so many steps louder."""
        self.voicing = self.voicing.louder(by)

    def help_to_read(self) -> None:
        """Speak, in larger letters, with a speaker on every choice; asked again, go back to letters and silence."""
        helps = not self.voicing.reads_poorly
        size = max(SIZES[1], self.look.size) if helps else self.plain_look.size
        self.look = replace(self.look, size=size, speakers=helps)
        self.voicing = replace(self.voicing, is_on=helps, reads_poorly=helps)

    def be_plain(self) -> None:
        """Go back to the look, the language and the silence of a kiosk that nobody touched."""
        # The voice takes leave in the language it spoke.
        self.voicing = Voicing()
        self.look, self.t = self.plain_look, self.outfit.translator("fr")

    def fit(self, width: int, height: int) -> None:
        """Take another size of the panel, in pixels, with nothing lost of the visit."""
        self.plain_look = replace(self.plain_look, width=width, height=height)
        if self.parked is not None:
            self.parked = replace(self.parked, look=replace(self.parked.look, width=width, height=height))
        self.look = replace(self.look, width=width, height=height)
