"""Whatever the kiosk can show in any language can be said: no sign of the page reaches a voice."""

import re
import unicodedata

import pytest

from kiosk.adapters.languages.extraction import COMPLETE
from kiosk.adapters.languages.translator import translator
from kiosk.domain.languages import LANGUAGES
from kiosk.domain.speech.letters import SPELLED, WORDS
from kiosk.domain.speech.phrases import phrases
from kiosk.domain.speech.sayable import PUNCTUATION, sayable
from kiosk.domain.speech.signs import SIGNS
from tests.helpers.sources import source_texts

_TOGETHER = re.compile(r"[.,;:!?،؛؟-]\s*[.,;:!?،؛؟-]|\s[.,;:!?،؛؟]|\s\s")
_HOLE = re.compile(r"\{(\w*)\}")
_FILLED = {"hour": "10\u00a0h\u00a030", "day": "mardi 24\u00a0novembre", "number": "A\u00a012", "place": "Meaux"}


@pytest.fixture(scope="module")
def sources() -> list[str]:
    found = sorted({source.text for source in source_texts()})
    assert len(found) > 4000
    return found


def filled(text: str) -> str:
    return _HOLE.sub(lambda hole: _FILLED.get(hole[1], "12"), text)


def strange(said: str) -> set[str]:
    return {
        sign for sign in said
        if not (sign.isalpha() or sign in "0123456789 " or sign in PUNCTUATION or unicodedata.category(sign) == "Mn")
    }  # fmt: skip


def test_the_check_sees_a_sign_that_slipped_through():
    assert strange("34,50 €") == {"€"}
    assert strange("« oui »") == {"«", "»"}
    assert _TOGETHER.search("oui., non")
    assert not _TOGETHER.search("C’est fait. Bien, merci?")


@pytest.mark.parametrize("language", ["fr", *COMPLETE])
def test_every_text_becomes_words_that_a_voice_can_say(language, sources):
    t = translator(language)
    wrong = {}
    for source in sources:
        for phrase in phrases(filled(t(source)), language):
            said = sayable(phrase.words, language)
            if not said or strange(said) or _TOGETHER.search(said):
                wrong[phrase.words] = said
    assert wrong == {}


def test_somebody_decided_how_each_abbreviation_of_ours_is_said(sources):
    met = {found for text in sources for found in re.findall(r"(?<![\w-])[A-ZÀ-Þ]{2,}(?![\w-])", text)}
    assert len(met) > 20
    assert met - SPELLED - set(WORDS) == set()


def test_every_language_that_has_a_catalogue_has_its_spoken_words():
    assert {code for code in COMPLETE if code in LANGUAGES} <= set(SIGNS)
