"""A screen where the kiosk may ask, once a visit, whether it helped: nobody must answer, none of the team sees it."""

from functools import partial

from kivy.properties import ListProperty, StringProperty

from kiosk.domain.figures.answers import Answer
from screens.kiosk.visitor_screen import VisitorScreen
from screens.toolkit.choices import Choice


class AsksIfHelped(VisitorScreen):
    """Asks whoever has a list, below all else; the answer is counted with no site, no day and no démarche.

    It stands on visitors' screens only: with the desk over them nothing of them shows, and whoever unlocks it erases
    the visit. A visit knows that it answered, never what.
    """

    asked = StringProperty("")
    thanked = StringProperty("")
    faces: list[Choice] = ListProperty([])

    def ask_if_helped(self, *, has_result: bool) -> None:
        """Say the question where there is a result to ask about, or thank for the answer."""
        t, visit = self.t, self.visit
        has_list = has_result and bool(visit.finished)
        asks = has_list and not visit.has_answered
        self.asked = t("Est‑ce que cela vous a aidé ?") if asks else ""
        self.thanked = t("Merci. Personne ne saura que c’est vous.") if has_list and visit.has_answered else ""
        self.faces = self._faces() if asks else []

    def _faces(self) -> list[Choice]:
        t = self.t
        faces = (
            (t("Oui, beaucoup"), "sentiment_satisfied", Answer.MUCH),
            (t("Un peu"), "sentiment_neutral", Answer.LITTLE),
            (t("Non"), "sentiment_dissatisfied", Answer.NOT),
        )
        return [
            # With the question before it: who hears one choice at a time may have passed by what stood above.
            Choice(words, partial(self.answer, answer), icon=icon, style="plain", shape="tile",
                   spoken=f"{self.asked} {words}")
            for words, icon, answer in faces
        ]  # fmt: skip

    def answer(self, answer: Answer) -> None:
        """Count an answer once, and thank for it; one that cannot be counted is no trouble of whoever gave it."""
        if self.visit.has_answered:
            return
        self.visit.has_answered = True
        self.errands.ask(lambda s: s.checklists.answered(answer), otherwise=lambda: None)
        self.refresh()
        self.navigator.arrange_soon()
