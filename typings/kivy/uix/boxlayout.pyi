from typing import Any

from kivy.uix.widget import Widget

class BoxLayout(Widget):
    orientation: str
    spacing: float
    # One number, two or four.
    padding: Any
    minimum_height: float
    minimum_width: float

    def do_layout(self) -> None: ...
