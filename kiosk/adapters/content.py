"""Guides from `assets/guides/*.toml`: one French file each, refused politely: file, place, field, what was expected."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kiosk.domain.codes import MAX_PAPERS, MAX_QUESTIONS
from kiosk.domain.guides import Answer, Channel, Checklist, Guide, Paper, Phone, Question, Source, Step, Theme

# A fact is read again within a year (P11).
LONGEST_TRUST = timedelta(days=366)
# Where a démarche may send a visitor: sites of the State and of the services that carry a public mission.
OFFICIAL = (
    "gouv.fr", "ameli.fr", "caf.fr", "msa.fr", "francetravail.fr", "service-public.fr", "justice.fr", "laposte.fr",
    "mobile.ameli.fr", "urssaf.fr", "lassuranceretraite.fr", "info-retraite.fr", "actionlogement.fr", "msa-idf.fr",
)  # fmt: skip


class WrongGuide(Exception):
    """One or more guides cannot be used; the message has a line for each complaint."""


def load_guides(folder: Path, *, thorough: bool = False) -> tuple[Guide, ...]:
    """Read every guide of a folder, in the order of their numbers; `thorough` walks every combination of answers.

    Raises WrongGuide with all complaints about all files.
    """
    found, wrong = [], []
    for path in sorted(folder.glob("*.toml")):
        try:
            found.append(load_guide(path, thorough=thorough))
        except WrongGuide as refusal:
            wrong.append(str(refusal))
    for name in ("id", "number"):
        counts = Counter(getattr(guide, name) for guide in found)
        wrong += [f"{folder}: {name}: {value!r} is used by {n} guides" for value, n in counts.items() if n > 1]
    if wrong:
        raise WrongGuide("\n".join(wrong))
    return tuple(sorted(found, key=lambda guide: guide.number))


def load_guide(path: Path, *, thorough: bool = False) -> Guide:
    """Read one guide. Raises WrongGuide."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise WrongGuide(f"{path.name}: the file cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise WrongGuide(f"{path.name}: expected UTF-8 text") from error
    except tomllib.TOMLDecodeError as error:
        raise WrongGuide(f"{path.name}: this is not TOML: {error}") from error
    guide = _checked(path.name, content)
    found = [*complaints(guide), *(_cases(guide) if thorough else ())]
    wrong = [f"{path.name}: {complaint}" for complaint in found]
    if wrong:
        raise WrongGuide("\n".join(wrong))
    return guide


@cache
def _adapter() -> Any:
    from kiosk.adapters.guide_schema import GuideFile

    return GuideFile


def _checked(name: str, content: dict[str, Any]) -> Guide:
    from pydantic import ValidationError

    try:
        return _guide(_adapter().model_validate(content).model_dump())
    except ValidationError as error:
        lines = [f"{name}: {_place(problem['loc'], content)}: {_said(problem)}" for problem in error.errors()]
        raise WrongGuide("\n".join(lines)) from error


def _said(problem: Any) -> str:
    value = problem["input"]
    found = "" if isinstance(value, dict | list | tuple) else f"; found {value!r}"
    return f"{problem['msg']}{found}"


def _place(place: tuple[int | str, ...], content: dict[str, Any]) -> str:
    """Write a place as a person finds it: `steps[2] (deposer).text`, entries counted from 1."""
    words, here = "", content
    for part in place:
        here = _inside(here, part)
        if isinstance(part, int):
            name = here.get("id", "") if isinstance(here, dict) else ""
            words += f"[{part + 1}]" + (f" ({name})" if name else "")
        else:
            words += f".{part}" if words else str(part)
    return words or "the whole file"


def _inside(value: Any, part: int | str) -> Any:
    if isinstance(value, dict):
        return value.get(part)
    if isinstance(value, list) and isinstance(part, int) and part < len(value):
        return value[part]
    return None


def _guide(data: dict[str, Any]) -> Guide:
    phone = data.pop("phone")
    return Guide(
        **{k: v for k, v in data.items() if k not in {"theme", "source", "questions", "papers", "steps"}},
        theme=Theme(data["theme"]),
        source=Source(**data["source"]),
        questions=tuple(
            Question(**{**q, "answers": tuple(Answer(**a) for a in q["answers"])}) for q in data["questions"]
        ),
        papers=tuple(Paper(**p) for p in data["papers"]),
        steps=tuple(_step(s) for s in data["steps"]),
        phone=Phone(**phone) if phone else None,
    )


def _step(data: dict[str, Any]) -> Step:
    phone = data["phone"]
    return Step(**{**data, "channel": Channel(data["channel"]), "phone": Phone(**phone) if phone else None})


def complaints(guide: Guide) -> list[str]:
    """Return what is wrong with a guide as a whole, a line each: place, field, what was expected."""
    return [*_numbers(guide), *_conditions(guide), *_addresses(guide), *_dates(guide)]


def _numbers(guide: Guide) -> Iterator[str]:
    groups: list[tuple[str, tuple[Any, ...], int]] = [
        ("questions", guide.questions, MAX_QUESTIONS),
        ("papers", guide.papers, MAX_PAPERS),
        *((f"questions ({q.id}).answers", q.answers, 8) for q in guide.questions),
    ]
    for place, entries, most in groups:
        yield from _repeated(place, "id", [e.id for e in entries])
        yield from _repeated(place, "number", [e.number for e in entries])
        for entry in entries:
            if not 1 <= entry.number <= most:
                yield f"{place} ({entry.id}).number: expected 1 to {most}; found {entry.number}"
    yield from _repeated("steps", "id", [step.id for step in guide.steps])


def _repeated(place: str, name: str, values: list[Any]) -> Iterator[str]:
    for value, n in Counter(values).items():
        if n > 1:
            yield f"{place}: {name}: expected each one once; found {value!r} {n} times"


def _conditions(guide: Guide) -> Iterator[str]:
    known = {q.id: {a.id for a in q.answers} for q in guide.questions}
    order = {q.id: place for place, q in enumerate(guide.questions)}
    entries: list[tuple[str, Question | Paper | Step]] = [
        *(("questions", q) for q in guide.questions),
        *(("papers", p) for p in guide.papers),
        *(("steps", s) for s in guide.steps),
    ]
    for place, entry in entries:
        for question, answers in entry.when.items():
            where = f"{place} ({entry.id}).when.{question}"
            if question not in known:
                yield f"{where}: expected the id of a question, one of {', '.join(known)}"
            elif isinstance(entry, Question) and order[question] >= order[entry.id]:
                yield f"{where}: expected a question asked before this one"
            else:
                for answer in sorted(set(answers) - known[question]):
                    yield f"{where}: expected answers among {', '.join(sorted(known[question]))}; found {answer!r}"


def _addresses(guide: Guide) -> Iterator[str]:
    places = [("address", guide.address), ("source.address", guide.source.address)]
    places += [(f"steps ({s.id}).address", s.address) for s in guide.steps if s.address]
    for place, address in places:
        parts = urlsplit(address)
        host = parts.hostname or ""
        if parts.scheme != "https" or not any(host == d or host.endswith(f".{d}") for d in OFFICIAL):
            yield f"{place}: expected an https address of an official site; found {address!r}"


def _dates(guide: Guide) -> Iterator[str]:
    source = guide.source
    if not source.checked < source.review <= source.checked + LONGEST_TRUST:
        yield f"source.review: expected a day after {source.checked}, within a year; found {source.review}"


def every_case(guide: Guide) -> Iterator[Checklist]:
    """Yield a list for each combination of answers that a visitor can give."""
    choices = [[(q.id, a.id) for a in q.answers] for q in guide.questions]
    seen = set()
    for answers in product(*choices):
        checklist = Checklist(guide, dict(answers))
        case = tuple(sorted(checklist.relevant_answers().items()))
        if case not in seen:
            seen.add(case)
            yield Checklist(guide, dict(case))


def _cases(guide: Guide) -> Iterator[str]:
    asked: set[str] = set()
    papers: set[str] = set()
    steps: set[str] = set()
    for checklist in every_case(guide):
        said = ", ".join(f"{q}={a}" for q, a in checklist.answers.items()) or "any answers"
        mine, todo = checklist.papers(), checklist.steps()
        if not mine:
            yield f"papers: expected at least one for {said}"
        if not todo:
            yield f"steps: expected at least one for {said}"
        asked |= {q.id for q in checklist.questions()}
        papers |= {p.id for p in mine}
        steps |= {s.id for s in todo}
    for place, entries, reached in (
        ("questions", guide.questions, asked),
        ("papers", guide.papers, papers),
        ("steps", guide.steps, steps),
    ):
        yield from (f"{place} ({e.id}): no answers ever lead here" for e in entries if e.id not in reached)
