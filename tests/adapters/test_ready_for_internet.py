"""Whoever is sent to a site is told first what stops people halfway: the phone, its number, the mailbox, a paper."""

from pathlib import Path

import pytest

from kiosk.adapters.guides.checks import every_case
from kiosk.adapters.guides.content import guide_files, load_guide
from kiosk.domain.guides.guide import Channel, Checklist, Step

FOLDER = Path(__file__).parents[2] / "assets" / "guides"
# It is there that the mailbox is made or found again: nobody is asked to have it open.
NOT_IN = {"boite-mail"}
each_guide = pytest.mark.parametrize(
    "path", [path for path in guide_files(FOLDER) if path.stem not in NOT_IN], ids=lambda path: path.stem
)
# What somebody answers who does it without internet.
WITHOUT = {"internet": {"sans_internet", "non", "courrier", "telephone"}, "compte": {"sans_internet"}}


def is_reminder(step: Step) -> bool:
    return step.id.startswith("pret_internet")


def goes_without(case: Checklist) -> bool:
    return any(case.answers.get(question) in answers for question, answers in WITHOUT.items())


def where(case: Checklist) -> tuple[list[int], list[int]]:
    """Return where the reminder stands in a list, and where what is done on a site does."""
    steps = list(enumerate(case.steps()))
    return [n for n, step in steps if is_reminder(step)], [n for n, step in steps if step.channel is Channel.ONLINE]


@each_guide
def test_who_goes_on_a_site_is_reminded_once_and_before(path: Path):
    for case in every_case(load_guide(path)):
        reminders, sites = where(case)
        if sites and not goes_without(case):
            assert len(reminders) == 1 and reminders[0] < sites[0], dict(case.answers)


@each_guide
def test_nobody_is_reminded_of_what_they_will_not_do(path: Path):
    for case in every_case(load_guide(path)):
        reminders, sites = where(case)
        assert not reminders or (sites and not goes_without(case)), dict(case.answers)
