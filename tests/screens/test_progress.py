"""The bars that say how far one is stay in their column, however many steps there are."""

import pytest

from screens.toolkit.theme import Look

LOOK = Look(1280, 800, 149.0, 350)


def bars(width, **properties):
    """Draw how far one is; return the block and its bars."""
    from screens.page.progress import Progress

    progress = Progress(look=LOOK, done=1, **properties)
    progress.pos, progress.size = (100, 40), (width, 40)
    return progress, [each.box for each in progress.bars.shown]


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize(("total", "width"), [(3, 900), (7, 640), (9, 640)])
def test_bars_stay_in_their_column_in_both_directions(open_kiosk, total, width, rtl):
    open_kiosk()
    progress, drawn = bars(width, rtl=rtl, words=f"Étape 1 sur {total}", total=total)
    assert len(drawn) == total
    for x, _, long, _ in drawn:
        assert progress.x <= x
        assert x + long <= progress.right
        assert long > LOOK.mm(1)


def test_bars_that_would_be_specks_are_left_out(open_kiosk):
    open_kiosk()
    assert bars(300, words="Étape 1 sur 9", total=9)[1] == []
