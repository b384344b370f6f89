"""A real X server with a monitor of several modes and a touch panel, and one screen of the permanence on it."""

import ctypes
import os
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from signal import SIGCONT, SIGSTOP
from threading import Thread
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from PIL import ImageGrab

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0  # seconds: the rig measures nothing, it only refuses to wait for ever
BEGIN, END = 18, 20  # XI2.h: XI_TouchBegin, XI_TouchEnd

CONFIGURATION = """
Section "ServerFlags"
    Option "AutoAddDevices" "false"
    Option "AutoEnableDevices" "false"
    Option "AutoAddGPU" "false"
    Option "DontVTSwitch" "true"
EndSection
Section "Device"
    Identifier "card"
    Driver "dummy"
    VideoRam 65536
EndSection
Section "Monitor"
    Identifier "monitor"
    HorizSync 1-200
    VertRefresh 1-200
    Modeline "1920x1080" 148.5 1920 2448 2492 2640 1080 1084 1089 1125
    Modeline "1280x800" 83.5 1280 1352 1480 1680 800 803 809 831
    Modeline "1080x1920" 148.5 1080 1160 1200 1300 1920 1924 1929 1980
EndSection
Section "Screen"
    Identifier "screen"
    Device "card"
    Monitor "monitor"
    DefaultDepth 24
    SubSection "Display"
        Depth 24
        Modes "1920x1080" "1280x800" "1080x1920"
    EndSubSection
EndSection
Section "InputDevice"
    Identifier "panel"
    Driver "inputtest"
    Option "DeviceType" "Touch"
    Option "SocketPath" "{panel}"
EndSection
Section "ServerLayout"
    Identifier "layout"
    Screen "screen"
    InputDevice "panel"
EndSection
"""


def until(happened, what: str) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, what
        time.sleep(0.05)


class Panel:
    """The touch panel's driver: each finger has a number (xf86-input-inputtest-protocol.h)."""

    def __init__(self, path: Path) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.settimeout(PATIENCE)
        self._socket.connect(str(path))
        self._socket.sendall(struct.pack("=IIHH", 12, 0, 1, 1))
        self._socket.recv(12)

    def touch(self, finger: int, kind: int, x: float, y: float) -> None:
        """Put a finger down or lift it, at a place in parts of the panel, from its upper left."""
        places = [x * 65535, y * 65535, *[0.0] * 62]
        what = struct.pack("=III8s4x64d64d", finger, kind, 0, b"\x03", *places, *[0.0] * 64)
        self._socket.sendall(struct.pack("=II", 8 + len(what), 6) + what)
        self._socket.sendall(struct.pack("=II", 8, 1))
        self._socket.recv(8)


class _Cursor(ctypes.Structure):
    """Xfixes.h: XFixesCursorImage, up to its pixels (alpha highest)."""

    _fields_: ClassVar = [
        ("x", ctypes.c_short),
        ("y", ctypes.c_short),
        ("width", ctypes.c_ushort),
        ("height", ctypes.c_ushort),
        ("hot_x", ctypes.c_ushort),
        ("hot_y", ctypes.c_ushort),
        ("serial", ctypes.c_ulong),
        ("pixels", ctypes.POINTER(ctypes.c_ulong)),
    ]


class Screen:
    """One screen of the permanence in a window of the server."""

    def __init__(self, display: str, process: subprocess.Popen[bytes], panel: Panel) -> None:
        self.display, self.process, self.panel = display, process, panel
        self.environment = {**os.environ, "DISPLAY": display}

    def run(self, *command: str) -> str:
        """Run a client of the server."""
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=True, timeout=PATIENCE
        ).stdout

    def picture(self) -> NDArray[np.int16]:
        """Return what the monitor shows."""
        return np.asarray(ImageGrab.grab(xdisplay=self.display).convert("RGB"), dtype=np.int16)

    def shows_pointer(self) -> bool:
        """Say whether the pointer can be seen: a hidden one is a picture with nothing in it."""
        x, fixes = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXfixes.so.3")
        x.XOpenDisplay.restype = ctypes.c_void_p
        fixes.XFixesGetCursorImage.restype = ctypes.POINTER(_Cursor)
        fixes.XFixesGetCursorImage.argtypes = x.XCloseDisplay.argtypes = x.XFree.argtypes = [ctypes.c_void_p]
        display = x.XOpenDisplay(self.display.encode())
        found = fixes.XFixesGetCursorImage(display)
        cursor = found.contents
        is_seen = any(cursor.pixels[n] >> 24 & 0xFF for n in range(cursor.width * cursor.height))
        x.XFree(found)
        x.XCloseDisplay(display)
        return is_seen

    def corners(self) -> list[tuple[int, ...]]:
        """Return the colours a little inside the monitor's corners: black where no window is."""
        shown = self.picture()
        return [tuple(map(int, shown[y, x])) for y in (4, -4) for x in (4, -4)]

    def signal(self, number: int) -> int:
        """Send a signal; return the exit status."""
        self.process.send_signal(number)
        return self.process.wait(timeout=PATIENCE)


class Typing:
    """The window of `keys_heard.py` on a server: what a keyboard sends there, and what was heard of it."""

    def __init__(self, display: str, process: "subprocess.Popen[str]") -> None:
        self._environment, self._process = {**os.environ, "DISPLAY": display}, process
        self._lines: list[str] = []
        Thread(target=lambda: self._lines.extend(map(str.strip, process.stdout or ())), daemon=True).start()
        until(lambda: "ready" in self._lines, "the window does not open")

    def type(self, text: str, apart_ms: int, *, while_it_hangs: bool = False) -> None:
        """Press the keys of a text; if asked, while the process does nothing, as on a machine that is too busy."""
        if while_it_hangs:
            self._process.send_signal(SIGSTOP)
        command = ["xdotool", "type", "--delay", str(apart_ms), text]
        subprocess.run(command, env=self._environment, check=True, timeout=PATIENCE)
        self._process.send_signal(SIGCONT)

    def hold(self, key: str, seconds: float) -> None:
        """Hold a key down, as who cannot let go sooner."""
        command = ["xdotool", "keydown", key, "sleep", str(seconds), "keyup", key]
        subprocess.run(command, env=self._environment, check=True, timeout=PATIENCE)

    def heard(self, kind: str) -> list[str]:
        """Return what was heard so far of one kind: typed, scanned, slow."""
        return [line.removeprefix(kind + " ") for line in self._lines if line.startswith(kind + " ")]


@contextmanager
def typing_on_x(*same_key_again: str) -> Iterator[Typing]:
    """Open the window that says what it hears on an X server of its own; end both with the block."""
    with ExitStack() as after:
        folder = Path(after.enter_context(tempfile.TemporaryDirectory(prefix="kiosk-x-")))
        environment = {key: value for key, value in os.environ.items() if key != "SDL_VIDEODRIVER"}
        environment["DISPLAY"] = display = _server(after, folder)
        _start(after, ["openbox"], environment)
        command = [sys.executable, str(Path(__file__).with_name("keys_heard.py")), *same_key_again]
        process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        after.callback(process.wait, PATIENCE)
        after.callback(process.kill)
        yield Typing(display, process)


@contextmanager
def screen_on_x(*options: str, manager: str = "") -> Iterator[Screen]:
    """Start an X server, a window manager if one is named, and `kiosk run`; end all with the block."""
    with ExitStack() as after:
        folder = Path(after.enter_context(tempfile.TemporaryDirectory(prefix="kiosk-x-")))
        display = _server(after, folder)
        environment = {key: value for key, value in os.environ.items() if key != "SDL_VIDEODRIVER"}
        environment |= {"DISPLAY": display, "NOTIFY_SOCKET": str(folder / "notify")}
        if manager:
            _start(after, [manager], environment)
        service = after.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM))
        service.bind(str(folder / "notify"))
        service.settimeout(PATIENCE)
        command = [
            sys.executable,
            "-m",
            "kiosk",
            "run",
            "--practice",
            "--site",
            "meaux",
            "--data",
            str(folder / "data"),
        ]
        process = _start(after, [*command, *options], environment)
        assert service.recv(4096) == b"READY=1"
        yield Screen(display, process, Panel(folder / "panel"))


def _server(after: ExitStack, folder: Path) -> str:
    (folder / "xorg.conf").write_text(CONFIGURATION.format(panel=folder / "panel"), encoding="utf-8")
    told, tells = os.pipe()
    command = ["Xorg", "-config", str(folder / "xorg.conf"), "-logfile", str(folder / "log"), "-noreset", "-nolisten"]
    command += ["tcp", "-novtswitch", "-sharevts", "-displayfd", str(tells)]
    _start(after, command, dict(os.environ), tells)
    os.close(tells)
    with os.fdopen(told) as answer:
        return f":{answer.readline().strip()}"


def _start(after: ExitStack, command: list[str], environment: dict[str, str], *kept: int) -> "subprocess.Popen[bytes]":
    process = subprocess.Popen(
        command, env=environment, cwd=ROOT, pass_fds=kept, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )

    def end() -> None:
        process.kill()
        process.wait(timeout=PATIENCE)

    after.callback(end)
    return process
