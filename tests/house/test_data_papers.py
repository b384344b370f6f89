"""The data-protection papers are true to the program: what they cite exists, and what is kept is what they list."""

import re
from pathlib import Path

import pytest

from kiosk.adapters.database.tables import APPOINTMENT, ARRIVAL, DEMARCHE, SESSION

ROOT = Path(__file__).parents[2]
PAPERS = sorted((ROOT / "docs" / "donnees").glob("*.md"))
TESTS = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
# What AIPD.md, 1.2, and REGISTRE.md, c), tell. Whoever keeps one thing more changes these papers and the notice first.
TOLD = {
    "appointment": "agenda first_visit id left_out letters minutes motif site slip_code source_hash starts "
    "told_letters told_motif told_starts",
    "arrival": "arrived by_sign called counted day declared language leaves_by letters number owner prepared series "
    "site slip_code speaks stage taken_off theme",
    "assisted_session": "blocked desk ended first_visit id language number resumed series site started support worked",
    "demarche": "actor guide outcome place session token",
}


def plain(text: str) -> str:
    return " ".join(text.replace("\u2011", "-").split())


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_every_file_and_test_that_a_paper_cites_is_there(paper: Path) -> None:
    cited = re.findall(r"`([^`\s]+)`", paper.read_text(encoding="utf-8"))
    paths = [each for each in cited if "/" in each and not each.startswith("/")]
    assert [each for each in paths if not (ROOT / each).exists()] == []
    assert [each for each in cited if each.startswith("test_") and f"def {each}(" not in TESTS] == []


def test_the_papers_tell_every_column_that_is_kept_of_somebody() -> None:
    kept = {table.name: " ".join(sorted(table.c.keys())) for table in (APPOINTMENT, ARRIVAL, SESSION, DEMARCHE)}
    assert kept == TOLD


def test_the_notice_says_it_in_the_words_of_the_screen() -> None:
    notice = plain((ROOT / "docs" / "donnees" / "NOTICE.md").read_text(encoding="utf-8"))
    screens = ROOT / "screens" / "visitor"
    shown = re.findall(r't\("([^"]+)"', (screens / "kept.kv").read_text(encoding="utf-8"))
    why = re.findall(r"(Pour [^.\"]+\.)", (screens / "kept.py").read_text(encoding="utf-8"))
    assert len(shown) > 4
    assert len(why) > 5
    # What the screen says when there is nothing is not for paper.
    assert [each for each in (*shown, *why) if plain(each) not in notice and not each.startswith("Rien.")] == []


def test_the_notice_betrays_nothing_of_what_the_room_is() -> None:
    notice = (ROOT / "docs" / "donnees" / "NOTICE.md").read_text(encoding="utf-8").lower()
    betraying = ("spip", "probation", "justice", "judiciaire", "prison", "pénitentiaire", "pénal", "conseiller")
    assert [word for word in betraying if word in notice] == []
