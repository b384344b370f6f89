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
        self.columns = 2
        self.choices = [
            *(Choice(tool.words, tool.act, icon=tool.icon, spoken=tool.spoken) for tool in tools),
            self._by_sign(),
        ]
        self.actions = [self.primary(self.t("C’est bon"), self.navigator.leave, "check")]

    def _by_sign(self) -> Choice:
        style, icon = ("tinted", "check") if self.visit.by_sign else ("card", "waving_hand")
        return Choice(self.t("Je n’entends pas"), self.be_called_by_sign, icon=icon, style=style)

    def be_called_by_sign(self) -> None:
        """Ask that the call be seen, not heard, or take that back; without a number yet, for when there is one."""
        self.visit.by_sign = not self.visit.by_sign
        self.errands.tell_how_to_meet()
        self.navigator.say_again()
