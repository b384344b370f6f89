"""Everything there is to say against a guide: its own rules, the glossary, the paper it must fit, its facts."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from kiosk.adapters.documents.visitor_sheets import PdfVisitorSheets
from kiosk.adapters.guides.block_checks import wrong_blocks
from kiosk.adapters.guides.checks import every_case
from kiosk.adapters.guides.content import WrongGuide, load_guide
from kiosk.adapters.guides.facts import check_facts, disagreements
from kiosk.adapters.guides.glossary import load_glossary, other_words
from kiosk.adapters.guides.resting import WrongFacts, uses_in
from kiosk.domain.guides.guide import Checklist, Guide
from kiosk.settings import load_settings

# The longest cases are the ones that could run over: the others are shorter on paper too.
LONGEST_CASES = 3


def review(path: Path, today: date) -> list[str]:
    """Return every complaint about one guide, a line each: file, place, what was expected."""
    try:
        guide = load_guide(path, thorough=True)
    except WrongGuide as refusal:
        return str(refusal).splitlines()
    wrong = [f"{path.name}: {line}" for line in (*_idle_questions(guide), *_on_paper(guide))]
    glossary = path.parent / "glossary.toml"
    if glossary.is_file():
        try:
            wrong += [f"{path.name}: {line}" for line in other_words(guide, load_glossary(glossary))]
        except (KeyError, TypeError, ValueError) as error:
            wrong.append(f"{glossary.name}: expected [[terms]] with say, never and [[acronyms]] with plain: {error}")
    try:
        check_facts(guide, path, today)
    except WrongFacts as refusal:
        wrong += str(refusal).splitlines()
    return wrong


def review_all(files: Iterable[Path], today: date, *, compared: Path | None) -> list[str]:
    """Return every complaint about some guides; those of a folder are compared with one another too."""
    files = list(files)
    wrong = [line for path in files for line in review(path, today)]
    return wrong + ([*wrong_blocks(compared, uses_in(files), today), *disagreements(compared)] if compared else [])


def _idle_questions(guide: Guide) -> list[str]:
    """Name each question whose answers all lead to the same papers and steps."""
    cases = list(every_case(guide))
    found = []
    for question in guide.questions:
        outcomes = {
            answer.id: frozenset(
                (tuple(p.id for p in case.papers()), tuple(s.id for s in case.steps()))
                for case in cases
                if case.answers.get(question.id) == answer.id
            )
            for answer in question.answers
        }
        if len(set(outcomes.values())) == 1:
            found.append(f"questions ({question.id}): expected an answer that changes a paper or a step")
    return found


def _on_paper(guide: Guide) -> list[str]:
    """Lay the longest cases out on A4 and on a ticket: two pages and 40 cm at most."""
    site = load_settings().site
    sheets = PdfVisitorSheets(site, practice=False)
    from kiosk.adapters.machine.clocks import system_clock

    def length(case: Checklist) -> int:
        return sum(len(p.name + p.detail + p.get) for p in case.papers()) + sum(len(s.line) for s in case.steps())

    found = []
    for case in sorted(every_case(guide), key=length, reverse=True)[:LONGEST_CASES]:
        for lay in (sheets.list_a4, sheets.list_ticket):
            try:
                lay(case, "fr", system_clock())
            except ValueError as refusal:
                found.append(f"{dict(case.answers)}: {refusal}")
    return found
