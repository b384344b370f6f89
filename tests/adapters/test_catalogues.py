"""English and Arabic say everything that the French says, in words fit for this public."""

import re
from functools import cache

import pytest
from fontTools.ttLib import TTFont

from kiosk.adapters.guides.content import load_guides
from kiosk.adapters.languages.extraction import COMPLETE, ROOT, complaints
from kiosk.adapters.languages.lines import lines
from kiosk.domain.guides.fields import texts
from kiosk.domain.languages import LANGUAGES
from tests.helpers.sources import source_texts, translations

# Said nowhere on a public screen or sheet, in no language (PRODUCT P5).
UNSAID = re.compile(
    r"\b(SPIP|probation\w*|prison\w*|pénitentiaire|contrôle judiciaire"
    r"|prisi[oó]n|cárcel\w*|libertad vigilada|pris[ãa]o|cadeia|liberdade condicional|închiso\w*|penitenciar\w*"
    r"|hapis\w*|cezaev\w*|denetimli serbestlik|тюрм\w*|в[’']язниц\w*|пробаці\w*)\b|سجن|سجون|المراقبة القضائية",
    re.IGNORECASE,
)
# "parole" are passwords in Romanian, and words in French.
PAROLE = re.compile(r"\bparole\b", re.IGNORECASE)
EASTERN_DIGITS = re.compile("[\u0660-\u0669\u06f0-\u06f9]")


@pytest.mark.parametrize("code", COMPLETE)
def test_every_text_is_translated_and_no_catalogue_is_out_of_step(code):
    assert complaints(code, sources=source_texts()) == []


@pytest.mark.parametrize("code", COMPLETE)
def test_no_text_or_translation_names_what_this_room_must_not_name(code):
    assert [pair for pair in translations(code) if any(UNSAID.search(text) for text in pair)] == []
    assert code != "en" or [pair for pair in translations(code) if PAROLE.search(pair[1])] == []


@pytest.mark.parametrize("code", COMPLETE)
def test_translations_have_no_blank_at_either_end_that_the_french_has_not(code):
    assert [text for text, said in translations(code) if (said != said.strip()) != (text != text.strip())] == []


def test_arabic_uses_the_digits_of_the_papers_people_hold():
    assert [said for _, said in translations("ar") if EASTERN_DIGITS.search(said)] == []


@pytest.mark.parametrize("code", COMPLETE)
def test_numbers_survive_translation(code):
    """A price, a delay or a telephone number is the same in every language."""

    def numbers(text: str) -> list[str]:
        return sorted(re.findall(r"\d+", re.sub(r"(?<=\d)[ \u00a0\u202f.,](?=\d{2,3}\b)", "", text)))

    assert [(text, said) for text, said in translations(code) if numbers(text) != numbers(said)] == []


GUIDES = load_guides(ROOT / "assets" / "guides")
QUOTED = re.compile("«\u202f(.*?)\u202f»")


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.id)
def test_a_guide_or_an_answer_is_called_by_the_words_on_its_button(guide):
    """A visitor sent to another guide, or back to an answer, looks for those very words."""
    titles = {other.title for other in GUIDES}
    answers = {answer.text for question in guide.questions for answer in question.answers}
    for place, text in texts(guide):
        for words in QUOTED.findall(text):
            if f"fiche «\u202f{words}" in text:
                assert words in titles, place
            if f"cette fiche avec «\u202f{words}" in text:
                assert words in answers, place


@pytest.mark.parametrize("code", COMPLETE)
def test_a_guide_or_an_answer_keeps_its_words_in_translation(code):
    said = dict(translations(code))
    buttons = {guide.title for guide in GUIDES}
    buttons |= {answer.text for guide in GUIDES for question in guide.questions for answer in question.answers}
    assert [
        (text, words)
        for text, told in said.items()
        for words in QUOTED.findall(text)
        if words in buttons and "fiche" in text and said[words] not in told
    ] == []


@cache
def drawn_signs(code: str) -> set[str]:
    """Return every sign that a language puts on a screen or sheet, Arabic letters as they are joined."""
    if code == "fr":
        texts = [source.text for source in source_texts()]
    else:
        texts = [re.sub(r"{.*?}", "", said) for _, said in translations(code)]
    texts += [language.own_name for language in LANGUAGES.values()]
    return {sign for text in texts for line in lines(text, 10_000, len, LANGUAGES[code].rtl) for sign in line}


@pytest.mark.parametrize("code", ["fr", *COMPLETE])
@pytest.mark.parametrize("path", sorted((ROOT / "assets" / "fonts").glob("*.ttf")), ids=lambda path: path.stem)
def test_every_sign_of_every_text_is_in_the_faces(code, path):
    with TTFont(path, lazy=True) as face:
        known = face.getBestCmap()
    assert sorted(hex(ord(sign)) for sign in drawn_signs(code) if ord(sign) not in known) == []
