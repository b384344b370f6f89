from typing import Any

from kivy.uix.widget import Widget

class Screen(Widget):
    name: str
    manager: ScreenManager | None

class NoTransition: ...

class ScreenManager(Widget):
    current: str
    # Whatever class of screen it was given.
    current_screen: Any
    screens: list[Screen]
    def __init__(self, *, transition: NoTransition = ..., **properties: object) -> None: ...
