"""The voice, text size, contrast, low screen and what is kept of the visit: the bottom bar has no room for them all."""

from kivy.properties import ListProperty, NumericProperty

from screens.kiosk.comfort_tools import as_row, comfort_tools, kept_tool, reading_tool, tool
from screens.kiosk.visitor_screen import VisitorScreen
from screens.toolkit.choices import Choice


class ComfortScreen(VisitorScreen):
    """Shows every change at once, on itself."""

    choices: list[Choice] = ListProperty([])
    columns = NumericProperty(2)

    def refresh(self) -> None:
        """Say the tools."""
        now = self.situation
        kept = kept_tool(now, lambda: self.navigator.go("kept"))
        voice = tool(self.t("La voix"), lambda: self.navigator.go("voice"), "volume_up")
        tools = (voice, reading_tool(now), *comfort_tools(now), kept)
        self.columns = self.abreast(tools)
        self.choices = [as_row(each) for each in tools]
        self.actions = [self.primary(self.t("C’est bon"), self.navigator.leave, "check")]
