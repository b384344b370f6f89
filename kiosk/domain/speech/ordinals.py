"""French ordinals in figures: "12e" is "douzième"; the voice reads only "1er" so."""

import re

_UNITS = (
    "", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize",
)  # fmt: skip
_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}
_LAST = {"un": "unième", "cinq": "cinquième", "neuf": "neuvième"}
_ORDINAL = re.compile(r"(?<![\w,.])([1-9]\d{0,2})(?:e|ème|ième)\b")
_FIRST = re.compile(r"(?<![\w,.])1(?:er|ère|re)\b")


def with_ordinals(text: str) -> str:
    """Say the ordinals of a French text."""
    text = _FIRST.sub(lambda found: "premier" if found[0].endswith("er") else "première", text)
    return _ORDINAL.sub(lambda found: ordinal(int(found[1])), text)


def ordinal(number: int) -> str:
    """Return the French ordinal of a number from 2 to 999."""
    cardinal = _cardinal(number)
    head, joint, last = cardinal.rpartition("-" if "-" in cardinal.rsplit(" ", 1)[-1] else " ")
    return head + joint + _LAST.get(last, last.removesuffix("e") + "ième")


def _cardinal(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    parts = [] if not hundreds else ["cent"] if hundreds == 1 else [_UNITS[hundreds], "cent"]
    return " ".join([*parts, *([_below_hundred(rest)] if rest else [])])


def _below_hundred(number: int) -> str:
    if number < len(_UNITS):
        return _UNITS[number]
    if number < 20:
        return f"dix-{_UNITS[number - 10]}"
    # Seventy and ninety count on from sixty and eighty.
    ten = next(ten for ten in reversed(_TENS) if ten <= number)
    rest = number - ten
    if not rest:
        return _TENS[ten]
    joint = " et " if rest in {1, 11} and ten != 80 else "-"
    return f"{_TENS[ten]}{joint}{_below_hundred(rest)}"
