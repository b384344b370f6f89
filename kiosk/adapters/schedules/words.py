"""Words without what does not tell them apart: capitals, accents, points."""

import re
import unicodedata


def plain(words: str) -> str:
    """Return words in small letters without accents, for comparing."""
    bare = unicodedata.normalize("NFKD", words.casefold())
    return " ".join(re.sub(r"[^a-z0-9]+", " ", "".join(c for c in bare if not unicodedata.combining(c))).split())
