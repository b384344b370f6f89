"""Outside opening hours: when the permanence opens next."""

from kivy.properties import ListProperty, StringProperty

from kiosk.services.arrivals import Permanence
from screens.kiosk.visit import Door
from screens.kiosk.visitor_screen import VisitorScreen
from screens.toolkit.choices import Choice


class ClosedScreen(VisitorScreen):
    """Says when to come back; promises no call, but still lets somebody prepare a démarche."""

    heading = StringProperty("")
    opens = StringProperty("")
    doors: list[Choice] = ListProperty([])
    tools = "home"
    needs_the_data = True

    def refresh(self) -> None:
        """Say the next opening."""
        t, opening = self.t, self.situation.next_opening
        self.heading = t("La permanence est fermée.")
        if self.situation.permanence is Permanence.REFUSED:
            self.heading = t("La borne n’est pas prête.")
            self.opens = t("Allez voir le médiateur. Il va vous aider.")
        elif opening is None:
            self.opens = t("Demandez à l’accueil quand elle ouvre.")
        else:
            self.opens = t("Elle ouvre {day} à {hour}.", day=t.day(opening.date()), hour=t.hour(opening))
        words, detail = t("Je prépare une démarche"), t("Je vois les étapes et j’imprime ma liste.")
        self.doors = [Choice(words, self.prepare, detail, "checklist", style="filled")]

    def prepare(self) -> None:
        """Prepare a démarche while nobody is there."""
        self.visit.door = Door.PREPARE
        self.navigator.go("themes")
