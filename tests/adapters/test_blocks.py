"""A part that many guides share is written once, and stands in each guide as if it were written there."""

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest

from kiosk.adapters.guides.block_checks import wrong_blocks
from kiosk.adapters.guides.blocks import Blocks
from kiosk.adapters.guides.checks import every_case
from kiosk.adapters.guides.content import WrongGuide, guide_files, load_guide
from kiosk.adapters.guides.facts import check_facts, disagreements
from kiosk.adapters.guides.resting import WrongFacts, resting_of, uses_in
from kiosk.domain.guides.fields import texts
from tests.helpers.sources import source_texts
from tests.helpers.wrong_facts import FACTS, PAGE
from tests.helpers.wrong_guides import SMALL

GUIDES = Path(__file__).parents[2] / "assets" / "guides"
TODAY = date(2026, 11, 30)
PAPER = """\
[[papers]]
id = "numero"
name = "Votre numéro"
short = "Numéro"
icon = "call"
"""
STEP = """\
[[steps]]
id = "aide"
channel = "mediator"
title = "Voyez le médiateur"
text = "Il répond en 2 mois."
line = "Je vois le médiateur."
"""
BLOCK_FACTS = FACTS.replace(
    '["address", "source.address", "papers (numero)"]', '["papers (numero)", "steps (aide).text"]'
)
BLOCK = f"{PAPER}{STEP}{BLOCK_FACTS}"
OWN_PAPER = PAPER.replace('id = "numero"\n', 'id = "numero"\nnumber = 1\n')
USED = '[[papers]]\nuse = "telephone"\nnumber = 1\n'
USED_STEP = '[[steps]]\nuse = "telephone"\nid = "appel"\nwhen = { telephone = ["non"] }\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small guide with its paper and its last step taken from a block."""
    (tmp_path / "facts").mkdir()
    (tmp_path / "blocks").mkdir()
    (tmp_path / "blocks" / "telephone.toml").write_text(BLOCK, encoding="utf-8")
    assert OWN_PAPER in SMALL
    guide = SMALL.replace(OWN_PAPER, USED)
    guide = guide[: guide.rindex("[[steps]]")] + USED_STEP
    (tmp_path / "mail.toml").write_text(guide, encoding="utf-8")
    facts = FACTS.replace(', "papers (numero)"', "")
    (tmp_path / "facts" / "mail.toml").write_text(facts, encoding="utf-8")
    return tmp_path


def change(folder: Path, file: str, right: str, wrong: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert right in text
    (folder / file).write_text(text.replace(right, wrong, 1), encoding="utf-8")


def refused(folder: Path) -> str:
    with pytest.raises(WrongGuide) as refusal:
        load_guide(folder / "mail.toml")
    return str(refusal.value)


def said_of_blocks(folder: Path) -> list[str]:
    return wrong_blocks(folder, list(uses_in(guide_files(folder))), TODAY)


def test_a_shared_part_stands_in_the_guide_as_if_it_were_written_there(folder: Path, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("whole") / "mail.toml"
    written = SMALL.replace("Il crée l’adresse avec vous.", "Il répond en 2 mois.").replace('"aide"', '"appel"')
    elsewhere.write_text(written, encoding="utf-8")
    assert load_guide(folder / "mail.toml", thorough=True) == load_guide(elsewhere, thorough=True)


def test_a_guide_rests_on_the_pages_of_the_blocks_it_uses(folder: Path):
    check_facts(load_guide(folder / "mail.toml"), folder / "mail.toml", TODAY)
    (shared,) = resting_of(folder / "mail.toml").shared
    assert shared.facts[0].at == ("papers (numero)", "steps (appel).text")
    assert said_of_blocks(folder) == []


def test_a_deadline_of_a_block_whose_page_is_doubtful_is_to_be_verified(folder: Path):
    change(folder, "blocks/telephone.toml", "page_dated = 2026-06-05\n", "")
    with pytest.raises(WrongFacts, match=r"steps \(appel\).text: expected « à vérifier avec le médiateur »"):
        check_facts(load_guide(folder / "mail.toml"), folder / "mail.toml", TODAY)


def test_a_part_that_the_guide_does_not_take_brings_no_facts(folder: Path):
    change(folder, "mail.toml", USED, OWN_PAPER)
    (shared,) = resting_of(folder / "mail.toml").shared
    assert shared.facts[0].at == ("steps (appel).text",)


def test_a_block_and_a_guide_tell_one_page_alike(folder: Path):
    change(folder, "blocks/telephone.toml", "read_on = 2026-11-23", "read_on = 2026-11-30")
    assert disagreements(folder) == [
        f"facts/mail.toml: pages ({PAGE}).read_on: expected 2026-11-30, as in blocks/telephone.toml; found 2026-11-23"
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (
            'use = "telephone"\nnumber',
            'use = "fax"\nnumber',
            "papers[1].use: expected the name of a block, one of adresse_hote,",
        ),
        ('use = "telephone"\nnumber = 1', 'use = "telephone"', "papers[1] (numero).number: expected this key"),
        ("number = 1\n[[steps]]", 'number = 1\nname = "Un autre"\n[[steps]]', "papers[1].name: the block says this"),
        ('use = "telephone"\nnumber', "use = 3\nnumber", "papers[1].use: expected the name of a block"),
    ],
)
def test_a_mistake_where_a_block_is_used_is_named(folder: Path, right: str, wrong: str, said: str):
    change(folder, "mail.toml", right, wrong)
    assert refused(folder).startswith(f"mail.toml: {said}")


def test_a_block_without_such_a_part_is_named(folder: Path):
    change(folder, "blocks/telephone.toml", PAPER, "")
    assert refused(folder) == "mail.toml: papers[1].use: expected a block with papers; found 'telephone'"


def test_a_block_that_cannot_be_read_is_named(folder: Path):
    change(folder, "blocks/telephone.toml", "[[papers]]", "[[papers]")
    assert refused(folder).startswith("mail.toml: blocks/telephone.toml: expected TOML in UTF-8; found: ")


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('short = "Numéro"', f'short = "{"Numéro " * 9}"', "papers[1].short: expected 32 characters at most; found"),
        ('short = "Numéro"\n', 'short = "Numéro"\nnumber = 1\n', "papers[1].number: each guide says this itself"),
        (PAPER, PAPER + PAPER, "papers: expected one table [[papers]]"),
        ("steps (aide).text", "steps (autre).text", "facts[1].at: 'steps (autre).text' is no place of the block"),
        ("read_on = 2026-11-23", "read_on = 2026-12-01", "pages[1].read_on: expected a day that has come"),
        (PAPER, f'title = "Un bloc"\n{PAPER}', "title: this key is not known; expected one of papers, steps, pages"),
        ('told = "covered"', 'told = "partly"', "pages (entry 1).cases (entry 1).told: expected 'covered'"),
    ],
)
def test_a_mistake_in_a_block_is_named_with_its_file(folder: Path, right: str, wrong: str, said: str):
    change(folder, "blocks/telephone.toml", right, wrong)
    assert any(line.startswith(f"blocks/telephone.toml: {said}") for line in said_of_blocks(folder))


def test_a_block_that_no_guide_uses_is_named(folder: Path):
    (folder / "blocks" / "other.toml").write_text(PAPER, encoding="utf-8")
    assert said_of_blocks(folder) == ["blocks/other.toml: expected a guide that uses this block; found none"]


def test_a_block_with_nothing_to_share_is_named(folder: Path):
    (folder / "blocks" / "telephone.toml").write_text("", encoding="utf-8")
    assert "blocks/telephone.toml: expected a part to share: [[papers]] or [[steps]]" in said_of_blocks(folder)


def test_the_shipped_blocks_are_right_and_each_is_used():
    assert said_of_blocks(GUIDES) == []


def test_the_words_of_blocks_are_translated_like_those_of_guides():
    known = {source.text for source in source_texts()}
    for path in guide_files(GUIDES):
        assert {text for _, text in texts(load_guide(path))} <= known, path.stem


def test_papers_and_steps_keep_the_order_and_the_numbers_that_paper_knows():
    guide = load_guide(GUIDES / "bulletin-3.toml")
    numbered = [(paper.id, paper.number) for paper in guide.papers]
    assert numbered[:6] == [
        ("naissance", 1), ("adresse", 2), ("adresse_hote", 3), ("domiciliation", 4), ("mail", 5), ("codes", 6),
    ]  # fmt: skip
    assert [step.id for step in guide.steps[:4]] == ["domiciliation", "boite", "papier_identite", "adresse_mail"]
    homeless = [case for case in every_case(guide) if case.answers.get("logement") == "sans_adresse"]
    assert homeless and all("domiciliation" in [paper.id for paper in case.papers()] for case in homeless)


def test_an_editor_knows_both_forms_of_a_paper_and_of_a_step():
    schema = json.loads((GUIDES / "guide.schema.json").read_text(encoding="utf-8"))
    for kind in ("papers", "steps"):
        written, used = schema["properties"][kind]["items"]["anyOf"]
        assert "$ref" in written
        assert "use" in used["required"]
    content = tomllib.loads((GUIDES / "bulletin-3.toml").read_text(encoding="utf-8"))
    assert {use.block for use in Blocks(GUIDES).uses(content)} >= {"domiciliation", "adresse_mail"}
