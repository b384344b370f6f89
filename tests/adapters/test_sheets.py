"""What visitors carry away says the right things, in their language and in French, and nothing about them."""

import random
import re
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO

import pypdfium2
import pytest

from kiosk.adapters.documents.visitor_sheets import PdfVisitorSheets
from kiosk.adapters.languages.extraction import COMPLETE
from kiosk.adapters.languages.translator import Translator
from kiosk.domain.guides.guide import Checklist
from kiosk.domain.reception.arrivals import Series, Ticket
from tests.helpers.made_lists import MEAUX, TUESDAY, drawn_list, every_case, guides, with_ticks

MM = 72 / 25.4
PRESS = PdfVisitorSheets(MEAUX, practice=False)
A_12 = Ticket(Series.A, 12)
EIGHT = ("fr", *COMPLETE)
# What stands on each sheet in the visitor's own language, beside French.
OWN = {
    "en": "Official",
    "ar": "قائمتي",
    "es": "oficial",
    "pt": "oficial",
    "ro": "oficial",
    "tr": "Resmi",
    "uk": "Офіційний",
}
NEVER = ("SPIP", "probation", "contrôle judiciaire", "prison", "absent", "écrou")


def said(pdf: bytes) -> str:
    """Return the text of every page, blanks of all widths and line ends made equal."""
    return " ".join(said_on(page) for page in pypdfium2.PdfDocument(BytesIO(pdf)))


def said_on(page: pypdfium2.PdfPage) -> str:
    # PDFium takes a non-breaking hyphen for the end of a line.
    return plain(page.get_textpage().get_text_range().replace("\ufffe", "-"))


def a_list(named: str = "rsa") -> Checklist:
    """Return a list of one of the guides, every second paper there, the others missing."""
    guide = next(g for g in guides() if g.id == named)
    made = replace(drawn_list(guide, random.Random(0)), ticks={})
    for number, paper in enumerate(made.papers()):
        made = made.tick(paper.id, owned=number % 2 == 0)
    return made


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u2011", "-"))


def all_sheets(press: PdfVisitorSheets, language: str) -> dict[str, bytes]:
    return {
        "a4": press.list_a4(a_list(), language, TUESDAY),
        "ticket": press.list_ticket(a_list(), language, TUESDAY),
        "receipt": press.receipt(A_12, TUESDAY, language),
    }


def test_the_list_names_each_paper_and_each_step_of_this_case_and_no_other() -> None:
    made = a_list()
    sheet = said(PRESS.list_a4(made, "fr", TUESDAY))
    assert "Ma liste · mardi 24 novembre 2026" in sheet
    for wanted in (made.guide.title, *(p.name for p in made.papers()), *(s.line for s in made.steps())):
        assert plain(wanted) in sheet
    others = [p for p in made.guide.papers if p not in made.papers()]
    assert others
    assert not [p.name for p in others if plain(p.name) in sheet]


def test_the_case_stands_in_words_below_the_title() -> None:
    made = a_list()
    sheet = said(PRESS.list_a4(made, "fr", TUESDAY))
    assert " ".join(f"{plain(case)}." for case in made.cases()) in sheet


def test_a_missing_paper_says_how_to_get_it_and_one_that_is_there_does_not() -> None:
    made = a_list()
    sheet = said(PRESS.list_a4(made, "fr", TUESDAY))
    for paper in made.papers():
        assert (plain(paper.get) in sheet) is (made.ticks[paper.id] is False)


def test_the_ticket_uses_the_short_names() -> None:
    made = a_list()
    ticket = said(PRESS.list_ticket(made, "fr", TUESDAY))
    assert all(plain(paper.short) in ticket for paper in made.papers())
    assert "Ma liste · 24/11/2026" in ticket


@pytest.mark.parametrize("sheet", ["list_a4", "list_ticket"])
def test_a_list_says_where_help_is_and_whose_facts_it_holds(sheet: str) -> None:
    text = said(getattr(PRESS, sheet)(a_list(), "fr", TUESDAY))
    phone, source = a_list().guide.phone, a_list().guide.source
    assert phone
    for wanted in (
        "Espace France services — Meaux",
        "Montrez ce papier : le médiateur le lit avec son lecteur.",
        f"{plain(phone.number)} — {plain(phone.name)}",
        plain(phone.price),
        "Ce papier ne contient ni votre nom ni votre adresse.",
        f"Informations vérifiées le {source.checked:%d/%m/%Y}",
        plain(source.name),
        "Site officiel",
    ):
        assert wanted in text


@pytest.mark.parametrize("language", COMPLETE)
def test_french_stands_beside_another_language(language: str) -> None:
    for name, pdf in all_sheets(PRESS, language).items():
        text = said(pdf)
        french = ("Arrivée notée à 10 h 12",) if name == "receipt" else (plain(a_list().guide.title), "Site officiel")
        assert ("10:12" if name == "receipt" else OWN[language]) in text
        assert all(words in text for words in french)


def test_what_is_the_same_in_both_languages_is_said_once_on_a_ticket() -> None:
    lines = PdfVisitorSheets(MEAUX, practice=False, translate=Translator).receipt(A_12, TUESDAY, "ro")
    assert said(lines).count("Espace France services — Meaux") == 1
    assert said(lines).count("Gardez ce papier.") == 1


def test_arabic_stands_at_the_right_and_its_french_at_the_left() -> None:
    # Pictures and boxes have the right side: the line between both languages lies left of the page's middle.
    middle, first = 98 * MM, pypdfium2.PdfDocument(BytesIO(PRESS.list_a4(a_list(), "ar", TUESDAY)))[0].get_textpage()
    heading, _ = first.search("Les papiers").get_next()
    letters = [(first.get_text_range(i, 1), first.get_charbox(i)) for i in range(first.count_chars())]
    below = [(letter, box) for letter, box in letters if 40 * MM < box[3] <= letters[heading][1][3] + 1]
    assert [letter for letter, _ in below if "\u0600" <= letter <= "\u06ff"]
    assert not [letter for letter, (left, *_) in below if "\u0600" <= letter <= "\u06ff" and left < middle]
    for paper in a_list().papers():
        start, length = first.search(" ".join(plain(paper.name).split()[:2])).get_next()
        assert max(first.get_charbox(i)[2] for i in range(start, start + length)) < middle


def test_past_its_review_date_a_list_says_so() -> None:
    source = replace(a_list().guide.source, review=date(2026, 11, 23))
    old = replace(a_list(), guide=replace(a_list().guide, source=source))
    warning = "Informations à vérifier avec le médiateur"
    for make in (PRESS.list_a4, PRESS.list_ticket):
        assert warning in said(make(old, "fr", TUESDAY))
        assert warning not in said(make(a_list(), "fr", TUESDAY))


def test_practice_is_marked_on_every_page_of_every_sheet() -> None:
    for language in ("fr", "ar"):
        for pdf in all_sheets(PdfVisitorSheets(MEAUX, practice=True), language).values():
            for page in pypdfium2.PdfDocument(BytesIO(pdf)):
                assert "Mode formation : tout est inventé" in said_on(page)
        for pdf in all_sheets(PRESS, language).values():
            assert "Mode formation" not in said(pdf)


def test_hours_and_street_are_printed_only_once_the_site_agrees() -> None:
    here = MEAUX.model_copy(update={"address": "12 rue du Marché"})
    agreed = here.model_copy(update={"confirmed": True, "show_address": True})
    for sheet in ("list_a4", "list_ticket"):
        before, after = (
            said(getattr(PdfVisitorSheets(s, practice=False), sheet)(a_list(), "fr", TUESDAY)) for s in (here, agreed)
        )
        assert "9 h – 12 h 30" in after
        assert "12 rue du Marché" in after
        assert "12 h 30" not in before
        assert "rue du" not in before


def test_the_receipt_says_what_the_room_says_and_nothing_else() -> None:
    lines = pypdfium2.PdfDocument(BytesIO(PRESS.receipt(A_12, TUESDAY, "fr")))[0].get_textpage().get_text_range()
    assert plain(lines.replace("\ufffe", "-")) == plain(
        "Espace France services — Meaux Mardi 24 novembre 2026 A 12 Arrivée notée à 10 h 12 On appelle votre numéro. "
        "Vous attendez plus de 15 minutes ? Dites-le au médiateur. "
        "Rendez-vous avec une autre personne ? Allez à l’accueil. "
        "Gardez ce papier. Il ne contient pas votre nom."
    )


def test_the_receipt_and_a_list_are_never_on_one_sheet() -> None:
    for language in EIGHT:
        sheets = all_sheets(PRESS, language)
        assert len(pypdfium2.PdfDocument(BytesIO(sheets["receipt"]))) == 1
        assert plain(a_list().guide.title) not in said(sheets["receipt"])
        for name in ("a4", "ticket"):
            assert "A 12" not in said(sheets[name])
            assert "Arrivée notée" not in said(sheets[name])


def test_no_sheet_says_what_nobody_should_read() -> None:
    for language in EIGHT:
        for pdf in all_sheets(PRESS, language).values():
            assert not [word for word in NEVER if word.lower() in said(pdf).lower()]


@pytest.mark.parametrize("language", EIGHT)
def test_the_same_input_gives_the_same_bytes(language: str) -> None:
    assert all_sheets(PRESS, language) == all_sheets(PdfVisitorSheets(MEAUX, practice=False), language)


@cache
def longest_cases(count: int) -> tuple[Checklist, ...]:
    """Return the lists of each guide with the most to say, every paper missing."""
    missing = [[with_ticks(made, owned=False) for made in every_case(guide)] for guide in guides()]
    return tuple(made for of_guide in missing for made in sorted(of_guide, key=_letters)[-count:])


def _letters(made: Checklist) -> int:
    papers = sum(len(p.name + p.detail + p.get) + 80 for p in made.papers())
    return papers + sum(len(s.line) + 80 for s in made.steps()) + sum(map(len, made.cases()))


def assert_fits(made: Checklist, language: str) -> None:
    """Two pages and 40 cm at most, every letter inside what printers reach."""
    press = PdfVisitorSheets(MEAUX, practice=True)
    a4 = pypdfium2.PdfDocument(BytesIO(press.list_a4(made, language, TUESDAY)))
    ticket = pypdfium2.PdfDocument(BytesIO(press.list_ticket(made, language, TUESDAY)))
    assert len(a4) <= 2
    assert len(ticket) == 1
    assert ticket[0].get_size()[1] <= 400 * MM
    for page in a4:
        assert_inside(page, 5 * MM)
    assert_inside(ticket[0], 4 * MM)


def assert_inside(page: pypdfium2.PdfPage, margin: float) -> None:
    width, height = page.get_size()
    textpage = page.get_textpage()
    for index in range(textpage.count_rects()):
        left, bottom, right, top = textpage.get_rect(index)
        assert margin - 0.5 <= left <= right <= width - margin + 0.5
        assert margin <= bottom <= top <= height - margin


@pytest.mark.parametrize("language", EIGHT)
def test_the_wordiest_lists_fit_their_paper(language: str) -> None:
    for made in sorted(longest_cases(1), key=_letters)[-8:]:
        assert_fits(made, language)


@pytest.mark.parametrize(
    "language", [c if c in {"fr", "ar"} else pytest.param(c, marks=pytest.mark.long) for c in EIGHT]
)
def test_the_longest_cases_fit_their_paper(language: str) -> None:
    for made in longest_cases(2):
        assert_fits(made, language)


class Wordy(dict[str, str]):
    """Translations that are half as long again as the French, and have none of its words."""

    def get(self, text: str, _default: object = None) -> str:  # type: ignore[override]
        words = [word if "{" in word else word[::-1].upper() for word in text.split(" ")]
        return " ".join([*words, *[word for word in words if "{" not in word][: (len(words) + 1) // 2]])


@pytest.mark.parametrize("language", ["ro", "fa"])
def test_a_language_half_as_long_again_as_french_still_gets_its_list(language: str) -> None:
    press = PdfVisitorSheets(MEAUX, practice=True, translate=lambda code: Translator(code, Wordy()))
    wordiest = sorted(longest_cases(1), key=_letters)[-4:]
    for made in wordiest:
        a4 = pypdfium2.PdfDocument(BytesIO(press.list_a4(made, language, TUESDAY)))
        ticket = press.list_ticket(made, language, TUESDAY)
        assert len(a4) <= 3
        assert pypdfium2.PdfDocument(BytesIO(ticket))[0].get_size()[1] <= 600 * MM
        # The French names of papers stay whatever goes: they are what a clerk must find.
        said_there = said(ticket)
        assert [paper.short for paper in made.papers() if plain(paper.short) not in said_there] == []


@pytest.mark.long
@pytest.mark.parametrize("language", EIGHT)
def test_every_case_fits_its_paper(language: str) -> None:
    for guide in guides():
        for made in every_case(guide):
            assert_fits(with_ticks(made, owned=False), language)
