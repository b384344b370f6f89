"""One word for one thing, in every language: what was decided once for a term holds in every text that has it."""

import re
import tomllib

import pytest

from kiosk.adapters.languages.extraction import COMPLETE, ROOT
from tests.helpers.sources import translations

TERMS = ROOT / "assets" / "languages" / "terms"


def terms(code: str) -> dict[str, list[str]]:
    """Return, for each French term (a regular expression of whole words), what its translation must hold one of."""
    return tomllib.loads((TERMS / f"{code}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("code", COMPLETE)
def test_a_term_is_said_by_the_word_that_was_decided_for_it(code):
    found = []
    pairs = translations(code)
    for french, words in terms(code).items():
        term = re.compile(rf"(?<!\w)(?:{french})(?!\w)", re.IGNORECASE)
        held = [(text, said) for text, said in pairs if term.search(text)]
        assert held, f"{code}: no text has the term {french!r}"
        found += [(french, said) for _, said in held if not any(word in said.casefold() for word in words)]
    assert found == []


@pytest.mark.parametrize("code", COMPLETE)
def test_every_language_has_decided_the_same_terms(code):
    """What one language had to decide, every other has too: else it is said in two ways there."""
    assert set(terms("es")) <= set(terms(code))
