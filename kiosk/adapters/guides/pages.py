"""The pages that a guide's facts rest on: when dated, when read, how much of each, what became of its cases."""

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from kiosk.adapters.guides.checks import OFFICIAL, stands_on

# Beside the State's own sites: where a fact may be read, not where a visitor is sent. Each with why it may.
_ALSO_PUBLIC = {
    "refugies.info": "the State's own site for refugees (delegation for their reception)",
    "mesquestionsdargent.fr": "the Banque de France's site on budget and debts",
    "blog-partenaires-caf94.fr": "a Caf that writes for its partners what caf.fr tells only to who has signed in",
    "bpifrance-creation.fr": "the public bank's pages on creating a business",
    "inpi.fr": "the public institute that keeps the single counter for businesses",
    "siao77.fr": "the State's service for emergency housing in this département",
    "seine-et-marne.fr": "this département itself: its social centres, its house for handicap",
    "mdph77.fr": "the house for handicap of this département, on when to hand a file in",
    "vie-publique.fr": "the State's publisher, on laws and their dates",
    "defenseurdesdroits.fr": "an authority that the constitution names",
    "cnil.fr": "the authority on personal data, and on what is kept of a person",
    "anil.org": "the agency that a law charges with informing on housing",
    "agefiph.fr": "the fund that a law charges with the work of handicapped people",
    "tribunal-stationnement-payant.fr": "the court that a law charges with parking charges, on its own time limits",
    "unml.info": "the union of the missions locales, which a law charges with the young",
}
PUBLIC = (*OFFICIAL, *_ALSO_PUBLIC)
# A page older than this when it was read may have been overtaken, in months.
OLD_AFTER = 18
CAVEAT = "vérifier avec le médiateur"
# A duration that binds somebody; an age ("moins de 3 ans") is none, nor is an hour of opening.
_DURATION = re.compile(
    r"\b\d+ (?:jours?|semaines?|mois)\b"
    r"|(?:dans les|sous|en|après) \d+ heures?\b"
    r"|(?<!moins de )(?<!plus de )\b(?:\d|10) ans?\b"
)
_SPACES = re.compile(r"\s+")  # the no-break spaces are spaces too
_DIGIT = re.compile(r"\d")
# Texts that may bear an amount or a deadline, and have room to say that it is to be verified.
_CLAIMS = frozenset({"text", "tip", "line", "help", "mediator", "summary", "price", "delay"})


class How(StrEnum):
    """How much of a page was read."""

    WHOLE = "whole"
    PART = "part"


class Told(StrEnum):
    """What became of a case of a page."""

    COVERED = "covered"
    MEDIATOR = "mediator"
    OUT = "out"


def _some(entries: tuple[object, ...]) -> tuple[object, ...]:
    if not entries:
        raise ValueError("expected at least one")
    return entries


# Asked once each entry is right: a list of one wrong entry is not said to be empty too.
_SOME = AfterValidator(_some)


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid")


class PageCase(_Table):
    """One case, tab or note of a page, in its words; `why` when the guide does not cover it."""

    case: Annotated[str, Field(min_length=2)]
    told: Told
    why: str = ""


class Page(_Table):
    """One page: `page_dated` is the date it bears itself, if any, `read_on` the day somebody read it."""

    address: str
    page_dated: date | None = None
    read_on: date
    how: How
    cases: Annotated[tuple[PageCase, ...], _SOME]

    def doubts(self) -> tuple[str, ...]:
        """Return why an amount or a deadline of this page is to be verified; nothing for a firm page."""
        doubts = ["undated"] if self.page_dated is None else []
        if self.page_dated and _months(self.page_dated, self.read_on) > OLD_AFTER:
            doubts.append("old")
        return (*doubts, "part") if self.how is How.PART else tuple(doubts)


class Fact(_Table):
    """One fact: the places of the guide that tell it, the page it was read on, and what that page says."""

    at: Annotated[tuple[str, ...], Field(min_length=1)]
    source: str
    says: Annotated[str, Field(min_length=10)]
    amount_of: date | None = None


class FactsFile(_Table):
    """A facts file: the pages, and the facts read on them."""

    pages: Annotated[tuple[Page, ...], _SOME]
    facts: Annotated[tuple[Fact, ...], _SOME]


def wrong_pages(read: FactsFile, today: date) -> Iterator[str]:
    """Yield what is wrong with the pages by themselves, and between them and the facts."""
    known, cited = [page.address for page in read.pages], {fact.source for fact in read.facts}
    for n, page in enumerate(read.pages, 1):
        yield from (f"pages[{n}].{line}" for line in _wrong_page(page, today))
        if page.address not in cited:
            yield f"pages[{n}].address: expected a fact that cites this page; found none of {page.address!r}"
        if known.index(page.address) < n - 1:
            yield f"pages[{n}].address: expected each page once; found {page.address!r} again"
    for n, fact in enumerate(read.facts, 1):
        if fact.source not in known:
            yield f"facts[{n}].source: expected the address of one of the [[pages]]; found {fact.source!r}"


def _wrong_page(page: Page, today: date) -> Iterator[str]:
    if urlsplit(page.address).scheme != "https":
        yield f"address: expected an https address; found {page.address!r}"
    elif not stands_on(page.address, PUBLIC):
        yield f"address: expected an official site, or one of the short list of public ones; found {page.address!r}"
    yield from _wrong_days(page, today)
    for n, case in enumerate(page.cases, 1):
        if case.told is not Told.COVERED and not case.why.strip():
            yield f"cases[{n}].why: expected why {case.case!r} is not covered, as it is told = {case.told.value!r}"


def _wrong_days(page: Page, today: date) -> Iterator[str]:
    for name, day in (("page_dated", page.page_dated), ("read_on", page.read_on)):
        if day and day > today:
            yield f"{name}: expected a day that has come; found {day}"
    if page.page_dated and page.page_dated > page.read_on:
        yield f"page_dated: expected a day no later than read_on, {page.read_on}; found {page.page_dated}"


def unsure(place: str, text: str) -> bool:
    """Say whether a text names an amount or a deadline without saying that it is to be verified."""
    name, plain = place.rpartition(".")[2], _SPACES.sub(" ", text.casefold())
    if name not in _CLAIMS or ".answers" in place or CAVEAT in plain:
        return False
    return "€" in text or bool(_DURATION.search(plain)) or (name == "delay" and bool(_DIGIT.search(text)))


def _months(earlier: date, later: date) -> int:
    """Return how many months have begun between two days: 18 to the day are 18, a day more is 19."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month + (later.day > earlier.day)
