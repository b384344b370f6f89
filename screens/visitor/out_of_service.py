"""Nothing can be written down: whoever comes is sent to the reception, by a picture as much as by words (P9, P10)."""

from kivy.properties import BooleanProperty, ListProperty, StringProperty

from screens.kiosk.visitor_screen import VisitorScreen


class OutOfServiceScreen(VisitorScreen):
    """Opens no door; goes away by itself once arrivals can be noted again. A number that was given stays on show."""

    number = StringProperty("")
    way: list[str] = ListProperty([])
    is_roomy = BooleanProperty(True)
    tools = "home"

    def refresh(self) -> None:
        """Say where to go, and the number, if there is one."""
        noted = self.visit.noted
        self.is_roomy = not self.look.low and not self.look.is_small
        self.way = ["person", self.towards("arrow_forward"), "support_agent"]
        self.number = str(noted.ticket) if noted else ""
