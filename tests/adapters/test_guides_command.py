"""Whoever keeps the guides true is told, file and place, what is wrong with one, and can begin another."""

import json
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk.__main__ import app
from kiosk.adapters.documents.visitor_sheets import PdfVisitorSheets
from kiosk.adapters.guides.checks import every_case
from kiosk.adapters.guides.content import guide_files, load_guide, load_guides
from kiosk.adapters.guides.review import review
from kiosk.adapters.guides.schema import guides_json_schema
from kiosk.domain.guides.partners import FRANCE_SERVICES
from kiosk.settings import load_settings

ROOT = Path(__file__).parents[2]
GUIDES = ROOT / "assets" / "guides"
TODAY = date(2026, 11, 30)


@pytest.fixture
def folder(tmp_path):
    """Three guides with their facts, to be spoiled."""
    (tmp_path / "facts").mkdir()
    for name in ("rsa", "carte-identite", "domiciliation"):
        for place in (f"{name}.toml", f"facts/{name}.toml"):
            shutil.copy(GUIDES / place, tmp_path / place)
    shutil.copy(GUIDES / "glossary.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize("path", guide_files(GUIDES), ids=lambda path: path.stem)
def test_a_guide_is_true_plain_and_fits_its_paper(path):
    # A guide is seen on the day somebody last looked at its page, where that is later.
    assert review(path, max(TODAY, load_guide(path).source.checked)) == []


def spoil(folder, name, right, wrong):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    return review(folder / "rsa.toml", TODAY)


@pytest.mark.parametrize(
    ("file", "right", "wrong", "said"),
    [
        ("rsa.toml", "Créez une adresse mail", "Créez un courriel", "expected « adresse mail »; found « courriel »"),
        ("rsa.toml", 'partner = "caf"', 'partner = "cafe"', "partner: expected one of france-titres, caf,"),
        ("rsa.toml", "Créez une adresse mail", "Demandez l’APL à la CAF", "expected « Caf »; found « CAF »"),
        ("rsa.toml", "Créez une adresse mail", "Allez à l’ANTS", "expected the plain name of ANTS somewhere"),
        ("glossary.toml", "say = ", "tell = ", "glossary.toml: expected [[terms]] with say, never"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_file_and_place(folder, file, right, wrong, said):
    assert any(
        said in line and line.startswith((f"{file}: ", f"facts/{file}: ")) for line in spoil(folder, file, right, wrong)
    )


def test_a_guide_without_its_facts_is_refused(folder):
    (folder / "facts" / "rsa.toml").unlink()
    assert review(folder / "rsa.toml", TODAY) == ["facts/rsa.toml: expected a file of facts for the guide rsa"]


def test_a_list_too_long_for_a_ticket_is_refused(folder):
    text = (folder / "rsa.toml").read_text(encoding="utf-8")
    body, first, rest = text.partition("[[papers]]")
    told = "Ce papier de plus demande une très longue explication sur une ligne. "
    more = "".join(
        f'[[papers]]\nid = "encore{n}"\nnumber = {n}\nname = "Un papier de plus"\nshort = "Un papier"\n'
        f'icon = "badge"\ndetail = "{told * 3}"\nget = "{told}"\n'
        for n in range(16, 33)
    )
    more += "".join(
        f'[[steps]]\nid = "encore{n}"\nchannel = "counter"\ntitle = "Une étape de plus"\ntext = "{told}"\n'
        f'line = "Je fais une étape de plus. Je la fais avec le médiateur, un jour de permanence."\n'
        for n in range(20 - text.count("[[steps]]"))
    )
    (folder / "rsa.toml").write_text(body + more + first + rest, encoding="utf-8")
    said = review(folder / "rsa.toml", TODAY)
    assert any(line.startswith("rsa.toml: ") and "longer than 400 mm of ticket" in line for line in said)


def test_every_partner_of_a_france_services_desk_has_a_guide():
    assert set(FRANCE_SERVICES) <= {guide.partner for guide in load_guides(GUIDES)}


@pytest.mark.long
@pytest.mark.parametrize("path", guide_files(GUIDES), ids=lambda path: path.stem)
def test_every_case_of_a_guide_fits_two_pages_and_40_cm(path):
    sheets = PdfVisitorSheets(load_settings().site, practice=False)
    now = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    for case in every_case(load_guide(path)):
        sheets.list_a4(case, "fr", now)
        sheets.list_ticket(case, "fr", now)


def _kiosk(*words):
    command = [sys.executable, "-m", "kiosk", "guides", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


def test_a_new_guide_begins_with_the_next_number_and_passes_the_check(folder):
    done = _kiosk("new", "essai", "--title", "Faire un essai", "--folder", folder)
    assert done.returncode == 0, done.stderr
    assert "number = 11\n" in (folder / "essai.toml").read_text(encoding="utf-8")
    checked = _kiosk("check", "essai", "--folder", folder)
    assert (checked.returncode, checked.stdout) == (0, "1 guides are fine\n"), checked.stderr
    assert _kiosk("new", "essai", "--title", "Encore", "--folder", folder).returncode == 2


def _listed(folder, *words):
    return CliRunner().invoke(app, ["guides", "list", "--folder", str(folder), *words]).stdout


def test_the_list_says_which_guides_are_past_their_review(folder, machine_clock):
    assert "rsa" in _listed(folder)
    text = (folder / "rsa.toml").read_text(encoding="utf-8")
    past = {"checked": "checked = 2024-01-01", "review": "review = 2024-03-01"}
    lines = [past.get(line.split(" = ")[0], line) for line in text.splitlines()]
    (folder / "rsa.toml").write_text("\n".join(lines), encoding="utf-8")
    stale = _listed(folder, "--stale")
    assert "rsa" in stale
    assert "carte-identite" not in stale


def test_an_unknown_guide_is_named(folder):
    done = _kiosk("check", "nulle-part", "--folder", folder)
    assert (done.returncode, "nulle-part: expected the id of a guide" in done.stderr) == (2, True)


def test_the_schema_that_editors_read_is_the_one_that_refuses():
    assert json.loads((GUIDES / "guide.schema.json").read_text(encoding="utf-8")) == guides_json_schema()
