"""Two screens on one box: the public kiosk on one, the desk on the other, and each has keys of its own."""

import json
import time
from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image

from tests.system.session_rig import ROOT, Session, running_session
from tests.system.test_session import DOOR, share

pytestmark = pytest.mark.system
PUBLIC, TEAM = "HEADLESS-1", "HEADLESS-2"


def shipped() -> str:
    """Return the shipped file, with the names that the outputs have here."""
    text = (ROOT / "deploy" / "screens.sway").read_text(encoding="utf-8")
    return text.replace("HDMI-A-1", PUBLIC).replace("HDMI-A-2", TEAM)


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    with running_session("--practice --site meaux", shipped()) as running:
        running.wait_for("READY=1", 60)
        settle(running)
        yield running


def settle(session: Session) -> None:
    """Wait until both screens have stood still for a moment."""
    before: list[Image.Image] = []
    for _ in range(20):
        time.sleep(1.5)
        now = [session.photograph(output) for output in (PUBLIC, TEAM)]
        if before and not any(differ(*pair) for pair in zip(before, now, strict=True)):
            return
        before = now
    raise AssertionError("the screens never stand still")


def differ(one: Image.Image, other: Image.Image) -> bool:
    """Say whether two pictures differ below the line where the clock stands."""
    low = (0, 100, one.width, one.height)
    return bool(np.any(np.asarray(one.crop(low)) != np.asarray(other.crop(low))))


def middle(session: Session, output: str) -> int:
    """Return where the middle of a screen lies on the ground that all screens share, from its left edge."""
    standing = {each["name"]: each["rect"] for each in json.loads(session.run("swaymsg", "-t", "get_outputs"))}
    return int(standing[output]["x"] + standing[output]["width"] // 2)


def test_each_screen_shows_its_own_role(session: Session) -> None:
    assert share(session.photograph(PUBLIC), DOOR) >= 0.08
    assert share(session.photograph(TEAM), DOOR) == 0


def test_what_is_typed_at_the_desk_never_reaches_the_kiosk_though_that_was_touched_last(session: Session) -> None:
    # A seat of the desk's own, as `seat team attach` makes one when its keyboard is plugged in.
    session.run("swaymsg", 'seat team attach "0:0:none"')
    # Which of the two stands on the left is the compositor's choice: it changed between Debian 12 and 13.
    for seat, x in (("team", middle(session, TEAM)), ("seat0", middle(session, PUBLIC))):
        for act in (f"set {x} 700", "press button1", "release button1"):
            session.run("swaymsg", f"seat {seat} cursor {act}")
    settle(session)
    public, team = session.photograph(PUBLIC), session.photograph(TEAM)
    session.run("wtype", "-s", "300", "-d", "150", "27418")
    settle(session)
    assert differ(team, session.photograph(TEAM))
    assert not differ(public, session.photograph(PUBLIC))


def test_when_one_screen_ends_all_do_so_that_the_service_starts_them_together(session: Session) -> None:
    session.run("swaymsg", "[workspace=team] kill")
    assert session.has_ended(20)
