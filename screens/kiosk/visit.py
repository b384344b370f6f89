"""All that is known about the person in front of the screen. One reset replaces it (P6)."""

from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum

from kiosk.domain.guides.changes import Changed
from kiosk.domain.guides.guide import Checklist, Theme
from kiosk.domain.machine.printing import Printed
from kiosk.services.arrivals import AlreadyNoted, Noted


class Door(StrEnum):
    """What the visitor came through the home screen for."""

    NONE = "none"
    APPOINTMENT = "appointment"
    PREPARE = "prepare"
    WALK_IN = "walk-in"
    ATTACH = "attach"


@dataclass
class Visit:
    """One person's stay at the kiosk, from the first touch to the reset."""

    door: Door = Door.NONE
    # The screens passed, and the page each was left on.
    history: list[tuple[str, int]] = field(default_factory=list)
    hour: time | None = None
    letters: str = ""
    digits: str = ""
    noted: Noted | AlreadyNoted | None = None
    # Whether the number on show was given earlier in this visit or by this slip: "Déjà noté à 9 h 52".
    seen_before: bool = False
    theme: Theme | None = None
    checklist: Checklist | None = None
    paper: int = 0
    step: int = 0
    finished: set[str] = field(default_factory=set)
    # The list as it was when it last came to its end: going back through the questions takes their answers back.
    made: Checklist | None = None
    # Whether the desk may see a list, the token of the one shown here, the hour to leave by; what came too late.
    shows_list: bool = False
    shown_list: str = ""
    leaves_by: time | None = None
    is_too_late: bool = False
    # Whether it was said if this helped: once a visit. What was said is kept nowhere.
    has_answered: bool = False
    # Whether the call must be seen, not heard; the code of a language the kiosk does not speak, "" for none.
    by_sign: bool = False
    speaks: str = ""
    # Whether the list opened again is older than its guide, and what changed where that is known.
    is_outdated: bool = False
    changed: tuple[Changed, ...] = ()
    # The guide that may be read aloud although it is private, and what stands on the last sheet, in words.
    aloud: str = ""
    sheet_said: tuple[str, ...] = ()
    # The sheets sent to the printer, the last one's end (None while it prints), and "Rien ne sort ?".
    sheets: int = 0
    printed: Printed | None = None
    nothing_came: bool = False

    @property
    def own_list(self) -> Checklist:
        """Return the list being prepared, on screens that nothing but one leads to. Raises LookupError elsewhere."""
        if self.checklist is None:
            raise LookupError("no list is being prepared")
        return self.checklist

    @property
    def arrival(self) -> Noted | AlreadyNoted:
        """Return the arrival noted, on screens that show one. Raises LookupError elsewhere."""
        if self.noted is None:
            raise LookupError("no arrival was noted")
        return self.noted
