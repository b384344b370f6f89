"""Kivy's own switches, set before anything imports its window (reference T01–T03, T06, T12)."""

import os


def prepare_kivy(width: int, height: int, *, windowed: bool) -> None:
    """Configure Kivy for a public screen: no settings panel, no debug keys, no log files, one input provider.

    `width` and `height` are pixels and only count for a window or an offscreen drawing.
    """
    os.environ.setdefault("KIVY_NO_ARGS", "1")
    os.environ.setdefault("KIVY_NO_CONFIG", "1")
    os.environ.setdefault("KIVY_NO_FILELOG", "1")
    os.environ.setdefault("KIVY_NO_ENV_CONFIG", "1")
    os.environ.setdefault("KIVY_LOG_MODE", "MIXED")
    os.environ.setdefault("KCFG_KIVY_LOG_LEVEL", "warning")
    os.environ.setdefault("KIVY_WINDOW", "sdl2")
    os.environ.setdefault("KIVY_TEXT", "sdl2")
    os.environ.setdefault("KIVY_METRICS_DENSITY", "1")
    os.environ.setdefault("KIVY_DPI", "96")
    # SDL would turn SIGTERM into a click on the close button, which a public screen refuses.
    os.environ.setdefault("SDL_NO_SIGNAL_HANDLERS", "1")
    from kivy.config import Config

    offscreen = os.environ.get("SDL_VIDEODRIVER") in {"offscreen", "dummy"}
    fixed = windowed or offscreen
    for section, option, value in (
        ("kivy", "exit_on_escape", "0"),
        ("kivy", "log_level", "warning"),
        ("kivy", "log_enable", "0"),
        ("kivy", "desktop", "0"),
        ("graphics", "fullscreen", "0" if fixed else "auto"),
        ("graphics", "width", str(width)),
        ("graphics", "height", str(height)),
        ("graphics", "resizable", "1" if windowed and not offscreen else "0"),
        ("graphics", "borderless", "0" if windowed and not offscreen else "1"),
        ("graphics", "show_cursor", "1" if windowed else "0"),
        ("graphics", "multisamples", "0"),
        ("graphics", "maxfps", "60"),
        ("graphics", "vsync", "0"),
        ("graphics", "allow_screensaver", "0"),
        ("postproc", "double_tap_time", "0"),
        ("postproc", "triple_tap_time", "0"),
        ("postproc", "jitter_distance", "0"),
    ):
        Config.set(section, option, value)
    # Panels that report through two providers would press twice: this one takes pointers alone once the app listens to
    # fingers (screens/window/fingers.py); its right-click circles are switched off.
    Config.remove_section("input")
    Config.add_section("input")
    Config.set("input", "mouse", "mouse,disable_multitouch")
