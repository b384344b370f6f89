"""Addresses of sites and of mail, said as they are dictated: "service tiret public point gouv point f r"."""

import re
from dataclasses import dataclass

_ENDS = "fr|com|net|org|eu|info|io|example"
_SITE = rf"(?:[\w-]+\.)+(?:{_ENDS})\b"
_MAIL = re.compile(rf"[\w.+-]+@{_SITE}", re.IGNORECASE)
_ADDRESS = re.compile(rf"(?:https?://)?(?<![\w@.-]){_SITE}(?:/[\w/.?=&%#~+-]*[\w/])?|https?://\S+", re.IGNORECASE)
_SPELLED_ENDS = frozenset({"fr", "eu", "io"})


@dataclass(frozen=True, slots=True)
class Dictated:
    """The words for the signs of an address."""

    point: str
    dash: str
    slash: str
    at: str
    underline: str


DICTATED = {
    "fr": Dictated("point", "tiret", "barre", "arobase", "tiret bas"),
    "en": Dictated("dot", "dash", "slash", "at", "underscore"),
    "ar": Dictated("نقطة", "شرطة", "شرطة مائلة", "آت", "شرطة سفلية"),
    "es": Dictated("punto", "guion", "barra", "arroba", "guion bajo"),
    "pt": Dictated("ponto", "traço", "barra", "arroba", "traço baixo"),
    "ro": Dictated("punct", "cratimă", "bară", "arond", "liniuță jos"),
    "tr": Dictated("nokta", "tire", "bölü", "et", "alt çizgi"),
    "uk": Dictated("крапка", "дефіс", "скісна риска", "равлик", "підкреслення"),
}


def with_addresses(text: str, language: str) -> str:
    """Dictate the addresses of a text."""
    words = DICTATED.get(language, DICTATED["en"])

    def dictated(found: re.Match[str]) -> str:
        address = re.sub(r"^https?://", "", found[0], flags=re.IGNORECASE).lower()
        # What follows the "?" is for machines.
        address, stop, _ = address.partition("?")
        tail = "." if not stop and address.endswith(".") else ""
        return " ".join(_part(part, words) for part in re.findall(r"[^\W_]+|\W|_", address.rstrip("./"))) + tail

    return _ADDRESS.sub(dictated, _MAIL.sub(dictated, text))


def _part(part: str, words: Dictated) -> str:
    signs = {".": words.point, "-": words.dash, "/": words.slash, "@": words.at, "_": words.underline}
    if part in signs:
        return signs[part]
    if part.lower() in _SPELLED_ENDS | {"www"}:
        return " ".join(part.lower())
    # "17cyber" is a number and a word.
    return re.sub(r"(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)", " ", part)
