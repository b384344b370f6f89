"""Text size, contrast and low screen, where the bottom bar has no room for them."""

from kivy.properties import ListProperty

from screens.kiosk.comfort_tools import comfort_tools
from screens.kiosk.visitor_screen import VisitorScreen
from screens.toolkit.choices import Choice


class ComfortScreen(VisitorScreen):
    """Shows every change at once, on itself."""

    choices: list[Choice] = ListProperty([])

    def refresh(self) -> None:
        """Say the tools."""
        tools = comfort_tools(self.situation)
        self.choices = [Choice(tool.words, tool.act, icon=tool.icon) for tool in tools]
        self.actions = [self.primary(self.t("C’est bon"), self.navigator.leave, "check")]
