"""The window on a real X server, with a window manager and without: modes, fingers, keys, signals, its button."""

import signal

import pytest

from tests.system.x_rig import BEGIN, END, Screen, screen_on_x, until

pytestmark = pytest.mark.system

BLACK, PAPER = (0, 0, 0), (0xF4, 0xF1, 0xEA)
ROLES = ["kiosk", "desk", "board"]
MODES = ["1280x800", "1080x1920", "1920x1080"]


def press_alt_f4(screen: Screen) -> None:
    """Press what a window manager closes a window by."""
    screen.run("xdotool", "key", "--clearmodifiers", "alt+F4")


def fills(screen: Screen, mode: str) -> bool:
    """Say whether the window shows on the whole of the monitor."""
    width, height = (int(side) for side in mode.split("x"))
    return screen.picture().shape == (height, width, 3) and BLACK not in screen.corners()


@pytest.mark.parametrize("manager", ["", "openbox"])
@pytest.mark.parametrize("role", ROLES)
def test_the_window_fills_the_screen_in_every_mode_and_ends_when_told(role: str, manager: str) -> None:
    with screen_on_x("--role", role, manager=manager) as screen:
        until(lambda: fills(screen, "1920x1080"), "not full screen at the start")
        # In public nobody ends a screen so: it goes on following the modes.
        press_alt_f4(screen)
        for mode in MODES:
            screen.run("xrandr", "-s", mode)
            until(lambda mode=mode: fills(screen, mode), f"does not fill {mode}")
        assert screen.signal(signal.SIGTERM if role == "kiosk" else signal.SIGINT) == 0


@pytest.mark.parametrize("role", ["kiosk", "desk"])
def test_a_pointer_comes_with_a_mouse_that_moves_and_goes_with_a_finger(role: str) -> None:
    with screen_on_x("--role", role, manager="openbox") as screen:
        until(lambda: fills(screen, "1920x1080"), "not full screen at the start")
        assert not screen.shows_pointer()
        for x in (400, 500, 600):
            screen.run("xdotool", "mousemove", str(x), "500")
        until(screen.shows_pointer, "a mouse moves, and nobody sees where it is")
        screen.panel.touch(1, BEGIN, 0.5, 0.98)
        screen.panel.touch(1, END, 0.5, 0.98)
        until(lambda: not screen.shows_pointer(), "the pointer stays where a finger touched")


@pytest.mark.parametrize("role", ROLES)
def test_in_a_window_its_button_closes_it(role: str) -> None:
    with screen_on_x("--role", role, "--windowed", manager="openbox") as screen:
        until(lambda: BLACK in screen.corners(), "the window is as large as the screen")
        press_alt_f4(screen)
        assert screen.process.wait(timeout=60) == 0


def test_a_palm_stays_on_the_panel_and_the_other_hand_is_obeyed_then_the_keyboard_too() -> None:
    with screen_on_x() as screen:
        until(lambda: fills(screen, "1920x1080"), "not full screen at the start")
        home = screen.picture()

        def has_changed(since: object) -> bool:
            return bool((screen.picture() != since).any())

        screen.panel.touch(1, BEGIN, 0.99, 0.98)  # the palm, beside the buttons of the lower bar
        screen.panel.touch(2, BEGIN, 0.15, 0.65)
        until(lambda: has_changed(home), "the door shows no press")
        screen.panel.touch(2, END, 0.15, 0.65)
        door = (0x1C, 0x39, 0x98)
        until(lambda: not (abs(screen.picture() - door).max(axis=2) <= 3).any(), "the door did not open")
        before = screen.picture()
        screen.run("xdotool", "key", "Tab")
        until(lambda: has_changed(before), "no key reaches a window without a manager")
