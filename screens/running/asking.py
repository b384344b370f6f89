"""How every screen asks the services: on a lane, with the answer back on the drawing thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from kiosk.services.bundle import Services
from screens.running.backstage import Backstage
from screens.running.lanes import Lane

T = TypeVar("T")


def _always() -> object:
    return None


@dataclass(frozen=True, slots=True)
class Asking:
    """Asks; `broke` is what happens when a job breaks and whoever asked said nothing of it.

    `stay` returns what must still be there for an answer to be for somebody: an answer that comes after it was replaced
    is dropped.
    """

    backstage: Backstage
    broke: Callable[[], None]
    stay: Callable[[], object] = _always

    def __call__(
        self,
        job: Callable[[Services], T],
        then: Callable[[T], None] | None = None,
        otherwise: Callable[[], None] | None = None,
        lane: Lane = Lane.DATABASE,
    ) -> None:
        """Ask the services something; `then` gets the answer, `otherwise` is called if there is none."""
        stay = self.stay()

        def settle(answer: T) -> None:
            if then is not None and self.stay() is stay:
                then(answer)

        self.backstage.ask(job, settle, otherwise or self.broke, lane)

    def while_it_stays(self, stay: Callable[[], object]) -> Asking:
        """Return one whose answers are dropped once something is no longer there."""
        return replace(self, stay=stay)
