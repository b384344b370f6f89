"""A ninth language that nobody speaks: every text 40 % longer, in brackets, with no letter that French could have left.

Its catalogue is made from what the translators are given, so that a text that never reaches them stays in French here
too, and is seen.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from kiosk.adapters.languages.translator import Translator, translator
from kiosk.domain.languages import LANGUAGES, Language
from tests.helpers.sources import source_texts

CODE, LONGER = "xx", 1.4
# Its days stand in brackets like its texts; the words in them come from the locale's data.
NINTH = Language(
    CODE, "[Ňīňţĥ]", "Neuvième", rtl=False, locale="pl_PL", day="'['EEEE d'\u00a0'MMMM']'",
    full_day="'['EEEE d'\u00a0'MMMM y']'",
)  # fmt: skip
_PLAIN = "aeiouyéèêàâîïôûùçëcdghjklnrstwzAEIOUYÉÈÊÀÂÎÏÔÛÙÇËCDGHJKLNRSTWZœŒ"
_OTHER = "āēīōūŷěėęăąĩįőůųċĕčďğĥĵķľňřšťŵžĀĒĪŌŪŶĚĖĘĂĄĨĮŐŮŲĊĔČĎĞĤĴĶĽŇŘŠŤŴŽǣǢ"
_ACCENTS = str.maketrans(_PLAIN, _OTHER)
_STRETCHED = re.compile(f"[{_OTHER}]")
_HOLE = re.compile(r"(\{[^{}]*\})")


def pseudo(french: str) -> str:
    """Return a text in the ninth language: its holes kept, its words longer one after the other, in brackets."""
    parts = [part if _HOLE.fullmatch(part) else part.translate(_ACCENTS) for part in _HOLE.split(french)]
    more = max(0, round(len(french) * (LONGER - 1)) - 2)
    for place, part in enumerate(parts):
        if more and not _HOLE.fullmatch(part):
            parts[place], more = _stretch(part, more)
    # What is too short to be stretched, "Mai" for one, goes on in a second word.
    return "[" + "".join(parts) + ("" if not more else "ő" * more) + "]"


def _stretch(part: str, more: int) -> tuple[str, int]:
    """Double every other letter or so, spread over the whole text, until it is as long as asked."""
    places = [match.start() for match in _STRETCHED.finditer(part)]
    taken = {places[n * len(places) // more] for n in range(more)} if more < len(places) else set(places)
    stretched = "".join(sign * 2 if n in taken else sign for n, sign in enumerate(part))
    return stretched, max(0, more - len(taken))


@cache
def texts() -> dict[str, str]:
    """Return each French text with what it is in the ninth language."""
    return {source.text: pseudo(source.text) for source in source_texts()}


@cache
def catalogue() -> Path:
    """Return a folder with the catalogue of the ninth language, as a translator would hand it in."""
    made = Catalog()
    for text, stretched in texts().items():
        made.add(text, stretched)
    folder = Path(mkdtemp())
    with (folder / f"{CODE}.po").open("wb") as file:
        write_po(file, made, width=0)
    return folder


@contextmanager
def spoken() -> Iterator[Translator]:
    """Have the ninth language among the others; it is in no list of those that are shipped."""
    LANGUAGES[CODE] = NINTH
    try:
        yield translator(CODE, catalogue())
    finally:
        del LANGUAGES[CODE]


_LEFT = re.compile(f"[{_PLAIN}]")


def is_spoken_in(words: str) -> bool:
    """Say whether anything of some words came out of the catalogue."""
    return bool(_STRETCHED.search(words))


def escaped(words: str, known: tuple[str, ...] = ()) -> str:
    """Return what of some words did not come out of the catalogue, but for those that stay as they are everywhere."""
    for exception in sorted(known, key=len, reverse=True):
        words = words.replace(exception, " ")
    return " ".join(word for word in words.split() if _LEFT.search(word))
