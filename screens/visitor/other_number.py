"""A slip shown during somebody else's visit: its own number for a moment, then back. The two visits never cross."""

from kivy.properties import StringProperty

from kiosk.services.arrivals import AlreadyNoted, Noted
from screens.kiosk.passing import PassingScreen
from screens.kiosk.what_next import what_next


class OtherNumberScreen(PassingScreen):
    """Holds the other person's number for a few seconds, outside of the visit under way."""

    number = StringProperty("")
    noted_words = StringProperty("")
    sentence = StringProperty("")
    advice = StringProperty("")
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
        """Say the number, and what its holder does now: the same as on a screen of their own."""
        t, noted = self.t, self.noted
        self.actions = [self.primary(t("Continuer"), self.navigator.leave)]
        if noted is None:
            return
        self.number, by_sign = str(noted.ticket), False
        self.noted_words = t("Votre arrivée est notée")
        if isinstance(noted, AlreadyNoted):
            self.noted_words, by_sign = t("Déjà noté à {hour}", hour=t.hour(noted.at)), noted.by_sign
        self.sentence, self.advice = what_next(t, noted, self.situation.permanence, by_sign=by_sign)

    def leave(self) -> None:
        """Forget the number."""
        super().leave()
        self.noted, self.number, self.noted_words, self.sentence, self.advice = None, "", "", "", ""
