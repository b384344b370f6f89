"""One word for one thing across guides, and no acronym without its plain name: `assets/guides/glossary.toml`."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.guides.fields import texts
from kiosk.domain.guides.guide import Guide


@dataclass(frozen=True, slots=True)
class Glossary:
    """Words refused, each with the one to use, and acronyms with the plain names that go with them."""

    never: tuple[tuple[str, str], ...]
    acronyms: tuple[tuple[str, tuple[str, ...]], ...]


def load_glossary(path: Path) -> Glossary:
    """Read the glossary. Raises KeyError, TypeError or ValueError on a file that is not one."""
    table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    return Glossary(
        tuple((word, term["say"]) for term in table["terms"] for word in term["never"]),
        tuple((entry["acronym"], tuple(entry["plain"])) for entry in table["acronyms"]),
    )


def other_words(guide: Guide, glossary: Glossary) -> Iterator[str]:
    """Yield a complaint for each word the glossary refuses, and for each acronym met without its plain name."""
    said = list(texts(guide))
    yield from _refused(said, glossary)
    yield from _unexplained(said, glossary)


def _refused(said: list[tuple[str, str]], glossary: Glossary) -> Iterator[str]:
    for word, better in glossary.never:
        # "CAF" is refused where "Caf" is right: a word all in capitals is met as it is written.
        case = re.NOFLAG if word.isupper() else re.IGNORECASE
        found = re.compile(rf"(?<!\w){re.escape(word)}s?(?!\w)", case)
        yield from (f"{place}: expected « {better} »; found « {word} »" for place, text in said if found.search(text))


def _unexplained(said: list[tuple[str, str]], glossary: Glossary) -> Iterator[str]:
    whole = " ".join(text for _, text in said).casefold()
    for short, plain in glossary.acronyms:
        place = next((p for p, text in said if re.search(rf"(?<!\w){short}(?!\w)", text)), None)
        if place is not None and not any(name.casefold() in whole for name in plain):
            yield f"{place}: expected the plain name of {short} somewhere in the guide: {' or '.join(plain)}"
