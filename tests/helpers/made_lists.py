"""Lists as visitors make them: every guide, answers and ticks drawn by a seeded hand."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache

from kiosk.adapters.guides.content import load_guides
from kiosk.domain.guides.guide import Checklist, Guide
from kiosk.settings import load_settings
from kiosk.shipped import shipped
from kiosk.sites import Site

MEAUX: Site = load_settings(site="meaux").site
TUESDAY = datetime(2026, 11, 24, 10, 12, tzinfo=MEAUX.zone)


@cache
def guides() -> tuple[Guide, ...]:
    return load_guides(shipped("assets", "guides"))


def longest_address() -> str:
    """Return the longest official address of all guides, whichever part of a guide names it."""
    named = [a for g in guides() for a in (g.address, g.source.address, *(s.address for s in g.steps))]
    return max(named, key=len)


def drawn_list(guide: Guide, hand: random.Random) -> Checklist:
    """Answer every question and tick most papers, as the hand draws."""
    made = Checklist(guide)
    while question := made.next_question():
        made = made.answer(question.id, hand.choice(question.answers).id)
    for paper in made.papers():
        if (owned := hand.choice((True, False, None))) is not None:
            made = made.tick(paper.id, owned=owned)
    return made


def drawn_lists(count: int, seed: int = 1) -> Iterator[Checklist]:
    """Yield lists that all differ; every fifth opens the longest address there is."""
    hand, seen = random.Random(seed), set()
    while len(seen) < count:
        guide = guides()[len(seen) % len(guides())]
        if len(seen) % 5 == 0:
            guide = replace(guide, address=longest_address())
        made = drawn_list(guide, hand)
        if made.token() not in seen:
            seen.add(made.token())
            yield made


def every_case(guide: Guide, made: Checklist | None = None) -> Iterator[Checklist]:
    """Yield the list of every combination of answers, nothing ticked."""
    made = made or Checklist(guide)
    question = made.next_question()
    if question is None:
        yield made
        return
    for answer in question.answers:
        yield from every_case(guide, made.answer(question.id, answer.id))


def with_ticks(made: Checklist, *, owned: bool) -> Checklist:
    """Return the list with every paper there, or every paper missing."""
    return replace(made, ticks={paper.id: owned for paper in made.papers()})
