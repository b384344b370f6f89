from collections.abc import Sequence

from kivy.uix.widget import Widget

class ScrollView(Widget):
    scroll_y: float
    scroll_x: float
    bar_width: float
    bar_color: Sequence[float]
    bar_inactive_color: Sequence[float]
    def scroll_to(self, widget: Widget, padding: float = 10, animate: bool | dict[str, object] = True) -> None: ...
