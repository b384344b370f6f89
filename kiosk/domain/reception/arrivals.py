"""Who said "I am here": a number, what was declared, and the order of the queue."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum

# How long "Retirer" can be undone at the desk; then nothing is kept of who was taken off (issue 12, point 1).
TAKEN_OFF_FOR = timedelta(seconds=30)


class Series(StrEnum):
    """A: an appointment was declared. S: none ("sans rendez-vous")."""

    A = "A"
    S = "S"

    @property
    def kind(self) -> str:
        """Return the word that the "arrivals" counter has for it."""
        return "appointment" if self is Series.A else "walk-in"


class Stage(StrEnum):
    """Where an arrival stands. Nothing here can mean that somebody did not come (P2)."""

    WAITING = "waiting"
    CALLED = "called"
    PARKED = "parked"
    DONE = "done"


def desk_number(owner: str) -> str:
    """Return the number of the desk that called, "2" of "Bureau 2": each language has its own word for a desk."""
    return owner.rpartition(" ")[2]


@dataclass(frozen=True, slots=True)
class Ticket:
    """A number that is called: "A 12"."""

    series: Series
    number: int

    def __str__(self) -> str:
        return f"{self.series.value} {self.number}"


@dataclass(frozen=True, slots=True)
class Arrival:
    """All that is kept about somebody in the room; destroyed at closing (P1, P6).

    `arrived` and `called` are aware and in UTC; `declared` is the hour the visitor touched, in the site's zone;
    `prepared` is the `KD` token of the list made while waiting, digits only;
    `slip_code` is what was shown, if anything; `leaves_by` is the hour before which somebody said they must leave, in
    the site's zone, without a reason; `counted` is the hour of arrival, in UTC, with which a desk made it
    count as a person: None until one calls, confirms or receives it. It stays when a wrong clock is put right, so
    that what is taken back is what was counted. `site` is where the number was given, and the only place that sees it.
    `by_sign` says that the call must be seen, not heard; `speaks` is the code of the language somebody pointed at
    because the kiosk does not speak it, "" otherwise. `taken_off` is when a desk took it off the queue unreceived, UTC:
    it is destroyed once that can be undone no longer.
    """

    ticket: Ticket
    arrived: datetime
    declared: time | None = None
    letters: str = ""
    slip_code: str = ""
    theme: str = ""
    language: str = "fr"
    prepared: str = ""
    stage: Stage = Stage.WAITING
    called: datetime | None = None
    owner: str = ""
    counted: datetime | None = None
    leaves_by: time | None = None
    site: str = ""
    by_sign: bool = False
    speaks: str = ""
    taken_off: datetime | None = None

    @property
    def is_received(self) -> bool:
        """Say whether a session began with it; who merely left the queue keeps no hour of a call."""
        return self.stage is Stage.DONE and self.called is not None

    def as_person(self) -> "Arrival":
        """Return it counted as a person: by its hour of arrival, once."""
        return self if self.counted is not None else replace(self, counted=self.arrived)

    def shown_again(self, prepared: str = "") -> "Arrival":
        """Return what its slip makes of it when it is shown once more, maybe with a list: who had gone out is back."""
        if self.stage is Stage.DONE:
            return self
        stage = Stage.WAITING if self.stage is Stage.PARKED else self.stage
        return replace(self, prepared=prepared or self.prepared, stage=stage)

    @property
    def series(self) -> Series:
        """Return the series of the number."""
        return self.ticket.series
