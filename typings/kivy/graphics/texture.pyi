class Texture:
    width: float
    height: float
    size: tuple[float, float]
    mag_filter: str
    min_filter: str
    @staticmethod
    def create(*, size: tuple[int, int], colorfmt: str) -> Texture: ...
    def blit_buffer(self, pbuffer: bytes, *, colorfmt: str, bufferfmt: str) -> None: ...
    def flip_vertical(self) -> None: ...
