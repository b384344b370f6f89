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
        self.columns = 2
        self.choices = [*map(as_row, tools), self._by_sign()]
        self.actions = [self.primary(self.t("C’est bon"), self.navigator.leave, "check")]

    def _by_sign(self) -> Choice:
        style, icon = ("tinted", "check") if self.visit.by_sign else ("card", "cannot_hear")
        words = self.t("Je n’entends pas")
        return Choice(words, self.be_called_by_sign, icon=icon, style=style, chosen=self.visit.by_sign)

    def be_called_by_sign(self) -> None:
        """Ask that the call be seen, not heard, or take that back; without a number yet, for when there is one."""
        self.visit.by_sign = not self.visit.by_sign
        self.errands.tell_how_to_meet()
        self.navigator.say_again()
