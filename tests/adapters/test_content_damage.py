"""Guide files damaged by a slip of the hand: each is refused with file, place and field, never by a crash."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.adapters.guides.content import WrongGuide, guide_files, load_guide

FILES = guide_files(Path(__file__).parents[2] / "assets" / "guides")
KEY = re.compile(r"^([a-z]+) = ", re.MULTILINE)
# Keys that a guide, or one of its parts, does without.
OPTIONAL = {"help", "detail", "get", "tip", "address", "phone", "minutes", "price", "hours", "delay", "when", "icon"}


LINES = {path.name: path.read_text(encoding="utf-8").splitlines() for path in FILES}
ENTRIES = [(name, at) for name, lines in LINES.items() for at, line in enumerate(lines) if KEY.match(line)]
entries = st.sampled_from(ENTRIES)


def key_of(entry: tuple[str, int]) -> str:
    name, at = entry
    return LINES[name][at].split(" ", 1)[0]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damaged")


def refusal(path: Path, text: str) -> str | None:
    """Return why the file is refused, or None where it still is a guide; any other exception breaks the test."""
    path.write_text(text, encoding="utf-8")
    try:
        load_guide(path)
    except WrongGuide as wrong:
        return str(wrong)
    return None


def instead(folder: Path, entry: tuple[str, int], line: str) -> str | None:
    """Return why the guide is refused with this line in the place of its own."""
    name, at = entry
    lines = LINES[name]
    return refusal(folder / name, "\n".join([*lines[:at], line, *lines[at + 1 :]]))


def names(said: str | None, file: str, key: str) -> bool:
    """Say whether one line of the refusal is "file: place with the key: what was expected"."""
    parts = [line.split(": ", 2) for line in (said or "").splitlines()]
    return any(len(p) == 3 and p[0] == file and key in re.split(r"[^a-z_]+", p[1]) for p in parts)


@given(entry=entries)
def test_a_forgotten_line_is_named(folder: Path, entry: tuple[str, int]):
    said = instead(folder, entry, "")
    # Where a part is a block's, the line that names the block is all there is: what the part itself would need is said.
    part = re.search(r": (papers|steps)\[", said or "") if key_of(entry) == "use" else None
    wanted = {"papers": "name", "steps": "text"}[part[1]] if part else key_of(entry)
    assert names(said, entry[0], wanted) or (said is None and key_of(entry) in OPTIONAL)


@given(entry=entries)
def test_a_misspelt_key_is_named(folder: Path, entry: tuple[str, int]):
    name, at = entry
    said = instead(folder, entry, LINES[name][at].replace(" =", "_x =", 1))
    assert names(said, name, f"{key_of(entry)}_x")


@given(entry=entries, value=st.sampled_from(["12.5", "true", "[1]", "{ x = 1 }", "2026-11-23T10:00:00", "[]"]))
def test_a_value_of_another_kind_is_named(folder: Path, entry: tuple[str, int], value: str):
    said = instead(folder, entry, f"{key_of(entry)} = {value}")
    assert names(said, entry[0], key_of(entry))


@given(junk=st.text(st.characters(exclude_categories=["Cs"]), max_size=40), path=st.sampled_from(FILES), data=st.data())
def test_stray_typing_never_breaks_more_than_the_guide(folder: Path, junk: str, path: Path, data: st.DataObject):
    text = path.read_text(encoding="utf-8")
    at = data.draw(st.integers(0, len(text)))
    said = refusal(folder / path.name, text[:at] + junk + text[at:])
    assert said is None or said.startswith(f"{path.name}: ")


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"", b"\x00", b"a = " + b"[" * 5000, b"number = " + b"9" * 5000, b"a = 2026-02-30"]
)
def test_a_file_that_is_no_guide_at_all_is_refused(tmp_path: Path, content: bytes):
    (tmp_path / "broken.toml").write_bytes(content)
    with pytest.raises(WrongGuide, match=r"^broken\.toml: "):
        load_guide(tmp_path / "broken.toml")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(WrongGuide, match=r"^gone\.toml: the file cannot be read: "):
        load_guide(tmp_path / "gone.toml")
