"""Before what hour must I leave? Offered to everybody who has a number, without a reason."""

from datetime import time

from kivy.properties import ListProperty

from kiosk.domain.reception.leaving import leaving_hours
from screens.kiosk.visitor_screen import VisitorScreen
from screens.toolkit.choices import Choice


class LeavingScreen(VisitorScreen):
    """Tells the desk's queue an hour, or takes it back; it is erased at closing with the number."""

    hours: list[Choice] = ListProperty([])

    def refresh(self) -> None:
        """Say the hours."""
        t = self.t
        wait = Choice(
            t("Je peux attendre"), lambda: self.choose(None), icon="hourglass_top", style="plain", shape="tile"
        )
        self.hours = [*(self._hour(hour) for hour in leaving_hours(self.situation.outfit.now())), wait]

    def _hour(self, hour: time) -> Choice:
        chosen = hour == self.visit.leaves_by
        style = "filled" if chosen else "card"
        return Choice(self.t.hour(hour), lambda: self.choose(hour), style=style, shape="tile", chosen=chosen)

    def choose(self, hour: time | None) -> None:
        """Tell the desk, and go back to the number."""
        visit, ticket = self.visit, self.visit.arrival.ticket

        def settle(in_time: bool) -> None:  # noqa: FBT001 (a service's answer)
            visit.is_too_late = not in_time
            if in_time:
                visit.leaves_by = hour
            if self.visit is visit and self.navigator.is_showing(self.name):
                self.navigator.leave()

        self.errands.ask(lambda s: s.arrivals.leave_by(ticket, hour), settle)
