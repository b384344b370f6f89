"""Languages the kiosk does not speak, to point at: the desk reads which with the number."""

from functools import partial

from kivy.properties import ListProperty, NumericProperty

from kiosk.domain.languages import Spoken, to_point_at
from screens.kiosk.visitor_screen import VisitorScreen
from screens.toolkit.choices import Choice


class OtherLanguagesScreen(VisitorScreen):
    """Shows each by its own name and its French one, so that whoever stands beside can point as well."""

    choices: list[Choice] = ListProperty([])
    columns = NumericProperty(2)

    def refresh(self) -> None:
        """Say the languages."""
        self.columns = 4 if self.is_wide else 3
        offered = (code for code, _ in self.situation.outfit.languages)
        self.choices = [self._choice(code, spoken) for code, spoken in to_point_at(offered).items()]

    def _choice(self, code: str, spoken: Spoken) -> Choice:
        style = "filled" if code == self.visit.speaks else "card"
        french = spoken.french if spoken.french != spoken.name.lower() else ""
        return Choice(spoken.name, partial(self.choose, code), french, style=style, shape="tile")

    def choose(self, code: str) -> None:
        """Tell the desk, or take it back, and go back to the languages."""
        self.visit.speaks = "" if code == self.visit.speaks else code
        self.errands.tell_how_to_meet()
        self.navigator.leave()
