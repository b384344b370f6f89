"""Pictures of paper and screens that somebody has looked at, compared with what is drawn now."""

import os
from pathlib import Path

import numpy as np
from PIL import Image

EXPECTED = Path(__file__).parents[1] / "expected"
OUT = Path(__file__).parents[2] / "out" / "pictures"
ACCEPT = "KIOSK_ACCEPT_PICTURES"
# Two renderers of the same outline disagree by a few levels along its edges; a moved or missing word by far more.
SAME_GREY = 48
MOST_DIFFERING = 0.004


def differing(first: Image.Image, second: Image.Image) -> float:
    """Return the share of pixels (0 to 1) that are not the same grey; pictures of two sizes differ wholly."""
    if first.size != second.size:
        return 1.0
    one, other = (np.asarray(picture.convert("L"), dtype=np.int16) for picture in (first, second))
    return float((np.abs(one - other) > SAME_GREY).mean())


def assert_like(image: Image.Image, name: str, most: float = MOST_DIFFERING) -> None:
    """Compare a picture with `expected/{name}.png`; a new one is only kept when KIOSK_ACCEPT_PICTURES=1 says so.

    What is drawn now is left in `out/pictures/` whenever it differs, or has nothing to be compared with.
    """
    reference = EXPECTED / f"{name}.png"
    if os.environ.get(ACCEPT) == "1":
        _keep(image, reference)
        return
    new = OUT / f"{name}.png"
    if not reference.is_file():
        _keep(image, new)
        raise AssertionError(f"{reference} is missing: look at {new}, then accept it with {ACCEPT}=1")
    with Image.open(reference) as kept:
        share = differing(image, kept)
    if share > most:
        _keep(image, new)
        raise AssertionError(f"{share:.2%} of {name} differ (at most {most:.2%}): compare {new} with {reference}")


def _keep(image: Image.Image, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Sixteen greys are enough to tell a sheet from another, and keep the repository small.
    image.convert("L").quantize(16).save(path, optimize=True)
