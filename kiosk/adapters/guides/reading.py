"""A guide as its reading sheet shows it: each text that rests on a page, under that page, with its place in French."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from kiosk.adapters.documents.reading_sheet import PageRead, Point, Reading
from kiosk.adapters.documents.words import short_day
from kiosk.adapters.guides.facts import all_told, is_in
from kiosk.adapters.guides.pages import How, Page, Told
from kiosk.adapters.guides.resting import resting_of
from kiosk.domain.guides.guide import Guide

# How long before its review date a guide is given to be read.
DUE_WITHIN = timedelta(days=30)
_PLACE = re.compile(r"(?:(\w+) \(([\w-]+)\)\.)?(.+)")
_OWNERS = {"steps": "Étape", "questions": "Question"}
_NAMES = {
    "text": "texte", "tip": "conseil", "line": "sur le papier", "help": "aide", "mediator": "quand voir le médiateur",
    "summary": "à quoi ça sert", "price": "prix", "delay": "délai", "minutes": "durée, en minutes",
    "address": "adresse du site", "title": "titre", "phone.number": "téléphone", "phone.name": "téléphone, à qui",
    "phone.price": "téléphone, prix", "phone.hours": "téléphone, horaires",
}  # fmt: skip
_CASES = {Told.COVERED: "dans la fiche", Told.MEDIATOR: "laissé au médiateur", Told.OUT: "hors de la fiche"}


def is_due(guide: Guide, today: date) -> bool:
    """Say whether a guide's review date has passed, or comes soon."""
    return guide.source.review <= today + DUE_WITHIN


def reading_of(guide: Guide, folder: Path) -> Reading:
    """Return what is to be read again of a guide. Raises WrongFacts."""
    read = resting_of(folder / f"{guide.id}.toml")
    pages = {page.address: page for page in read.pages}
    found = [
        PageRead(source, _how(pages[source]), _cases(pages[source]), points)
        for source in dict.fromkeys(fact.source for fact in read.facts)
        if (points := tuple(_points(guide, {at for fact in read.facts if fact.source == source for at in fact.at})))
    ]
    source = guide.source
    return Reading(guide.id, guide.title, guide.number, guide.revision, source.checked, source.review, tuple(found))


def _points(guide: Guide, places: set[str]) -> Iterator[Point]:
    """Yield what a guide tells in some places, in its own order."""
    for paper in guide.papers:
        if any(place.startswith(f"papers ({paper.id})") for place in places):
            yield Point(f"Papier «\u202f{paper.name}\u202f»", f"{paper.detail} {paper.get}".strip() or paper.name)
    for (name, words), owners in _told_at(guide, places).items():
        named = "\u202f; ".join(dict.fromkeys(filter(None, owners)))
        yield Point(f"{named}\u202f: {name}" if named else name[:1].upper() + name[1:], words)


def _told_at(guide: Guide, places: set[str]) -> dict[tuple[str, str], list[str]]:
    """Return what is told in some places, papers aside, and whose it is: the same words twice are one point."""
    said: dict[tuple[str, str], list[str]] = {}
    for place, words in {"address": guide.address, **_numbers(guide), **all_told(guide)}.items():
        # A step that takes no time, or has no page, says nothing of it.
        if words.strip("0") and not place.startswith("papers") and is_in(place, places):
            owner, name = _named(guide, place)
            said.setdefault((_NAMES.get(name, "phrase"), words), []).append(owner)
    return said


def _numbers(guide: Guide) -> dict[str, str]:
    """Return the numbers to call, by their places: no text holds them."""
    phones = {"": guide.phone, **{f"steps ({step.id}).": step.phone for step in guide.steps}}
    return {f"{owner}phone.number": phone.number for owner, phone in phones.items() if phone}


def _named(guide: Guide, place: str) -> tuple[str, str]:
    """Return whose a place is, in French, and the name of what it holds."""
    found = _PLACE.fullmatch(place)
    kind, owner, name = found.groups() if found else (None, None, place)
    if kind is None:
        return "", name
    part = next((part for part in getattr(guide, kind) if part.id == owner), None)
    title = getattr(part, "title", "") or getattr(part, "name", "") or getattr(part, "text", "")
    return f"{_OWNERS[kind]} «\u202f{title}\u202f»", name


def _how(page: Page) -> str:
    """Say in French how a page was read."""
    day = f"datée du {short_day(page.page_dated)}" if page.page_dated else "sans date"
    whole = "en entier" if page.how is How.WHOLE else "en partie seulement"
    doubt = " À lire avec soin." if page.doubts() else ""
    return f"Page {day}, lue {whole} le {short_day(page.read_on)}.{doubt}"


def _cases(page: Page) -> tuple[str, ...]:
    return tuple(f"{case.case}\u202f: {_CASES[case.told]}" for case in page.cases)
