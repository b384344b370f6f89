"""The window is another size: what stands in it follows, with nothing lost of the visit."""

from __future__ import annotations

from dataclasses import replace

from screens.board.calls import Board, board_look
from screens.desk.desk import Desk
from screens.kiosk.shell import Shell
from screens.toolkit.theme import desk_look


def fit(root: Shell | Desk | Board, width: float, height: float) -> None:
    """Lay the kiosk, the desk or the wall screen out for a window of this size, in pixels."""
    if (root.look.width, root.look.height) == (width, height) or min(width, height) <= 1:
        return
    match root:
        case Shell():
            _fit_kiosk(root, width, height)
        case Desk():
            root.fit(desk_look(width, height, root.look.ppi))
        case Board():
            root.fit(board_look(width, height))


def _fit_kiosk(shell: Shell, width: float, height: float) -> None:
    shell.contacts.let_go()
    shell.plain_look = replace(shell.plain_look, width=width, height=height)
    if shell.parked is not None:
        visit, name, look, *rest = shell.parked
        shell.parked = (visit, name, replace(look, width=width, height=height), *rest)
    shell.size = (width, height)
    shell.look = replace(shell.look, width=width, height=height)
    shell.arrange()
    if shell.staff_door.desk is not None:
        shell.staff_door.desk.fit(desk_look(width, height, shell.look.ppi))
