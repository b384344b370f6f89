"""What lies over a visit for a moment and goes away by itself: the visit is as it was, and so is its silence."""

from kivy.clock import Clock, ClockEvent

from screens.kiosk.visitor_screen import VisitorScreen

READING = 1.0  # seconds between two looks at whether it is still being read aloud


class PassingScreen(VisitorScreen):
    """Stays some seconds, then the screen before comes back.

    Nobody touched anything when it goes: a reader that repeats one code keeps no visitor's screen on show for ever.
    """

    tools = "bare"
    idle_after = "never"

    def __init__(self, **properties: object) -> None:
        self._leave_soon: ClockEvent | None = None
        self._silent_since: float | None = None
        super().__init__(**properties)

    def enter(self) -> None:
        """Remember since when nobody has touched the visit below."""
        if self._silent_since is None:
            self._silent_since = self.situation.stirred

    def leave(self) -> None:
        """Wait no more."""
        self._stop_waiting()
        self._silent_since = None

    def leave_in(self, seconds: float) -> None:
        """Go away after so many seconds from now."""
        self._stop_waiting()
        self._leave_soon = Clock.schedule_once(self._pass, seconds)

    def _pass(self, *_: object) -> None:
        if self.situation.is_reading_aloud:
            self.leave_in(READING)  # not before the number was said
            return
        since = self._silent_since
        self.navigator.leave()
        if since is not None:
            self.situation.stirred = since

    def _stop_waiting(self) -> None:
        if self._leave_soon is not None:
            self._leave_soon.cancel()
