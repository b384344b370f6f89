"""Every dead end leads to a person (P10)."""

from kivy.properties import StringProperty

from screens.kiosk.visitor_screen import VisitorScreen


class HelpScreen(VisitorScreen):
    """Says that somebody will help, and keeps the number on show."""

    number = StringProperty("")

    @property
    def needs_the_data(self) -> bool:
        """Say whether nothing was prepared that one could go back to."""
        return self.visit.checklist is None

    def refresh(self) -> None:
        """Say the number, if there is one."""
        noted = self.visit.noted
        self.number = str(noted.ticket) if noted else ""
        self.actions = [self.primary(self.t("Début"), self.navigator.start_over, "start")]
