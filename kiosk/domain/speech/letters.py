"""Abbreviations: those that are spelled, those that are words; and how a letter alone is named."""

import re

# Decided one by one: as people at a French counter say them.
WORDS = {
    "CAF": "Caf", "CNIL": "Cnil", "RIB": "rib", "MERAUDE": "meraude", "URSSAF": "Urssaf", "CESU": "Cesu",
    "ASPA": "Aspa", "DALO": "Dalo", "OFII": "Ofii", "OFPRA": "Ofpra", "INSEE": "Insee", "ARIPA": "Aripa",
    "ADIL": "Adil", "CROUS": "Crous", "SAMU": "Samu", "CADA": "Cada", "ANAH": "Anah", "PIN": "pin", "PUK": "puk",
    "SIM": "sim", "IBAN": "iban", "BIC": "bic", "PAND": "pand", "SIRET": "Siret", "SIREN": "Siren", "UNESCO": "Unesco",
    "ACRE": "Acre", "OK": "okay", "WC": "toilettes",
}  # fmt: skip
_SPELLED = """
    RSA AAH CPAM MDPH CCAS SMS PDF RQTH HLM MSA ANTS RGE AME CV CPF TSA ASS ASF APL QR PDL SIAO FICP CDI CDD SNCF RATP
    USB CNI NIR CMU PMI CHRS TV GPS ID UE EU SI IA AB CD CNDA
"""
SPELLED = frozenset(_SPELLED.split())
LONGEST_SPELLED = 5

_NAMES = {
    "fr": {"Y": "i grec"},
    # Alone, the voice would take them for an article or a small word.
    "en": {"A": "ay"},
    "es": {"Y": "i griega"},
    "pt": {"A": "á", "E": "é", "O": "ó"},
}
_UPPER = re.compile(r"\b[A-ZÀ-ÖØ-Þ]{2,}(?=s?\b)")
# "C2S", "48SI", "F12242", "17Cyber"; never "16e" or "3rd", which the voice knows.
_MIXED = re.compile(r"\b(?=[A-Za-z]*\d)(?=\d*[A-Za-z])(?!\d+(?:st|nd|rd|th|e|er|re|h)\b)[A-Za-z0-9]{2,}\b")
_TICKET = re.compile(r"\b([A-Z]) ?(\d{1,3})\b(?![,.]?\d)")
_LONG_ROW = 4


def spelled(letters: str, language: str) -> str:
    """Name letters one after the other."""
    names = _NAMES.get(language, {})
    return " ".join(names.get(letter, letter) for letter in letters)


def with_letters(text: str, language: str) -> str:
    """Spell what is spelled, say as a word what is one, and name a ticket's letter before its number."""

    def word(found: re.Match[str]) -> str:
        written = found[0]
        if written in WORDS:
            return WORDS[written]
        is_spelled = written in SPELLED or len(written) <= LONGEST_SPELLED
        return spelled(written, language) if is_spelled else written.capitalize()

    def parts(found: re.Match[str]) -> str:
        said = []
        for run in re.findall(r"\d+|[A-Za-z]+", found[0]):
            if run.isdigit():
                said.append(" ".join(run) if len(run) >= _LONG_ROW else run)
            else:
                said.append(spelled(run, language) if run.isupper() else run)
        return " ".join(said)

    text = _TICKET.sub(lambda found: f"{spelled(found[1], language)}, {int(found[2])}", text)
    return _UPPER.sub(word, _MIXED.sub(parts, text))
