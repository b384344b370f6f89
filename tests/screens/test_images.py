"""Kivy's wheel carries a libpng of 2012: it opens no picture from outside, and our bill of materials says so."""

import ast
import json
import re
import subprocess
import sys
from importlib.metadata import files
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# What of Kivy opens a picture, a film or an atlas by its address.
_OPENERS = re.compile(r"kivy\.(core\.(image|video|camera)|uix\.(image|video|videoplayer|camera|rst)|loader|atlas)\b")
_NAMES_A_PICTURE = re.compile(r"\b(source|background_(normal|down|disabled_\w+)|\w*_image)\s*[:=]|\b(Async)?Image\b")


def test_no_screen_asks_kivy_for_a_picture() -> None:
    asked = []
    for path in sorted((ROOT / "screens").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            imported = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            module = getattr(node, "module", None) or ""
            asked += [f"{path}: {module} {name}" for name in imported if _OPENERS.match(f"{module}.{name}".lstrip("."))]
    for path in sorted((ROOT / "screens").rglob("*.kv")):
        asked += [f"{path}: {line}" for line in path.read_text("utf-8").splitlines() if _NAMES_A_PICTURE.search(line)]
    assert asked == []


@pytest.mark.long
def test_through_a_whole_visit_kivy_opens_only_pictures_that_it_brings_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import kivy
    from kivy.core.image import Image, ImageLoader

    from kiosk.composition import outfit
    from kiosk.settings import load_settings
    from screens.driver.tour import Comfort, walk

    opened = []
    load = ImageLoader.load
    monkeypatch.setattr(ImageLoader, "load", staticmethod(lambda name, **how: opened.append(name) or load(name, **how)))
    # Whatever opens a picture is seen: this one, for a start.
    brought = Path(kivy.__file__).parent / "data"
    Image(str(brought / "logo" / "kivy-icon-16.png"))
    assert opened
    kit = outfit(load_settings(site="meaux"), tmp_path, practice=True, sheets=tmp_path / "sheets")
    walk(kit, tmp_path / "out", Comfort("fr", 100, "light", low=False))
    assert [name for name in opened if not Path(name).is_relative_to(brought)] == []


@pytest.fixture(scope="module")
def bill(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    """Our bill of materials: its components by name, those of a wheel among them."""
    made = [tmp_path_factory.mktemp("bill") / name for name in ("one", "two")]
    for out in made:
        subprocess.run([sys.executable, str(ROOT / "deploy" / "sbom.py"), str(out)], check=True, timeout=120)
    assert made[0].read_bytes() == made[1].read_bytes()
    listed = json.loads(made[0].read_bytes())
    assert (listed["bomFormat"], listed["specVersion"]) == ("CycloneDX", "1.6")
    return {each["name"]: each for each in listed["components"]}


def test_the_bill_of_materials_names_every_package_that_runs(bill: dict[str, dict[str, object]]) -> None:
    pinned = re.findall(r"(?m)^([a-z0-9-]+)==(\S+)", (ROOT / "deploy" / "runtime.lock").read_text("utf-8"))
    assert [(name, each["version"]) for name, each in bill.items()] == pinned
    assert all(each["purl"] == f"pkg:pypi/{name}@{each['version']}" for name, each in bill.items())


def test_the_bill_of_materials_names_the_native_libraries_of_kivy_and_the_old_libpng(
    bill: dict[str, dict[str, object]],
) -> None:
    brought = {each["name"]: each for each in bill["kivy"]["components"]}
    carried = [file for file in files("kivy") or () if ".libs/" in str(file)]
    assert len(brought) == len(carried) > 0
    assert all(each["version"] and each["hashes"] for each in brought.values())
    assert brought["libpng"]["version"] == "1.5.13"
    assert "The kiosk opens no picture through it" in brought["libpng"]["description"]
    assert {"pillow"} <= {name for name, each in bill.items() if each.get("components")}
