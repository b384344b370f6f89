"""The French of hours, days and numbers: what every text of ours is written in first, on whatever screen or paper."""

from datetime import date, datetime, time

NBSP = "\u00a0"
_THIN = "\u202f"
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
SHORT_MONTHS = (
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
)  # fmt: skip


def hour_words(moment: time | datetime, *, whole: bool = False) -> str:
    """Write an hour: "9 h 30", and "9 h" at the full hour; a `whole` one keeps its "00"."""
    minutes = f"{NBSP}{moment.minute:02d}" if moment.minute or whole else ""
    return f"{moment.hour}{NBSP}h{minutes}"


def day_words(day: date) -> str:
    """Write a day without its year: "mardi 24 novembre", "dimanche 1er novembre"."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{WEEKDAYS[day.weekday()]} {number}{NBSP}{MONTHS[day.month - 1]}"


def number_words(n: int) -> str:
    """Write a number: thousands apart by a narrow blank that no line breaks at."""
    return f"{n:,}".replace(",", _THIN)


def to_translate(text: str) -> str:
    """Mark a French text kept in a table, so that it is extracted; it is translated where it is shown."""
    return text
