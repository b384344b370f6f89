"""Text size, contrast, low screen and what is kept of the visit, where the bottom bar has no room for them."""

from kivy.properties import ListProperty, NumericProperty

from screens.kiosk.comfort_tools import comfort_tools, kept_tool
from screens.kiosk.visitor_screen import VisitorScreen
from screens.toolkit.choices import Choice


class ComfortScreen(VisitorScreen):
    """Shows every change at once, on itself."""

    choices: list[Choice] = ListProperty([])
    columns = NumericProperty(2)

    def refresh(self) -> None:
        """Say the tools."""
        kept = kept_tool(self.situation, lambda: self.navigator.go("kept"))
        tools = (*comfort_tools(self.situation), kept)
        self.columns = self.abreast(tools)
        self.choices = [Choice(tool.words, tool.act, icon=tool.icon, spoken=tool.spoken) for tool in tools]
        self.actions = [self.primary(self.t("C’est bon"), self.navigator.leave, "check")]
