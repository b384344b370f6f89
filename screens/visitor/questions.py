"""The guide's questions, one by one."""

from dataclasses import replace
from functools import partial

from kivy.properties import BooleanProperty, ListProperty, NumericProperty, StringProperty

from kiosk.domain.guides.guide import Checklist, Question
from screens.kiosk.visitor_screen import VisitorScreen
from screens.toolkit.choices import Choice


class QuestionsScreen(VisitorScreen):
    """Asks what changes a paper or a step, and nothing else."""

    icon = StringProperty("")
    heading = StringProperty("")
    question = StringProperty("")
    help = StringProperty("")
    progress = StringProperty("")
    done = NumericProperty(0)
    total = NumericProperty(0)
    columns = NumericProperty(2)
    answers: list[Choice] = ListProperty([])
    is_stale = BooleanProperty(False)
    tools = "guide"
    tells_the_guide = True

    def enter(self) -> None:
        """Ask the first question without an answer; coming back asks the last one again."""
        checklist = self.visit.checklist
        if checklist is not None and checklist.next_question() is None:
            self.visit.checklist = self._without_last(checklist)

    @staticmethod
    def _without_last(checklist: Checklist) -> Checklist:
        kept = checklist.relevant_answers()
        last = list(kept)[-1:]
        return replace(checklist, answers={q: a for q, a in kept.items() if q not in last})

    def refresh(self) -> None:
        """Say the question that stands."""
        checklist, t = self.visit.checklist, self.t
        question = checklist.next_question() if checklist else None
        if checklist is None or question is None:
            return
        guide = checklist.guide
        self.icon, self.heading = guide.icon, t(guide.title)
        self.question, self.help = t(question.text), t(question.help) if question.help else ""
        # Of the longest way through the guide, and never of more on the next question than on this one.
        self.total = Checklist(guide).most_left()
        self.done = self.total - checklist.most_left() + 1
        self.progress = t("{page} sur {pages}", page=self.done, pages=self.total)
        self.columns = self.abreast(question.answers)
        self.answers = [Choice(t(a.text), partial(self.answer, question, a.id), icon=a.icon) for a in question.answers]
        self.is_stale = guide.is_stale(self.situation.outfit.now().date())

    def answer(self, question: Question, answer: str) -> None:
        """Take an answer, then ask the next question or show the papers."""
        self.visit.checklist = self.visit.own_list.answer(question.id, answer)
        if self.visit.checklist.next_question() is None:
            self.navigator.go("papers")
        else:
            self.navigator.show("questions")

    def go_back(self) -> bool:
        """Ask the question before this one again, if there is one."""
        checklist = self.visit.checklist
        if checklist is None or not checklist.relevant_answers():
            return False
        self.visit.checklist = self._without_last(checklist)
        self.navigator.show("questions")
        return True
