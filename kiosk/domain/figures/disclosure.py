"""Small numbers: what an export says instead of one, so that nobody can work it out.

At a small site a count of one is a person. The method is not to hide cells one by one (Statistics Netherlands,
"Handbook on Statistical Disclosure Control", chapter 4): that fails on linked tables, and which cells are hidden tells
as well. Here few numbers are told, and every table is derived of them (`telling`).
"""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.figures.sums import Sum

THRESHOLD = 11  # the rule of the French statistical secret for counts of persons (Insee, and issue 5)
LEAST_THRESHOLD = 5


class Status(StrEnum):
    """What an export says instead of a number; "" when it says the number.

    "least": the number is no less than what is said. "masked" stands in reports of earlier versions only.
    """

    SHOWN = ""
    SMALL = "small"
    MASKED = "masked"
    MERGED = "merged"
    LEAST = "least"


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one number."""

    value: int | None
    status: Status = Status.SHOWN


UNTOLD = Told(None, Status.MERGED)


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of an export and what it adds up; `value` is None unless it, or the least it can be, is told."""

    table: str
    row: str
    column: str
    sum: Sum
    value: int | None
    status: Status = Status.SHOWN
