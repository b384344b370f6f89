"""The language of guides: nothing that tells a visitor's story (P5), sentences that can be heard once (P9)."""

import re
import unicodedata
from collections.abc import Iterator

from kiosk.domain.guides.fields import texts
from kiosk.domain.guides.guide import Guide

# FALC aims at 12 words a sentence; past 15 a listener has lost the beginning.
MOST_WORDS = 15
# What is heard once and kept: three things to do, two things to know. A question and its answer are one thing.
MOST_SENTENCES = {"text": 3, "tip": 2, "detail": 3, "get": 2}
# A sheet found by an employer reveals nothing (P5). Beginnings of words, without accents.
_TALES = re.compile(
    r"\b(spip|cpip|probation|controle judiciaire|prison|detention|detenu|incarcer|ecrou|condamn|bracelet|sursis)"
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_ACCENTS = re.compile("[\u0300-\u036f]")
_SPACES = re.compile(r"\s+")  # the narrow and the wide no-break space are spaces too


def told_tales(guide: Guide) -> Iterator[str]:
    """Yield a complaint for each word that would reveal why the visitor is in this waiting room."""
    every = list(texts(guide))
    if not _TALES.search(_plain("\n".join(text for _, text in every))):
        return  # the usual case, in one look: 36 guides are read while a kiosk opens
    for place, text in every:
        for found in _TALES.finditer(_plain(text)):
            yield f"{place}: expected no word about justice supervision; found {found[0]!r}"


def _plain(text: str) -> str:
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", text.casefold()))
    return _SPACES.sub(" ", bare)


def hard_words(guide: Guide) -> Iterator[str]:
    """Yield a complaint for each text that is hard to read or hear, or not set as French is."""
    for place, text in texts(guide):
        yield from (f"{place}: expected {line}" for line in (*_too_long(place, text), *_wrongly_set(text)))


def _too_long(place: str, text: str) -> Iterator[str]:
    sentences = _SENTENCE_END.split(text)
    for sentence in sentences:
        words = [word for word in _SPACES.split(sentence) if any(c.isalnum() for c in word)]
        if len(words) > MOST_WORDS:
            yield f"at most {MOST_WORDS} words a sentence; found {len(words)}: {sentence!r}"
    most = MOST_SENTENCES.get(place.rpartition(".")[2], len(sentences))
    things = [sentence for sentence in sentences if not sentence.endswith("?")]
    if len(things) > most:
        yield f"at most {most} sentences; found {len(things)}: {text!r}"


def _wrongly_set(text: str) -> Iterator[str]:
    for pattern, expected in _SETTING:
        if found := pattern.search(text):
            yield f"{expected}; found {found[0]!r}"


_SETTING = (
    (re.compile(r"\betc\b|…", re.IGNORECASE), "the things themselves, not an open list"),
    (re.compile(r"\w'\w*"), "the curly apostrophe ’"),
    (re.compile(r"\w*(?<!\u202f)[?!;»]|\w* :"), "a narrow no-break space before ? ! ; : and »"),
    (re.compile(r"«(?!\u202f)\w*"), "a narrow no-break space after «"),
    (re.compile(r"\d €"), "a no-break space before €"),
    (re.compile(r"\d \d"), "a no-break space inside a number"),
    (re.compile(r"n° "), "a no-break space after n°"),
    (re.compile(r"rendez-vous", re.IGNORECASE), "a non-breaking hyphen in rendez‑vous"),
)
