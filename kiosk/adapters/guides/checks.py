"""What a guide must hold beyond its shape: numbers, conditions, official addresses, dates, every case complete."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any
from urllib.parse import urlsplit

from kiosk.adapters.guides.plain_words import told_tales
from kiosk.domain.guides.fields import texts
from kiosk.domain.guides.guide import Case, Checklist, Guide, Paper, Question, Step
from kiosk.domain.guides.partners import PARTNERS
from kiosk.domain.reception.codes import MAX_PAPERS, MAX_QUESTIONS

# A fact is read again within a year, in days (P11).
LONGEST_TRUST = 366
# Amounts change with the budget, the 1st of January or of April: read again within four months.
LONGEST_TRUST_IN_A_PRICE = 124
# Where a démarche may send a visitor: sites of the State and of the services that carry a public mission.
OFFICIAL = (
    "gouv.fr", "ameli.fr", "caf.fr", "msa.fr", "francetravail.fr", "service-public.fr", "justice.fr", "laposte.fr",
    "mobile.ameli.fr", "urssaf.fr", "lassuranceretraite.fr", "info-retraite.fr", "actionlogement.fr", "msa-idf.fr",
    "banque-france.fr", "laposte.net", "agirc-arrco.fr", "iledefrance-mobilites.fr",
)  # fmt: skip


def complaints(guide: Guide) -> list[str]:
    """Return what is wrong with a guide as a whole, a line each: place, field, what was expected."""
    return [
        *_partner(guide), *_numbers(guide), *_conditions(guide), *_addresses(guide), *_dates(guide), *_changes(guide),
        *told_tales(guide),
    ]  # fmt: skip


def _partner(guide: Guide) -> Iterator[str]:
    if guide.partner not in PARTNERS:
        yield f"partner: expected one of {', '.join(PARTNERS)}; found {guide.partner!r}"


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
            yield f"{place}.{name}: expected each one once; found {value!r} {n} times"


def _conditions(guide: Guide) -> Iterator[str]:
    every = {q.id: frozenset(a.id for a in q.answers) for q in guide.questions}
    for n, question in enumerate(guide.questions):
        before = {q.id for q in guide.questions[:n]}
        yield from _condition(f"questions ({question.id})", question.when, every, before)
    for place, entries in _conditional(guide):
        for entry in entries:
            yield from _condition(f"{place} ({entry.id})", entry.when, every, set(every))


def _conditional(guide: Guide) -> tuple[tuple[str, tuple[Paper | Step, ...]], ...]:
    return ("papers", guide.papers), ("steps", guide.steps)


def _condition(place: str, when: Case, every: dict[str, frozenset[str]], before: set[str]) -> Iterator[str]:
    for question, answers in when.items():
        where = f"{place}.when.{question}"
        if question not in every:
            yield f"{where}: expected the id of a question, one of {', '.join(every)}"
        elif question not in before:
            yield f"{where}: expected a question asked before this one"
        else:
            known = ", ".join(sorted(every[question]))
            wrong = sorted(set(answers) - every[question])
            yield from (f"{where}: expected answers among {known}; found {answer!r}" for answer in wrong)


def _addresses(guide: Guide) -> Iterator[str]:
    places = [("address", guide.address), ("source.address", guide.source.address)]
    places += [(f"steps ({s.id}).address", s.address) for s in guide.steps if s.address]
    for place, address in places:
        if not stands_on(address):
            yield f"{place}: expected an https address of an official site; found {address!r}"


def stands_on(address: str, domains: tuple[str, ...] = OFFICIAL) -> bool:
    """Say whether an https address is on one of these domains, as every browser reads it."""
    # Not all of them take the same host out of an address that holds one of these.
    if "\\" in address or "@" in address:
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    host = parts.hostname or ""
    return parts.scheme == "https" and any(host == d or host.endswith(f".{d}") for d in domains)


def _dates(guide: Guide) -> Iterator[str]:
    source = guide.source
    amount = any("€" in text for _, text in texts(guide))
    days = LONGEST_TRUST_IN_A_PRICE if amount else LONGEST_TRUST
    if not 0 < (source.review - source.checked).days <= days:
        why = ", as it names an amount" if amount else ""
        yield f"source.review: expected 1 to {days} days after {source.checked}{why}; found {source.review}"


def _changes(guide: Guide) -> Iterator[str]:
    for n, change in enumerate(guide.changes, 1):
        if change.revision > guide.revision:
            yield f"changes[{n}].revision: expected {guide.revision} at most, the guide's own; found {change.revision}"


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


def case_complaints(guide: Guide) -> Iterator[str]:
    """Yield what is wrong with some combination of answers: nothing to bring, nothing to do, a part never reached."""
    reached: set[tuple[str, str]] = set()
    for checklist in every_case(guide):
        said = ", ".join(f"{q}={a}" for q, a in checklist.answers.items()) or "any answers"
        mine = _parts(checklist.questions(), checklist.papers(), checklist.steps())
        found = {place for place, _ in mine}
        yield from (f"{place}: expected at least one for {said}" for place in ("papers", "steps") if place not in found)
        reached.update(mine)
    for place, name in _parts(guide.questions, guide.papers, guide.steps):
        if (place, name) not in reached:
            yield f"{place} ({name}): no answers ever lead here"


def _parts(
    questions: Iterable[Question], papers: Iterable[Paper], steps: Iterable[Step]
) -> tuple[tuple[str, str], ...]:
    """Return the parts of a guide, or of a case of it: what they are, and their ids."""
    return (
        *(("questions", question.id) for question in questions),
        *(("papers", paper.id) for paper in papers),
        *(("steps", step.id) for step in steps),
    )
