"""The screens' register, the window, and the life of the kiosk in it."""

from __future__ import annotations

import signal
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path

from kivy.app import App
from kivy.base import EventLoop
from kivy.clock import Clock
from kivy.core.window import Window
from kivy.lang import Builder

import screens.page.body
import screens.page.cards
import screens.page.character_boxes
import screens.page.icon_lines
import screens.page.paper_rows
import screens.page.progress
import screens.page.sentences  # noqa: F401
from kiosk.screen_ports import Outfit
from screens.board.calls import Board, board_look
from screens.desk.desk import Desk
from screens.desk.register import staff_screen_class
from screens.kiosk.shell import Shell
from screens.kiosk.visitor_screen import VisitorScreen
from screens.running.backstage import Backstage
from screens.running.heartbeat import Heartbeat, Rest
from screens.running.lanes import Lane
from screens.toolkit.pressing import Pressable
from screens.toolkit.stock import lay_in
from screens.toolkit.theme import Look, desk_look
from screens.toolkit.typesetting import break_lines_with
from screens.window.fingers import PanelFingers
from screens.window.key_times import KEY_TIMES
from screens.window.plain_x import FullScreen
from screens.window.pointer import Pointer

_HERE = Path(__file__).parent
BOARD = str(_HERE / "board" / "calls.kv")

SCREENS = {
    "home": "HomeScreen",
    "closed": "ClosedScreen",
    "out_of_service": "OutOfServiceScreen",
    "hour": "HourScreen",
    "letters": "LettersScreen",
    "slip_code": "SlipCodeScreen",
    "arrived": "ArrivedScreen",
    "leaving": "LeavingScreen",
    "other_number": "OtherNumberScreen",
    "too_many": "TooManyScreen",
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
    "other_languages": "OtherLanguagesScreen",
    "comfort": "ComfortScreen",
    "voice": "VoiceScreen",
    "kept": "KeptScreen",
    "resume": "ResumeScreen",
    "aloud": "AloudScreen",
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
    return Shell(outfit, screen_class, look, partial(_open_desk_over, outfit))


def _open_desk_over(outfit: Outfit, backstage: Backstage, look: Look) -> Desk:
    """Make the desk that lies over a kiosk: it works with the kiosk's own services."""
    own = desk_look(look.width, look.height, look.ppi)
    return Desk(outfit, own, backstage=backstage, desk=outfit.settings.desk.number)


def _prepare(outfit: Outfit) -> None:
    break_lines_with(outfit.break_lines)
    Pressable.begin_anew(outfit.settings.keys.same_key_again / 1000)


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
    """Opens the kiosk, the desk or the wall screen and keeps it open: no settings panel, no escape.

    Full screen it stands in public: nothing but a signal (Ctrl-C, SIGTERM) ends it, least of all Alt+F4. In a window,
    its button closes it.
    """

    use_kivy_settings = False
    root: Root

    def __init__(self, outfit: Outfit, role: str = "kiosk", *, windowed: bool = False) -> None:
        super().__init__()
        self._outfit = outfit
        self._role = role
        self._windowed = windowed
        self._heartbeat: Heartbeat | None = None
        self._rest: Rest | None = None
        self._full_screen: FullScreen | None = None
        self._pointer: Pointer | None = None
        self.is_stuck = False
        self.title = "Kiosk"

    def build(self) -> Root:
        """Make the root widget; what is heavy waits for the first frame."""
        end_on_signals()
        if not self._windowed:
            Window.bind(on_request_close=lambda *_, **__: True)
            self._full_screen = FullScreen()
            self._pointer = Pointer()
        EventLoop.add_input_provider(PanelFingers())
        KEY_TIMES.start()
        root = ROOTS[self._role](self._outfit)
        Window.bind(size=lambda _, size: root.fit(*size))
        backstage = root.backstage
        self._heartbeat = Heartbeat(self._outfit.notify, lambda: self._warm_up(root), lambda: backstage.answers)
        self._rest = Rest()
        return root

    @staticmethod
    def _warm_up(root: Root) -> None:
        root.wake()
        if not isinstance(root, Shell):
            return
        for code, _ in root.outfit.languages:
            # A catalogue takes longer to read than a touch may take to be answered.
            root.backstage.lanes.run(Lane.SPEECH, partial(root.outfit.translator, code))
        waiting = [name for name in SCREENS if name not in _loaded]

        def load_next(*_: object) -> bool:
            if waiting:
                screen_class(waiting.pop(0))
            return bool(waiting)

        Clock.schedule_interval(load_next, 0.05)
        Clock.schedule_interval(lay_in, 1.0)

    def open_settings(self, *_: object) -> bool:
        """Open no settings panel (Kivy's F1)."""
        return False

    def on_stop(self) -> None:
        """End: the heartbeat, then the lanes; `is_stuck` then says whether one of them would not end."""
        for part in (self._heartbeat, self._rest, self._full_screen, self._pointer):
            if part is not None:
                part.end()
        KEY_TIMES.stop()
        self.root.close()
        self.is_stuck = self.root.backstage.is_stuck


def end_on_signals() -> None:
    """Let Ctrl-C and SIGTERM end the window's loop; the second one ends the process as it stands."""

    def end(number: int, _frame: object) -> None:
        signal.signal(number, signal.SIG_DFL)
        # A handler may interrupt anything, Kivy's clock too: only this is safe to set here.
        EventLoop.quit = True

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
