"""Guides: every answer leads to a list somebody can carry out, in plain French; a wrong file is refused politely."""

import re
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from kiosk.adapters.guides.checks import every_case
from kiosk.adapters.guides.content import WrongGuide, guide_files, load_guide, load_guides
from kiosk.adapters.guides.schema import guides_json_schema
from kiosk.domain.guides.fields import texts
from kiosk.domain.guides.guide import Answer, Checklist, Guide, Paper, Phone, Question, Source, Step, Theme
from kiosk.pictograms import icon_glyphs
from tests.helpers.wrong_guides import SEEDED, SMALL

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "assets" / "guides"
FILES = guide_files(FOLDER)
each_guide = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def written(folder: Path, text: str) -> Path:
    path = folder / "seeded.toml"
    path.write_text(text, encoding="utf-8")
    return path


def lists(case: Checklist) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(p.id for p in case.papers()), tuple(s.id for s in case.steps())


def leaving_with(cases: list[Checklist], question: str, answer: str) -> set[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return every list that somebody who gave this answer can leave with."""
    return {lists(case) for case in cases if case.answers.get(question) == answer}


def test_there_are_guides_behind_every_door():
    guides = load_guides(FOLDER)
    assert len(guides) >= 36
    assert {guide.theme for guide in guides} == set(Theme)
    assert [guide.id for guide in guides[:5]] == [
        "carte-identite", "rsa", "logement-social", "droits-sante", "bulletin-3",
    ]  # fmt: skip


def test_other_guides_send_to_the_identity_card_by_its_title():
    guides = load_guides(FOLDER)
    card = guides[0]
    assert (card.title, card.questions[0].answers[0].text) == ("Refaire ma carte d’identité", "Je l’ai perdue")
    said = " ".join(text for guide in guides for _, text in texts(guide))
    sent = set(re.findall("fiche «\u202f(.*?)\u202f»", said))
    assert sent and sent <= {guide.title for guide in guides}


@each_guide
def test_a_guide_is_right_in_every_case_and_in_plain_french(path: Path):
    guide = load_guide(path, thorough=True)
    assert guide.id == path.stem
    assert guide.source.checked < guide.source.review > date(2026, 11, 23)


@each_guide
def test_every_answer_leads_to_a_few_papers_and_a_few_steps(path: Path):
    guide = load_guide(path)
    for case in every_case(guide):
        assert 1 <= len(case.papers()) <= 9, case.answers
        # What is to have at hand before a site is a reminder, once in a list: nothing more to do.
        todo = [step for step in case.steps() if not step.id.startswith("pret_internet")]
        assert 1 <= len(todo) <= 9, case.answers
        assert case.next_question() is None
        assert len(case.questions()) <= 6


@each_guide
def test_no_question_is_asked_for_nothing(path: Path):
    guide = load_guide(path)
    cases = list(every_case(guide))
    idle = [q.id for q in guide.questions if len({frozenset(leaving_with(cases, q.id, a.id)) for a in q.answers}) == 1]
    assert idle == []


@each_guide
def test_every_picture_of_a_guide_can_be_drawn(path: Path):
    guide = load_guide(path)
    named = {guide.icon, *(p.icon for p in guide.papers), *(a.icon for q in guide.questions for a in q.answers)}
    assert named - {""} <= set(icon_glyphs())


@each_guide
def test_who_misses_a_paper_is_told_how_to_get_it(path: Path):
    assert [paper.id for paper in load_guide(path).papers if not paper.get] == []


def test_the_small_guide_is_right(tmp_path: Path):
    assert load_guide(written(tmp_path, SMALL), thorough=True).number == 9


@pytest.mark.parametrize("name", SEEDED)
def test_a_mistake_is_named_with_its_file_place_and_field(name: str, tmp_path: Path):
    right, wrong, message = SEEDED[name]
    assert right in SMALL
    with pytest.raises(WrongGuide) as refusal:
        load_guide(written(tmp_path, SMALL.replace(right, wrong, 1)), thorough=True)
    assert str(refusal.value) == f"seeded.toml: {message}"


def test_every_mistake_of_a_folder_is_said_at_once(tmp_path: Path):
    for name in ("a", "b"):
        text = SMALL.replace('theme = "digital"', "theme = 3").replace('icon = "call"', "icon = 4")
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    with pytest.raises(WrongGuide) as refusal:
        load_guides(tmp_path)
    places = [line.rsplit(": ", 1)[0] for line in str(refusal.value).splitlines()]
    assert places == [f"{name}.toml: {place}" for name in "ab" for place in ("theme", "papers[1] (numero).icon")]


def test_an_editor_completes_the_very_keys_that_a_guide_has():
    schema = guides_json_schema()
    tables = {name.removesuffix("Table"): table for name, table in schema["$defs"].items()} | {"Guide": schema}
    for kind in (Guide, Question, Answer, Paper, Step, Phone, Source):
        table = tables[kind.__name__]
        assert set(table["properties"]) == {field.name for field in fields(kind)}
        assert table["additionalProperties"] is False


def test_two_guides_never_share_a_number(tmp_path: Path):
    (tmp_path / "a.toml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "b.toml").write_text(SMALL.replace('id = "mail"', 'id = "courriel"'), encoding="utf-8")
    with pytest.raises(WrongGuide, match=r": number: 9 is used by 2 guides$"):
        load_guides(tmp_path)
