"""What the kiosk says to everybody alike: each sentence of its screens and guides, in one language."""

from babel.messages.pofile import read_po

from kiosk.adapters.languages.translator import translator
from kiosk.domain.languages import LANGUAGES
from kiosk.domain.speech.phrases import Phrase, phrases
from kiosk.shipped import shipped


def fixed_phrases(language: str) -> tuple[Phrase, ...]:
    """Return each phrase once; those with a hole for what is of one visit are not among them."""
    t = translator(language)
    found: dict[str, Phrase] = {}
    for text in _french_texts():
        for phrase in phrases(t(text), language):
            if "{" not in phrase.words:
                found[phrase.words] = phrase
    return tuple(found.values())


def _french_texts() -> tuple[str, ...]:
    """Return what stands in a catalogue: every one holds all the French texts."""
    path = next(iter(sorted(shipped("assets", "languages").glob("*.po"))), None)
    if path is None:
        return ()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=LANGUAGES[path.stem].locale if path.stem in LANGUAGES else None)
    return tuple(str(message.id) for message in catalogue if message.id)
