"""Eight people a rule forgets easily, by the answers they would give: `question:answer`, and its words."""

import re
from collections.abc import Iterable

from kiosk.adapters.guides.checks import every_case
from kiosk.domain.guides.guide import Channel, Checklist, Guide

PEOPLE = {
    "somebody without any paper": r"(papier|identite):aucun|sans_papier|aucun papier|aucune pièce|aucun de ces papiers",
    "a refugee": r"refugie|réfugié|protection subsidiaire|ofpra",
    "somebody without an address": r"sans_adresse|n’ai pas d’adresse$|nulle part où",
    "somebody whose host will not sign": r"heberge|hote|me loge|ne veut pas signer",
    "somebody without a mailbox": r"sans_mail|mail:non|pas d’adresse mail|pas de mail",
    "somebody without internet": r"sans_internet|n’ai pas internet|internet:non",
    "a ward": r"tuteur|tutelle|curateur|curatelle",
    "somebody born abroad": r"naissance:(etranger|francais|refugie)|né à l’étranger",
}
HUMAN = {Channel.COUNTER, Channel.PHONE, Channel.MEDIATOR}


def fitting(guide: Guide, person: str) -> dict[str, frozenset[str]]:
    """Return the answers that are this person's own, by question; a guide may ask nothing of the kind."""
    found = {
        question.id: frozenset(
            answer.id
            for answer in question.answers
            if re.search(PEOPLE[person], f"{question.id}:{answer.id} {answer.text}".casefold())
        )
        for question in guide.questions
    }
    return {question: answers for question, answers in found.items() if answers}


def lists_of(guide: Guide, person: str, cases: Iterable[Checklist] | None = None) -> Iterable[Checklist]:
    """Yield each list this person can leave with: where something is asked that concerns them, they say so."""
    own = fitting(guide, person)
    for case in every_case(guide) if cases is None else cases:
        said = [case.answers[question] in answers for question, answers in own.items() if question in case.answers]
        if said and all(said):
            yield case


def meets_somebody(case: Checklist) -> bool:
    """Say whether a list ends at a counter, a phone or the mediator."""
    return bool(case.guide.phone) or any(step.channel in HUMAN or step.phone for step in case.steps())
