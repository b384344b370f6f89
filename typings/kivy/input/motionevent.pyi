from typing import Any
from weakref import ReferenceType

from kivy.uix.widget import Widget

class MotionEvent:
    opos: tuple[float, float]
    x: float
    y: float
    sx: float
    sy: float
    pos: tuple[float, float]
    profile: list[str]
    is_touch: bool
    button: str
    grab_list: list[ReferenceType[Widget]]
    grab_current: Widget | None
    def __init__(self, device: str, id: int, args: Any, is_touch: bool = False, type_id: str | None = None) -> None: ...
    def depack(self, args: Any) -> None: ...
    def move(self, args: Any) -> bool: ...
    def grab(self, class_instance: Widget) -> None: ...
    def ungrab(self, class_instance: Widget) -> None: ...
    def update_time_end(self) -> None: ...
