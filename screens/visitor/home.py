"""Home: three doors."""

from kivy.properties import BooleanProperty, ListProperty, NumericProperty, StringProperty

from kiosk.services.arrivals import Permanence
from screens.kiosk.visit import Door
from screens.kiosk.visitor_screen import VisitorScreen
from screens.toolkit.choices import Choice


class HomeScreen(VisitorScreen):
    """Says good morning and asks what the visitor wants to do."""

    greeting = StringProperty("")
    question = StringProperty("")
    doors: list[Choice] = ListProperty([])
    columns = NumericProperty(3)
    tallest = NumericProperty(150)
    is_without_desk = BooleanProperty(False)
    tools = "home"
    needs_the_data = True

    def refresh(self) -> None:
        """Say the doors in the language in force."""
        t = self.t
        self.columns = 3 if self.is_wide else 1
        self.tallest = 150 if self.is_wide else 100
        self.is_without_desk = self.situation.permanence is Permanence.NO_DESK
        # Where there is no room for both, the question is what counts.
        self.greeting = t("Bonjour. Que voulez‑vous faire ?")
        self.question = self.greeting.partition(". ")[2]
        arrive, prepare = t("J’ai rendez‑vous avec le médiateur"), t("Je prépare une démarche")
        walk_in = t("Je n’ai pas de rendez‑vous")
        self.doors = [
            Choice(arrive, self.arrive, t("Je dis que je suis arrivé."), "appointment", style="filled", shape="door"),
            Choice(
                prepare,
                self.prepare,
                t("Je vois les étapes et j’imprime ma liste."),
                "prepare",
                shape="door",
                hue="benefits",
            ),
            Choice(walk_in, self.walk_in, t("Je prends un numéro."), "no_appointment", shape="door", hue="housing"),
        ]

    def arrive(self) -> None:
        """Come through the first door: within one visit, the number that was given stands."""
        self.errands.look_closely()
        self.visit.door = Door.APPOINTMENT
        self.navigator.go("arrived" if self.visit.noted else "hour")

    def prepare(self) -> None:
        """Come through the second door."""
        self.visit.door = Door.PREPARE
        self.navigator.go("themes")

    def walk_in(self) -> None:
        """Come through the third door."""
        self.errands.look_closely()
        self.visit.door = Door.WALK_IN
        self.navigator.go("arrived" if self.visit.noted else "themes")

    def after_scan(self) -> bool:
        """Take a slip shown on the home screen for this visitor's arrival."""
        return True
