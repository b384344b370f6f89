"""Each thing of the house is done in one room, and each room speaks its own language."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for room in ("kiosk", "screens")
    for path in sorted((ROOT / room).rglob("*.py"))
}
# Kivy calls these by name.
CALLED_BY_KIVY = {"on_stop", "open_settings", "use_kivy_settings", "on_touch_move"}
# Named for whoever reads a number of the protocol, and met by tests alone.
OF_A_PROTOCOL = {"OK"}
A_DATABASES_WORDS = re.compile(
    r"sql|journal|checkpoint|pragma|commit|roll(ed)? ?back|\bindex\b|\bcursor\b", re.IGNORECASE
)


def test_one_function_opens_a_folder_of_data() -> None:
    opening = {path for path, text in SOURCES.items() if "open_databases(" in text}
    assert opening == {"kiosk/adapters/database/folders.py", "kiosk/data_folder.py"}


def test_what_the_verbs_ask_of_the_world_is_said_in_no_databases_words() -> None:
    ports = {path: text for path, text in SOURCES.items() if re.fullmatch(r"kiosk/(\w+_)?ports.py", path)}
    assert len(ports) == 8
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


def defined(tree: ast.AST) -> Iterator[str]:
    """Yield the names that a file gives to something of its own; what a decorator hands on is used by that."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(decorator_list=[]) | ast.ClassDef(decorator_list=[]):
                yield node.name
            case ast.ClassDef() | ast.FunctionDef(decorator_list=[ast.Name(id="property" | "cache")]):
                yield node.name
            case ast.Assign():
                yield from (target.id for target in node.targets if isinstance(target, ast.Name))
            case ast.AnnAssign(target=ast.Name()):
                yield node.target.id


def test_nothing_is_kept_that_nobody_uses() -> None:
    rules = [path.read_text(encoding="utf-8") for path in (ROOT / "screens").rglob("*.kv")]
    words = Counter(word for text in (*SOURCES.values(), *rules) for word in re.findall(r"\w+", text))
    sources = {path: text for path, text in SOURCES.items() if "/migrations/" not in path}
    names = {(path, name) for path, text in sources.items() for name in defined(ast.parse(text))}
    assert len(names) > 3000
    known = CALLED_BY_KIVY | OF_A_PROTOCOL
    unused = {(path, name) for path, name in names if words[name] == 1 and not name.startswith("__")}
    assert sorted((path, name) for path, name in unused if name not in known) == []


def test_what_a_property_of_any_value_holds_is_said_where_it_is_declared() -> None:
    silent = re.compile(r"^ +(\w+) = (?:List|Object)Property\(", re.MULTILINE)
    assert {path: found for path, text in SOURCES.items() if (found := silent.findall(text))} == {}


def test_no_screen_and_no_sheet_says_that_somebody_or_something_is_absent() -> None:
    """P2 holds for labels of the desk too: what a file leaves out is outside of it, nothing more."""
    layouts = {path.as_posix(): path.read_text(encoding="utf-8") for path in (ROOT / "screens").rglob("*.kv")}
    shown = {path: text for path, text in SOURCES.items() if path.startswith(("screens", "kiosk/adapters/documents"))}
    assert [path for path, text in {**shown, **layouts}.items() if re.search(r"(?i)\babsente?s?\b", text)] == []
