"""How far strokes stand out from their ground, read from the drawn pixels (WCAG 2, relative luminance)."""

import numpy as np


def contrast(pixels: np.ndarray) -> float | None:
    """Return the contrast of a part of a picture, of bytes; None where it holds no pixel."""
    part = pixels.reshape(-1, 3)
    if not len(part):
        return None
    light = _LINEAR[part] @ _WEIGHTS
    packed = part.astype(np.int64) @ np.array([65536, 256, 1])
    colours, counts = np.unique(packed, return_counts=True)
    common = colours[counts.argmax()]
    ground = luminance(np.array([[common >> 16, (common >> 8) & 255, common & 255]], dtype=float))[0]
    # The strokes' own colour, without the soft edge of the letters: the pixels that differ most from the ground.
    distance = np.abs(light - ground)
    ink = np.median(light[distance >= np.quantile(distance, 0.98)])
    bright, dark = max(ink, ground), min(ink, ground)
    return float((bright + 0.05) / (dark + 0.05))


def luminance(colours: np.ndarray) -> np.ndarray:
    """Return how bright each of some colours is."""
    return _linear(colours / 255) @ _WEIGHTS


def _linear(part: np.ndarray) -> np.ndarray:
    return np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)


_WEIGHTS = np.array([0.2126, 0.7152, 0.0722])
# Of each of the 256 values that a part of a pixel may have: a screen holds six million of them.
_LINEAR = _linear(np.arange(256) / 255)
