"""Practice mode from the desk: a day and a year that never were, for everybody at once, for a few hours."""

from __future__ import annotations

from datetime import datetime, timedelta

from kivy.properties import BooleanProperty, StringProperty

from kiosk.services.bundle import Services
from screens.desk.staff_screen import StaffScreen

_WHAT = (
    "Une journée inventée, des personnes qui attendent, une année de chiffres : on peut tout essayer, rien n’est vrai. "
    "La borne, le poste et l’écran passent tous en formation, jusqu’à la fermeture, pour 4 heures au plus."
)
_IN_IT = "Tout est inventé. La vraie journée attend, telle qu’elle était."
_FORCED = "Cette formation a été ouverte par une commande. Pour en sortir, fermez le programme."
LONGEST = timedelta(hours=4)


class TrainingScreen(StaffScreen):
    """Begins a training, after a question where people wait; ends it."""

    heading = "Mode formation"
    state = StringProperty("")
    told = StringProperty("")
    people = StringProperty("")
    people_paint = StringProperty("soft")
    offered = StringProperty("")
    must_confirm = BooleanProperty(False)

    def __init__(self, **properties: object) -> None:
        self._is_awaited = False
        super().__init__(**properties)

    def enter(self) -> None:
        """Say what a training is, or that this is one."""
        self.must_confirm, self.people = False, ""
        outfit = self.desk.outfit
        if not outfit.practice:
            self.state, self.told, self.offered = "Mode formation", _WHAT, "Commencer la formation"
            self.refresh()
        elif outfit.training.is_forced:
            self.state, self.told, self.offered = "Vous êtes en formation", _FORCED, ""
        else:
            self.state, self.told, self.offered = "Vous êtes en formation", _IN_IT, "Revenir à la vraie journée"

    def refresh(self) -> None:
        """Count who would no longer be seen."""
        if not self.desk.outfit.practice:
            self.ask(_awaited, self._count)

    def _count(self, waiting: int) -> None:
        self._is_awaited = bool(waiting)
        self.people_paint = "care" if waiting else "soft"
        self.people = "Personne n’attend."
        if waiting == 1:
            self.people = "1 personne attend. Pendant la formation, son numéro n’est plus affiché."
        elif waiting:
            self.people = f"{waiting} personnes attendent. Pendant la formation, leurs numéros ne sont plus affichés."

    def act(self) -> None:
        """Begin, asked twice where people wait; or go back to what is real."""
        training = self.desk.outfit.training
        if self.desk.outfit.practice:
            self.ask(lambda _: training.end(), lambda _: self._go())
        elif self._is_awaited and not self.must_confirm:
            self.must_confirm, self.offered = True, "Oui, commencer quand même"
        else:
            self.ask(lambda s: training.begin(_until(s)), lambda _: self._go())

    def _go(self) -> None:
        """Let every screen start again where it now belongs; the others see it within seconds."""
        self.offered = ""
        self.desk.say("La borne, le poste et l’écran redémarrent.")
        self.desk.backstage.look_at_the_permanence()

    def go_back(self) -> None:
        """Escape: leave it as it is."""
        self.desk.show("day")


def _awaited(services: Services) -> int:
    room = services.queue.room()
    return len(room.waiting) + len(room.called) + len(room.parked)


def _until(services: Services) -> datetime:
    """Return when a training must be over: what is real is destroyed at closing, by those who train now (P6)."""
    now = services.arrivals.now()
    ends = [now.replace(hour=s.end.hour, minute=s.end.minute) for s in services.arrivals.opening().on(now.date())]
    return min([now + LONGEST, *(end for end in ends[-1:] if end > now)])
