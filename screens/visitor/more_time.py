"""Left alone: does the visitor want more time? No answer erases the screen."""

from kivy.properties import ListProperty, NumericProperty

from screens.base import VisitorScreen
from screens.choices import Choice


class MoreTimeScreen(VisitorScreen):
    """Asks once, as often as it takes; "Oui" goes back to where the visitor was."""

    choices = ListProperty([])
    columns = NumericProperty(2)
    tools = "bare"

    def refresh(self) -> None:
        """Say the question."""
        t = self.t
        self.columns = 2 if self.is_wide else 1
        self.body.centred = True
        self.choices = [
            Choice(t("Non, j’ai fini"), self.shell.reset, icon="visibility_off", style="outline"),
            Choice(t("Oui, je continue"), self.shell.leave, icon="timer", style="filled"),
        ]
