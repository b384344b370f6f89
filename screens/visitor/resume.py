"""Somebody checked in meanwhile; whoever was preparing a list takes it up again."""

from kivy.properties import ListProperty, NumericProperty

from screens.base import VisitorScreen
from screens.choices import Choice


class ResumeScreen(VisitorScreen):
    """Shows nothing of the hidden list until its owner asks for it."""

    choices = ListProperty([])
    columns = NumericProperty(2)
    tools = "bare"

    def refresh(self) -> None:
        """Say the two answers."""
        t = self.t
        self.columns = 2 if self.is_wide else 1
        self.body.centred = True
        self.choices = [
            Choice(t("Effacer cette liste"), self.shell.reset, icon="visibility_off", style="outline"),
            Choice(t("Je reprends ma liste"), self.shell.resume, icon="play_arrow", style="filled"),
        ]
