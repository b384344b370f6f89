"""Every guide on the smallest panel, in the largest letters: each question, list and step is there whole."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.adapters.guides.checks import every_case
from kiosk.adapters.guides.content import guide_files, load_guide
from kiosk.domain.guides.guide import Checklist, Guide
from screens.driver.hand import Hand
from tests.helpers.inspector import inspect
from tests.screens.test_layout import PANELS, looks

GUIDES = guide_files(Path(__file__).parents[2] / "assets" / "guides")


def few_cases(guide: Guide) -> list[Checklist]:
    """Return few cases that between them hold every step and paper."""
    chosen = []
    cases = list(every_case(guide))
    left = set().union(*(held(case) for case in cases))
    while left:
        best = max(cases, key=lambda case: len(left & held(case)))
        left -= held(best)
        chosen.append(best)
    return chosen


def held(case: Checklist) -> set[str]:
    return {*(p.id for p in case.papers()), *(s.id for s in case.steps())}


def moments(guide: Guide) -> Iterator[tuple[str, str, Checklist, int]]:
    """Yield each thing to look at once: its name, the screen, the list so far, which step."""
    seen: set[str] = set()
    for case in few_cases(guide):
        so_far = Checklist(guide)
        for question, answer in case.answers.items():
            if question not in seen:
                yield f"questions ({question})", "questions", so_far, 0
            seen.add(question)
            so_far = so_far.answer(question, answer)
        yield "papers", "papers", case, 0
        for place, step in enumerate(case.steps()):
            if step.id not in seen:
                yield f"steps ({step.id})", "step", case, place
            seen.add(step.id)


def faults(hand: Hand, guide: Guide) -> list[str]:
    found = []
    for name, screen, case, step in moments(guide):
        hand.shell.situation.visit = type(hand.shell.situation.visit)()
        hand.shell.situation.visit.theme, hand.shell.situation.visit.checklist, hand.shell.situation.visit.step = (
            guide.theme,
            case,
            step,
        )
        hand.shell.navigator.show(screen)
        hand.rest()
        body = hand.shell.screen.body
        for page in range(int(body.pages)):
            body.page = page
            hand.shell.arrange()
            hand.frame()
            found += [f"{guide.id}: {name}, page {page + 1}: {fault}" for fault in inspect(hand.shell)]
    return found


@pytest.mark.long
@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)
def test_a_guide_is_whole_in_the_largest_letters(open_kiosk: Callable[..., Hand], path: Path, panel: str) -> None:
    hand = open_kiosk(*PANELS[panel])
    hand.eyes_open = False
    hand.shell.situation.look = looks(hand, ("light",), low=(False,))[-1]
    assert "\n".join(faults(hand, load_guide(path))) == ""
