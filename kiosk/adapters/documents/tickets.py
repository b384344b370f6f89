"""The pages of a ticket: one as long as what stands on it, or several where the roll's pages are too short.

A job has one size of paper, so the pages of a ticket are all of one length: what stands on it is shared out evenly, and
no more of the roll is fed than that takes. Text begins at the top of a page, whatever its length: centred on a page of
297 mm, a receipt would come out behind 9 cm of blank.
"""

from collections.abc import Callable, Sequence

from reportlab.lib.units import inch, mm

from kiosk.adapters.documents.paper import Block, canvas_of, stack
from kiosk.domain.machine.printing import Roll

# Paper of 80 mm of which thermal printers reach 72 mm (576 dots of 203 an inch).
WIDTH, PRINTABLE = 80 * mm, 72 * mm
DOT = inch / 203


def parted(
    rows: Sequence[Block], roll: Roll, ends: float, again: Block, foot: Callable[[int, int], Block]
) -> list[Block]:
    """Return the pages of a ticket: rows are never cut through; `again` heads each page but the first.

    `foot` says which of several pages this is; `ends` is the blank above and below.
    """
    whole = stack(*rows)
    if roll.page((whole.height + 2 * ends) / mm) is not None:
        return [whole]
    parts = _shared_out(rows, again, roll.most * mm - 2 * ends - foot(1, 1).height)
    return [stack(*part, foot(number, len(parts))) for number, part in enumerate(parts, 1)]


def _shared_out(rows: Sequence[Block], again: Block, room: float) -> list[list[Block]]:
    """Share rows out over as few parts as there must be, none higher than `room`, and these as even as can be."""
    fewest = len(_filled(rows, again, room))
    lower, upper = 0.0, room
    while upper - lower > 1:
        middle = (lower + upper) / 2
        lower, upper = (lower, middle) if len(_filled(rows, again, middle)) == fewest else (middle, upper)
    return _filled(rows, again, upper)


def _filled(rows: Sequence[Block], again: Block, room: float) -> list[list[Block]]:
    parts: list[list[Block]] = [[]]
    for row in rows:
        if parts[-1] and stack(*parts[-1], row).height > room:
            parts.append([again])
        parts[-1].append(row)
    return parts


def pages_on(roll: Roll, blocks: Sequence[Block], ends: float, title: str, language: str) -> bytes:
    """Write blocks set 80 mm wide as pages of a roll, one each, in the middle of its width."""
    needed = max(block.height for block in blocks) + 2 * ends
    length = (roll.page(needed / mm) or needed / mm) * mm
    # Whole dots, so that the modules of a code stay on the printer's own.
    shift = round((roll.width * mm - WIDTH) / 2 / DOT) * DOT
    canvas, written = canvas_of(roll.width * mm, length, title, language)
    for block in blocks:
        canvas.translate(shift, 0)
        block.draw(canvas, length - ends)
        canvas.showPage()
    canvas.save()
    return written.getvalue()
