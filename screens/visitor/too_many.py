"""Too many codes in a minute: for a moment, whoever comes is sent to a person (P10). The same for every code (P3)."""

from kivy.properties import BooleanProperty, ListProperty

from screens.kiosk.passing import PassingScreen


class TooManyScreen(PassingScreen):
    """Goes away by itself; what was typed is still there."""

    way: list[str] = ListProperty([])
    is_roomy = BooleanProperty(True)

    def enter(self) -> None:
        """Stay as long as another's number does."""
        super().enter()
        self.leave_in(self.situation.outfit.settings.times.slip_of_another)

    def refresh(self) -> None:
        """Say where to go."""
        self.is_roomy = not self.look.low and not self.look.is_small
        self.way = ["person", self.towards("arrow_forward"), "support_agent"]
        self.actions = [self.primary(self.t("Continuer"), self.navigator.leave)]
