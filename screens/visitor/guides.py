"""The guides of one theme; a theme without a guide offers a number, never an empty page."""

from functools import partial

from kivy.properties import BooleanProperty, ListProperty, NumericProperty, StringProperty

from kiosk.domain.guides.guide import Checklist, Guide
from screens.kiosk.visitor_screen import VisitorScreen
from screens.toolkit.choices import Choice


class GuidesScreen(VisitorScreen):
    """Chooses a démarche."""

    heading = StringProperty("")
    choices: list[Choice] = ListProperty([])
    is_empty = BooleanProperty(False)
    columns = NumericProperty(2)
    tools = "guide"

    def refresh(self) -> None:
        """Say the guides of the theme."""
        t, theme = self.t, self.visit.theme
        found = [guide for guide in self.situation.guides if guide.theme is theme]
        self.is_empty = not found
        self.columns = self.abreast(found)
        self.heading = t("Quelle démarche ?") if found else t("Pas encore de liste ici")
        self.choices = [
            Choice(t(g.title), partial(self.open, g), t(g.summary), g.icon, hue=theme.value if theme else "")
            for g in found
        ]
        can_call = not self.situation.permanence.is_closed and self.visit.noted is None
        if can_call and not found:
            words = t("Prendre un numéro")
            self.choices = [Choice(words, self.take_number, icon="confirmation_number", style="filled")]

    def open(self, guide: Guide) -> None:
        """Open a guide."""
        self.visit.checklist, self.visit.paper = Checklist(guide), 0
        # What is not counted is no trouble of whoever reads.
        self.errands.ask(lambda s: s.checklists.opened(guide), otherwise=lambda: None)
        self.navigator.go("questions" if guide.questions else "papers")

    def take_number(self) -> None:
        """Give a number in series S for this theme."""
        theme, language = self.visit.theme, self.t.language
        name = theme.value if theme else ""
        self.errands.ask(lambda s: s.arrivals.walk_in(name, language), self.errands.arrival_of(self.visit))
