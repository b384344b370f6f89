from collections.abc import Callable as _Callable
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from kivy.graphics.texture import Texture

_Pair = Sequence[float]

class Instruction: ...

class InstructionGroup(Instruction):
    children: list[Instruction]
    def add(self, c: Instruction) -> None: ...
    def clear(self) -> None: ...

class Canvas(InstructionGroup):
    before: Canvas
    after: Canvas
    def ask_update(self) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

class RenderContext(Canvas):
    def __getitem__(self, uniform: str) -> float: ...

class Callback(Instruction):
    def __init__(self, function: _Callable[[Callback], None]) -> None: ...

class Color(Instruction):
    rgba: tuple[float, float, float, float]
    def __init__(self, *channels: float) -> None: ...

class Mesh(Instruction):
    texture: Texture | None
    vertices: list[float]
    def __init__(self, *, mode: str, indices: list[int]) -> None: ...

class Rectangle(Instruction):
    pos: _Pair
    size: _Pair
    texture: Texture | None
    def __init__(self, *, pos: _Pair = ..., size: _Pair = ..., texture: Texture | None = ...) -> None: ...
