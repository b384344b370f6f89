from collections.abc import Iterator, Sequence
from typing import Any, Self

from kivy.core.window import WindowBase
from kivy.event import EventDispatcher
from kivy.graphics import Canvas
from kivy.input.motionevent import MotionEvent

class Widget(EventDispatcher):
    x: float
    y: float
    top: float
    right: float
    width: float
    height: float
    center_x: float
    center_y: float
    # Any sequence of two numbers may be set; a pair is read.
    pos: Any
    size: Any
    center: Any
    size_hint: Any
    size_hint_x: float | None
    size_hint_y: float | None
    pos_hint: dict[str, float]
    opacity: float
    disabled: bool
    canvas: Canvas
    # What a `.kv` rule names: a widget of whatever class the rule says.
    ids: Any
    # The window is the parent of the root.
    parent: Any
    children: list[Widget]
    @property
    def __self__(self) -> Self: ...
    def add_widget(self, widget: Widget, index: int = 0, canvas: str | None = None) -> None: ...
    def remove_widget(self, widget: Widget) -> None: ...
    def clear_widgets(self, children: Sequence[Widget] | None = None) -> None: ...
    def collide_point(self, x: float, y: float) -> bool: ...
    def to_window(self, x: float, y: float, initial: bool = True, relative: bool = False) -> tuple[float, float]: ...
    def to_widget(self, x: float, y: float, relative: bool = False) -> tuple[float, float]: ...
    def walk(self, restrict: bool = False, loopback: bool = False) -> Iterator[Widget]: ...
    def get_root_window(self) -> WindowBase | None: ...
    def on_touch_down(self, touch: MotionEvent) -> bool: ...
    def on_touch_move(self, touch: MotionEvent) -> bool: ...
    def on_touch_up(self, touch: MotionEvent) -> bool: ...
    def on_kv_post(self, base_widget: Widget) -> None: ...
