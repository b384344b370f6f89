"""Signs that are read as a word, by language: what a voice would skip, or would name as a typist does."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Signs:
    """The words of one language; `units` and `short` are what stands on paper and what is said for it."""

    percent: str
    plus: str
    equals: str
    times: str
    and_: str
    or_: str
    at: str
    degrees: str
    number: str
    until: str  # between two numbers: 16-25
    out_of: str  # between two numbers: 1/2
    comma: str = ","
    units: dict[str, str] = field(default_factory=dict)
    short: dict[str, str] = field(default_factory=dict)


SIGNS = {
    "fr": Signs(
        percent="pour cent", plus="plus", equals="égale", times="fois", and_="et", or_="ou", at="arobase",
        degrees="degrés", number="numéro", until="à", out_of="sur",
        units={"m²": "mètres carrés", "km": "kilomètres", "cm": "centimètres", "mm": "millimètres",
               "kg": "kilos", "kWh": "kilowattheures", "min": "minutes", "j": "jours"},
        short={"24/7": "jour et nuit, tous les jours",
               "Mme": "madame", "Mlle": "mademoiselle", "etc.": "et cetera",
               "p. ex.": "par exemple",
               "tél.": "téléphone", "SVP": "s’il vous plaît",
               "1er": "premier", "1re": "première", "1ère": "première", "2nd": "second"},
    ),
    "en": Signs(
        percent="percent", plus="plus", equals="equals", times="times", and_="and", or_="or", at="at",
        degrees="degrees", number="number", until="to", out_of="of",
        units={"m²": "square metres", "km": "kilometres", "cm": "centimetres", "mm": "millimetres", "kg": "kilos",
               "kWh": "kilowatt hours"},
        short={"24/7": "day and night, every day",
               "e.g.": "for example", "i.e.": "that is", "etc.": "and so on",
               "Mr.": "mister", "Mrs.": "missus"},
    ),
    "ar": Signs(
        percent="بالمئة", plus="زائد", equals="يساوي", times="مرات", and_="و", or_="أو", at="آت",
        degrees="درجة", number="رقم", until="إلى", out_of="من", comma="،",
        units={"m²": "متر مربع", "km": "كيلومتر", "cm": "سنتيمتر", "mm": "مليمتر", "kg": "كيلوغرام"},
        short={"24/7": "ليلا ونهارا، كل يوم"},
    ),
    "es": Signs(
        percent="por ciento", plus="más", equals="igual a", times="por", and_="y", or_="o", at="arroba",
        degrees="grados", number="número", until="a", out_of="de",
        units={"m²": "metros cuadrados", "km": "kilómetros", "cm": "centímetros", "mm": "milímetros", "kg": "kilos"},
        short={"24/7": "día y noche, todos los días",
               "p. ej.": "por ejemplo", "etc.": "etcétera", "Sr.": "señor", "Sra.": "señora", "n.º": "número",
               "nº": "número", "N.º": "número", "tel.": "teléfono", "Ud.": "usted"},
    ),
    "pt": Signs(
        percent="por cento", plus="mais", equals="igual a", times="vezes", and_="e", or_="ou", at="arroba",
        degrees="graus", number="número", until="a", out_of="de",
        units={"m²": "metros quadrados", "km": "quilómetros", "cm": "centímetros", "mm": "milímetros", "kg": "quilos"},
        short={"24/7": "dia e noite, todos os dias",
               "p. ex.": "por exemplo", "etc.": "et cetera", "Sr.": "senhor", "Sra.": "senhora", "n.º": "número",
               "nº": "número", "N.º": "número", "tel.": "telefone", "1.º": "primeiro", "1.ª": "primeira",
               "2.º": "segundo", "2.ª": "segunda", "3.º": "terceiro", "3.ª": "terceira"},
    ),
    "ro": Signs(
        percent="la sută", plus="plus", equals="egal", times="ori", and_="și", or_="sau", at="arond",
        degrees="grade", number="numărul", until="până la", out_of="din",
        units={"m²": "metri pătrați", "km": "kilometri", "cm": "centimetri", "mm": "milimetri", "kg": "kilograme"},
        short={"24/7": "zi și noapte, în fiecare zi",
               "etc.": "et cetera", "dl.": "domnul", "dna.": "doamna",
               "tel.": "telefon"},
    ),
    "tr": Signs(
        percent="yüzde", plus="artı", equals="eşittir", times="kere", and_="ve", or_="veya", at="et",
        degrees="derece", number="numara", until="ile", out_of="bölü",
        units={"m²": "metrekare", "km": "kilometre", "cm": "santimetre", "mm": "milimetre", "kg": "kilo"},
        short={"24/7": "gece gündüz, her gün",
               "vb.": "ve benzeri", "vs.": "vesaire", "örn.": "örneğin",
               "tel.": "telefon"},
    ),
    "uk": Signs(
        percent="відсотків", plus="плюс", equals="дорівнює", times="на", and_="і", or_="або", at="равлик",
        degrees="градусів", number="номер", until="до", out_of="з",
        units={"m²": "квадратних метрів", "м²": "квадратних метрів", "km": "кілометрів", "км": "кілометрів",
               "cm": "сантиметрів", "см": "сантиметрів", "мм": "міліметрів", "кг": "кілограмів"},
        short={"24/7": "вдень і вночі, щодня",
               "№": "номер", "напр.": "наприклад", "тел.": "телефон", "вул.": "вулиця",
               "грн": "гривень", "і т. д.": "і так далі"},
    ),
}  # fmt: skip


def signs(language: str) -> Signs:
    """Return the words of a language; English ones where nobody gave any."""
    return SIGNS.get(language, SIGNS["en"])
