"""Correcting a count afterwards: one event to add or to take away, with a reason from a closed list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from kivy.properties import BooleanProperty, StringProperty

from kiosk.domain.figures.periods import Unit, period_holding, period_words
from kiosk.domain.figures.publication import REASONS, Reason
from kiosk.domain.figures.tables import OUTCOME_WORDS, SHEET_WORDS
from kiosk.domain.reception.assistance import ACTORS, OTHER_DEMARCHE, Outcome
from kiosk.services.figures import AlreadyPublished, BelowNothing, Correction
from screens.desk.staff_screen import StaffScreen
from screens.staff.making import choice_button
from screens.toolkit.choices import Choice

MONTHS_BACK = 12
_KINDS = {"demarche": "Une démarche", "visit": "Une séance", "sheet": "Une feuille imprimée"}


class CorrectionScreen(StaffScreen):
    """Asks one thing at a time: the month, what it was, why; then adds it or takes it away."""

    heading = "Corriger un compteur"
    question = StringProperty("")
    said = StringProperty("")
    what = StringProperty("un")
    is_whole = BooleanProperty(False)

    def __init__(self, **properties: object) -> None:
        self._kind = ""
        self._asked: Correction | None = None
        self._reason: Reason | None = None
        self._said: list[str] = []
        super().__init__(**properties)

    def enter(self) -> None:
        """Begin with the month."""
        self._kind, self._asked, self._reason, self._said = "", None, None, []
        self._draw()

    def go_back(self) -> None:
        """Begin again, or go back to the figures when nothing was said."""
        if self._asked is None:
            self.desk.show("figures")
        else:
            self.enter()

    def add(self) -> None:
        """Count one more."""
        self._correct(1)

    def take_away(self) -> None:
        """Count one less."""
        self._correct(-1)

    def _correct(self, times: int) -> None:
        asked, reason = self._asked, self._reason
        if asked is not None and reason is not None:
            wanted = replace(asked, times=times)
            self.ask(lambda s: s.figures.correct(wanted, reason), self._told)

    def _told(self, refused: AlreadyPublished | BelowNothing | None) -> None:
        match refused:
            case AlreadyPublished():
                self.desk.say("Ce mois est dans un rapport publié : il ne change plus.", "care")
            case BelowNothing():
                self.desk.say("Il n’y en a pas à enlever ce mois‑là.", "care")
            case None:
                self.desk.say("C’est corrigé.")
                self.enter()

    # --- one question at a time
    def _draw(self) -> None:
        self.question, choices = self._next()
        self.said = " · ".join(self._said) or "Un rapport déjà publié ne change plus."
        self.is_whole, self.what = not choices, _KINDS[self._kind].lower() if self._kind else "un"
        self.ids.choices.fill([choice_button(choice) for choice in choices])

    def _next(self) -> tuple[str, list[Choice]]:
        asked = self._asked
        if asked is None:
            return "Quel mois ?", self._months()
        if not self._kind:
            return "Que faut‑il corriger ?", [self._choice(w, partial(self._take_kind, k)) for k, w in _KINDS.items()]
        for question, choices in (self._of_demarche(asked), self._of_visit(asked), self._of_sheet(asked)):
            if choices:
                return question, choices
        if self._reason is None:
            return "Pourquoi ?", [self._choice(w, partial(self._take_reason, r)) for r, w in REASONS.items()]
        return "Ajouter ou enlever ?", []

    def _months(self) -> list[Choice]:
        period, found = period_holding(Unit.MONTH, self.desk.outfit.now().date()), []
        for _ in range(MONTHS_BACK):
            words = period_words(period).capitalize()
            found.append(self._choice(words, partial(self._take, Correction(period.id)), "calendar_month"))
            period = period.previous()
        return found

    def _of_demarche(self, asked: Correction) -> tuple[str, list[Choice]]:
        if self._kind != "demarche":
            return "", []
        if not asked.guide:
            rows = [(guide.id, guide.title, guide.icon) for guide in self.desk.guides]
            rows.append((OTHER_DEMARCHE, "Autre démarche", "help"))
            return "Quelle démarche ?", [
                self._choice(words, partial(self._take, replace(asked, guide=name)), icon) for name, words, icon in rows
            ]
        if asked.outcome is None:
            return "Quelle suite ?", self._settings((w, replace(asked, outcome=o)) for o, w in OUTCOME_WORDS.items())
        if asked.outcome is Outcome.REDIRECTED and asked.actor is None:
            return "Vers qui ?", self._settings((w, replace(asked, actor=a)) for a, w in ACTORS.items())
        return "", []

    def _of_visit(self, asked: Correction) -> tuple[str, list[Choice]]:
        if self._kind != "visit" or asked.is_first_visit is not None:
            return "", []
        words = {True: "Première venue", False: "Déjà venue"}
        return "Première venue ?", self._settings(
            (w, replace(asked, is_first_visit=first)) for first, w in words.items()
        )

    def _of_sheet(self, asked: Correction) -> tuple[str, list[Choice]]:
        if self._kind != "sheet" or asked.sheet:
            return "", []
        return "Quelle feuille ?", self._settings((w, replace(asked, sheet=f.value)) for f, w in SHEET_WORDS.items())

    # --- what was answered
    def _choice(self, words: str, take: Callable[[], None], icon: str = "") -> Choice:
        def chosen() -> None:
            take()
            self._said.append(words)
            self._draw()

        return Choice(words, chosen, icon=icon)

    def _settings(self, answers: Iterable[tuple[str, Correction]]) -> list[Choice]:
        return [self._choice(words, partial(self._take, asked)) for words, asked in answers]

    def _take(self, asked: Correction) -> None:
        self._asked = asked

    def _take_kind(self, kind: str) -> None:
        self._kind = kind

    def _take_reason(self, reason: Reason) -> None:
        self._reason = reason
