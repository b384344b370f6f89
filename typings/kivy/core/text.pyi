from kivy.graphics.texture import Texture

class Label:
    texture: Texture | None
    def __init__(
        self,
        text: str = "",
        font_name: str = ...,
        font_size: float = ...,
        halign: str = ...,
        color: tuple[float, ...] = ...,
        strip: bool = ...,
    ) -> None: ...
    def get_extents(self, text: str) -> tuple[float, float]: ...
    def refresh(self) -> None: ...
