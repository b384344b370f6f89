"""The facts of a guide, in a file beside it: each price, delay, paper and number rests on a page that was read."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from kiosk.adapters.guides.pages import CAVEAT, Fact, How, Page, unsure, wrong_pages
from kiosk.adapters.guides.resting import Resting, WrongFacts, every_facts_file, resting_of
from kiosk.domain.guides.fields import texts
from kiosk.domain.guides.guide import Guide

_DIGIT = re.compile(r"\d")
# What of a step is a fact by itself.
_OF_A_STEP = ("price", "delay", "minutes", "address", "phone")
# Texts whose every number is a fact; the others name a paper, a page or a phone that has a place of its own.
_TELLING = frozenset({"text", "tip", "line", "help", "mediator", "summary"})


def check_facts(guide: Guide, path: Path, today: date) -> None:
    """Raise WrongFacts unless every fact of a guide's file rests on a page, of its facts file or of a block's."""
    read = resting_of(path)
    lines = [*_uncovered(guide, read.facts, today), *wrong_pages(read.own, today), *_unsure(guide, read)]
    if lines:
        raise WrongFacts("\n".join(f"facts/{path.name}: {line}" for line in lines))


def disagreements(folder: Path) -> list[str]:
    """Return where two guides or blocks tell one page differently: its date, or the day it was last read whole."""
    found: dict[str, list[tuple[str, Page]]] = defaultdict(list)
    for name, read in every_facts_file(folder):
        for page in read.pages:
            found[page.address.partition("#")[0].rstrip("/")].append((name, page))
    return [line for told in found.values() for line in _disagreeing(told)]


def _disagreeing(told: Sequence[tuple[str, Page]]) -> Iterator[str]:
    """Compare one page as several files tell it with how the one that read it last does."""
    newest, reference = max(told, key=lambda each: (each[1].how is How.WHOLE, each[1].read_on))
    for name, page in told:
        place = f"{name}: pages ({page.address})"
        if page.page_dated != reference.page_dated:
            yield f"{place}.page_dated: expected {reference.page_dated}, as in {newest}; found {page.page_dated}"
        if page.how is How.WHOLE and page.read_on != reference.read_on:
            yield f"{place}.read_on: expected {reference.read_on}, as in {newest}; found {page.read_on}"


def doubts(read: Resting) -> str:
    """Say in a few words which pages of a guide are not firm: "1 old, 2 part"; nothing when all are."""
    every = [doubt for page in read.pages for doubt in page.doubts()]
    return ", ".join(f"{every.count(doubt)} {doubt}" for doubt in ("undated", "old", "part") if doubt in every)


def _unsure(guide: Guide, read: Resting) -> Iterator[str]:
    """Name each amount and deadline that rests on no firm page and does not say so."""
    pages = {page.address: page.doubts() for page in read.pages}
    for place, text in all_told(guide).items():
        resting = [pages.get(fact.source, ()) for fact in read.facts if is_in(place, fact.at)]
        if resting and all(resting) and unsure(place, text):
            why = ", ".join(sorted({doubt for each in resting for doubt in each}))
            yield f"{place}: expected « à {CAVEAT} », as its page is {why}; found {text!r}"


def _uncovered(guide: Guide, facts: Iterable[Fact], today: date) -> Iterator[str]:
    told = all_told(guide)
    known = {*told, *wanted(guide), "phone"}
    covered = {place for fact in facts for place in fact.at}
    bare = sorted(place for place in wanted(guide) if not is_in(place, covered))
    yield from (f"{place}: expected a fact that says where this comes from" for place in bare)
    for n, fact in enumerate(facts, 1):
        unknown = (f"at: {place!r} is no place of the guide" for place in fact.at if place not in known)
        yield from (f"facts[{n}].{line}" for line in (*unknown, *_wrong_amount(fact, told, today)))


def all_told(guide: Guide) -> dict[str, str]:
    """Return what a guide tells, by its place: its texts, and of each step what is no text."""
    others = {f"steps ({s.id}).{name}": str(getattr(s, name)) for s in guide.steps for name in ("address", "minutes")}
    return dict(texts(guide)) | others


def _wrong_amount(fact: Fact, told: dict[str, str], today: date) -> Iterator[str]:
    names_amount = any("€" in text for place, text in told.items() if is_in(place, fact.at))
    if names_amount and fact.amount_of is None:
        yield f"amount_of: expected the day the amount of {', '.join(fact.at)} was in force"
    if fact.amount_of and not names_amount:
        yield f"amount_of: expected only where a text names an amount; found at {', '.join(fact.at)}"
    if fact.amount_of and fact.amount_of > today:
        yield f"amount_of: expected a day that has come; found {fact.amount_of}"


def is_in(place: str, places: Collection[str]) -> bool:
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
