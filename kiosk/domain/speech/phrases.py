"""One thing to say at a time, so that a clip serves every screen on which it stands, and a touch cuts in between."""

import re
from dataclasses import dataclass

SPEEDS = 7  # steps of speed, the middle one is the voice's own (issue 16, point 4)
VOLUMES = 10  # steps of loudness
PLAIN_SPEED, PLAIN_VOLUME = 3, 6  # where each visit begins; steps count from 0

# A sentence ends with its sign and a blank; "12.30" and "service-public.gouv.fr" do not end one.
_END = re.compile(r"(?<=[.?!:…؟])[\s\u00a0\u202f]+|\n+|[\s\u00a0\u202f]+[·—][\s\u00a0\u202f]+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words as they are written on the screen, and the language they are in.

    `is_passing` holds of what is said of one visit only (a number, an hour, letters): it is never kept in a file.
    """

    words: str
    language: str
    is_passing: bool = False


def phrases(text: str, language: str, *, is_passing: bool = False) -> tuple[Phrase, ...]:
    """Cut a text into its sentences, as they stand."""
    parts = (part.strip() for part in _END.split(text))
    return tuple(Phrase(part, language, is_passing) for part in parts if any(map(str.isalnum, part)))
