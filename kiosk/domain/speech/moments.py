"""Hours and dates in figures, as each language says them."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Moments:
    """Patterns of one language, with {h}, {m}, {day}, {month}, {year}; months in the form that follows a day."""

    whole: str
    minutes: str
    date: str
    year: str
    months: tuple[str, ...]
    # What the first hours and the first of a month are called where the number alone would be wrong.
    hours: tuple[tuple[int, str], ...] = ()
    first: str = "1"


def _list(words: str) -> tuple[str, ...]:
    return tuple(words.split())


MOMENTS = {
    # The voice would say "un heure", "vingt et un heures".
    "fr": Moments("{h} heures", "{h} heures {m}", "{day} {month}", "{date} {year}",
                  _list("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
                  ((0, "zéro heure"), (1, "une heure"), (21, "vingt et une heures")), "premier"),
    "en": Moments("{h} o’clock", "{h} {m}", "{day} {month}", "{date} {year}",
                  _list("January February March April May June July August September October November December")),
    # Months as in ar_TN, the locale of the screens.
    "ar": Moments("{h}", "{h} و {m} دقيقة", "{day} {month}", "{date} {year}",
                  _list("جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر")),
    "es": Moments("{h} horas", "{h} horas y {m} minutos", "{day} de {month}", "{date} de {year}",
                  _list("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
                  ((1, "una hora"), (21, "veintiuna horas")), "uno"),
    "pt": Moments("{h} horas", "{h} horas e {m} minutos", "{day} de {month}", "{date} de {year}",
                  _list("janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"),
                  ((1, "uma hora"), (2, "duas horas"), (21, "vinte e uma horas"), (22, "vinte e duas horas"))),
    "ro": Moments("{h}", "{h} și {m}", "{day} {month}", "{date} {year}",
                  _list("ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie "
                        "decembrie"), first="întâi"),
    "tr": Moments("{h}", "{h} {m}", "{day} {month}", "{date} {year}",
                  _list("Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık")),
    "uk": Moments("{h} 0 0", "{h} {m}", "{day} {month}", "{date} {year} року",
                  _list("січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня")),
}  # fmt: skip

_HOUR_H = re.compile(r"(?<![\d,.:])([01]?\d|2[0-4]) ?h(?: ?([0-5]\d))?(?!\w)")
_HOUR_COLON = re.compile(r"(?<![\d,.:])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])")
_DAY, _MONTH = r"(0?[1-9]|[12]\d|3[01])", r"(0?[1-9]|1[0-2])"
_DATED = (
    re.compile(rf"(?<![\d/.]){_DAY}[/.]{_MONTH}[/.](\d{{4}}|\d\d)(?![\d/])"),
    # Both of two figures: "1/2" is one out of two.
    re.compile(r"(?<![\d/])(0[1-9]|[12]\d|3[01])/(0[1-9]|1[0-2])()(?![\d/])"),
)
_ISO = re.compile(rf"(?<!\d)(\d{{4}})-{_MONTH}-{_DAY}(?!\d)")
# Minutes below ten keep their nought where the language says it.
_KEEPS_NOUGHT = frozenset({"en", "tr", "uk"})


def with_moments(text: str, language: str) -> str:
    """Say the hours and the dates of a text."""
    words = MOMENTS.get(language, MOMENTS["en"])

    def hour(found: re.Match[str]) -> str:
        h, m = int(found[1]), int(found[2] or 0)
        whole = dict(words.hours).get(h) or words.whole.format(h=h)
        if not m:
            return whole
        minutes = f"0 {m}" if m < 10 and language in _KEEPS_NOUGHT else str(m)
        named = dict(words.hours).get(h)
        said = words.minutes.format(h=h, m=minutes)
        return said if named is None else said.replace(words.whole.format(h=h), named, 1)

    def date(day: str, month: str, year: str) -> str:
        said = words.date.format(day=words.first if int(day) == 1 else int(day), month=words.months[int(month) - 1])
        return words.year.format(date=said, year=f"20{year}" if len(year) == 2 else year) if year else said

    for pattern in (_HOUR_H, _HOUR_COLON):
        text = pattern.sub(hour, text)
    text = _ISO.sub(lambda found: date(found[3], found[2], found[1]), text)
    for pattern in _DATED:
        text = pattern.sub(lambda found: date(found[1], found[2], found[3]), text)
    return text
