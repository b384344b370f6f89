"""Somebody checked in meanwhile; whoever was preparing a list takes it up again."""

from screens.kiosk.visitor_screen import BareQuestion
from screens.toolkit.choices import Choice


class ResumeScreen(BareQuestion):
    """Shows nothing of the hidden list until its owner asks for it."""

    def answers(self) -> list[Choice]:
        """Say the two answers."""
        t = self.t
        return [
            Choice(t("Effacer cette liste"), self.navigator.reset, icon="visibility_off", style="outline"),
            Choice(t("Je reprends ma liste"), self.navigator.resume, icon="play_arrow", style="filled"),
        ]
