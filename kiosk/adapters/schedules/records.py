"""A text as the rows of a sheet: whatever separates them, and a quote that is not closed costs its own row only."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.adapters.schedules.columns import guess, is_header
from kiosk.adapters.schedules.dates import read_moment

HEADER_WITHIN = 20  # lines: exports put a title, a date and a blank line above
_SEPARATORS = ";\t,|"
# A remark of more lines than that is a quote that was never closed.
_LONGEST_REMARK = 60
_LONGEST_CELL = 100_000


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a text: its first line, from 1, and its cells; None where a quote is not closed."""

    line: int
    cells: Sequence[object] | None


def records(text: str) -> list[Record]:
    """Return the rows of a text, separated as its titles are."""
    csv.field_size_limit(_LONGEST_CELL)
    lines = text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    told = lines[0].strip().strip('"').casefold()
    separator = told[4:] if told.startswith("sep=") and len(told) == 5 else _separator(lines)
    return list(_rows(lines, "\t" if told == "sep=\\t" else separator))


def _separator(lines: Sequence[str]) -> str:
    """Return what separates the titles into most columns that we know, else what stands most often above."""
    head = "\n".join(lines[:HEADER_WITHIN])

    def known(separator: str) -> tuple[int, int]:
        rows = csv.reader(io.StringIO(head, newline=""), delimiter=separator)
        return max((len(guess(row)) for row in rows if is_header(row)), default=0), head.count(separator)

    return max(_SEPARATORS, key=known)


def _rows(lines: Sequence[str], separator: str) -> Iterator[Record]:
    at = 0
    while at < len(lines):
        last = _last_line(lines, at, separator)
        if last is None:
            yield Record(at + 1, None)
            at += 1
            continue
        cells = next(csv.reader(io.StringIO("\n".join(lines[at : last + 1]), newline=""), delimiter=separator), [])
        yield Record(at + 1, cells)
        at = last + 1


def _last_line(lines: Sequence[str], first: int, separator: str) -> int | None:
    """Return the line on which a row ends: a quoted cell may run over several; None where its quote is not closed."""
    is_open = _is_open(lines[first], separator, is_open=False)
    for at in range(first, min(first + _LONGEST_REMARK, len(lines))):
        if at > first:
            # A line that is a row of its own shows that the quote before it was a slip of the hand.
            if _is_a_row(lines[at], separator):
                return None
            is_open = _is_open(lines[at], separator, is_open=True)
        if not is_open:
            return at
    return None


def _is_open(line: str, separator: str, *, is_open: bool) -> bool:
    """Say whether a quoted cell is still open at the end of a line."""
    at, is_start = 0, not is_open
    while at < len(line):
        if is_open:
            quote = line.find('"', at)
            if quote < 0:
                return True
            is_doubled = line[quote + 1 : quote + 2] == '"'
            is_open, at = is_doubled, quote + (2 if is_doubled else 1)
            is_start = False
        elif is_start and line[at] == '"':
            is_open, at = True, at + 1
        else:
            found = line.find(separator, at)
            if found < 0:
                return False
            at, is_start = found + 1, True
    return is_open


def _is_a_row(line: str, separator: str) -> bool:
    cells = line.split(separator)
    return len(cells) > 1 and any(read_moment(cell.strip(' "')) for cell in cells[:8])
