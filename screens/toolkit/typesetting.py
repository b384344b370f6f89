"""Text as pictures: measured, broken into visual lines and drawn once, whatever the direction of writing."""

from collections.abc import Callable
from functools import lru_cache, partial

from kivy.core.text import Label as CoreLabel
from kivy.graphics.texture import Texture

from kiosk.shipped import shipped

LineBreaker = Callable[[str, float, Callable[[str], float], bool], list[str]]

FACES = {
    "regular": str(shipped("assets", "fonts", "KioskSans-Regular.ttf")),
    "semibold": str(shipped("assets", "fonts", "KioskSans-SemiBold.ttf")),
    "bold": str(shipped("assets", "fonts", "KioskSans-Bold.ttf")),
    "icons": str(shipped("assets", "icons", "KioskIcons.ttf")),
    "pictograms": str(shipped("assets", "pictograms", "KioskPictograms.ttf")),
}


_breaker: list[LineBreaker] = []


def break_lines_with(breaker: LineBreaker) -> None:
    """Take the function that turns a text into visual lines; the same one serves paper, so both read alike."""
    _breaker[:] = [breaker]
    set_lines.cache_clear()


@lru_cache(maxsize=16)
def _measurer(face: str, size: float) -> CoreLabel:
    return CoreLabel(font_name=FACES[face], font_size=size)


@lru_cache(maxsize=4096)
def width_of(face: str, size: float, text: str) -> float:
    """Return the width in pixels of a run of text on one line."""
    return float(_measurer(face, size).get_extents(text)[0])


def measurer(face: str, size: float) -> Callable[[str], float]:
    """Return a function that measures text in one face and size."""
    return partial(width_of, face, size)


@lru_cache(maxsize=4096)
def height_of(face: str, size: float, line: str) -> float:
    """Return the height in pixels of a line as it is drawn: some Arabic letters reach beyond the font's own lines."""
    return float(_measurer(face, size).get_extents(line or "Ég")[1])


@lru_cache(maxsize=2048)
def set_lines(text: str, face: str, size: float, width: float, rtl: bool) -> tuple[str, ...]:  # noqa: FBT001 (a cache key)
    """Break a text into visual lines no wider than `width`, unless one word alone is wider."""
    if face in {"icons", "pictograms"}:
        return (text,)
    return tuple(_breaker[0](text, width, measurer(face, size), rtl))


def widest(text: str, face: str, size: float, rtl: bool) -> float:  # noqa: FBT001 (a cache key)
    """Return the width of the widest word: below it, a text cannot be set without breaking a word."""
    return max((width_of(face, size, line) for line in set_lines(text, face, size, 1.0, rtl)), default=0.0)


# Bounded, or years of visits would fill the graphics memory (Kivy #5660, reference T08).
@lru_cache(maxsize=360)
def picture(visual: tuple[str, ...], face: str, size: float, align: str) -> Texture | None:
    """Draw lines in white, to be tinted by whoever shows them; None for no text."""
    if not any(visual):
        return None
    label = CoreLabel(
        text="\n".join(visual), font_name=FACES[face], font_size=size, halign=align, color=(1, 1, 1, 1), strip=False
    )
    label.refresh()
    if label.texture is not None:
        # Shown pixel by pixel, on whole pixels: nothing to be mixed, which costs a third where the processor draws.
        label.texture.mag_filter = label.texture.min_filter = "nearest"
    return label.texture
