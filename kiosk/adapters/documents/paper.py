"""What every sheet is made of: faces, styles, columns, and blocks that know their height before they are drawn.

ReportLab has flowables of its own; they break Arabic wrongly, and cannot tell a sheet's height without drawing it,
which a ticket cut to its length and a list that gives up air before words must know first.

Lengths are points of 1/72 inch; y grows upwards, as in PDF. A block is drawn downwards from its top.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from kiosk.adapters.languages.lines import lines
from kiosk.shipped import shipped

REGULAR, SEMIBOLD, BOLD = "KioskSans-Regular", "KioskSans-SemiBold", "KioskSans-Bold"
# What icons are drawn with, by the name that `kiosk.pictograms` gives the face.
ICON_FACES = {"pictograms": "KioskPictograms", "icons": "KioskIcons"}
# Where a line's baseline lies below its top, in em: room for É above, for the tails of Arabic below.
_BASELINE = 0.95
# Where a word wider than its column may be cut: addresses, mostly.
_CUTS = "./-@_"
# By how much more than the room asks a text is made smaller: widths are not quite in proportion to sizes.
_NARROWER = 0.99


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: face, size in points, and the height of a line in em."""

    face: str = REGULAR
    size: float = 14
    leading: float = 1.28

    @property
    def line(self) -> float:
        """Return the height of one line, in points."""
        return self.size * self.leading


@dataclass(frozen=True, slots=True)
class Column:
    """A vertical strip of the page, from `x` on."""

    x: float
    width: float

    def mirrored(self, page_width: float) -> "Column":
        """Return where the strip lies on a page that reads from right to left."""
        return Column(page_width - self.x - self.width, self.width)

    def after(self, margin: float) -> "Column":
        """Return what is left of the strip behind a margin at its left."""
        return Column(self.x + margin, self.width - margin)

    def inset(self, margin: float) -> "Column":
        """Return what is left of the strip between two margins."""
        return Column(self.x + margin, self.width - 2 * margin)


@dataclass(frozen=True, slots=True)
class Block:
    """Something of a known height that can be drawn on a canvas, downwards from a top."""

    height: float
    draw: Callable[[Any, float], None]


@cache
def load_faces() -> None:
    """Make the shipped faces known to the PDF library; done once, before the first sheet."""
    # Streams go out as bytes, not as letters: a fifth smaller, and sooner ready.
    rl_config.useA85 = 0
    for face in (REGULAR, SEMIBOLD, BOLD):
        font = TTFont(face, shipped("assets", "fonts", f"{face}.ttf"))
        # The three files carry one PostScript name; under it only the first face would reach the PDF.
        font.face.name = face.encode()
        pdfmetrics.registerFont(font)
    for folder, face in ICON_FACES.items():
        pdfmetrics.registerFont(TTFont(face, shipped("assets", folder, f"{face}.ttf")))


def measure(style: Style) -> Callable[[str], float]:
    """Return what gives the width of a string in a style, in points."""
    return partial(pdfmetrics.stringWidth, fontName=style.face, fontSize=style.size)


def text(words: str, style: Style, column: Column, *, rtl: bool, centred: bool = False) -> Block:
    """Set a text in a column: from its right side on a page that reads from right to left, or centred.

    A word wider than the column, which cannot be cut, makes the whole text smaller: a printer would cut the word.
    """
    width = measure(style)
    whole = _cut_to(words, column.width, width)
    drawn = lines(whole, column.width, width, rtl)
    if (widest := max(map(width, drawn), default=0)) > column.width:
        smaller = replace(style, size=style.size * _NARROWER * column.width / widest)
        return text(words, smaller, column, rtl=rtl, centred=centred)
    if centred and len(drawn) > 1:
        drawn = _balanced(whole, len(drawn), column.width, width, rtl=rtl)

    def draw(canvas: Any, top: float) -> None:
        canvas.setFont(style.face, style.size)
        for number, line in enumerate(drawn):
            spare = column.width - width(line)
            x = column.x + (spare / 2 if centred else spare if rtl else 0)
            canvas.drawString(x, top - number * style.line - _BASELINE * style.size, line)

    return Block(len(drawn) * style.line, draw)


def _balanced(words: str, most: int, widest: float, measured: Callable[[str], float], *, rtl: bool) -> list[str]:
    """Break a centred text into no more lines than it needs, of about the same width: no word is left alone."""
    narrow, wide = widest / 2, widest
    for _ in range(4):
        middle = (narrow + wide) / 2
        drawn = lines(words, middle, measured, rtl)
        fits = len(drawn) <= most and max(map(measured, drawn)) <= middle
        narrow, wide = (narrow, middle) if fits else (middle, wide)
    return lines(words, wide, measured, rtl)


def _cut_to(words: str, width: float, measured: Callable[[str], float]) -> str:
    """Put a blank into each word that is wider than the column, behind one of its signs."""
    if measured(words) <= width:
        return words
    return " ".join(w if measured(w) <= width else " ".join(_pieces(w, width, measured)) for w in words.split(" "))


def _pieces(word: str, width: float, measured: Callable[[str], float]) -> Iterable[str]:
    while measured(word) > width:
        fitting = [n for n in range(1, len(word)) if word[n - 1] in _CUTS and measured(word[:n]) <= width]
        if not fitting:
            break
        yield word[: fitting[-1]]
        word = word[fitting[-1] :]
    yield word


def gap(height: float) -> Block:
    """Return an empty block."""
    return Block(height, lambda _canvas, _top: None)


def stack(*blocks: Block, between: float = 0) -> Block:
    """Set blocks one below the other, the first on top; empty ones leave no trace."""
    kept = [block for block in blocks if block.height]

    def draw(canvas: Any, top: float) -> None:
        for block in kept:
            block.draw(canvas, top)
            top -= block.height + between

    return Block(sum(block.height for block in kept) + between * max(0, len(kept) - 1), draw)


def beside(*blocks: Block) -> Block:
    """Draw blocks from the same top; each keeps to its own column."""

    def draw(canvas: Any, top: float) -> None:
        for block in blocks:
            block.draw(canvas, top)

    return Block(max(block.height for block in blocks), draw)


def framed(
    inside: Callable[[Column], Block], column: Column, *, padding: float, radius: float = 3 * mm, thick: float = 1.6
) -> Block:
    """Draw a frame with round corners across a column, around what `inside` makes of the column left in it."""
    content = inside(column.inset(padding * 1.6))
    height = content.height + 2 * padding

    def draw(canvas: Any, top: float) -> None:
        canvas.setLineWidth(thick)
        canvas.roundRect(column.x + thick / 2, top - height + thick / 2, column.width - thick, height - thick, radius)
        content.draw(canvas, top - padding)

    return Block(height, draw)


def canvas_of(width: float, height: float, title: str, language: str) -> tuple[Any, BytesIO]:
    """Open a PDF that prints unscaled and holds neither date nor machine; return it with the bytes it fills."""
    load_faces()
    written = BytesIO()
    canvas = Canvas(written, pagesize=(width, height), invariant=1, lang=language, initialFontName=REGULAR)
    canvas.setTitle(title)
    canvas.setViewerPreference("PrintScaling", "None")
    return canvas, written


def shared_out(rows: Sequence[Block], room: float) -> list[list[Block]]:
    """Fill pages of some room, in points, with rows, none of which is cut."""
    pages: list[list[Block]] = [[]]
    for row in rows:
        if pages[-1] and stack(*pages[-1], row).height > room:
            pages.append([])
        pages[-1].append(row)
    return pages
