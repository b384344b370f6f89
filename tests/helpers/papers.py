"""Papers of print queues: as cupsd 2.4 names them in `media-supported`, and the roll that tickets are laid out for."""

from dataclasses import dataclass
from math import inf

from kiosk.domain.machine.printing import Roll


@dataclass(frozen=True)
class Papers:
    """What a queue says it has and is set to (`media-default`), and the roll that comes of it."""

    names: tuple[str, ...]
    set_to: str
    roll: Roll


CUTS_ANYWHERE = Papers(
    ("custom_80x200mm_80x200mm", "custom_min_50x30mm", "custom_max_80x2000mm"), "unknown", Roll(80, (200,), 30, 2000)
)
EXACTLY_80 = Papers(("roll_min_80x50mm", "roll_max_80x3276mm"), "", Roll(80, (), 50, 3276))
UP_TO_297 = Papers(("roll_min_80x50mm", "roll_max_80x297mm"), "", Roll(80, (), 50, 297))
PAGE_297 = Papers(("custom_80x297mm_80x297mm",), "unknown", Roll(80, (297,), longest=0))
# A driver that rounds to points.
DRIVER_72 = Papers(
    ("custom_71.97x200.03mm_71.97x200.03mm", "custom_71.97x297.04mm_71.97x297.04mm"),
    "custom_71.97x200.03mm_71.97x200.03mm",
    Roll(71.97, (200.03, 297.04), longest=0),
)
TWO_ROLLS = Papers(("custom_rp58x297_58x297mm", "custom_rp80x297_80x297mm"), "custom_rp80x297_80x297mm", PAGE_297.roll)
OFFICE = Papers(
    ("iso_a4_210x297mm", "na_number-10_4.125x9.5in", "iso_dl_110x220mm", "na_letter_8.5x11in"),
    "na_letter_8.5x11in",
    Roll(210, (297,), longest=0),
)
SILENT = Papers((), "", Roll(80, (), 0, inf))
EVERY = (CUTS_ANYWHERE, EXACTLY_80, UP_TO_297, PAGE_297, DRIVER_72, TWO_ROLLS, OFFICE, SILENT)
