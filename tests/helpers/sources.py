"""The French texts of this checkout and their translations, read once in each process of tests."""

from functools import cache

from babel.messages.pofile import read_po

from kiosk.adapters.languages import extraction


@cache
def source_texts() -> tuple[extraction.SourceText, ...]:
    """Return every French text that a visitor can see."""
    return tuple(extraction.source_texts())


@cache
def translations(code: str) -> tuple[tuple[str, str], ...]:
    """Return each text of a catalogue with what it is there."""
    with (extraction.ROOT / "assets" / "languages" / f"{code}.po").open("rb") as file:
        return tuple((str(m.id), str(m.string)) for m in read_po(file) if m.id and m.string)
