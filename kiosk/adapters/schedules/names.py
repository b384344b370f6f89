"""Three letters of a family name, from the ways in which people and programs write names; none where it is unsure."""

import re
import unicodedata
from enum import Enum

from kiosk.adapters.schedules.words import plain
from kiosk.domain.reception.appointments import letters_of

# Never part of a name. "Me" only as it is written: it is a family name too.
_CIVILITIES = frozenset({
    "m", "mm", "mr", "mrs", "ms", "mme", "mmes", "mlle", "mlles", "melle", "mle", "monsieur", "madame", "mademoiselle",
    "messieurs", "mesdames", "dr", "docteur", "pr", "professeur", "maitre", "mister", "miss", "sieur", "herr", "frau",
})  # fmt: skip
_LAWYER = re.compile(r"\bMe\b\.?(?=\s)")
# What stands behind is another name of the same person, or somebody else.
_OTHERWISE = re.compile(r"\b(?:née?|nee|ép(?:ouse|\.)?|epouse|veuve|vve|dite?|alias|c/o)\b.*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s+(?:et|and|ou|avec)\s+|\s*[&+/;|\n]\s*|\s+[-–—]\s+", re.IGNORECASE)
_ASIDE = re.compile(r"\([^)]*\)?|\[[^\]]*\]?|\"[^\"]*\"?|«[^»]*»?")
_INITIALS = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]\.\s*-?\s*)+(?=\s|[^\W\d_]|$)|(?<![^\W\d_'’-])[^\W\d_](?=\s|$)")
# These begin a family name of several words.
_PARTICLES = frozenset({
    "le", "la", "les", "de", "du", "des", "d", "l", "ben", "bin", "bent", "el", "al", "ait", "aït", "ould", "abd",
    "abou", "abu", "van", "von", "der", "den", "da", "do", "dos", "di", "del", "della", "san", "saint", "sainte", "st",
    "ste", "mac", "mc", "o", "n", "ter", "ten", "zu", "af", "av", "ibn", "bou", "si", "sidi", "ou", "at",
})  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:[-'’‘`´][^\W\d_]+)*[-'’‘`´]?")
_BROKEN = re.compile(r"\ufffd|Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ]|[\x80-\x9f]|[A-Za-z]\?[A-Za-z]")


class Form(Enum):
    """How a column writes names, as its title says."""

    FAMILY = "Nom"  # beside a column of first names
    ANY = "Nom, Usager"
    FAMILY_FIRST = "Nom Prénom"
    FIRST_FIRST = "Prénom Nom"


def letters_of_name(words: str, form: Form = Form.ANY) -> str:
    """Return the first three letters of the family name; "" where it cannot be told from the first name.

    Capitals tell: "Amina BENALI", "BENALI Amina". Civilities and initials never count; of a couple the first name
    that is written counts, of several people the first.
    """
    said = unicodedata.normalize("NFC", _ASIDE.sub(" ", words).replace("\u00a0", " ").replace("\u202f", " "))
    if _BROKEN.search(said):
        return ""
    said = _OTHERWISE.sub(" ", _LAWYER.sub(" ", said)).strip()
    before, comma, _ = said.partition(",")
    people = [found for each in _BETWEEN.split(before) if (found := _tokens(each))]
    if not people:
        return ""
    if any(map(_is_mixed, people)):
        return letters_of(next((run for each in people if (run := _capitals(each))), ""))
    # "Benali, Amina"; "Amina et Luc Benali" are a couple, and the name stands behind the last.
    is_family = bool(comma) or form is Form.FAMILY
    shares = len(people[0]) == 1 and max(map(len, people)) > 1 and not is_family and form is not Form.FAMILY_FIRST
    tokens = people[-1] if shares else people[0]
    return letters_of(_family(tokens, Form.FAMILY if is_family else form))


def _tokens(words: str) -> list[str]:
    """Return the words of one person's name, without civilities and initials."""
    found = [each for each in _WORD.findall(words) if plain(each) not in _CIVILITIES]
    left = _WORD.findall(_INITIALS.sub(" ", words))
    without = [each for each in found if each in left]
    return without or found


def _is_mixed(tokens: list[str]) -> bool:
    loud = [_is_loud(each) for each in tokens]
    return any(loud) and not all(loud)


def _is_loud(token: str) -> bool:
    return len(token) > 1 and token.isupper()


def _capitals(tokens: list[str]) -> str:
    """Return the words in capitals where others are not: they are the family name."""
    loud = [_is_loud(each) for each in tokens]
    if not _is_mixed(tokens):
        return ""
    first = loud.index(True)
    last = next((n for n in range(first, len(loud)) if not loud[n]), len(loud))
    begun = next((n for n in range(first, -1, -1) if n == 0 or plain(tokens[n - 1]) not in _PARTICLES), first)
    before = {plain(each) for each in tokens[begun:first]}
    # "Le GOFF" is one name; "de GAULLE" is filed under either letter, and Ben is a first name too.
    is_filed_twice = before & {"de", "du", "des", "d"}
    is_unsure = is_filed_twice or (before & {"ben"} and len(tokens) == last - begun)
    return "" if is_unsure else "".join(tokens[begun:last])


def _family(tokens: list[str], form: Form) -> str:
    if form is Form.FAMILY or len(tokens) == 1:
        return "".join(tokens)
    if form is Form.FAMILY_FIRST:
        return _with_particle(tokens)
    if form is Form.FIRST_FIRST:
        rest = tokens[1:]
        return "".join(rest) if len(rest) == 1 or plain(rest[0]) in _PARTICLES else ""
    # "Le Goff", "Da Silva Ana" begin with it; of other names the first may stand on either side.
    return _with_particle(tokens) if plain(tokens[0]) in _PARTICLES else ""


def _with_particle(tokens: list[str]) -> str:
    last = next((n for n, each in enumerate(tokens) if plain(each) not in _PARTICLES), len(tokens) - 1)
    return "".join(tokens[: last + 1])
