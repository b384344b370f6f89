"""Controls made ahead while nothing else is to do: a pad of letters needs 27 between a touch and its answer."""

from screens.toolkit.controls import Control

MOST, AT_ONCE = 48, 8

_stock: list[Control] = []


def new_control() -> Control:
    """Return a control that nothing was ever shown on."""
    return _stock.pop() if _stock else Control()


def lay_in(*_: object) -> None:
    """Make a few more, in three milliseconds, until there are enough."""
    _stock.extend(Control() for _ in range(min(AT_ONCE, MOST - len(_stock))))
