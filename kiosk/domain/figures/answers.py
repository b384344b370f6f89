"""What a visitor may answer when the kiosk asks, once, whether it helped."""

from enum import StrEnum


class Answer(StrEnum):
    """Whether the kiosk helped; also the values of the "helped" counter. A closed list (P7)."""

    MUCH = "much"
    LITTLE = "little"
    NOT = "not"


ANSWERS = {Answer.MUCH: "Oui, beaucoup", Answer.LITTLE: "Un peu", Answer.NOT: "Non"}
