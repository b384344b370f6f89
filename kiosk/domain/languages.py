"""The languages there are: one entry each. With a catalogue of its own name in `assets/languages` it can be offered."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its code, its own name, its French one, its direction, and the CLDR locale of its dates.

    `day` and `full_day` are CLDR patterns of a day without and with its year, as the language writes them on paper.
    """

    code: str
    own_name: str
    french: str
    rtl: bool
    locale: str
    day: str = "EEEE d'\u00a0'MMMM"
    full_day: str = "EEEE d'\u00a0'MMMM y"


# ar_TN: months as Algerians and Tunisians write them (جانفي, أوت), two of the three largest Arabic-speaking groups in
# France; they sound like the French months on the letters people hold. Digits are Latin there.
# After the three that came first: Spanish, Portuguese, Romanian, Turkish and Ukrainian, spoken by large communities of
# Seine-et-Marne and of Île-de-France. To come: Dari, which most Afghans in France read, Pashto speakers included, and
# whose letters all have the presentation forms that our line shaping needs (several Pashto letters have none).
LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        Language("fr", "Français", "Français", rtl=False, locale="fr_FR"),
        Language("en", "English", "Anglais", rtl=False, locale="en_GB"),
        Language("ar", "العربية", "Arabe", rtl=True, locale="ar_TN"),
        Language(
            "es",
            "Español",
            "Espagnol",
            rtl=False,
            locale="es_ES",
            day="EEEE d'\u00a0de\u00a0'MMMM",
            full_day="EEEE d'\u00a0de\u00a0'MMMM 'de' y",
        ),
        Language(
            "pt",
            "Português",
            "Portugais",
            rtl=False,
            locale="pt_PT",
            day="EEEE, d'\u00a0de\u00a0'MMMM",
            full_day="EEEE, d'\u00a0de\u00a0'MMMM 'de' y",
        ),
        Language("ro", "Română", "Roumain", rtl=False, locale="ro_RO"),
        Language(
            "tr", "Türkçe", "Turc", rtl=False, locale="tr_TR", day="d'\u00a0'MMMM EEEE", full_day="d'\u00a0'MMMM y EEEE"
        ),
        Language(
            "uk",
            "Українська",
            "Ukrainien",
            rtl=False,
            locale="uk_UA",
            day="EEEE, d'\u00a0'MMMM",
            full_day="EEEE, d'\u00a0'MMMM y'\u00a0р.'",
        ),
        Language("fa", "دری", "Dari", rtl=True, locale="fa_AF"),
    )
}
