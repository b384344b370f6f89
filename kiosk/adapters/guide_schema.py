"""The shape of a guide's file: checked on reading, and given to editors as JSON Schema."""

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from kiosk.domain.guides import Channel, Theme

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,40}$")]
Label = Annotated[str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True)]
Sentences = Annotated[str, StringConstraints(min_length=1, max_length=260, strip_whitespace=True)]
Note = Annotated[str, StringConstraints(max_length=260, strip_whitespace=True)]
Case = dict[str, tuple[str, ...]]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=False)


class AnswerTable(_Table):
    """One answer of a question."""

    id: Id
    number: int
    text: Label
    icon: str = ""


class QuestionTable(_Table):
    """One question."""

    id: Id
    number: int
    text: Label
    help: Note = ""
    when: Case = {}
    answers: Annotated[tuple[AnswerTable, ...], Field(min_length=2, max_length=8)]


class PaperTable(_Table):
    """One paper."""

    id: Id
    number: int
    name: Label
    short: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    detail: Note = ""
    get: Note = ""
    icon: Id | Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$")]
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
    minutes: Annotated[int, Field(ge=0, le=600)] = 0
    price: Note = ""
    delay: Note = ""
    when: Case = {}


class SourceTable(_Table):
    """Where the facts come from."""

    name: Label
    address: str
    checked: date
    review: date


class GuideFile(_Table):
    """A whole guide."""

    id: Id
    number: Annotated[int, Field(ge=1, le=999)]
    revision: Annotated[int, Field(ge=1, le=999)]
    theme: Theme
    partner: Id
    icon: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$")]
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
