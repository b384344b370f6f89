"""The facts of a guide, in a file beside it: each price, delay, paper and number rests on a page that was read."""

import re
import tomllib
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kiosk.adapters.guides.checks import OFFICIAL, stands_on
from kiosk.domain.guides.fields import texts
from kiosk.domain.guides.guide import Guide
from kiosk.refusals import complaints

_DIGIT = re.compile(r"\d")
# What of a step is a fact by itself.
_OF_A_STEP = ("price", "delay", "minutes", "address", "phone")
# Texts whose every number is a fact; the others name a paper, a page or a phone that has a place of its own.
_TELLING = frozenset({"text", "tip", "line", "help", "mediator", "summary"})


# Public bodies and towns beside the State's own sites: where a fact may be read, not where a visitor is sent.
PUBLIC = (
    *OFFICIAL, "refugies.info", "mesquestionsdargent.fr", "blog-partenaires-caf94.fr", "bpifrance-creation.fr",
    "inpi.fr", "siao77.fr", "paris.fr", "ville-poissy.fr", "ville-cesson-sevigne.fr", "longjumeau.fr",
    "marcilly-en-villette.fr", "lachataigneraie.eu",
)  # fmt: skip


class WrongFacts(Exception):
    """A facts file cannot be used, or does not cover its guide; a line for each complaint."""


class _FactTable(BaseModel):
    model_config = ConfigDict(extra="forbid")

    at: Annotated[tuple[str, ...], Field(min_length=1)]
    source: str
    dated: date
    says: Annotated[str, Field(min_length=10)]
    amount_of: date | None = None
    secondhand: bool = False  # read on a site that is not public: to be confirmed on the official page


class _FactsFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    facts: Annotated[tuple[_FactTable, ...], Field(min_length=1)]


def check_facts(guide: Guide, path: Path, today: date) -> None:
    """Raise WrongFacts unless every fact of a guide rests on a page, named in its facts file."""
    if not path.is_file():
        raise WrongFacts(f"facts/{path.name}: expected a file of facts for the guide {guide.id}")
    try:
        read = _FactsFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WrongFacts(f"facts/{path.name}: expected TOML in UTF-8; found: {error}") from error
    except ValidationError as error:
        raise WrongFacts("\n".join(complaints(path, error, _FactsFile))) from error
    wrong = [f"facts/{path.name}: {line}" for line in _wrong(guide, read.facts, today)]
    if wrong:
        raise WrongFacts("\n".join(wrong))


def _wrong(guide: Guide, facts: tuple[_FactTable, ...], today: date) -> Iterator[str]:
    told = _told(guide)
    known = {*told, *wanted(guide), "phone"}
    covered = {place for fact in facts for place in fact.at}
    bare = sorted(place for place in wanted(guide) if not _is_in(place, covered))
    yield from (f"{place}: expected a fact that says where this comes from" for place in bare)
    for n, fact in enumerate(facts, 1):
        unknown = (f"at: {place!r} is no place of the guide" for place in fact.at if place not in known)
        yield from (f"facts[{n}].{line}" for line in (*unknown, *_wrong_fact(fact, told, today)))


def _told(guide: Guide) -> dict[str, str]:
    """Return what a guide tells, by its place: its texts, and of each step what is no text."""
    others = {f"steps ({s.id}).{name}": str(getattr(s, name)) for s in guide.steps for name in ("address", "minutes")}
    return dict(texts(guide)) | others


def _wrong_fact(fact: _FactTable, told: dict[str, str], today: date) -> Iterator[str]:
    yield from _wrong_source(fact)
    if fact.dated > today:
        yield f"dated: expected a day that has come; found {fact.dated}"
    names_amount = any("€" in text for place, text in told.items() if _is_in(place, fact.at))
    yield from _wrong_amount(fact, today, names_amount=names_amount)


def _wrong_source(fact: _FactTable) -> Iterator[str]:
    if urlsplit(fact.source).scheme != "https":
        yield f"source: expected an https address; found {fact.source!r}"
    elif stands_on(fact.source, PUBLIC) == fact.secondhand:
        wanted_now = "no" if fact.secondhand else "an official source, or"
        yield f"source: expected {wanted_now} secondhand = true; found {fact.source!r}"


def _wrong_amount(fact: _FactTable, today: date, *, names_amount: bool) -> Iterator[str]:
    if names_amount and fact.amount_of is None:
        yield f"amount_of: expected the day the amount of {', '.join(fact.at)} was in force"
    if fact.amount_of and not names_amount:
        yield f"amount_of: expected only where a text names an amount; found at {', '.join(fact.at)}"
    if fact.amount_of and fact.amount_of > today:
        yield f"amount_of: expected a day that has come; found {fact.amount_of}"


def _is_in(place: str, places: Collection[str]) -> bool:
    """Say whether a place is one of some places; `papers (identite)` covers all that is told of the paper."""
    return any(place == at or place.startswith(f"{at}.") for at in places)


def wanted(guide: Guide) -> set[str]:
    """Return the places of a guide that must rest on a page."""
    places = {"address", "source.address", *(f"papers ({p.id})" for p in guide.papers)}
    if guide.phone:
        places.add("phone")
    places |= {f"steps ({step.id}).{name}" for step in guide.steps for name in _OF_A_STEP if getattr(step, name)}
    return places | {place for place, text in texts(guide) if _DIGIT.search(text) and _is_telling(place)}


def _is_telling(place: str) -> bool:
    owner, _, name = place.rpartition(".")
    return name in _TELLING and not owner.endswith(".phone") and ".answers" not in owner
