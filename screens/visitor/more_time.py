"""Left alone: does the visitor want more time? No answer erases the screen."""

from screens.kiosk.visitor_screen import BareQuestion
from screens.toolkit.choices import Choice


class MoreTimeScreen(BareQuestion):
    """Asks once, as often as it takes; "Oui" goes back to where the visitor was."""

    def answers(self) -> list[Choice]:
        """Say the two answers."""
        t = self.t
        return [
            Choice(t("Non, j’ai fini"), self.navigator.reset, icon="visibility_off", style="outline"),
            Choice(t("Oui, je continue"), self.navigator.leave, icon="timer", style="filled"),
        ]
