"""Guided démarches: a guide asks, then keeps only the papers and steps that concern this person."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Annotated

from kiosk.domain.guides.changes import Change
from kiosk.domain.guides.fields import (
    Between,
    Digits,
    FewSentences,
    FirstPerson,
    Icon,
    IconOrNone,
    Id,
    Label,
    Name,
    Note,
    PaperName,
    QuestionText,
    Short,
)
from kiosk.domain.reception.codes import ChecklistToken, write_token

Case = Mapping[str, tuple[str, ...]]


class Theme(StrEnum):
    """The eight doors of "De quoi avez-vous besoin ?"."""

    PAPERS = "papers"
    HOUSING = "housing"
    HEALTH = "health"
    BENEFITS = "benefits"
    WORK = "work"
    MONEY = "money"
    RIGHTS = "rights"
    DIGITAL = "digital"


class Channel(StrEnum):
    """How a step is done."""

    ONLINE = "online"
    PHONE = "phone"
    COUNTER = "counter"
    POST = "post"
    MEDIATOR = "mediator"
    # Nowhere yet: what to have at hand before.
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Answer:
    """One choice under a question; `number` (1 to 9) goes on paper and is never reused."""

    id: Id
    number: int
    text: Label
    icon: IconOrNone = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing the guide must know; `number` (1 to 6) goes on paper and is never reused."""

    id: Id
    number: int
    text: QuestionText
    help: Note = ""
    when: Case = field(default_factory=dict)
    answers: Annotated[tuple[Answer, ...], Between(2, 8)] = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper to bring; `short` is its name on an 80 mm ticket, `get` how to obtain it when it is missing."""

    id: Id
    number: int
    name: PaperName
    short: Short
    detail: Note = ""
    get: Note = ""
    icon: Icon = field(kw_only=True)
    when: Case = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Phone:
    """A number to call, whose it is and what the call costs."""

    number: Digits
    name: Name
    price: Note = ""
    hours: Note = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do; `line` is the same in the first person, for paper.

    `address` is the official page to open (https), or empty; the other facts are short sentences, or empty.
    """

    id: Id
    channel: Channel
    title: Label
    text: FewSentences
    line: FirstPerson
    tip: Note = ""
    address: str = ""
    phone: Phone | None = None
    minutes: Annotated[int, Between(0, 600)] = 0
    price: Note = ""
    delay: Note = ""
    when: Case = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """Where the facts come from (P11): the page, its address, when we read it, when it must be read again."""

    name: Name
    address: str
    checked: date
    review: date


@dataclass(frozen=True, slots=True)
class Guide:
    """One démarche, in French; `number` (1 to 999) goes on paper and is never reused.

    `address` is the official page that the list's QR opens; `mediator` says when to ask for help; `changes` says what
    revisions changed, to whoever holds an older sheet. A `private` one is about what nobody wants heard in a waiting
    room: it is read aloud only to who says so, or wears headphones.
    """

    id: Id
    number: Annotated[int, Between(1, 999)]
    revision: Annotated[int, Between(1, 999)]
    theme: Theme
    partner: Id
    icon: Icon
    title: Label
    summary: FewSentences
    address: str
    source: Source
    mediator: FewSentences
    questions: Annotated[tuple[Question, ...], Between(1, 6)]
    papers: Annotated[tuple[Paper, ...], Between(1, 32)]
    steps: Annotated[tuple[Step, ...], Between(1, 24)]
    phone: Phone | None = None
    changes: tuple[Change, ...] = ()
    private: bool = False

    def is_stale(self, today: date) -> bool:
        """Say whether the review date has passed."""
        return today > self.source.review


def holds(case: Case, answers: Mapping[str, str]) -> bool:
    """Say whether every question named in the case got one of the listed answers."""
    return all(answers.get(question) in accepted for question, accepted in case.items())


@dataclass(frozen=True, slots=True)
class Checklist:
    """A guide, this person's answers, and which papers are ticked (True: "Je l'ai", False: "Je ne l'ai pas")."""

    guide: Guide
    answers: Mapping[str, str] = field(default_factory=dict)
    ticks: Mapping[str, bool] = field(default_factory=dict)

    def relevant_answers(self) -> dict[str, str]:
        """Return the answers to the questions that this case still asks, in the guide's order."""
        kept: dict[str, str] = {}
        for question in self.guide.questions:
            if holds(question.when, kept) and question.id in self.answers:
                kept[question.id] = self.answers[question.id]
        return kept

    def questions(self) -> tuple[Question, ...]:
        """Return the questions asked in this case, answered or not, in order."""
        kept = self.relevant_answers()
        return tuple(q for q in self.guide.questions if holds(q.when, kept))

    def next_question(self) -> Question | None:
        """Return the first question of this case without an answer."""
        kept = self.relevant_answers()
        return next((q for q in self.questions() if q.id not in kept), None)

    def most_left(self) -> int:
        """Return how many questions may still be asked, whatever is answered: at most that many, and none is hidden."""
        question = self.next_question()
        if question is None:
            return 0
        conditions = [other.when.get(question.id, ()) for other in self.guide.questions]
        # Answers that no other question looks at lead to the same ones.
        kinds = {tuple(a.id in wanted for wanted in conditions): a.id for a in question.answers}
        return 1 + max(self.answer(question.id, each).most_left() for each in kinds.values())

    def papers(self) -> tuple[Paper, ...]:
        """Return only the papers that this case needs."""
        kept = self.relevant_answers()
        return tuple(p for p in self.guide.papers if holds(p.when, kept))

    def steps(self) -> tuple[Step, ...]:
        """Return only the steps of this case."""
        kept = self.relevant_answers()
        return tuple(s for s in self.guide.steps if holds(s.when, kept))

    def answer(self, question: str, answer: str) -> "Checklist":
        """Return the list with one more answer."""
        return replace(self, answers={**self.answers, question: answer})

    def tick(self, paper: str, *, owned: bool) -> "Checklist":
        """Return the list with one paper ticked or marked missing."""
        return replace(self, ticks={**self.ticks, paper: owned})

    def cases(self) -> tuple[str, ...]:
        """Return the texts of the answers that stand, in French, in the order of the questions."""
        kept = self.relevant_answers()
        return tuple(a.text for q in self.questions() for a in q.answers if kept.get(q.id) == a.id)

    def token(self) -> str:
        """Return the digits of the list's `KD` token; no personal data is in it."""
        kept = self.relevant_answers()
        answers = tuple((q.number, a.number) for q in self.guide.questions for a in q.answers if kept.get(q.id) == a.id)
        ticks = tuple((p.number, self.ticks[p.id]) for p in self.papers() if p.id in self.ticks)
        return write_token(ChecklistToken(self.guide.number, self.guide.revision, answers, ticks))


def checklist_of(guide: Guide, token: ChecklistToken) -> Checklist:
    """Rebuild a list from its sheet; numbers the guide no longer knows are left out."""
    answers = {
        q.id: a.id
        for number, chosen in token.answers
        for q in guide.questions
        if q.number == number
        for a in q.answers
        if a.number == chosen
    }
    ticks = {p.id: owned for number, owned in token.papers for p in guide.papers if p.number == number}
    return Checklist(guide, answers, ticks)
