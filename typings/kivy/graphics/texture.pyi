class Texture:
    width: float
    height: float
    size: tuple[float, float]
