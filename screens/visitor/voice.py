"""The voice: on or off, how fast and how loud."""

from functools import partial

from kivy.properties import ListProperty, NumericProperty, StringProperty

from kiosk.domain.speech.phrases import SPEEDS, VOLUMES
from screens.kiosk.visitor_screen import VisitorScreen
from screens.toolkit.choices import Act, Choice


def _change(words: str, act: Act, icon: str, *, is_last: bool) -> Choice:
    return Choice(words, act, icon=icon, enabled=not is_last)


class VoiceScreen(VisitorScreen):
    """Each touch is heard at once, at the pace and loudness that it set."""

    choices: list[Choice] = ListProperty([])
    columns = NumericProperty(2)
    pace = StringProperty("")
    loudness = StringProperty("")

    def refresh(self) -> None:
        """Say how the voice is set, and what can be changed."""
        t, now = self.t, self.situation
        voicing = now.voicing
        switch = t("Arrêter la voix") if voicing.is_on else t("Écouter les écrans")
        self.choices = [
            Choice(switch, now.turn_the_voice, icon="stop_circle" if voicing.is_on else "volume_up"),
            _change(t("Parler moins vite"), partial(now.faster, -1), "remove", is_last=voicing.speed == 0),
            _change(t("Parler plus vite"), partial(now.faster, 1), "add", is_last=voicing.speed == SPEEDS - 1),
            _change(t("Parler moins fort"), partial(now.louder, -1), "volume_down", is_last=voicing.volume == 0),
            _change(t("Parler plus fort"), partial(now.louder, 1), "volume_up", is_last=voicing.volume == VOLUMES - 1),
        ]
        self.pace = t("Vitesse {step} sur {steps}.", step=voicing.speed + 1, steps=SPEEDS)
        self.loudness = t("Volume {step} sur {steps}.", step=voicing.volume + 1, steps=VOLUMES)
        self.columns = self.abreast(self.choices)
        self.actions = [self.primary(t("C’est bon"), self.navigator.leave, "check")]
