"""Every French text reaches the translators, and no catalogue can fall behind in silence."""

import shutil
from pathlib import Path

import pytest

from kiosk.adapters.languages.extraction import (
    complaints,
    main,
    texts_of_guide,
    texts_of_kv,
    texts_of_python,
    update,
)

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
    assert main(["update", "xx"]) == 2
    assert "check|update" in capsys.readouterr().err
