"""What kind of values a column holds, told without telling one; and the sign by which a sheet is known again."""

import re
from collections import Counter
from collections.abc import Sequence

from kiosk.adapters.schedules.dates import read_moment
from kiosk.adapters.schedules.hours import read_hours
from kiosk.adapters.schedules.lines import Cell, words_of
from kiosk.adapters.schedules.rows import Bounds
from kiosk.adapters.schedules.words import plain
from kiosk.domain.reception.columns import Kind

_ENOUGH = 200  # lines: what a column holds shows in fewer
_NUMBER = re.compile(r"[\d\s.,+/()-]*\d[\d\s.,+/()-]*")
_SHORT_WORDS, _SHORT_LETTERS = 4, 30


def kinds_of(rows: Sequence[Sequence[Cell]]) -> tuple[Kind, ...]:
    """Return the kind of each column."""
    wide = max(map(len, rows), default=0)
    return tuple(_most([row[place] for row in rows[:_ENOUGH] if place < len(row)]) for place in range(wide))


def kind_of(cell: Cell) -> Kind:
    """Return the kind of one value."""
    said = words_of(cell)
    if not said:
        return Kind.EMPTY
    if moment := read_moment(cell):
        return Kind.DAY if moment.hour is None else Kind.MOMENT
    if re.search(r"\D", said) and read_hours(cell)[0]:
        return Kind.HOUR
    if _NUMBER.fullmatch(said):
        return Kind.NUMBER
    is_short = len(said) <= _SHORT_LETTERS and len(said.split()) <= _SHORT_WORDS
    return Kind.SHORT if is_short else Kind.LONG


def are_titles(cells: Sequence[Cell]) -> bool:
    """Say whether a line may name its columns: words and nothing else, in most of its cells."""
    kinds = [kind_of(cell) for cell in cells]
    return not {Kind.DAY, Kind.MOMENT, Kind.HOUR, Kind.NUMBER} & set(kinds)


def mark_of(titles: Sequence[str], kinds: Sequence[Kind], bounds: Bounds) -> str:
    """Return the sign of a sheet: of its titles, or of its kinds where it has none."""
    if titles:
        return bounds.hidden("titles\n" + "\n".join(map(plain, titles)))
    return bounds.hidden("kinds\n" + "\n".join(kinds))


def _most(cells: Sequence[Cell]) -> Kind:
    found = Counter(kind for kind in map(kind_of, cells) if kind is not Kind.EMPTY)
    return found.most_common(1)[0][0] if found else Kind.EMPTY
