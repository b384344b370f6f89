"""The lines of a text as they are drawn, for screen and paper alike.

Our own, because nobody else's does both: Kivy and ReportLab break before they shape, know neither our non-breaking
spaces nor Arabic that is measured joined, and would break one text in two ways on two surfaces.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

from kiosk.domain.french import NBSP

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_GAP_IN_NUMBER = re.compile(r"(?<=\d) (?=\d)")
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_MIRRORS = re.compile(r"[()\[\]{}<>«»‹›]")
_TAG = "\ufe0e"  # a variation selector: it clings to the sign before it, whatever its direction
_ARABIC_BEFORE = "\u061c"  # Arabic letter mark: unseen, but digits after it behave as after an Arabic word
_UNSEEN = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def lines(
    text: str,
    width: float,
    measure: Callable[[str], float],
    rtl: bool = False,  # noqa: FBT001, FBT002 (one call in many places, always `lines(text, width, measure, t.rtl)`)
) -> list[str]:
    """Break a text into the lines to draw from left to right, on screen and on paper alike.

    `measure` gives the width of a string in the final font, in the unit of `width`. Lines break at ordinary spaces
    and at newlines only; runs of spaces count as one; a word wider than `width` stands alone, whole. Arabic is joined
    first, then measured and broken, then each line is put in the order it is drawn in. Its vowel marks are left out:
    paper has no way to place them. A text without a single Arabic letter reads from left to right wherever it stands.
    """
    if not _RIGHT_TO_LEFT.search(text):
        return [line for part in text.split("\n") for line in _broken(part, width, measure)]
    # A number written in groups must neither break nor turn round ("34 00" would read "00 34").
    joined = _reshape(_GAP_IN_NUMBER.sub(NBSP, text))
    return [_ordered(line, rtl) for part in joined.split("\n") for line in _broken(part, width, measure)]


def _broken(paragraph: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    words = [word for word in paragraph.split(" ") if word]
    whole = " ".join(words)
    if not words or measure(whole) <= width:
        yield whole
        return
    wide = cache(measure)
    space = measure(" ")
    start = 0
    while start < len(words):
        end, used = start + 1, wide(words[start])
        while end < len(words) and (used := used + space + wide(words[end])) <= width:
            end += 1
        # Kerning across a space can make a line wider than its words.
        while end > start + 1 and measure(" ".join(words[start:end])) > width:
            end -= 1
        yield " ".join(words[start:end])
        start = end


@cache
def _reshaper() -> Callable[[str], str]:
    from arabic_reshaper import ArabicReshaper

    # The ligature of the word Allah is a sign of its own that fonts draw with marks; lam-alef alone is required.
    reshape: Callable[[str], str] = ArabicReshaper({"ARABIC LIGATURE ALLAH": False}).reshape
    return reshape


def _reshape(text: str) -> str:
    return _reshaper()(text)


def _ordered(line: str, rtl: bool) -> str:  # noqa: FBT001
    from bidi import get_display

    # The library orders but does not mirror. A tag behind each bracket tells afterwards which way it was read:
    # still behind it from left to right, before it from right to left.
    tagged = _MIRRORS.sub(rf"\g<0>{_TAG}", line)
    drawn: str = get_display(_ARABIC_BEFORE + tagged if rtl else tagged, base_dir="R" if rtl else "L")
    return _UNSEEN.sub("", _PAIR.sub(_turned, drawn))


_PAIR = re.compile(f"{_TAG}({_MIRRORS.pattern})|({_MIRRORS.pattern}){_TAG}")


def _turned(pair: re.Match[str]) -> str:
    return pair[1].translate(_MIRRORED) if pair[1] else pair[2]
