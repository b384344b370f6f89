# ruff: noqa: INP001 - a script to run by hand, not a package.
"""Draw the picture that stands on the console when the kiosk will not start: deploy/out_of_service/page.png.

    .venv/bin/python deploy/draw_out_of_service.py

A square, so that any panel, lying or upright, shows it whole on its own colour. Its words are those of the kiosk's own
screen for the same, in the languages that are read in every waiting room here: what draws it knows no language of a
visit.
"""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "deploy" / "out_of_service" / "page.png"
FONTS = ROOT / "assets" / "fonts"
SIDE = 2160
PAPER, INK, BLUE, SOFT = "#f4f1ea", "#1a1a1a", "#1c3998", "#4a4a4a"
# person, an arrow, support_agent (assets/icons/icons.toml)
WAY = "\uf0d3\ue5c8\uf0e2"
# Words, face, size, colour, direction, and where their middle stands.
LINES = (
    ("Hors service", "Regular", 120, SOFT, "ltr", 1010),
    ("Adressez\u2011vous à l’accueil", "Bold", 160, INK, "ltr", 1210),
    ("Please go to reception", "SemiBold", 130, INK, "ltr", 1450),
    ("اذهب إلى الاستقبال", "SemiBold", 140, INK, "rtl", 1660),
)


def face(name: str, size: int) -> ImageFont.FreeTypeFont:
    """Return one of the kiosk's own faces."""
    return ImageFont.truetype(FONTS / f"KioskSans-{name}.ttf", size, layout_engine=ImageFont.Layout.RAQM)


def page() -> Image.Image:
    """Return the picture."""
    picture = Image.new("RGB", (SIDE, SIDE), PAPER)
    draw = ImageDraw.Draw(picture)
    icons = ImageFont.truetype(ROOT / "assets" / "icons" / "KioskIcons.ttf", 420)
    for middle, icon in zip((520, 1080, 1640), WAY, strict=True):
        draw.text((middle, 620), icon, font=icons, fill=BLUE, anchor="mm")
    for words, name, size, hue, direction, middle in LINES:
        draw.text((SIDE / 2, middle), words, font=face(name, size), fill=hue, anchor="mm", direction=direction)
    return picture


if __name__ == "__main__":
    PICTURE.parent.mkdir(exist_ok=True)
    page().quantize(64).save(PICTURE, optimize=True)
