"""What `[voice]` of kiosk.toml may say: who speaks which language, to whom, and of what."""

from collections.abc import Iterable

from pydantic import Field, field_validator

from kiosk.sites import Frozen

ENGINES = ("recorded", "piper", "pico", "espeak-ng")
# Seen from who stands before the screen; a text could not be said in eight languages.
PLACES = ("", "below", "left", "right", "desk")
HEADPHONES = ("none", "declared", "jack")


class Voice(Frozen):
    """The voice: engines in the order they are asked, folders of a site's own, headphones, and what is said unasked."""

    engines: tuple[str, ...] = ENGINES
    by_language: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    recorded: str = ""
    piper: str = ""
    headphones: str = "none"
    calls: bool = True
    calls_in_visitors_language: bool = False
    paper_comes_out: str = ""

    @field_validator("engines")
    @classmethod
    def _known(cls, engines: tuple[str, ...]) -> tuple[str, ...]:
        if not _are_known(engines):
            raise ValueError(f"expected some of {', '.join(ENGINES)}, each once; found {', '.join(engines)}")
        return engines

    @field_validator("by_language")
    @classmethod
    def _each_known(cls, orders: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        for language, engines in orders.items():
            if not _are_known(engines):
                raise ValueError(f"{language}: expected some of {', '.join(ENGINES)}, each once")
        return orders

    @field_validator("headphones")
    @classmethod
    def _told(cls, headphones: str) -> str:
        if headphones not in HEADPHONES:
            raise ValueError(f"expected one of {', '.join(HEADPHONES)}; found {headphones!r}")
        return headphones

    @field_validator("paper_comes_out")
    @classmethod
    def _is_a_place(cls, place: str) -> str:
        if place not in PLACES:
            raise ValueError(f"expected one of {', '.join(map(repr, PLACES))}; found {place!r}")
        return place


def _are_known(engines: Iterable[str]) -> bool:
    named = list(engines)
    return len(set(named)) == len(named) and set(named) <= set(ENGINES)
