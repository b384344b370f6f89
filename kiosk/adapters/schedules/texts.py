"""Bytes to words: whatever the encoding, and one byte that is wrong costs itself only."""

import codecs
from collections.abc import Callable

# Excel's "CSV" is in the first, its "CSV (MS-DOS)" and "CSV (Macintosh)" are in the others.
_OF_OFFICES = ("cp1252", "cp850", "mac_roman")
_FRENCH = frozenset("éèêëàâäùûüôöîïçœæÉÈÊËÀÂÄÙÛÜÔÖÎÏÇŒÆ’‘«»“”°€–—…·\u00a0\u202f²½áíóúñãõÁÍÓÚÑ")
_OFTEN = frozenset("éèêàçôîûùëïâœÉÈÊÀÇ’°")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LOOK = 4096  # bytes


def decoded(content: bytes) -> str:
    """Return a file's words; a byte that its encoding does not know becomes what it is in another, or "\ufffd"."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, errors="kiosk-offices" if name == "utf-8" else "replace")
    if wide := _wide(content[:_LOOK]):
        return content.decode(wide, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _of_an_office(content)


def _wide(head: bytes) -> str:
    """Return the UTF-16 that a file without a mark is written in, "" for none: every second byte is a nought."""
    for first, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = head[first::2]
        if len(half) > 8 and half.count(0) > len(half) * 0.8:
            return name
    return ""


def _of_an_office(content: bytes) -> str:
    """Decode UTF-8 with some wrong bytes, or else the encoding in which the odd bytes are most like French."""
    odd = bytes(each for each in content if each > 127)
    mixed = content.decode("utf-8", errors="kiosk-offices")
    # Where most odd bytes are whole UTF-8 characters, the others are the odd ones out.
    if len(content.decode("utf-8", errors="ignore").encode()) - (len(content) - len(odd)) > len(odd) / 2:
        return mixed
    best = max(_OF_OFFICES, key=lambda name: _likeness(odd.decode(name, errors="replace")))
    return content.decode(best, errors="replace")


def _likeness(odd: str) -> int:
    return sum((each in _FRENCH) + 2 * (each in _OFTEN) for each in odd)


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


_HANDLER: Callable[[UnicodeError], tuple[str, int]] = _as_windows
codecs.register_error("kiosk-offices", _HANDLER)
