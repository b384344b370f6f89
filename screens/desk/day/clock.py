"""The date: where the clock is doubted the desk says why, and asks somebody what day it is and what time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from kivy.properties import StringProperty

from kiosk.domain.machine.timekeeping import Doubt
from kiosk.services.bundle import Services
from kiosk.services.timekeeping import ClockQuestion
from screens.desk.staff_screen import StaffScreen
from screens.staff.making import choice_button
from screens.staff.parts import DIGITS, StaffField, StaffText
from screens.toolkit.choices import Choice

# Day, month, year, hour and minute, as they are typed: 301120260912.
_TYPED = "%d%m%Y%H%M"
_DIGITS = 12
_WHY = {
    Doubt.BEHIND: "L’horloge de l’appareil est en retard sur ce qui est déjà noté.",
    Doubt.OFF_LONG: "L’appareil est resté éteint plus d’un jour.",
    Doubt.STOOD_STILL: "L’horloge de l’appareil s’arrête quand il est éteint.",
    Doubt.AHEAD: "L’horloge de l’appareil a sauté en avant.",
    Doubt.BACK: "L’horloge de l’appareil a sauté en arrière.",
}
_WAITS = "En attendant, la borne donne des numéros. Elle n’annonce aucun appel et n’efface rien."


class ClockScreen(StaffScreen):
    """One question, answered by yes, by the time the kiosk kept, or by typing the date."""

    heading = "Date et heure"
    why = StringProperty("")
    meanwhile = StringProperty("")
    question = StringProperty("")

    def __init__(self, **properties: object) -> None:
        self._asked: ClockQuestion | None = None
        self._field: StaffField | None = None
        super().__init__(**properties)

    def enter(self) -> None:
        """Ask."""
        self._asked = self._field = None
        self.refresh()

    def leave(self) -> None:
        """Hold nothing."""
        self._field = None

    def refresh(self) -> None:
        """Follow the clock, unless somebody is typing."""
        if self._field is None:
            self.ask(lambda s: s.time.doubts(), self._show)

    def _show(self, asked: ClockQuestion | None) -> None:
        self._asked = asked
        if asked is None:
            self._show_no_doubt()
            return
        self.why = _WHY[asked.why] if asked.told else "L’horloge de l’appareil dit une date impossible."
        self.meanwhile = _WAITS if asked.why.is_since_start else f"La borne garde son heure : {self._say(asked.kept)}."
        if asked.why is Doubt.BACK:
            self.meanwhile += " En attendant, elle n’efface rien."
        if asked.told is None:
            self._ask_for_it()
            return
        self.question = f"Sommes‑nous le {self._say(asked.told)} ?"
        rows = [Choice("Oui", self._yes, icon="check", style="filled")]
        if not asked.why.is_since_start:
            rows.append(Choice(f"Non, le {self._say(asked.kept)}", self._keep, icon="schedule"))
        rows.append(Choice("Non, une autre date", self._ask_for_it, icon="keyboard"))
        self.ids.answers.fill([choice_button(row) for row in rows])

    def _show_no_doubt(self) -> None:
        self.why, self.meanwhile = "", "Rien n’est à vérifier."
        self.question = f"Nous sommes le {self._say(self.desk.outfit.now())}."
        self.ids.answers.fill([choice_button(Choice("Ce n’est pas juste", self._ask_for_it, icon="keyboard"))])

    def _ask_for_it(self) -> None:
        self.question = "Quel jour et quelle heure est‑il ?"
        field = StaffField(
            focus_on=self.desk.keys.focus, kinds=DIGITS, limit=_DIGITS, hint="JJMMAAAAHHMM",
            spoken="Jour, mois, année, heure et minutes, en douze chiffres", size_hint_x=1,
        )  # fmt: skip
        self._field, field.entered = field, lambda: self._read(field.value)
        example = StaffText(words="Douze chiffres : 301120260912 pour le 30 novembre 2026 à 9 h 12.", paint="soft")
        check = choice_button(Choice("Vérifier", field.entered, icon="check"))
        self.ids.answers.fill([example, field, check])
        self.desk.keys.focus(field)

    def _read(self, typed: str) -> None:
        """Read the date back before it is believed: a wrong month would destroy a month of appointments."""
        zone = self.desk.outfit.settings.site.zone
        try:
            said = datetime.strptime(typed, _TYPED).replace(tzinfo=zone)
        except ValueError:
            self.desk.say("Cette date n’existe pas. Tapez douze chiffres.", "care")
            return
        self.question = f"Sommes‑nous le {self._say(said)} ?"
        yes = Choice("Oui", lambda: self._answer(lambda s: s.time.set(said)), icon="check", style="filled")
        self.ids.answers.fill([choice_button(row) for row in (yes, Choice("Non", self._ask_for_it, icon="keyboard"))])

    def _yes(self) -> None:
        if (asked := self._asked) is not None:
            self._answer(lambda s: s.time.believe(asked))

    def _keep(self) -> None:
        self._answer(lambda s: s.time.keep_mine())

    def _answer(self, job: Callable[[Services], bool]) -> None:
        """Take the answer, and do at once what the doubt left undone."""

        def settle(services: Services) -> bool:
            was_taken = job(services)
            if was_taken:
                services.closing.tend()
            return was_taken

        self.ask(settle, self._settled)

    def _settled(self, was_taken: bool) -> None:  # noqa: FBT001
        self._field = None
        if was_taken:
            self.desk.backstage.look_at_the_permanence()
            self.desk.show("queue")
            self.desk.tell_what_stands()
            self.desk.say("La date est notée.")
        else:
            self.desk.say("Cette date n’est pas possible. Regardez encore.", "care")
            self.refresh()

    def _say(self, at: datetime) -> str:
        return f"{self.desk.t.full_day(at.date())}, {self.desk.t.hour(at)}"

    def go_back(self) -> None:
        """Escape: later; the foot of the desk goes on saying it."""
        self.desk.show("queue")
