"""Text size, contrast and low screen, where the bottom bar has no room for them."""

from kivy.properties import ListProperty

from screens.kiosk.visitor_screen import VisitorScreen
from screens.toolkit.choices import Choice


class ComfortScreen(VisitorScreen):
    """Shows every change at once, on itself."""

    choices = ListProperty([])

    def refresh(self) -> None:
        """Say the tools."""
        t, shell = self.t, self.shell
        self.choices = [Choice(words.words, words.act, icon=words.icon) for words in shell.chrome.tools()]
        self.actions = [self.primary(t("C’est bon"), shell.leave, "check")]
