"""Every French text reaches the translators, and no catalogue can fall behind in silence."""

import ast
import re
import shutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from kiosk.adapters.guides.content import load_guides
from kiosk.adapters.languages.extraction import (
    MARKERS,
    ROOT,
    complaints,
    kv_calls,
    main,
    source_texts,
    texts_of_guide,
    texts_of_kv,
    texts_of_python,
    update,
)
from tests.helpers.staff_texts import for_visitors

PYTHON = """
def show(self):
    # Translators: on the largest button,
    # as a person would say it.
    self.words = self.t("J’ai rendez‑vous")
    other = t("Déjà noté à {hour}", hour=self.t.hour(x)) if a else t(
        "Deux "
        "morceaux"
    )
    return t("Oui") if yes else t("Non"), t(variable), print("pas un texte"), text("ni ceci")

TABLE = {1: to_translate("Plus tard")}
"""

KV = """
# t("dans un commentaire")
<Home>:
    words: "t(\\"dans un texte\\")"
    Choice:
        # Translators: the door for people who wait
        words: root.t("J’attends (ici)")
        spoken: root.t("{page} sur {pages}",
            page=root.page, pages=(1 + 2)) + self.t('L’autre')
        on_release:
            root.show(root.t("Oui" if root.yes else "Non"))
        other: root.first("pas un texte")
"""

GUIDE = """
id = "carte"
title = "Ma carte"
partner = "France Titres"
address = "https://example.org"
[source]
name = "Service public"
checked = 2026-11-01
[phone]
number = "34 00"
name = "L’accueil"
price = "Gratuit"
[[questions]]
id = "perdue"
text = "Perdue ?"
answers = [{ id = "oui", number = 1, text = "Oui" }, { id = "non", number = 2, text = "Non" }]
when = { autre = ["oui"] }
[[papers]]
name = "Photo"
short = "Photo"
get = ""
[[steps]]
line = "J’appelle"
phone = { number = "1", name = "La mairie", hours = "Le matin" }
"""


def found(texts) -> list[str]:
    return [source.text for source in texts]


def test_texts_of_screens_written_in_python_are_found():
    texts = list(texts_of_python(PYTHON, "a.py"))
    wanted = {"J’ai rendez‑vous", "Déjà noté à {hour}", "Deux morceaux", "Oui", "Non", "Plus tard"}
    assert set(found(texts)) == wanted
    assert [source.notes for source in texts if source.text == "J’ai rendez‑vous"] == [
        ("on the largest button, as a person would say it.",)
    ]


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


def test_texts_of_kv_files_are_found_over_several_lines_and_not_in_comments():
    texts = list(texts_of_kv(KV, "a.kv"))
    assert found(texts) == ["J’attends (ici)", "{page} sur {pages}", "L’autre", "Oui", "Non"]
    assert texts[0].notes == ("the door for people who wait",)
    assert texts[0].line == 7


def test_a_call_that_is_never_closed_is_refused():
    with pytest.raises(SyntaxError, match="never closed"):
        list(texts_of_kv('words: root.t("Oui"\n', "a.kv"))


def test_everything_a_guide_says_is_found_and_nothing_else():
    wanted = ["Ma carte", "Service public", "L’accueil", "Gratuit", "Perdue ?", "Oui", "Non", "Photo", "Photo"]
    assert found(texts_of_guide(GUIDE, "a.toml")) == [*wanted, "J’appelle", "La mairie", "Le matin"]


@pytest.fixture(scope="module")
def known() -> set[str]:
    return {source.text for source in source_texts()}


@pytest.fixture
def checkout(tmp_path) -> Path:
    (tmp_path / "screens").mkdir()
    (tmp_path / "screens" / "home.py").write_text('t("Bonjour à {name}")\nt("Suite de la page")\n', encoding="utf-8")
    return tmp_path


def translate(root: Path, french: str, english: str) -> None:
    path = root / "assets" / "languages" / "en.po"
    content = path.read_text(encoding="utf-8")
    empty = f'msgid "{french}"\nmsgstr ""'
    assert empty in content
    path.write_text(content.replace(empty, empty[:-1] + english + '"'), encoding="utf-8")


def test_a_missing_translation_is_named(checkout):
    update("en", checkout)
    assert complaints("en", checkout) == ["en: missing: Bonjour à {name}", "en: missing: Suite de la page"]


def test_a_translation_with_other_holes_is_named(checkout):
    update("en", checkout)
    translate(checkout, "Bonjour à {name}", "Hello {nom}")
    translate(checkout, "Suite de la page", "Next {")
    assert complaints("en", checkout) == [
        "en: other holes than the French: Bonjour à {name}",
        "en: other holes than the French: Suite de la page",
    ]


def test_a_changed_french_text_keeps_its_old_translation_as_fuzzy(checkout):
    update("en", checkout)
    translate(checkout, "Bonjour à {name}", "Hello {name}")
    translate(checkout, "Suite de la page", "Next page")
    assert complaints("en", checkout) == []
    (checkout / "screens" / "home.py").write_text('t("Bonjour à {name}")\nt("Suite de cette page")', encoding="utf-8")
    assert complaints("en", checkout) == [
        "en: missing: Suite de cette page",
        "en: no longer in use: Suite de la page",
    ]
    update("en", checkout)
    assert complaints("en", checkout) == ["en: fuzzy, its French has changed: Suite de cette page"]
    assert "Next page" in (checkout / "assets" / "languages" / "en.po").read_text(encoding="utf-8")


def test_two_runs_give_the_same_file_whatever_the_machine_and_the_lines(checkout, tmp_path_factory):
    update("en", checkout)
    path = checkout / "assets" / "languages" / "en.po"
    first = path.read_bytes()
    update("en", checkout)
    assert path.read_bytes() == first
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "copy"
    shutil.copytree(checkout, elsewhere)
    home = elsewhere / "screens" / "home.py"
    home.write_text("\n\n" + home.read_text(encoding="utf-8"), encoding="utf-8")
    update("en", elsewhere)
    assert (elsewhere / "assets" / "languages" / "en.po").read_bytes() == first


def test_an_unknown_command_is_refused(capsys):
    assert main(["translate"]) == 2
    assert "update|check" in capsys.readouterr().err


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
_NOT_READ = frozenset({"id", "number", "icon", "address", "partner", "theme", "channel", "when"})


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
