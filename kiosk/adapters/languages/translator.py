"""Languages: the French source texts, their translations, and the visual lines of any of them.

French needs neither catalogue nor Babel: the first frame of the kiosk must not wait for either.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from pathlib import Path

from kiosk.shipped import shipped

NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its code, its own name, its direction, and the CLDR locale its dates are written in."""

    code: str
    own_name: str
    rtl: bool
    locale: str

    @property
    def available(self) -> bool:
        """Say whether its catalogue travels with the program; French is the source and always there."""
        return self.code == "fr" or shipped("assets", "languages", f"{self.code}.po").is_file()


# ar_TN: months as Algerians and Tunisians write them (جانفي, أوت), two of the three largest Arabic-speaking groups in
# France; they sound like the French months on the letters people hold. Digits are Latin there.
# The five to come: Portuguese, Romanian, Ukrainian and Turkish, spoken by large communities of Seine-et-Marne; Dari,
# which most Afghans in France read, Pashto speakers included, and whose letters all have the presentation forms that
# our line shaping needs (several Pashto letters have none).
LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        Language("fr", "Français", rtl=False, locale="fr_FR"),
        Language("en", "English", rtl=False, locale="en_GB"),
        Language("ar", "العربية", rtl=True, locale="ar_TN"),
        Language("pt", "Português", rtl=False, locale="pt_PT"),
        Language("ro", "Română", rtl=False, locale="ro_RO"),
        Language("uk", "Українська", rtl=False, locale="uk_UA"),
        Language("tr", "Türkçe", rtl=False, locale="tr_TR"),
        Language("fa", "دری", rtl=True, locale="fa_AF"),
    )
}

_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Translator:
    """Gives the French source text in one language; two translators of the same language are equal."""

    language: str
    _texts: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    def __call__(self, text: str, **holes: object) -> str:
        """Translate, then fill the `{holes}`. Without a usable translation the French stands: a visitor can ask."""
        translated = self._texts.get(text, text)
        if not holes:
            return translated
        try:
            return translated.format(**holes)
        except (KeyError, IndexError, ValueError):
            return text.format(**holes)

    @property
    def rtl(self) -> bool:
        """Say whether the language is written from right to left."""
        return LANGUAGES[self.language].rtl

    def hour(self, moment: time | datetime) -> str:
        """Write an hour: "9 h 30" and "9 h" in French, "9:30" and "9:00" elsewhere; always of 24 hours."""
        if self.language != "fr":
            return f"{moment.hour}:{moment.minute:02d}"
        minutes = f"{NBSP}{moment.minute:02d}" if moment.minute else ""
        return f"{moment.hour}{NBSP}h{minutes}"

    def weekday(self, number: int) -> str:
        """Name a day of the week, counted from 0 (Monday): "mardi"."""
        if self.language == "fr":
            return _WEEKDAYS[number]
        # 2024 began on a Monday.
        return self._date(date(2024, 1, 1 + number), "EEEE")

    def day(self, day: date) -> str:
        """Write a day without its year: "mardi 24 novembre"."""
        if self.language != "fr":
            return self._date(day, "EEEE d'\u00a0'MMMM")
        number = "1er" if day.day == 1 else str(day.day)
        return f"{_WEEKDAYS[day.weekday()]} {number}{NBSP}{_MONTHS[day.month - 1]}"

    def full_day(self, day: date) -> str:
        """Write a day with its year: "mardi 24 novembre 2026"."""
        return f"{self.day(day)} {day.year}"

    def _date(self, day: date, pattern: str) -> str:
        from babel.dates import format_date

        return format_date(day, pattern, locale=LANGUAGES[self.language].locale)


@cache
def translator(code: str, folder: Path | None = None) -> Translator:
    """Return the translator of a language, read once from a folder of catalogues (the shipped one by default).

    A missing catalogue or a fuzzy entry (its French has changed) leaves the French in place. Raises ValueError on a
    language that is not declared.
    """
    if code not in LANGUAGES:
        raise ValueError(f"expected one of {', '.join(LANGUAGES)}; found {code!r}")
    path = (folder or shipped("assets", "languages")) / f"{code}.po"
    if code == "fr" or not path.is_file():
        return Translator(code)
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        catalogue = read_po(file, locale=LANGUAGES[code].locale)
    return Translator(code, {str(m.id): str(m.string) for m in catalogue if m.id and m.string and not m.fuzzy})


def to_translate(text: str) -> str:
    """Mark a French text kept in a table, so that it is extracted; it is translated where it is shown."""
    return text


_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_GAP_IN_NUMBER = re.compile(r"(?<=\d) (?=\d)")
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_MIRRORS = re.compile(r"[()\[\]{}<>«»‹›]")
_TAG = "\ufe0e"  # a variation selector: it clings to the sign before it, whatever its direction
_ARABIC_BEFORE = "\u061c"  # Arabic letter mark: unseen, but digits after it behave as after an Arabic word
_UNSEEN = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def lines(
    text: str,
    width: float,
    measure: Callable[[str], float],
    rtl: bool = False,  # noqa: FBT001, FBT002 (one call in many places, always `lines(text, width, measure, t.rtl)`)
) -> list[str]:
    """Break a text into the lines to draw from left to right, on screen and on paper alike.

    `measure` gives the width of a string in the final font, in the unit of `width`. Lines break at ordinary spaces
    and at newlines only; runs of spaces count as one; a word wider than `width` stands alone, whole. Arabic is joined
    first, then measured and broken, then each line is put in the order it is drawn in. Its vowel marks are left out:
    paper has no way to place them. A text without a single Arabic letter reads from left to right wherever it stands.
    """
    if not _RIGHT_TO_LEFT.search(text):
        return [line for part in text.split("\n") for line in _broken(part, width, measure)]
    # A number written in groups must neither break nor turn round ("34 00" would read "00 34").
    joined = _reshape(_GAP_IN_NUMBER.sub(NBSP, text))
    return [_ordered(line, rtl) for part in joined.split("\n") for line in _broken(part, width, measure)]


def _broken(paragraph: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    words = [word for word in paragraph.split(" ") if word]
    whole = " ".join(words)
    if not words or measure(whole) <= width:
        yield whole
        return
    wide = cache(measure)
    space = measure(" ")
    start = 0
    while start < len(words):
        end, used = start + 1, wide(words[start])
        while end < len(words) and (used := used + space + wide(words[end])) <= width:
            end += 1
        # Kerning across a space can make a line wider than its words.
        while end > start + 1 and measure(" ".join(words[start:end])) > width:
            end -= 1
        yield " ".join(words[start:end])
        start = end


@cache
def _reshaper() -> Callable[[str], str]:
    from arabic_reshaper import ArabicReshaper

    # The ligature of the word Allah is a sign of its own that fonts draw with marks; lam-alef alone is required.
    reshape: Callable[[str], str] = ArabicReshaper({"ARABIC LIGATURE ALLAH": False}).reshape
    return reshape


def _reshape(text: str) -> str:
    return _reshaper()(text)


def _ordered(line: str, rtl: bool) -> str:  # noqa: FBT001
    from bidi import get_display

    # The library orders but does not mirror. A tag behind each bracket tells afterwards which way it was read:
    # still behind it from left to right, before it from right to left.
    tagged = _MIRRORS.sub(rf"\g<0>{_TAG}", line)
    drawn: str = get_display(_ARABIC_BEFORE + tagged if rtl else tagged, base_dir="R" if rtl else "L")
    return _UNSEEN.sub("", _PAIR.sub(_turned, drawn))


_PAIR = re.compile(f"{_TAG}({_MIRRORS.pattern})|({_MIRRORS.pattern}){_TAG}")


def _turned(pair: re.Match[str]) -> str:
    return pair[1].translate(_MIRRORED) if pair[1] else pair[2]
