"""What a desk cancels, replaces, takes off or ends is in no file half a minute later, though the day goes on (P6)."""

import random
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.reception.appointments import Motif
from kiosk.domain.reception.assistance import AssistedSession, Demarche
from kiosk.services.bundle import Services
from kiosk.services.planning import Planned
from tests.helpers.waiting_room import StandingClock
from tests.hostile.lived_day import STAYS, TODAY, World, at, opened


def left_after_a_minute(place: Path, dice: random.Random) -> dict[str, list[str]]:
    """Work at a desk for hours; return what was cancelled, replaced or ended and is still there half a minute later."""
    world, clock = World(place), StandingClock(at(9, 12))
    gone: dict[str, str] = {}
    with opened(world, clock) as verbs:
        planned: list[str] = []
        for step in range(dice.choice([60, 150, 400])):
            clock.utc += timedelta(seconds=dice.choice([0, 1, 20]))
            if dice.random() < 0.03:
                verbs.chores.tend()
            gone |= dict.fromkeys(act(verbs, planned, dice, step))
        clock.utc += timedelta(seconds=31)
        verbs.chores.tend()
        return world.left({what: what for what in gone})


def act(verbs: Services, planned: list[str], dice: random.Random, step: int) -> list[str]:
    """Do one thing at the desk; return the texts that it leaves behind and that nobody may find."""
    # Letters alone: no number of another meaning is taken for it.
    token = "".join(dice.choices("abcdefghij", k=30))
    if step % 3 == 0:
        made = verbs.planning.add(
            at(9 + dice.randrange(8), dice.randrange(60), TODAY + timedelta(days=dice.randrange(1, 30))),
            Motif.PANDA, STAYS, even_so=True,
        )  # fmt: skip
        assert isinstance(made, Planned)
        assert made.after is not None
        planned.append(made.after.slip_code)
        return []
    if step % 3 == 1 and len(planned) > 1:
        code = planned.pop(dice.randrange(len(planned)))
        verbs.planning.cancel(code)
        return [code]
    ticket = verbs.arrivals.walk_in("", "fr").ticket
    verbs.arrivals.attach(ticket, token)
    verbs.arrivals.attach(ticket, "k" * dice.choice([3, 30, 3000]))
    if dice.random() < 0.3:
        verbs.arrivals.attach(ticket, token[::-1])
        verbs.queue.gone(ticket)
        return [token, token[::-1]]
    session = verbs.assistance.open("Bureau", ticket, Demarche("rsa", token[::-1]))
    assert isinstance(session, AssistedSession)
    verbs.assistance.end(session.id)
    return [token, token[::-1]]


def test_what_was_cancelled_or_ended_is_in_no_file_a_minute_later(tmp_path: Path) -> None:
    assert not left_after_a_minute(tmp_path / "0", random.Random(0))


@pytest.mark.long
def test_nor_is_it_after_many_mornings(tmp_path: Path) -> None:
    for seed in range(1, 31):
        assert not left_after_a_minute(tmp_path / str(seed), random.Random(seed))
