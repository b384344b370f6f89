"""The picture of the house shows the house as it stands."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_picture_of_the_rooms_is_drawn_from_the_imports_of_today(tmp_path: Path) -> None:
    drawn = tmp_path / "house.svg"
    subprocess.run([sys.executable, str(ROOT / "deploy" / "draw_house.py"), str(drawn)], check=True, timeout=120)
    kept = (ROOT / "docs" / "house.svg").read_text(encoding="utf-8")
    assert drawn.read_text(encoding="utf-8") == kept, "a room knows another one anew: run deploy/draw_house.py"
