"""At what hour is the appointment? All opening slots of the half-day, never the booked ones."""

from datetime import time

from kivy.properties import ListProperty, NumericProperty

from screens.kiosk.visitor_screen import VisitorScreen
from screens.toolkit.choices import Choice


class HourScreen(VisitorScreen):
    """The first half of a check-in without paper."""

    hours: list[Choice] = ListProperty([])
    other_ways: list[Choice] = ListProperty([])
    first_ways: list[Choice] = ListProperty([])
    columns = NumericProperty(5)
    needs_the_data = True

    def refresh(self) -> None:
        """Say the hours."""
        t = self.t
        unknown = Choice(t("Je ne sais pas"), lambda: self.choose(None), icon="help", style="plain", shape="tile")
        slip = Choice(
            t("J’ai un papier"), lambda: self.navigator.go("slip_code"), icon="qr_code_2", style="plain", shape="tile"
        )
        hours = [self._hour(hour) for hour in self.situation.hours_today]
        # Hours are short and these are not: on a small panel, tiles as wide as these would leave no room for all hours.
        self._set_out(hours, unknown, slip)
        self.columns = 5 if self.is_wide else 3

    def _set_out(self, hours: list[Choice], unknown: Choice, slip: Choice) -> None:
        self.first_ways, self.other_ways = [], []
        if self.situation.is_overheard:
            # Nobody who listens on a loudspeaker need look for their hour, or say it.
            self.first_ways = [slip, unknown] if self.look.is_small else []
            self.hours = hours if self.look.is_small else [slip, unknown, *hours]
        elif self.look.is_small:
            self.hours, self.other_ways = hours, [unknown, slip]
        else:
            self.hours = [*hours, unknown, slip]

    def _hour(self, hour: time) -> Choice:
        chosen = hour == self.visit.hour
        style = "filled" if chosen else "card"
        return Choice(self.t.hour(hour), lambda: self.choose(hour), style=style, shape="tile", chosen=chosen)

    def choose(self, hour: time | None) -> None:
        """Take the declared hour, or none."""
        self.visit.hour = hour
        self.navigator.go("letters")

    def after_scan(self) -> bool:
        """Take a slip shown here for this visitor's arrival, unless a number was given already."""
        return self.visit.noted is None
