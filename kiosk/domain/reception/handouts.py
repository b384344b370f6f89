"""What somebody takes home from a session on paper: where to go, what is left to do, that they were here.

Nothing of it is stored: it is made of an open session, printed, and gone.
"""

from dataclasses import dataclass
from datetime import date, datetime

from kiosk.domain.reception.assistance import ACTORS, Actor

# Services whose name alone tells something of somebody's life: on paper only when somebody asked for it (P5).
TELLING = frozenset({Actor.LAWYER, Actor.LAW_POINT})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a service receives, as somebody read it at its source; past `review` the sheet says so (P11).

    `hours` and `papers` hold a line each; what is not known is "" or empty, and left blank on paper.
    """

    actor: Actor
    name: str
    address: str
    hours: tuple[str, ...]
    phone: str
    papers: tuple[str, ...]
    source: str
    checked: date
    review: date

    def is_stale(self, today: date) -> bool:
        """Say whether the facts are to be read again."""
        return today > self.review


@dataclass(frozen=True, slots=True)
class Orientation:
    """Where somebody is sent on: `name` is "" where the service is not to be named, `place` None where not confirmed.

    `papers` are those of the démarche that are to be brought.
    """

    name: str = ""
    place: Place | None = None
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ToDo:
    """A démarche that is to be gone on with: before which day, None to be written by hand; where, "" likewise."""

    title: str
    before: date | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What was done, what is left, and the next appointment (local), if somebody had it written down."""

    done: tuple[str, ...] = ()
    to_do: tuple[ToDo, ...] = ()
    next: datetime | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """From when to when somebody was here (local)."""

    came: datetime
    left: datetime


def orientation(
    actor: Actor, places: tuple[Place, ...], papers: tuple[str, ...], *, named: bool = False
) -> Orientation:
    """Return where an actor's sheet sends: a service that tells something leaves nothing on it unless `named`."""
    if actor in TELLING and not named:
        return Orientation()
    place = next((each for each in places if each.actor is actor), None)
    if actor is Actor.OTHER and place is None:
        return Orientation(papers=papers)
    wanted = (*(place.papers if place else ()), *papers)
    return Orientation(place.name if place else ACTORS[actor], place, tuple(dict.fromkeys(wanted)))
