"""Languages: the French source texts, their translations, and how each writes an hour and a day.

French needs neither catalogue nor Babel: the first frame of the kiosk must not wait for either.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from pathlib import Path

from kiosk.domain.french import WEEKDAYS, day_words, hour_words
from kiosk.domain.languages import LANGUAGES
from kiosk.shipped import shipped


def is_available(code: str) -> bool:
    """Say whether a language's catalogue travels with the program; French is the source and always there."""
    return code == "fr" or shipped("assets", "languages", f"{code}.po").is_file()


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

    def hour(self, moment: time | datetime, *, whole: bool = False) -> str:
        """Write an hour: "9 h 30" and "9 h" in French, "9:30" and "9:00" elsewhere; always of 24 hours.

        `whole` writes "9 h 00", for hours that stand below one another.
        """
        if self.language != "fr":
            return f"{moment.hour}:{moment.minute:02d}"
        return hour_words(moment, whole=whole)

    def weekday(self, number: int) -> str:
        """Name a day of the week, counted from 0 (Monday): "mardi"."""
        if self.language == "fr":
            return WEEKDAYS[number]
        # 2024 began on a Monday.
        return self._date(date(2024, 1, 1 + number), "EEEE")

    def day(self, day: date) -> str:
        """Write a day without its year: "mardi 24 novembre"."""
        if self.language != "fr":
            return self._date(day, LANGUAGES[self.language].day)
        return day_words(day)

    def full_day(self, day: date) -> str:
        """Write a day with its year: "mardi 24 novembre 2026"."""
        if self.language != "fr":
            return self._date(day, LANGUAGES[self.language].full_day)
        return f"{day_words(day)} {day.year}"

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
