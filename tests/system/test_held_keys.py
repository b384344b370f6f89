"""A key held down on a real X server counts once for a visitor, who may be slow to let go (EN 301 549, 5.7)."""

import pytest

from tests.system.x_rig import typing_on_x, until

pytestmark = pytest.mark.system


@pytest.mark.parametrize(("same_key_again", "counts_once"), [(("0.15",), True), ((), False)])
def test_a_key_held_down_counts_once_at_the_kiosk_and_repeats_for_staff(
    same_key_again: tuple[str, ...], counts_once: bool
) -> None:
    with typing_on_x(*same_key_again) as typing:
        typing.hold("Down", 3)
        typing.type("a", 100)
        until(lambda: typing.heard("typed")[-1:] == ["4"], "the key after it is not heard")
        assert (typing.heard("typed") == ["81", "4"]) == counts_once
