"""English and Arabic say everything that the French says, in words fit for this public."""

import re

import pytest
from babel.messages.pofile import read_po

from kiosk.adapters.extraction import COMPLETE, ROOT, complaints

# Said nowhere on a public screen or sheet, in no language (PRODUCT P5).
UNSAID = re.compile(
    r"\b(SPIP|probation\w*|prison\w*|pénitentiaire|contrôle judiciaire|parole)\b|سجن|سجون|المراقبة القضائية",
    re.IGNORECASE,
)
EASTERN_DIGITS = re.compile("[\u0660-\u0669\u06f0-\u06f9]")


def translations(code: str) -> list[tuple[str, str]]:
    path = ROOT / "assets" / "languages" / f"{code}.po"
    with path.open("rb") as file:
        return [(str(m.id), str(m.string)) for m in read_po(file) if m.id and m.string]


@pytest.mark.parametrize("code", COMPLETE)
def test_every_text_is_translated_and_no_catalogue_is_out_of_step(code):
    assert complaints(code) == []


@pytest.mark.parametrize("code", COMPLETE)
def test_no_text_or_translation_names_what_this_room_must_not_name(code):
    assert [pair for pair in translations(code) if any(UNSAID.search(text) for text in pair)] == []


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
