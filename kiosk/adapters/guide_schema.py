"""The shape of a guide's file: checked on reading, and given to editors as JSON Schema."""

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from kiosk.domain.guides import Channel, Theme

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,40}$")]
Label = Annotated[str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True)]
Sentences = Annotated[str, StringConstraints(min_length=1, max_length=260, strip_whitespace=True)]
Note = Annotated[str, StringConstraints(max_length=260, strip_whitespace=True)]
Icon = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,40}$")]
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
    icon: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{0,40}$")] = ""


class QuestionTable(_Table):
    """One question."""

    id: Id
    number: Number
    text: Label
    help: Note = ""
    when: Case = {}
    answers: Annotated[tuple[AnswerTable, ...], Field(min_length=2, max_length=8)]


class PaperTable(_Table):
    """One paper."""

    id: Id
    number: Number
    name: Label
    short: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    detail: Note = ""
    get: Note = ""
    icon: Icon
    when: Case = {}


class PhoneTable(_Table):
    """A number to call."""

    number: Annotated[str, StringConstraints(pattern=r"^[0-9 \u00a0\u202f]{2,20}$")]
    name: Label
    price: Note = ""
    hours: Note = ""


class StepTable(_Table):
    """One step."""

    id: Id
    channel: Channel
    title: Label
    text: Sentences
    line: Annotated[str, StringConstraints(min_length=1, max_length=120)]
    tip: Note = ""
    address: str = ""
    phone: PhoneTable | None = None
    minutes: Annotated[Number, Field(ge=0, le=600)] = 0
    price: Note = ""
    delay: Note = ""
    when: Case = {}


class SourceTable(_Table):
    """Where the facts come from."""

    name: Label
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
