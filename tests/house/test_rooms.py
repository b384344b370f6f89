"""Each thing of the house is done in one room, and each room speaks its own language."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for room in ("kiosk", "screens")
    for path in sorted((ROOT / room).rglob("*.py"))
}
A_DATABASES_WORDS = re.compile(
    r"sql|journal|checkpoint|pragma|commit|roll(ed)? ?back|\bindex\b|\bcursor\b", re.IGNORECASE
)


def test_one_function_opens_a_folder_of_data() -> None:
    opening = {path for path, text in SOURCES.items() if "open_databases(" in text}
    assert opening == {"kiosk/adapters/database/folders.py", "kiosk/data_folder.py"}


def test_what_the_verbs_ask_of_the_world_is_said_in_no_databases_words() -> None:
    ports = {path: text for path, text in SOURCES.items() if re.fullmatch(r"kiosk/(\w+_)?ports.py", path)}
    assert len(ports) == 4
    assert {path: found[0] for path, text in ports.items() if (found := A_DATABASES_WORDS.search(text))} == {}


def test_the_themes_are_named_in_one_table_whoever_reads_them() -> None:
    tables = {path for path, text in SOURCES.items() if re.search(r"(?m)^\s+Theme\.[A-Z]+:", text)}
    assert tables == {"kiosk/domain/guides/themes.py", "screens/toolkit/theme_icons.py"}  # the latter draws them


def test_an_hour_is_written_in_one_place() -> None:
    by_hand = {path for path, text in SOURCES.items() if re.search(r"\.hour\}|\.minute:02d", text)}
    assert {path for path in by_hand if path.startswith("kiosk")} == {
        "kiosk/adapters/languages/translator.py",  # in the other languages
        "kiosk/domain/french.py",
    }
