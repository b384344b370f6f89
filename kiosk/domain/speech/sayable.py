"""What is written on a screen or a sheet, made ready for a voice: letters, figures, blanks and plain punctuation."""

import re
import unicodedata

from kiosk.domain.speech.addresses import with_addresses
from kiosk.domain.speech.letters import with_letters
from kiosk.domain.speech.moments import with_moments
from kiosk.domain.speech.money import with_prices
from kiosk.domain.speech.ordinals import with_ordinals
from kiosk.domain.speech.signs import Signs, signs
from kiosk.domain.speech.telephone import with_numbers, with_thousands

PUNCTUATION = ".,;:!?،؛؟’-"
_STRENGTH = "?؟!.:;؛،,"
_PAUSES = re.compile(r"[·•—–→←↑↓⇒▶►>|()\[\]]|\.{2,}")
_ENDINGS = re.compile(r"(?<=[^\W\d_])\((?:s|e|es|ne|nes|x|le|les|trice|a|as|os)\)")
# Arabic says the dual in a word and shows its figure after it for who reads figures only.
_DUAL = re.compile(r" ?\([12]\)")
_ROW = re.compile(r"[.,;:!?،؛؟](?:\s*[.,;:!?،؛؟])+")
_AND_OR = re.compile(r"\b(?:et|and|y|e|și|ve|і|و)/(?:ou|or|o|sau|veya|або|أو)\b")
# "24 h/24", "7 j/7".
_AROUND = re.compile(r"(?<=[^\W\d_]) ?/ ?(?=(?:24|7)\b)")
# What tells a label how to look.
_MARK_UP = re.compile(r"\[/?(?:b|i|u|s|sub|sup|font|size|color|ref|anchor)(?:=[^\]]*)?\]")
# "no." is a number's sign before a number alone: "Yes or no." is an answer.
_NUMERO = re.compile(r"\b[nN] ?[°º] ?|\b(?:[nN]o|[nN]r|[nN]úm)[.:] ?(?=\d)")


def sayable(text: str, language: str) -> str:
    """Make a text ready to be pronounced in its language; "" where nothing in it is."""
    words = signs(language)
    text = _plain(text)
    text = with_addresses(text, language)
    if language == "ar":
        text = _DUAL.sub("", text)
    if language == "fr":
        text = with_ordinals(text)
    text = _ENDINGS.sub("", text)
    # Numbers to dial before prices: "115" is a line, "115 €" is not.
    text = with_prices(with_numbers(with_moments(text, language), language), language)
    text = _with_short(_NUMERO.sub(f"{words.number} ", text), words)
    text = _with_signs(with_thousands(text), words)
    text = with_letters(text, language)
    return _tidy(_only_said(_PAUSES.sub(words.comma + " ", text)))


def _plain(text: str) -> str:
    """Write one sign for those that differ to the eye alone; what has no shape goes."""
    text = unicodedata.normalize("NFC", _MARK_UP.sub("", text))
    text = re.sub(r"\s*\n\s*", ". ", text.strip())
    # U+2011, the soft hyphen and the minus; the apostrophes of every keyboard; Arabic-Indic figures.
    text = re.sub("[\u2010\u2011\u2212]", "-", text).replace("\u00ad", "").replace("…", ".")
    text = re.sub("['ʼ‘`´]", "’", text)
    text = "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in text)
    return " ".join("".join(sign for sign in text if unicodedata.category(sign) != "Cf").split())


def _with_short(text: str, words: Signs) -> str:
    for written, said in words.short.items():
        if written in text:
            text = _said_in_full(text, written, said)
    return text


def _said_in_full(text: str, written: str, said: str) -> str:
    if not written.endswith("."):
        after = r"(?!\w)" if written[-1].isalpha() else ""
        return re.sub(rf"(?<![\w’]){re.escape(written)}{after}", f"{said} ", text)
    # A point that ends the sentence too still ends it.
    text = re.sub(rf"(?<![\w’]){re.escape(written)}\s*$", f"{said}.", text)
    return re.sub(rf"(?<![\w’]){re.escape(written)}", f"{said} ", text)


def _with_signs(text: str, words: Signs) -> str:
    for unit, said in words.units.items():
        text = re.sub(rf"(?<=\d) ?{unit}(?!\w)", f" {said}", text)
    text = text.replace("m²", f" {words.units.get('m²', '')} ")
    text = re.sub(r"(?<=\d) ?[-–] ?(?=\d)", f" {words.until} ", text)
    text = _AND_OR.sub(words.or_, text)
    text = _AROUND.sub(f" {words.out_of} ", text)
    text = re.sub(r"(?<=\d) ?/ ?(?=\d)", f" {words.out_of} ", text)
    read = {"%": words.percent, "+": words.plus, "=": words.equals, "×": words.times, "&": words.and_}
    read |= {"/": words.or_, "@": words.at, "°C": words.degrees, "°": words.degrees}
    for sign, said in read.items():
        text = text.replace(sign, f" {said} ")
    return text


def _only_said(text: str) -> str:
    kept = (sign if _is_said(sign) else " " for sign in text)
    # A hyphen joins two letters; elsewhere it is a line.
    return re.sub(r"(?<![^\W\d_])-|-(?![^\W\d_])", " ", "".join(kept))


def _is_said(sign: str) -> bool:
    has_shape = sign.isalpha() or unicodedata.category(sign) == "Mn"
    return has_shape or sign in PUNCTUATION or (sign.isascii() and sign.isdigit())


def _tidy(text: str) -> str:
    text = " ".join(text.split())
    text = re.sub(r" (?=[.,;:!?،؛؟])", "", text)
    text = _ROW.sub(lambda found: min(re.sub(r"\s", "", found[0]), key=_STRENGTH.index), text)
    text = re.sub(r"([;:!?،؛؟]|[.,](?!\d))(?=[^\s])", r"\1 ", text)
    text = text.strip(" .,;:،؛-’") + (text.rstrip()[-1:] if text.rstrip().endswith(".") else "")
    return text if any(map(str.isalnum, text)) else ""
