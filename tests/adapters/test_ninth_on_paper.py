"""A ninth language, 40 % longer than French, on paper: each sheet has room for it, and none holds a text unmarked."""

import re
from collections.abc import Callable, Iterator
from functools import partial

import pypdfium2
import pytest

from kiosk.adapters.documents.paper import BOLD, Column, Style, canvas_of, load_faces, measure, text
from kiosk.adapters.documents.visitor_sheets import PdfVisitorSheets
from kiosk.adapters.languages.translator import Translator
from kiosk.domain.guides.guide import Checklist
from kiosk.domain.reception.handouts import Orientation
from tests.adapters.test_sheet_pictures import A_12, FOLLOWED, PLACE, SEEN, SENT
from tests.adapters.test_sheets import MM, assert_inside, longest_cases, plain, said_on
from tests.helpers import pseudo
from tests.helpers.made_lists import MEAUX, TUESDAY, every_case, guides
from tests.helpers.papers import CUTS_ANYWHERE

OPEN = MEAUX.model_copy(update={"confirmed": True, "address": "12 rue du Marché", "show_address": True})
ROLL = CUTS_ANYWHERE.roll


def lists(press: PdfVisitorSheets, language: str, cases: list[Checklist]) -> Iterator[tuple[str, bytes]]:
    for made in cases:
        yield f"a4 {made.guide.id}", press.list_a4(made, language, TUESDAY)
        yield f"ticket {made.guide.id}", press.list_ticket(made, language, TUESDAY)


def others(press: PdfVisitorSheets, language: str) -> Iterator[tuple[str, bytes]]:
    """Yield every other sheet that a visitor takes away, on A4 and on a roll."""
    yield "receipt", press.receipt(A_12, TUESDAY, language)
    yield "mandate", press.mandate(language)
    for roll in (None, ROLL):
        paper = "a4" if roll is None else "ticket"
        yield f"orientation {paper}", press.orientation(SENT, language, TUESDAY, roll)
        yield f"orientation to nowhere {paper}", press.orientation(Orientation(), language, TUESDAY, roll)
        yield f"follow-up {paper}", press.follow_up(FOLLOWED, language, TUESDAY, roll)
        yield f"passage {paper}", press.passage(SEEN, language, roll)


# What is a fact and no text, in every language: the town and the street, as on their signs; the place that somebody is
# sent to, with its hours and what a site asks for there, as a clerk reads them; the official site's address.
FACTS = (MEAUX.town, OPEN.address, PLACE.name, PLACE.address, *PLACE.hours, *SENT.papers, "www.exemple.fr")
# Hours and days come from the locale's own data; a number of the queue is written the same everywhere.
WHEN = re.compile(r"\b\d{1,2} h(?: \d\d)?\b|\b(?:lundi|mardi|jeudi)\b(?: \d{1,2} \w+ \d{4})?", re.IGNORECASE)
NUMBER = re.compile(r"\b[AS] [1-9]\d*\b")


def left_in_french(pdf: bytes) -> str:
    """Return what is read on a sheet and did not come out of the catalogue."""
    said = " ".join(said_on(page) for page in pypdfium2.PdfDocument(pdf))
    # PDFium ends a line where it sees one.
    for fact in sorted(map(plain, FACTS), key=len, reverse=True):
        said = said.replace(fact, " ")
    return pseudo.escaped(NUMBER.sub(" ", WHEN.sub(" ", said)))


@pytest.mark.parametrize("every", [9, pytest.param(1, marks=pytest.mark.long)])
def test_no_sheet_holds_a_text_that_is_not_translated(every: int) -> None:
    # As if French itself were this language: no sheet says anything twice, and all of it comes out of the catalogue.
    press = PdfVisitorSheets(OPEN, practice=True, translate=lambda _: Translator("fr", pseudo.texts()))
    shortest = [
        min(every_case(guide), key=lambda made: len(made.papers()) + len(made.steps())) for guide in guides()[::every]
    ]
    made = [*lists(press, "fr", shortest), *others(press, "fr")]
    assert {name: left for name, pdf in made if (left := left_in_french(pdf))} == {}


@pytest.fixture
def ninth() -> Iterator[PdfVisitorSheets]:
    with pseudo.spoken() as t:
        yield PdfVisitorSheets(OPEN, practice=True, translate=lambda _: t)


def test_a_sheet_s_own_language_and_french_both_stand_on_it(ninth: PdfVisitorSheets) -> None:
    for name, pdf in others(ninth, pseudo.CODE):
        said = " ".join(said_on(page) for page in pypdfium2.PdfDocument(pdf))
        assert pseudo.escaped(said), f"{name}: the clerk's French is missing"
        assert pseudo.is_spoken_in(said), f"{name}: the visitor's language is missing"


def wordiest() -> list[Checklist]:
    return sorted(longest_cases(1), key=lambda made: sum(len(p.short) for p in made.papers()))[-6:]


@pytest.mark.parametrize("cases", [wordiest, pytest.param(partial(longest_cases, 2), marks=pytest.mark.long)])
def test_each_list_has_room_for_it_beside_french(ninth: PdfVisitorSheets, cases: Callable[[], list[Checklist]]) -> None:
    for name, pdf in lists(ninth, pseudo.CODE, cases()):
        assert_has_room(name, pdf)


def test_each_other_sheet_has_room_for_it_beside_french(ninth: PdfVisitorSheets) -> None:
    for name, pdf in others(ninth, pseudo.CODE):
        assert_has_room(name, pdf)


def assert_has_room(name: str, pdf: bytes) -> None:
    """Three pages, or 60 cm of a roll, at most; no letter outside what printers reach."""
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) <= 3, name
    assert document[0].get_size()[1] <= 600 * MM, name
    for page in document:
        assert_inside(page, 4 * MM)


def test_a_word_wider_than_a_ticket_is_set_smaller_rather_than_cut() -> None:
    longest = "Nebeneinanderliegendeangelegenheiten"
    load_faces()
    column = Column(4 * MM, 72 * MM)
    assert measure(Style(BOLD, 18))(longest) > column.width
    canvas, written = canvas_of(80 * MM, 60 * MM, longest, "fr")
    text(longest, Style(BOLD, 18), column, rtl=False).draw(canvas, 50 * MM)
    canvas.showPage()
    canvas.save()
    (page,) = pypdfium2.PdfDocument(written.getvalue())
    assert longest in said_on(page)
    assert_inside(page, 4 * MM)
