from collections.abc import Sequence
from types import TracebackType
from typing import Self

from kivy.graphics.texture import Texture

Pair = Sequence[float]

class Instruction: ...

class Canvas(Instruction):
    before: Canvas
    after: Canvas
    def clear(self) -> None: ...
    def ask_update(self) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

class Color(Instruction):
    def __init__(self, *channels: float) -> None: ...

class Rectangle(Instruction):
    def __init__(self, *, pos: Pair = ..., size: Pair = ..., texture: Texture | None = ...) -> None: ...

class RoundedRectangle(Instruction):
    def __init__(self, *, pos: Pair = ..., size: Pair = ..., radius: Sequence[float] = ...) -> None: ...

class Ellipse(Instruction):
    def __init__(self, *, pos: Pair = ..., size: Pair = ...) -> None: ...
