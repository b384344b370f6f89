from typing import NamedTuple

from kivy.event import EventDispatcher
from kivy.graphics import Canvas, RenderContext
from kivy.uix.widget import Widget

class _Info(NamedTuple):
    display: object
    window: int

class WindowBase(EventDispatcher):
    width: int
    height: int
    size: tuple[int, int]
    canvas: Canvas
    render_context: RenderContext
    clearcolor: tuple[float, float, float, float]
    children: list[Widget]
    show_cursor: bool
    def add_widget(self, widget: Widget, canvas: object = None) -> None: ...
    def remove_widget(self, widget: Widget) -> None: ...
    def get_window_info(self) -> _Info: ...

Window: WindowBase
