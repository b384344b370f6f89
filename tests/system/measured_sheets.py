"""Sheets with a bar of known length, and what is left of it where they come out."""

import io
from pathlib import Path

import pypdfium2
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

RULE = 50  # mm


def sheet(width: float = 210, height: float = 297, words: str = "Ma liste") -> bytes:
    """A page, sizes in millimetres."""
    page = io.BytesIO()
    canvas = Canvas(page, pagesize=(width * mm, height * mm))
    canvas.drawString(10, 20, words)
    canvas.rect((width - RULE) / 2 * mm, height / 2 * mm, RULE * mm, 5 * mm, stroke=0, fill=1)
    canvas.save()
    return page.getvalue()


def size_in_mm(path: Path) -> tuple[float, float]:
    width, height = pypdfium2.PdfDocument(path)[0].get_size()
    return width / mm, height / mm


def bar_in_mm(path: Path) -> float:
    """Measure the black bar on the sheet that came out, to a tenth."""
    page = pypdfium2.PdfDocument(path)[0]
    picture = page.render(scale=254 / 72, grayscale=True).to_numpy()
    return float((picture < 128).sum(axis=1).max()) / 10


def words(path: Path) -> str:
    return str(pypdfium2.PdfDocument(path)[0].get_textpage().get_text_bounded()).strip()
