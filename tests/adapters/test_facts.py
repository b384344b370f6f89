"""Each fact rests on a page that somebody read: what it says of every case, when, how much of it."""

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk.__main__ import app
from kiosk.adapters.guides.content import load_guide
from kiosk.adapters.guides.facts import check_facts, disagreements
from kiosk.adapters.guides.resting import WrongFacts
from tests.helpers.wrong_facts import DELAY_FACT, FACTS, PAGE, SEEDED_FACTS, WEAK
from tests.helpers.wrong_guides import SMALL

GUIDES = Path(__file__).parents[2] / "assets" / "guides"
TODAY = date(2026, 11, 30)
# What names an amount is read again within four months.
SOON = SMALL.replace("review = 2027-05-23", "review = 2027-03-01")
SAID = "Il crée l’adresse avec vous."


def said(folder: Path, facts: str, guide: str = SMALL) -> str:
    """Return what is said against a guide's facts."""
    (folder / "facts").mkdir(exist_ok=True)
    (folder / "mail.toml").write_text(guide, encoding="utf-8")
    (folder / "facts" / "mail.toml").write_text(facts, encoding="utf-8")
    try:
        check_facts(load_guide(folder / "mail.toml"), folder / "mail.toml", TODAY)
    except WrongFacts as refusal:
        return str(refusal)
    return ""


def test_the_small_guide_rests_on_its_page(tmp_path: Path):
    assert said(tmp_path, FACTS) == ""


def test_files_as_the_notepad_of_windows_writes_them_are_read(tmp_path: Path):
    written = (text.replace("\n", "\r\n") for text in ("\ufeff" + FACTS, "\ufeff" + SMALL))
    assert said(tmp_path, *written) == ""


@pytest.mark.parametrize("name", SEEDED_FACTS)
def test_a_mistake_in_facts_is_named_with_its_file_and_place(name: str, tmp_path: Path):
    right, wrong, message = SEEDED_FACTS[name]
    assert right in FACTS
    assert said(tmp_path, FACTS.replace(right, wrong)) == f"facts/mail.toml: {message}"


def test_an_amount_bears_the_day_it_was_in_force(tmp_path: Path):
    guide = SOON.replace(SAID, "Cela coûte 25\u00a0€.")
    assert said(tmp_path, FACTS + DELAY_FACT, guide) == (
        "facts/mail.toml: facts[2].amount_of: expected the day the amount of steps (aide).text was in force"
    )
    assert said(tmp_path, f"{FACTS}{DELAY_FACT}amount_of = 2026-04-01", guide) == ""


@pytest.mark.parametrize(
    "text", ["Réponse dans les 15 jours.", "Après 2\u00a0mois, c’est un refus.", "Elle dure 1 an."]
)
def test_a_firm_page_carries_a_deadline_by_itself(text: str, tmp_path: Path):
    assert said(tmp_path, FACTS + DELAY_FACT, SMALL.replace(SAID, text)) == ""


@pytest.mark.parametrize("weakness", WEAK)
@pytest.mark.parametrize(
    "text", ["Réponse dans les 15 jours.", "Après 2\u00a0mois, c’est un refus.", "Elle dure 1 an."]
)
def test_a_deadline_read_on_a_doubtful_page_is_to_be_verified_with_the_mediator(
    weakness: str, text: str, tmp_path: Path
):
    right, wrong, why = WEAK[weakness]
    facts = (FACTS + DELAY_FACT).replace(right, wrong)
    assert facts != FACTS + DELAY_FACT
    assert said(tmp_path, facts, SMALL.replace(SAID, text)) == (
        f"facts/mail.toml: steps (aide).text: expected « à vérifier avec le médiateur », as its page is {why}; "
        f"found {text!r}"
    )
    assert said(tmp_path, facts, SMALL.replace(SAID, f"{text} À vérifier avec le médiateur.")) == ""


def test_an_amount_read_on_a_doubtful_page_is_to_be_verified_too(tmp_path: Path):
    facts = f"{FACTS}{DELAY_FACT}amount_of = 2026-04-01".replace("page_dated = 2026-06-05\n", "")
    assert "as its page is undated" in said(tmp_path, facts, SOON.replace(SAID, "Cela coûte 25\u00a0€."))


def test_a_page_of_eighteen_months_to_the_day_is_firm_still(tmp_path: Path):
    facts = (FACTS + DELAY_FACT).replace("page_dated = 2026-06-05", "page_dated = 2025-05-23")
    assert said(tmp_path, facts, SMALL.replace(SAID, "Réponse dans les 15 jours.")) == ""


def test_an_age_is_no_deadline(tmp_path: Path):
    facts = (FACTS + DELAY_FACT).replace("page_dated = 2026-06-05\n", "")
    assert said(tmp_path, facts, SMALL.replace(SAID, "À 62 ans, ou à moins de 3 ans, voyez-le.")) == ""


def two_guides(folder: Path, right: str, wrong: str) -> list[str]:
    """Return what is said of two guides that rest on one page, once one of them tells it otherwise."""
    said(folder, FACTS)
    (folder / "facts" / "rsa.toml").write_text(FACTS.replace(right, wrong), encoding="utf-8")
    (folder / "facts" / "unreadable.toml").write_text("[[pages]", encoding="utf-8")
    return disagreements(folder)


def test_one_page_is_told_alike_by_two_guides(tmp_path: Path):
    assert two_guides(tmp_path, "", "") == []


def test_one_page_has_one_date_in_all_guides(tmp_path: Path):
    assert two_guides(tmp_path, "page_dated = 2026-06-05\nread_on = 2026-11-23", "read_on = 2026-11-20") == [
        f"facts/rsa.toml: pages ({PAGE}).page_dated: expected 2026-06-05, as in facts/mail.toml; found None",
        f"facts/rsa.toml: pages ({PAGE}).read_on: expected 2026-11-23, as in facts/mail.toml; found 2026-11-20",
    ]


def test_who_read_a_page_last_is_followed_by_the_other_guides(tmp_path: Path):
    assert two_guides(tmp_path, "read_on = 2026-11-23", "read_on = 2026-11-30") == [
        f"facts/mail.toml: pages ({PAGE}).read_on: expected 2026-11-30, as in facts/rsa.toml; found 2026-11-23"
    ]


def test_an_excerpt_read_another_day_contradicts_nobody(tmp_path: Path):
    assert two_guides(tmp_path, 'read_on = 2026-11-23\nhow = "whole"', 'read_on = 2026-11-20\nhow = "part"') == []


def test_the_shipped_guides_tell_each_page_alike():
    assert disagreements(GUIDES) == []


def test_the_command_compares_guides_only_when_all_are_asked_for(tmp_path: Path):
    two_guides(tmp_path, "read_on = 2026-11-23", "read_on = 2026-11-20")
    (tmp_path / "facts" / "unreadable.toml").unlink()
    compared = CliRunner().invoke(app, ["guides", "check", "--folder", str(tmp_path)])
    assert compared.exit_code == 2
    assert "expected 2026-11-23, as in facts/mail.toml; found 2026-11-20" in compared.stderr
    assert CliRunner().invoke(app, ["guides", "check", "mail", "--folder", str(tmp_path)]).exit_code == 0


def test_the_list_says_which_guides_rest_on_doubtful_pages(tmp_path: Path):
    def listed(facts: str) -> str:
        said(tmp_path, facts)
        return CliRunner().invoke(app, ["guides", "list", "--doubtful", "--folder", str(tmp_path)]).stdout

    assert "mail" not in listed(FACTS)
    assert "1 undated, 1 part" in listed(FACTS.replace("page_dated = 2026-06-05\n", "").replace('"whole"', '"part"'))
    assert "unreadable" in listed("[[pages]")


def test_facts_without_their_pages_are_refused(tmp_path: Path):
    old = FACTS[FACTS.index("[[facts]]") :].replace("says", "dated = 2026-06-05\nsays")
    assert "facts/mail.toml: pages: expected this key, which is not there" in said(tmp_path, old)
