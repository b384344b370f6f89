"""Telephone numbers, codes and other rows of figures: said so that they can be written down while listening."""

import re

# French says a number by its groups, two figures together; the other languages say them one by one.
_BY_GROUPS = frozenset({"fr"})
# Emergency and help lines of three figures: dialled so, never a count of anything when no unit follows.
_LINES = re.compile(r"(?<![\d,.])(112|114|115|119|196|116 ?006|116 ?117|116 ?000|33 ?700)(?![\d]|[,.]\d| ?[%€]| euro)")
_NUMBERS = (
    re.compile(r"(?<![\d,.])(?:\+33 ?\(?0?\)? ?[1-9]|0[1-9])(?:[ .]?\d\d){4}(?!\d)"),
    re.compile(r"(?<![\d,.])0 [89]\d\d(?: \d{2,3}){2,3}(?!\d)"),
    re.compile(r"(?<![\d,.])(?:3\d|10) \d\d(?![\d,.]\d|\d| ?[%€])"),
)
# A slip's code stands in two groups of three; longer rows are numbers of files and of people.
_CODE = re.compile(r"(?<![\d,.])(?:\d{3} \d{3}|\d{6,})(?![\d]|[,.]\d| ?[%€]| \d)")
_AT_ONCE, _SHORT_MESSAGE, _FRENCH = 3, 5, 10


def with_numbers(text: str, language: str) -> str:
    """Say the telephone numbers and the codes of a text."""

    def number(found: re.Match[str]) -> str:
        return _said(_groups(found[0]), language)

    for pattern in (*_NUMBERS, _LINES):
        text = pattern.sub(number, text)
    return _CODE.sub(lambda found: ", ".join(map(_one_by_one, _groups(found[0]))), text)


def _groups(number: str) -> list[str]:
    parts = re.findall(r"\d+", number.replace("(0)", ""))
    if len(parts) > 1:
        return parts
    # Written together: by twos as the French dial, by threes where there are only as many figures.
    if len(number) == _SHORT_MESSAGE:
        return [number[:2], number[2:]]
    width = 2 if len(number) == _FRENCH else _AT_ONCE
    return [number[at : at + width] for at in range(0, len(number), width)]


def _said(groups: list[str], language: str) -> str:
    if language not in _BY_GROUPS:
        return ", ".join(map(_one_by_one, groups))
    said = [_one_by_one(group) if group.startswith("0") else group for group in groups]
    # Two groups ("39 19") are one breath; "116 006" would be a hundred thousands.
    return (" " if len(said) == 2 and len(said[1]) == 2 else ", ").join(said)


def _one_by_one(figures: str) -> str:
    return " ".join(figures)


_THOUSANDS = re.compile(r"(?<![\d,.])([1-9]\d{0,2})((?: \d{3})+)(?!\d)")


def with_thousands(text: str) -> str:
    """Write large numbers together: a voice would stop at their blanks."""
    return _THOUSANDS.sub(lambda found: found[0].replace(" ", ""), text)
