"""No French text of a screen or a sheet is left unmarked, and none is marked in a way that loses it."""

import ast
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from kiosk.adapters.guides.content import load_guides
from kiosk.adapters.languages.extraction import MARKERS, ROOT, kv_calls
from tests.helpers.sources import source_texts
from tests.helpers.staff_texts import for_visitors


@pytest.fixture(scope="module")
def known() -> set[str]:
    return {source.text for source in source_texts()}


def lost_in_python(content: str) -> list[str]:
    """Return the calls whose text the extractor would lose or run together with another."""
    tree = ast.parse(content)
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    calls = [
        node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node.func) in MARKERS and node.args
    ]
    return [
        ast.unparse(call)
        for call in calls
        if not isinstance(call.args[0], ast.Constant) or id(call) in inside
        if any(isinstance(part, ast.Constant) and isinstance(part.value, str) for part in ast.walk(call.args[0]))
    ]


def test_a_text_that_the_extractor_would_lose_is_noticed():
    assert lost_in_python('t("Oui" if yes else "Non"), t(variable), f"{t(name)}", t("Bien")') == [
        "t('Oui' if yes else 'Non')"
    ]
    assert lost_in_python("""x = f"{t('Suite')} · 2" """) == ["t('Suite')"]


def test_the_extractor_loses_no_text():
    sources = [path for room in ("kiosk", "screens") for path in sorted((ROOT / room).rglob("*.py"))]
    assert len(sources) > 200
    lost = {path.name: found for path in sources if (found := lost_in_python(path.read_text(encoding="utf-8")))}
    assert lost == {}


# A French text starts with a capital, or holds a blank or a sign that English code does not use.
_READS_AS_TEXT = re.compile(r"^[A-ZÀ-Ý].*[a-zà-ÿ]|[^\W\d_] [^\W\d_]|[À-ÖØ-öø-ÿœŒ’\u2011\u202f«»]")
_FRENCH_SIGN = re.compile(r"[^\W\d_].*[À-ÖØ-öø-ÿœŒ’\u2011\u202f«»]|[À-ÖØ-öø-ÿœŒ’\u2011\u202f«»].*[^\W\d_]")
_KV_TEXT = re.compile(r"^\s*(text|words|title|help|label|note|spoken\w*|hint_text)\s*:(.*)$", re.MULTILINE)


def unmarked_in_kv(content: str) -> list[str]:
    for _, call in list(kv_calls(content)):
        content = content.replace(call, "")
    literals = [text for _, value in _KV_TEXT.findall(content) for text in re.findall(r"""["']([^"']*)["']""", value)]
    return [text for text in literals if _READS_AS_TEXT.search(text)]


def unmarked_in_python(content: str) -> list[str]:
    tree = ast.parse(content)
    marked = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) or (isinstance(node, ast.Call) and _name(node.func) in MARKERS)
        for part in (ast.walk(node) if isinstance(node, ast.Call) else [node.value])
    }
    texts = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in marked]
    # Three signs or fewer are a sample of height or a separator.
    return [text for text in texts if isinstance(text, str) and len(text) > 3 and _FRENCH_SIGN.search(text)]


def _name(node: ast.expr) -> str:
    return getattr(node, "attr", getattr(node, "id", ""))


def test_a_text_left_unmarked_is_noticed():
    assert unmarked_in_kv('    words: "Bonjour"\n    icon: "Home"\n    words: root.t("Bien")\n') == ["Bonjour"]
    assert unmarked_in_python('"""Être."""\nx = "Déjà"\ny = t("Noté à")\nz = ["arrow"]') == ["Déjà"]


@pytest.mark.parametrize("path", for_visitors("*.kv"), ids=lambda path: path.name)
def test_no_screen_layout_holds_a_text_that_is_not_translated(path):
    assert unmarked_in_kv(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "path",
    sorted([*for_visitors("*.py"), *for_visitors("*.py", ROOT / "kiosk" / "adapters" / "documents")]),
    ids=lambda path: path.name,
)
def test_no_screen_or_sheet_holds_a_french_text_that_is_not_translated(path, known):
    """The tour names the buttons it touches: texts that are marked on their own screen."""
    assert [text for text in unmarked_in_python(path.read_text(encoding="utf-8")) if text not in known] == []


# What a guide holds for the program, the printer of codes or a telephone, not for reading in a language.
_NOT_READ = frozenset({"id", "number", "icon", "address", "partner", "theme", "channel", "when", "changes"})


def said_by(item: object) -> Iterator[str]:
    if isinstance(item, str):
        yield item
    elif isinstance(item, tuple):
        for part in item:
            yield from said_by(part)
    elif is_dataclass(item):
        for part in fields(item):
            if part.name not in _NOT_READ:
                yield from said_by(getattr(item, part.name))


def test_everything_our_guides_say_reaches_the_translators(known):
    guides = load_guides(ROOT / "assets" / "guides")
    assert guides
    assert [text for text in said_by(guides) if text and text not in known] == []
