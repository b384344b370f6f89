"""A translated word that would send somebody wrong is refused by its kind, in the whole of a catalogue."""

import re

from tests.adapters.test_catalogues import translations

# What bears an address of the street, an envelope or a stamp: only there does "بريد" mean the post.
POST = re.compile(
    r"\b(postes?|lettres?|courriers?(?! indésirable)|timbres?|code postal|postier|facteur|domiciliation)\b",
    re.IGNORECASE,
)
MAIL = re.compile(r"\bmails?\b", re.IGNORECASE)
BARE_POST = re.compile(r"بريد(?!\S*\s+(?:ال)?إلكتروني)")


def test_a_mail_is_electronic_in_arabic_and_never_the_post():
    """A person told to make a "بريد" would go to the post office."""
    pairs = translations("ar")
    assert [(text, said) for text, said in pairs if BARE_POST.search(said) and not POST.search(text)] == []
    assert [(text, said) for text, said in pairs if MAIL.search(text) and "إلكتروني" not in said] == []
