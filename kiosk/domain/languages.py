"""The languages there are: one entry each. With a catalogue of its own name in `assets/languages` it can be offered."""

from dataclasses import dataclass

# A day of the month never stands on another line than its month.
_AS_ENGLISH = "EEEE d'\u00a0'MMMM"
_OF_THE_MONTH = "EEEE d'\u00a0de 'MMMM"
_OF_THE_YEAR = f"{_OF_THE_MONTH} 'de' y"


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its code, its own name, its French one, its direction, and the CLDR locale of its dates.

    `day` and `year` are how it writes a day, without and with the year, as CLDR patterns.
    """

    code: str
    own_name: str
    french: str
    rtl: bool
    locale: str
    day: str = _AS_ENGLISH
    year: str = f"{_AS_ENGLISH} y"


# ar_TN: months as Algerians and Tunisians write them (جانفي, أوت), two of the three largest Arabic-speaking groups in
# France; they sound like the French months on the letters people hold. Digits are Latin there.
# Then Spanish, Portuguese, Romanian, Turkish and Ukrainian, spoken by large communities of Seine-et-Marne; still to
# come: Dari, which most Afghans in France read, Pashto speakers included, and whose letters all have the presentation
# forms that our line shaping needs (several Pashto letters have none).
LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        Language("fr", "Français", "Français", rtl=False, locale="fr_FR"),
        Language("en", "English", "Anglais", rtl=False, locale="en_GB"),
        Language("ar", "العربية", "Arabe", rtl=True, locale="ar_TN"),
        Language("es", "Español", "Espagnol", rtl=False, locale="es_ES", day=_OF_THE_MONTH, year=_OF_THE_YEAR),
        Language("pt", "Português", "Portugais", rtl=False, locale="pt_PT", day=_OF_THE_MONTH, year=_OF_THE_YEAR),
        Language("ro", "Română", "Roumain", rtl=False, locale="ro_RO"),
        Language(
            "tr", "Türkçe", "Turc", rtl=False, locale="tr_TR", day="d'\u00a0'MMMM EEEE", year="d'\u00a0'MMMM y EEEE"
        ),
        Language("uk", "Українська", "Ukrainien", rtl=False, locale="uk_UA", year=f"{_AS_ENGLISH} y'\u00a0р.'"),
        Language("fa", "دری", "Dari", rtl=True, locale="fa_AF"),
    )
}
