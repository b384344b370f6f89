"""When the kiosk speaks: at every new screen, every change on it, every step of the focus; and of what."""

from __future__ import annotations

from collections.abc import Sequence

from kivy.clock import Clock

from kiosk.domain.speech.phrases import SPEEDS, VOLUMES, Phrase, phrases
from screens.kiosk.navigator import Navigator
from screens.kiosk.offering import Offer
from screens.kiosk.reminding import Reminder
from screens.kiosk.situation import Situation
from screens.kiosk.spoken import Page, Speaker
from screens.kiosk.surround import Surround
from screens.kiosk.voice import Voice
from screens.kiosk.voicing import Voicing
from screens.toolkit.controls import Control
from screens.toolkit.theme import Look


class Narrator:
    """Follows what is on show while the voice is on, and says what is new there. It looks a frame after each change."""

    def __init__(self, situation: Situation, navigator: Navigator, surround: Surround, voice: Voice) -> None:
        self._situation, self._navigator, self._surround, self._voice = situation, navigator, surround, voice
        self.offer = Offer(situation, voice)
        self.reminder = Reminder(situation, voice, self._ask_again)
        self._before: Page | None = None
        self._was = situation.voicing
        # What goes ahead of the next thing said: a greeting, what a tool has done.
        self._ahead: tuple[Phrase, ...] = ()
        self.follow_soon = Clock.create_trigger(self._follow, 0)
        situation.fbind("voicing", self._turn)
        situation.fbind("look", self._say_the_look)
        self._look = situation.look
        # Whether a screen was being read when somebody last touched something.
        self._was_reading = False

    # --- what follows what is on show
    def _follow(self, *_: object) -> None:
        """Say the page on show where it is another one, else what is new on it."""
        if not self._situation.voicing.is_on or self._navigator.shown is None:
            self._before = None
            return
        if self._must_ask_first():
            self._navigator.go("aloud")
            return
        before, page = self._before, self._page()
        self._before, ahead = page, self._ahead
        self._ahead = ()
        if before is None or before.place != page.place:
            self._voice.say([*ahead, *self._speaker().whole(page)], reads=True)
            return
        news = [phrase for said in page.news(before) for phrase in said.phrases(self._language)]
        if news or ahead:
            # Who touched something has hushed the voice: what is still being said was not theirs to end.
            self._voice.add([*ahead, *news])

    def _must_ask_first(self) -> bool:
        """Say whether what would be said is nobody else's business, and others hear it."""
        now, screen = self._situation, self._navigator.screen
        checklist = now.visit.checklist if screen.tells_the_guide else None
        if checklist is None or not checklist.guide.private or now.visit.aloud == checklist.guide.id:
            return False
        return not now.outfit.speech.has_headphones()

    @property
    def _language(self) -> str:
        return self._situation.t.language

    def _speaker(self) -> Speaker:
        now = self._situation
        return Speaker(now.t, now.visit, hears_alone=now.outfit.speech.has_headphones())

    def _page(self) -> Page:
        return self._speaker().page(self._navigator.screen, self._surround.bottom_bar.at_end())

    @property
    def is_on(self) -> bool:
        """Say whether the kiosk speaks."""
        return self._situation.voicing.is_on

    # --- what a person asks
    def listen(self) -> None:
        """Begin to speak; asked again while the screen is read, be silent from then on; else read it again."""
        if self._situation.voicing.is_on and not self._was_reading:
            self._before = None
            self.follow_soon()
        else:
            self._situation.turn_the_voice()

    def read_aloud(self) -> None:
        """Begin to speak, or read the screen again: what a key of its own does, however often it is pressed."""
        self._was_reading = False
        self.listen()

    def interrupt(self) -> None:
        """Be silent: somebody touched something."""
        self._was_reading = self._situation.is_reading_aloud
        self._voice.hush()

    def tell(self, texts: Sequence[str]) -> None:
        """Say what a sheet holds."""
        speaker = self._speaker()
        said = [(words, speaker.is_passing(words)) for words in texts]
        self._voice.say([p for words, own in said for p in phrases(words, self._language, is_passing=own)])

    def _ask_again(self) -> None:
        """Say again what the screen on show asks."""
        words = self._navigator.screen.title()
        self._voice.remind(phrases(words, self._language, is_passing=self._speaker().is_passing(words)))

    def say_control(self, control: Control) -> None:
        """Say what has the focus now, or lies under a finger."""
        if self._situation.voicing.is_on:
            self._voice.say(self._speaker().of(control).phrases(self._language))

    def say_step(self, controls: Sequence[Control]) -> None:
        """Say what a switch came to: a control, or a row of keys, which is gone into before one of them is pressed."""
        if len(controls) == 1:
            self.say_control(controls[0])
        elif self._situation.voicing.is_on:
            words = self._situation.t("Une rangée de {number} touches", number=len(controls))
            self._voice.say(phrases(words, self._language))

    def say_of(self, control: Control) -> None:
        """Say what a speaker belongs to, whether the voice is on or not; of a private démarche, once it may be said."""
        if self._must_ask_first():
            self._navigator.go("aloud")
        else:
            self._voice.say(self._speaker().of(control).phrases(self._language))

    def _say(self, words: str) -> None:
        """Say what a tool has done, ahead of what is new on the screen."""
        if self._situation.voicing.is_on:
            self._ahead = phrases(words, self._language)
            self.follow_soon()

    # --- what changes around
    def _turn(self, _situation: Situation, voicing: Voicing) -> None:
        """Greet when the voice is turned on, take leave when it is turned off; else say how it is set now."""
        was, self._was, t = self._was, voicing, self._situation.t
        if voicing.is_on and not was.is_on:
            self._before = None
            self._say(t("La voix parle. Touchez l’écran : elle se tait."))
        elif was.is_on and not voicing.is_on:
            self._ahead = ()
            self._voice.say(phrases(t("La voix est arrêtée."), self._language))
        elif self._navigator.is_showing("voice"):
            pass  # it shows both, and what changes on a screen is said
        elif voicing.speed != was.speed:
            self._say(t("Vitesse {step} sur {steps}.", step=voicing.speed + 1, steps=SPEEDS))
        elif voicing.volume != was.volume:
            self._say(t("Volume {step} sur {steps}.", step=voicing.volume + 1, steps=VOLUMES))

    def _say_the_look(self, _situation: Situation, look: Look) -> None:
        """Say what a tool of comfort has done."""
        was, self._look, t = self._look, look, self._situation.t
        if look.size != was.size:
            named = {100: t("Texte normal."), 125: t("Texte grand."), 160: t("Texte très grand.")}
            self._say(named[look.size])
        elif look.theme != was.theme:
            self._say(self._name_of(look.theme))
        elif look.low != was.low:
            self._say(t("Écran plus bas") if look.low else t("Écran normal"))

    def _name_of(self, theme: str) -> str:
        t = self._situation.t
        return {
            "light": t("Couleurs normales."),
            "dark": t("Couleurs sombres."),
            "strong-light": t("Noir sur blanc."),
            "strong-dark": t("Blanc sur noir."),
        }[theme]
