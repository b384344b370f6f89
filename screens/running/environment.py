"""Kivy's own switches, set before anything imports its window (reference T01–T03, T06, T12)."""

import os
from types import MappingProxyType

_VARIABLES = MappingProxyType(
    {
        "KIVY_NO_ARGS": "1",
        "KIVY_NO_CONFIG": "1",
        "KIVY_NO_FILELOG": "1",
        "KIVY_NO_ENV_CONFIG": "1",
        "KIVY_LOG_MODE": "MIXED",
        "KCFG_KIVY_LOG_LEVEL": "warning",
        "KIVY_WINDOW": "sdl2",
        "KIVY_TEXT": "sdl2",
        "KIVY_METRICS_DENSITY": "1",
        "KIVY_DPI": "96",
        # SDL would turn SIGTERM into a click on the close button, which a public screen refuses.
        "SDL_NO_SIGNAL_HANDLERS": "1",
    }
)
_ALWAYS = (
    ("kivy", "exit_on_escape", "0"),
    ("kivy", "log_level", "warning"),
    ("kivy", "log_enable", "0"),
    ("kivy", "desktop", "0"),
    ("graphics", "multisamples", "0"),
    ("graphics", "maxfps", "60"),
    ("graphics", "vsync", "0"),
    ("graphics", "allow_screensaver", "0"),
    ("postproc", "double_tap_time", "0"),
    ("postproc", "triple_tap_time", "0"),
    ("postproc", "jitter_distance", "0"),
)


def prepare_kivy(width: int, height: int, *, windowed: bool) -> None:
    """Configure Kivy for a public screen: no settings panel, no debug keys, no log files, one input provider.

    `width` and `height` are pixels and only count for a window or an offscreen drawing.
    """
    for name, value in _VARIABLES.items():
        os.environ.setdefault(name, value)
    from kivy.config import Config

    offscreen = os.environ.get("SDL_VIDEODRIVER") in {"offscreen", "dummy"}
    framed = windowed and not offscreen
    for section, option, value in (
        *_ALWAYS,
        ("graphics", "fullscreen", "0" if windowed or offscreen else "auto"),
        ("graphics", "width", str(width)),
        ("graphics", "height", str(height)),
        ("graphics", "resizable", "1" if framed else "0"),
        ("graphics", "borderless", "0" if framed else "1"),
        ("graphics", "show_cursor", "1" if windowed else "0"),
    ):
        Config.set(section, option, value)
    # Panels that report through two providers would press twice: this one takes pointers alone once the app listens to
    # fingers (screens/window/fingers.py); its right-click circles are switched off.
    Config.remove_section("input")
    Config.add_section("input")
    Config.set("input", "mouse", "mouse,disable_multitouch")
