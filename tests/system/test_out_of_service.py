"""When the kiosk will not start: the picture that sends people to the reception, seen as on the panel."""

from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image

from tests.system.patience import until
from tests.system.session_rig import ROOT, UNIT, Session, running_session

pytestmark = pytest.mark.system
PAGE = ROOT / "deploy" / "out_of_service" / "page.png"


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    with running_session("", unit=UNIT.with_name("kiosk-out-of-service.service")) as running:
        until(running.is_shown)
        yield running


def drawn(session: Session) -> float:
    """How far the panel is from the whole picture in the middle of its own colour, 0 to 255."""
    panel = session.photograph()
    page = Image.open(PAGE).convert("RGB")
    expected = Image.new("RGB", panel.size, page.getpixel((0, 0)))  # type: ignore[arg-type]
    side = min(panel.size)
    expected.paste(page.resize((side, side)), ((panel.width - side) // 2, (panel.height - side) // 2))
    return float(np.abs(np.asarray(panel, dtype=np.int16) - np.asarray(expected, dtype=np.int16)).mean())


def test_the_panel_shows_the_whole_picture_on_its_own_colour(session: Session) -> None:
    until(lambda: drawn(session) < 3)


def test_the_picture_ends_when_the_kiosk_is_tried_again(session: Session) -> None:
    session.end(seconds=5)
