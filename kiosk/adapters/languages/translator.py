"""Languages: the French source texts, their translations, and how each writes an hour and a day.

French needs neither catalogue nor Babel: the first frame of the kiosk must not wait for either.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from pathlib import Path

from kiosk.domain.french import WEEKDAYS, day_words, hour_words
from kiosk.shipped import shipped


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
        return hour_words(moment)

    def weekday(self, number: int) -> str:
        """Name a day of the week, counted from 0 (Monday): "mardi"."""
        if self.language == "fr":
            return WEEKDAYS[number]
        # 2024 began on a Monday.
        return self._date(date(2024, 1, 1 + number), "EEEE")

    def day(self, day: date) -> str:
        """Write a day without its year: "mardi 24 novembre"."""
        if self.language != "fr":
            return self._date(day, "EEEE d'\u00a0'MMMM")
        return day_words(day)

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
