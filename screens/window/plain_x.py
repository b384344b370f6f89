"""A window as large as its screen under X, whoever manages windows there, or nobody (a plain X server).

A window manager makes a window full screen and follows the screen's modes; without one, SDL's window stays as it was
made, in a corner or cut off. So the window is looked at, and put right where it does not fill its screen.
"""

from __future__ import annotations

import ctypes
from typing import ClassVar, NamedTuple

from kivy.clock import Clock
from kivy.core.window import Window

LOOK_EVERY = 0.25  # seconds: with the window's own tenth of a second, everything is in place within one


class Place(NamedTuple):
    """Where a window or a monitor lies on the X screen, in pixels."""

    x: int
    y: int
    width: int
    height: int


class _Monitor(ctypes.Structure):
    """Xrandr.h: XRRMonitorInfo."""

    _fields_: ClassVar = [
        ("name", ctypes.c_ulong),
        ("primary", ctypes.c_int),
        ("automatic", ctypes.c_int),
        ("outputs_count", ctypes.c_int),
        ("x", ctypes.c_int),
        ("y", ctypes.c_int),
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("width_mm", ctypes.c_int),
        ("height_mm", ctypes.c_int),
        ("outputs", ctypes.c_void_p),
    ]


_OnError = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)


class XServer:
    """The few questions asked of the X server, over a connection of our own. Raises OSError where there is none."""

    def __init__(self) -> None:
        self._x, self._randr = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXrandr.so.2")
        for function in (self._x.XOpenDisplay, self._x.XDefaultRootWindow, self._x.XSetErrorHandler):
            function.restype = ctypes.c_void_p
        self._randr.XRRGetMonitors.restype = ctypes.POINTER(_Monitor)
        opened = self._x.XOpenDisplay(None)
        if not opened:
            raise OSError("no X server")
        self._display = ctypes.c_void_p(opened)
        self._root = ctypes.c_void_p(self._x.XDefaultRootWindow(self._display))
        # Xlib ends the process at any complaint; a window that goes away while it is asked about is none of ours.
        self._others = ctypes.cast(self._x.XSetErrorHandler(None), _OnError)
        self._on_error = _OnError(self._complained)
        self._x.XSetErrorHandler(self._on_error)

    def _complained(self, display: int, error: int) -> int:
        return 0 if display == self._display.value else self._others(display, error)

    def monitors(self) -> list[Place]:
        """Return where the monitors lie, the primary one first."""
        count = ctypes.c_int()
        found = self._randr.XRRGetMonitors(self._display, self._root, 1, ctypes.byref(count))
        seen = sorted((found[i] for i in range(count.value)), key=lambda monitor: not monitor.primary)
        places = [Place(each.x, each.y, each.width, each.height) for each in seen]
        if found:
            self._randr.XRRFreeMonitors(found)
        return places

    def place_of(self, window: int) -> Place | None:
        """Return where a window lies, or None if the server does not know it."""
        root, child = ctypes.c_ulong(), ctypes.c_ulong()
        x, y, across, along = (ctypes.c_int() for _ in range(4))
        width, height, border, depth = (ctypes.c_uint() for _ in range(4))
        known = self._x.XGetGeometry(
            self._display,
            ctypes.c_ulong(window),
            *(ctypes.byref(each) for each in (root, x, y, width, height, border, depth)),
        ) and self._x.XTranslateCoordinates(
            self._display,
            ctypes.c_ulong(window),
            self._root,
            0,
            0,
            *(ctypes.byref(each) for each in (across, along, child)),
        )
        return Place(across.value, along.value, width.value, height.value) if known else None

    def put(self, window: int, place: Place) -> None:
        """Move and resize a window, above all others."""
        self._x.XMoveResizeWindow(self._display, ctypes.c_ulong(window), *place)
        self._x.XRaiseWindow(self._display, ctypes.c_ulong(window))
        self._x.XSync(self._display, 0)

    def close(self) -> None:
        """Hang up."""
        self._x.XSetErrorHandler(ctypes.cast(self._others, ctypes.c_void_p))
        self._x.XCloseDisplay(self._display)


class FullScreen:
    """Keeps the window as large as the monitor it stands on; does nothing where there is no X server."""

    def __init__(self) -> None:
        self._server: XServer | None = None
        self._tried: tuple[Place, Place] | None = None
        try:
            self._window = int(Window.get_window_info().window)
            server = self._server = XServer()
        except (OSError, AttributeError):
            return
        self._event = Clock.schedule_interval(lambda _: self._look(server), LOOK_EVERY)

    def _look(self, server: XServer) -> None:
        stands, monitors = server.place_of(self._window), server.monitors()
        if stands is None or not monitors:
            return
        middle = stands.x + stands.width // 2, stands.y + stands.height // 2
        fills = next((each for each in monitors if _holds(each, *middle)), monitors[0])
        if stands == fills:
            self._tried = None
        elif self._tried != (stands, fills):
            # Once each: a window manager that knows better is not fought.
            self._tried = (stands, fills)
            server.put(self._window, fills)

    def end(self) -> None:
        """Look no more."""
        if self._server is not None:
            self._event.cancel()
            self._server.close()
            self._server = None


def _holds(place: Place, x: int, y: int) -> bool:
    return place.x <= x < place.x + place.width and place.y <= y < place.y + place.height
