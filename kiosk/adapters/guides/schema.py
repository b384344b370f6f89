"""The shape of a guide's file: checked on reading, and given to editors as JSON Schema."""

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from kiosk.domain.guides.guide import Channel, Theme

# What a pattern asks for, in words for whoever writes a guide.
FORMS = {
    r"^[a-z0-9_-]{1,40}$": '1 to 40 small letters without accents, digits, "-" or "_", such as "carte-identite"',
    r"^[a-z0-9_]{1,40}$": 'the name of an icon, such as "home_pin"',
    r"^[a-z0-9_]{0,40}$": 'the name of an icon, such as "home_pin", or nothing',
    r"^[0-9 \u00a0\u202f]{2,20}$": 'a number to call, such as "34 00"',
}
_ID, _ICON, _ICON_OR_NONE, _PHONE = FORMS


def _text(most: int, *, least: int = 1) -> StringConstraints:
    return StringConstraints(min_length=least, max_length=most, strip_whitespace=True)


Id = Annotated[str, StringConstraints(pattern=_ID)]
# Letters, not words: a label is read at a glance, on a card, at the largest text size. Aim at 40.
Label = Annotated[str, _text(55)]
PaperName = Annotated[str, _text(45)]
Question = Annotated[str, _text(60)]
Short = Annotated[str, _text(32)]  # one line of an 80 mm ticket
Name = Annotated[str, _text(80)]
Sentences = Annotated[str, _text(260)]
Note = Annotated[str, _text(260, least=0)]
Icon = Annotated[str, StringConstraints(pattern=_ICON)]
# Strict, as true is no 1 and "2026-11-23" no date: what a person mistyped is said, not guessed.
Number = Annotated[int, Field(strict=True)]
Day = Annotated[date, Field(strict=True)]
Case = dict[str, Annotated[tuple[str, ...], Field(min_length=1)]]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=False)


class AnswerTable(_Table):
    """One answer of a question."""

    id: Id
    number: Number
    text: Label
    icon: Annotated[str, StringConstraints(pattern=_ICON_OR_NONE)] = ""


class QuestionTable(_Table):
    """One question."""

    id: Id
    number: Number
    text: Question
    help: Note = ""
    when: Case = {}
    answers: Annotated[tuple[AnswerTable, ...], Field(min_length=2, max_length=8)]


class PaperTable(_Table):
    """One paper."""

    id: Id
    number: Number
    name: PaperName
    short: Short
    detail: Note = ""
    get: Note = ""
    icon: Icon
    when: Case = {}


class PhoneTable(_Table):
    """A number to call."""

    number: Annotated[str, StringConstraints(pattern=_PHONE)]
    name: Name
    price: Note = ""
    hours: Note = ""


class StepTable(_Table):
    """One step."""

    id: Id
    channel: Channel
    title: Label
    text: Sentences
    line: Annotated[str, _text(120)]
    tip: Note = ""
    address: str = ""
    phone: PhoneTable | None = None
    minutes: Annotated[Number, Field(ge=0, le=600)] = 0
    price: Note = ""
    delay: Note = ""
    when: Case = {}


class SourceTable(_Table):
    """Where the facts come from."""

    name: Name
    address: str
    checked: Day
    review: Day


class GuideFile(_Table):
    """A whole guide."""

    id: Id
    number: Annotated[Number, Field(ge=1, le=999)]
    revision: Annotated[Number, Field(ge=1, le=999)]
    theme: Theme
    partner: Id
    icon: Icon
    title: Label
    summary: Sentences
    address: str
    mediator: Sentences
    source: SourceTable
    phone: PhoneTable | None = None
    questions: Annotated[tuple[QuestionTable, ...], Field(min_length=1, max_length=6)]
    papers: Annotated[tuple[PaperTable, ...], Field(min_length=1, max_length=32)]
    steps: Annotated[tuple[StepTable, ...], Field(min_length=1, max_length=20)]


def guides_json_schema() -> dict[str, Any]:
    """Return the JSON Schema that editors complete and check a guide's file with."""
    return GuideFile.model_json_schema()
