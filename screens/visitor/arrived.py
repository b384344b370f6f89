"""A number, one sentence by the declared hour, and what to do while waiting."""

from kivy.properties import ListProperty, StringProperty

from kiosk.domain.reception.arrivals import Ticket
from kiosk.services.arrivals import AlreadyNoted, Permanence
from screens.kiosk.list_holder import ListHolder
from screens.kiosk.what_next import what_next
from screens.toolkit.choices import Choice


class ArrivedScreen(ListHolder):
    """The answer to "I have arrived": the same for everyone who declares the same (P3)."""

    number = StringProperty("")
    noted_words = StringProperty("")
    sentence = StringProperty("")
    advice = StringProperty("")
    choices: list[Choice] = ListProperty([])
    idle_after = "result"

    @property
    def ticket(self) -> Ticket:
        """Return the number given."""
        return self.visit.arrival.ticket

    def refresh(self) -> None:
        """Say the number and the sentence."""
        noted, t = self.visit.noted, self.t
        if noted is None:
            return
        self.number = str(noted.ticket)
        again = isinstance(noted, AlreadyNoted) or self.visit.seen_before
        self.noted_words = t("Déjà noté à {hour}", hour=t.hour(noted.at)) if again else t("Votre arrivée est notée")
        self.sentence, self.advice = what_next(t, noted, self.situation.permanence, by_sign=self.visit.by_sign)
        self.say_what_the_desk_sees()
        prepare = t("Préparer ma démarche en attendant")
        self.choices = [
            Choice(prepare, self.prepare, icon="checklist", style="filled", shape="button"),
            *self.list_choices("button"),
            *self._by_the_clock(),
            *self._by_sign(),
        ]
        self.actions = [self.secondary(t("C’est fini"), self.navigator.reset, "check")]

    def _by_the_clock(self) -> list[Choice]:
        """Return what rests on an hour: nothing while nobody knows it. A receipt proves one (P4)."""
        if self.situation.permanence is Permanence.UNSURE:
            return []
        t, until = self.t, self.visit.leaves_by
        leave = t("Je pars avant {hour}", hour=t.hour(until)) if until else t("Je dois partir avant … h")
        style, spoken = ("tinted", "") if until else ("outline", t("Je dois partir avant une certaine heure"))
        return [
            Choice(t("Imprimer mon reçu"), self.print_receipt, icon="print", style="outline", shape="button"),
            Choice(leave, self.leave_early, icon="directions_walk", style=style, shape="button", spoken=spoken),
        ]

    def _by_sign(self) -> list[Choice]:
        """Return "I cannot hear", which a second tap takes back; a small panel has it in "Confort", not a page more."""
        if self.look.is_small and not self.visit.by_sign:
            return []
        style, icon = ("tinted", "check") if self.visit.by_sign else ("outline", "cannot_hear")
        return [Choice(self.t("Je n’entends pas"), self.be_called_by_sign, icon=icon, style=style, shape="button")]

    def prepare(self) -> None:
        """Use the waiting time."""
        self.visit.seen_before = True
        self.navigator.go("themes")

    def be_called_by_sign(self) -> None:
        """Ask that the call be seen, not heard, or take that back."""
        self.visit.by_sign = not self.visit.by_sign
        self.errands.tell_how_to_meet()
        self.navigator.say_again()

    def leave_early(self) -> None:
        """Say before which hour one must leave, or take it back."""
        self.navigator.go("leaving")

    def print_receipt(self) -> None:
        """Print the proof of arrival."""
        ticket, at, language = self.ticket, self.visit.arrival.at, self.t.language
        self.visit.seen_before = True
        t, now = self.t, self.situation.outfit.now()
        day, place = t.full_day(now.date()), self.situation.outfit.settings.site.town
        said = (t("Espace France services"), place, t("Votre numéro"), str(ticket), f"{day}. {t.hour(at)}")
        self.errands.print_sheet(lambda s: s.checklists.print_receipt(ticket, at, language), said)
