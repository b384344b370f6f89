"""The screens' register, the window, and the life of the kiosk in it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from kivy.app import App
from kivy.clock import Clock
from kivy.core.window import Window
from kivy.lang import Builder

import screens.body
import screens.boxes
import screens.cards
import screens.facts
import screens.paper_rows  # noqa: F401
from screens.base import VisitorScreen
from screens.board.calls import Board, board_look
from screens.desk import Desk
from screens.heartbeat import Heartbeat, Rest
from screens.outfit import Outfit
from screens.shell import Shell
from screens.staff.register import staff_screen_class
from screens.theme import Look, desk_look
from screens.typesetting import break_lines_with

_HERE = Path(__file__).parent
THEME = str(_HERE / "theme.kv")
BOARD = str(_HERE / "board" / "calls.kv")

SCREENS = {
    "home": "HomeScreen",
    "closed": "ClosedScreen",
    "out_of_service": "OutOfServiceScreen",
    "hour": "HourScreen",
    "letters": "LettersScreen",
    "slip_code": "SlipCodeScreen",
    "arrived": "ArrivedScreen",
    "other_number": "OtherNumberScreen",
    "themes": "ThemesScreen",
    "guides": "GuidesScreen",
    "questions": "QuestionsScreen",
    "papers": "PapersScreen",
    "step": "StepScreen",
    "list_ready": "ListReadyScreen",
    "printing": "PrintingScreen",
    "help": "HelpScreen",
    "more_time": "MoreTimeScreen",
    "languages": "LanguagesScreen",
    "comfort": "ComfortScreen",
    "resume": "ResumeScreen",
}
_loaded: dict[str, type[VisitorScreen]] = {}


def screen_class(name: str) -> type[VisitorScreen]:
    """Return a screen's class; its module and its `.kv` are read at its first use."""
    if name not in _loaded:
        module = import_module(f"screens.visitor.{name}")
        Builder.load_file(str(_HERE / "visitor" / f"{name}.kv"))
        _loaded[name] = getattr(module, SCREENS[name])
    return _loaded[name]


def open_shell(outfit: Outfit, size: tuple[int, int] | None = None) -> Shell:
    """Make the root widget for the window as it stands, or for a part of it (in pixels), with home on show."""
    _prepare(outfit)
    panel = outfit.settings.panel
    width, height = size or (Window.width, Window.height)
    look = Look(width, height, panel.ppi, panel.viewing_distance_mm)
    return Shell(outfit, screen_class, look)


def _prepare(outfit: Outfit) -> None:
    if THEME not in Builder.files:
        Builder.load_file(THEME)
    break_lines_with(outfit.break_lines)


def open_desk(outfit: Outfit, size: tuple[int, int] | None = None) -> Desk:
    """Make the desk's root widget, locked."""
    _prepare(outfit)
    width, height = size or (Window.width, Window.height)
    desk = outfit.settings.desk
    return Desk(outfit, desk_look(width, height, desk.ppi), desk=desk.number)


def open_board(outfit: Outfit, size: tuple[int, int] | None = None) -> Board:
    """Make the wall screen's root widget."""
    _prepare(outfit)
    staff_screen_class("pin")  # the parts that board and desk share
    if BOARD not in Builder.files:
        Builder.load_file(BOARD)
    width, height = size or (Window.width, Window.height)
    return Board(outfit, board_look(width, height))


Root = Shell | Desk | Board
ROOTS: dict[str, Callable[[Outfit], Root]] = {"kiosk": open_shell, "desk": open_desk, "board": open_board}


class KioskApp(App):
    """Opens the kiosk, the desk or the wall screen and keeps it open: no settings panel, no escape, no close button."""

    use_kivy_settings = False

    def __init__(self, outfit: Outfit, role: str = "kiosk") -> None:
        super().__init__()
        self._outfit = outfit
        self._role = role
        self._heartbeat: Heartbeat | None = None
        self._rest: Rest | None = None
        self.title = "Kiosk"

    def build(self) -> Root:
        """Make the root widget; what is heavy waits for the first frame."""
        if self._role == "kiosk":
            Window.bind(on_request_close=lambda *_, **__: True)
        root = ROOTS[self._role](self._outfit)
        self._heartbeat = Heartbeat(self._outfit.notify, after_first_frame=lambda: self._warm_up(root))
        self._rest = Rest(is_busy=lambda: root.backstage.lanes.waiting > 0)
        return root

    @staticmethod
    def _warm_up(root: Root) -> None:
        root.wake()
        if not isinstance(root, Shell):
            return
        waiting = [name for name in SCREENS if name not in _loaded]

        def load_next(*_: object) -> bool:
            if waiting:
                screen_class(waiting.pop(0))
            return bool(waiting)

        Clock.schedule_interval(load_next, 0.05)

    def open_settings(self, *_: object) -> bool:
        """Open no settings panel (Kivy's F1)."""
        return False

    def on_stop(self) -> None:
        """End: close the lanes, then the heartbeat."""
        if self._heartbeat is not None:
            self._heartbeat.stop()
        if self._rest is not None:
            self._rest.end()
        self.root.close()
