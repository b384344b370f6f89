"""The languages there are: one entry each. With a catalogue of its own name in `assets/languages` it can be offered."""

from collections.abc import Iterable
from dataclasses import dataclass

# Patterns of CLDR; a day of the month never stands on another line than its month.
_DAY = "EEEE d'\u00a0'MMMM"
_OF_THE_MONTH = "d'\u00a0de\u00a0'MMMM"
_OF_THE_YEAR = f"{_OF_THE_MONTH} 'de' y"
_COMMA = "EEEE, d'\u00a0'MMMM"


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its code, its own name, its French one, its direction, and the CLDR locale of its dates.

    `day` and `full_day` are CLDR patterns of a day without and with its year, as the language writes them on paper;
    `reread` says who last read its texts against the French (`assets/languages/READINGS.md`).
    """

    code: str
    own_name: str
    french: str
    rtl: bool
    locale: str
    day: str = _DAY
    full_day: str = f"{_DAY} y"
    reread: str = "relu par machine"


# ar_TN: months as Algerians and Tunisians write them (جانفي, أوت), two of the three largest Arabic-speaking groups in
# France; they sound like the French months on the letters people hold. Digits are Latin there.
# After the three that came first: Spanish, Portuguese, Romanian, Turkish and Ukrainian, spoken by large communities of
# Seine-et-Marne and of Île-de-France. To come: Dari, which most Afghans in France read, Pashto speakers included, and
# whose letters all have the presentation forms that our line shaping needs (several Pashto letters have none).
LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        Language("fr", "Français", "Français", rtl=False, locale="fr_FR", reread=""),
        Language("en", "English", "Anglais", rtl=False, locale="en_GB"),
        Language("ar", "العربية", "Arabe", rtl=True, locale="ar_TN"),
        Language(
            "es",
            "Español",
            "Espagnol",
            rtl=False,
            locale="es_ES",
            day=f"EEEE {_OF_THE_MONTH}",
            full_day=f"EEEE {_OF_THE_YEAR}",
        ),
        Language(
            "pt",
            "Português",
            "Portugais",
            rtl=False,
            locale="pt_PT",
            day=f"EEEE, {_OF_THE_MONTH}",
            full_day=f"EEEE, {_OF_THE_YEAR}",
        ),
        Language("ro", "Română", "Roumain", rtl=False, locale="ro_RO"),
        Language(
            "tr", "Türkçe", "Turc", rtl=False, locale="tr_TR", day="d'\u00a0'MMMM EEEE", full_day="d'\u00a0'MMMM y EEEE"
        ),
        Language(
            "uk", "Українська", "Ukrainien", rtl=False, locale="uk_UA", day=_COMMA, full_day=f"{_COMMA} y'\u00a0р.'"
        ),
        Language("fa", "دری", "Dari", rtl=True, locale="fa_AF"),
    )
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """A language to point at: its name as its speakers know it, and the French one, which the desk reads."""

    name: str
    french: str


# Languages the kiosk does not speak. A name is in its own script where our faces draw that; else as its speakers write
# it in Latin letters: no Tamil, Bengali, Indian, Chinese, Georgian, Armenian or Ethiopic letter is ever an empty box.
# Scripts come before Latin: who reads one of them looks through no page of another.
_OTHERS = {
    "bg": Spoken("Български", "bulgare"),
    "mn": Spoken("Монгол", "mongol"),
    "ce": Spoken("Нохчийн", "tchétchène"),
    "ru": Spoken("Русский", "russe"),
    "ur": Spoken("اردو", "ourdou"),
    "ps": Spoken("پښتو", "pachto"),
    "pes": Spoken("فارسی", "persan"),
    "ckb": Spoken("کوردی", "kurde (sorani)"),
    "am": Spoken("Amarinya", "amharique"),
    "az": Spoken("Azərbaycan", "azéri"),
    "bm": Spoken("Bamanankan", "bambara"),
    "bn": Spoken("Bangla", "bengali"),
    "bs": Spoken("Bosanski", "bosnien"),
    "de": Spoken("Deutsch", "allemand"),
    "ha": Spoken("Hausa", "haoussa"),
    "hy": Spoken("Hayeren", "arménien"),
    "hi": Spoken("Hindi", "hindi"),
    "it": Spoken("Italiano", "italien"),
    "ka": Spoken("Kartuli", "géorgien"),
    "rw": Spoken("Kinyarwanda", "kinyarwanda"),
    "sw": Spoken("Kiswahili", "swahili"),
    "ht": Spoken("Kreyòl ayisyen", "créole haïtien"),
    "ku": Spoken("Kurmancî", "kurde (kurmandji)"),
    "ln": Spoken("Lingála", "lingala"),
    "hu": Spoken("Magyar", "hongrois"),
    "mg": Spoken("Malagasy", "malgache"),
    "ne": Spoken("Nepali", "népalais"),
    "pa": Spoken("Panjabi", "pendjabi"),
    "pl": Spoken("Polski", "polonais"),
    "ff": Spoken("Pular", "peul"),
    "rom": Spoken("Romani čhib", "romani"),
    "zdj": Spoken("Shikomori", "comorien"),
    "sq": Spoken("Shqip", "albanais"),
    "si": Spoken("Sinhala", "cingalais"),
    "so": Spoken("Soomaali", "somali"),
    "snk": Spoken("Soninke", "soninké"),
    "sr": Spoken("Srpski", "serbe"),
    "ta": Spoken("Tamil", "tamoul"),
    "kab": Spoken("Taqbaylit", "kabyle"),
    "rif": Spoken("Tarifit", "rifain"),
    "shi": Spoken("Tachelhit", "chleuh"),
    "th": Spoken("Thai", "thaï"),
    "vi": Spoken("Tieng Viet", "vietnamien"),
    "ti": Spoken("Tigrinya", "tigrigna"),
    "wo": Spoken("Wolof", "wolof"),
    "zh": Spoken("Zhongwen", "chinois"),
    "fsl": Spoken("LSF", "langue des signes"),
}
# By code: first the kiosk's own, which a site may not offer.
SPOKEN = {code: Spoken(each.own_name, each.french.lower()) for code, each in LANGUAGES.items()} | _OTHERS


def to_point_at(offered: Iterable[str]) -> dict[str, Spoken]:
    """Return the languages to point at beside those that a site offers."""
    spoken_here = {*offered}
    return {code: spoken for code, spoken in SPOKEN.items() if code not in spoken_here}
