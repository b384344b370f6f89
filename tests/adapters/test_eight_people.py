"""Whoever a rule forgets easily leaves each guide with somebody to see or to call, never with a site alone."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.adapters.guides.checks import every_case
from kiosk.adapters.guides.content import guide_files, load_guide, load_guides
from kiosk.domain.guides.fields import texts
from kiosk.domain.guides.guide import Channel, Guide
from tests.helpers.eight_people import PEOPLE, fitting, lists_of, meets_somebody

FOLDER = Path(__file__).parents[2] / "assets" / "guides"
each_guide = pytest.mark.parametrize("path", guide_files(FOLDER), ids=lambda path: path.stem)
# How many guides ask for each person's answer at the least: a word of ours that no guide says any more finds nobody.
ASKED_BY = {
    "somebody without any paper": 15, "a refugee": 1, "somebody without an address": 20,
    "somebody whose host will not sign": 20, "somebody without a mailbox": 20, "somebody without internet": 25,
    "a ward": 2, "somebody born abroad": 4,
}  # fmt: skip


@each_guide
def test_each_of_eight_people_ends_at_a_counter_a_phone_or_the_mediator(path: Path):
    guide = load_guide(path)
    cases = list(every_case(guide))
    stranded = [
        (person, dict(case.answers))
        for person in PEOPLE
        for case in lists_of(guide, person, cases)
        if not meets_somebody(case)
    ]
    assert stranded == []


@each_guide
def test_whom_a_guide_does_not_ask_about_is_sent_to_the_mediator(path: Path):
    guide = load_guide(path)
    unasked = [person for person in PEOPLE if not fitting(guide, person)]
    assert not unasked or "médiateur" in guide.mediator


@each_guide
def test_who_has_no_internet_has_more_to_do_than_open_a_site(path: Path):
    guide = load_guide(path)
    for case in lists_of(guide, "somebody without internet"):
        assert {step.channel for step in case.steps()} - {Channel.ONLINE, Channel.READY}, dict(case.answers)


@pytest.mark.parametrize("person", PEOPLE)
def test_each_person_is_asked_for_by_the_guides_that_concern_them(person: str):
    asking = [guide.id for guide in load_guides(FOLDER) if fitting(guide, person)]
    assert len(asking) >= ASKED_BY[person]


def test_a_refugee_who_says_so_is_sent_to_no_consulate():
    for guide in load_guides(FOLDER):
        for case in lists_of(guide, "a refugee"):
            asked = [paper.get for paper in case.papers()] + [step.line for step in case.steps()]
            sent = [line for line in asked if re.search("(?<!pas au )consulat|(?<!pas à l’)ambassade", line)]
            assert sent == [], (guide.id, case.answers)


def test_a_guide_that_names_a_consulate_says_what_a_refugee_does_instead():
    silent = set()
    for guide in load_guides(FOLDER):
        said = " ".join(text for _, text in texts(guide)).casefold()
        if "consulat" in said and "réfugié" not in said:
            silent.add(guide.id)
    # What is still to be read again.
    assert silent <= {"papiers-perdus"}


def without_anybody(guide: Guide) -> Guide:
    """Leave a guide only what is done on a site."""
    steps = tuple(replace(step, channel=Channel.ONLINE, phone=None) for step in guide.steps)
    return replace(guide, steps=steps, phone=None)


@pytest.mark.parametrize("person", PEOPLE)
def test_a_guide_that_leaves_somebody_with_a_site_alone_is_found(person: str):
    guide = next(guide for guide in load_guides(FOLDER) if fitting(guide, person))
    assert not any(meets_somebody(case) for case in lists_of(without_anybody(guide), person))
    assert list(lists_of(guide, person))
