"""`kiosk report --evaluation`: one folder with all that an evaluation reads, and what it must not look for."""

import pytest
from typer.testing import CliRunner

from kiosk.__main__ import app
from kiosk.adapters.database.folders import open_databases


def run(*asked):
    return CliRunner().invoke(app, [str(each) for each in asked])


@pytest.fixture
def invented(tmp_path, machine_clock):
    folder = tmp_path / "data"
    done = run("simulate", "--days", 420, "--visits-a-day", 1, "--data", folder)  # back to 1 October 2025
    assert done.exit_code == 0
    return folder


def test_the_folder_holds_the_year_its_quarters_the_numbers_and_how_to_read_them(tmp_path, invented):
    out = tmp_path / "dossier"
    done = run("report", "--evaluation", "2025", "--data", invented, "--out", out)
    assert (done.exit_code, done.output) == (0, f"{out}: Tous les sites (chiffres inventés), année 2025\n")
    year = "chiffres-formation-2025-tous"
    held = {path.name for path in out.iterdir()}
    assert held == {
        "LISEZ-MOI.txt", f"{year}.pdf", f"{year}.csv", f"{year}.csv-metadata.json", f"{year}.xlsx",
        "chiffres-formation-2025-Q4-tous.pdf",
    }  # fmt: skip
    said = (out / "LISEZ-MOI.txt").read_text(encoding="utf-8")
    assert all(f"- {name} — " in said for name in held - {"LISEZ-MOI.txt"})
    heads = ("Méthode", "Définitions", "Limites", "Questions auxquelles ces chiffres ne répondent pas")
    assert all(f"\n{head}\n---" in said for head in heads)
    assert "chiffres inventés" in said
    assert "Aucun nombre inférieur à 11 n’est montré" in said
    assert "Combien d’heures d’ouverture" in said


@pytest.mark.parametrize(
    ("asked", "code", "told"),
    [
        (("--evaluation", "2026"), 1, "The period is not over"),
        (("--evaluation", "2026-Q3"), 2, "expected a year such as 2026"),
        (("--evaluation", "2025", "--period", "2025"), 2, "one of the two"),
        ((), 2, "one of the two"),
    ],
)
def test_what_cannot_be_evaluated_is_said_and_leaves_no_folder(tmp_path, invented, asked, code, told):
    done = run("report", *asked, "--data", invented, "--out", tmp_path / "dossier")
    assert (done.exit_code, told in " ".join(done.output.split())) == (code, True)
    assert not (tmp_path / "dossier").exists()


def test_a_folder_with_something_in_it_is_left_as_it_is_and_nothing_is_published(tmp_path, invented):
    (tmp_path / "dossier").mkdir()
    (tmp_path / "dossier" / "notes.txt").write_text("à moi")
    done = run("report", "--evaluation", "2025", "--data", invented, "--out", tmp_path / "dossier")
    assert (done.exit_code, "expected an empty folder" in done.output) == (2, True)
    assert [path.name for path in (tmp_path / "dossier").iterdir()] == ["notes.txt"]
    with open_databases(invented / "real") as files:
        assert files.figures.publications(2025) == ()
