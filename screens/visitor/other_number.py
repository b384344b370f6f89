"""A slip shown during somebody else's visit: its own number for a moment, then back. The two visits never cross."""

from kivy.properties import StringProperty

from kiosk.services.arrivals import AlreadyNoted, Noted
from screens.kiosk.passing import PassingScreen


class OtherNumberScreen(PassingScreen):
    """Holds the other person's number for a few seconds, outside of the visit under way."""

    number = StringProperty("")
    noted_words = StringProperty("")
    noted: Noted | AlreadyNoted | None = None

    def enter(self) -> None:
        """Go away at once unless a number comes with it: whoever comes back from another screen has seen it."""
        super().enter()
        self.leave_in(0)

    def take_another(self, noted: Noted | AlreadyNoted) -> None:
        """Take the number to show; one that follows another has its whole time too."""
        self.noted = noted
        self.refresh()
        self.navigator.arrange_soon()
        self.leave_in(self.situation.outfit.settings.times.slip_of_another)

    def refresh(self) -> None:
        """Say the number."""
        t = self.t
        self.actions = [self.primary(t("Continuer"), self.navigator.leave)]
        if self.noted is None:
            return
        self.number = str(self.noted.ticket)
        again = isinstance(self.noted, AlreadyNoted)
        self.noted_words = (
            t("Déjà noté à {hour}", hour=t.hour(self.noted.at)) if again else t("Votre arrivée est notée")
        )

    def leave(self) -> None:
        """Forget the number."""
        super().leave()
        self.noted, self.number, self.noted_words = None, "", ""
