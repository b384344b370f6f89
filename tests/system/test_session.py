"""The appliance's session: compositor, X server and kiosk as the service starts them, seen as on the panel."""

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from tests.system.session_rig import Session, running_session, service

pytestmark = pytest.mark.system

# The page, the first door (the brand's blue, deep enough for its words), the band "Mode formation".
PAPER, DOOR, BAND = (0xF4, 0xF1, 0xEA), (0x1C, 0x39, 0x98), (0xFC, 0xEB, 0xD2)


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    # Practice: the fictitious day is open at any hour the tests run.
    with running_session("--practice --site meaux") as running:
        running.wait_for("READY=1", 60)
        yield running


def share(picture: Image.Image, colour: tuple[int, int, int]) -> float:
    """The part of a picture drawn in one colour, give or take what a compositor rounds."""
    pixels: NDArray[np.int16] = np.asarray(picture, dtype=np.int16)
    return float((np.abs(pixels - colour).max(axis=2) <= 3).mean())


def test_the_service_manager_hears_that_the_kiosk_is_ready_and_goes_on_drawing(session: Session) -> None:
    first = session.wait_for("WATCHDOG=1", 10)
    again = session.wait_for("WATCHDOG=1", 10)
    assert first <= 3
    assert again <= 3


def test_the_panel_shows_home(session: Session) -> None:
    session.wait_for("WATCHDOG=1", 10)  # the first frame may still be on its way to the panel
    picture = session.photograph()
    assert picture.size == (1280, 720)
    assert share(picture, PAPER) >= 0.20
    assert share(picture, DOOR) >= 0.08
    assert share(picture, BAND) >= 0.02


def test_at_shutdown_the_session_ends_by_itself(session: Session) -> None:
    session.end(seconds=10)


def test_the_unit_asks_for_what_the_session_gives() -> None:
    asked = service()
    assert [asked[key] for key in ("Type", "NotifyAccess", "Restart")] == [["notify"], ["all"], ["always"]]
    # With a login session the kiosk's messages would reach another unit than this one (systemd.exec).
    assert "PAMName" not in asked
