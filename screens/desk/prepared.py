"""The list that somebody prepared and brings, by the digits that were scanned."""

from collections.abc import Iterable

from kiosk.domain.guides.changes import Changed, changed_since
from kiosk.domain.guides.guide import Checklist, Guide, checklist_of
from kiosk.domain.reception.codes import ChecklistToken, Mistyped, read_token

_NAMED = {
    Changed.PRICE: "le prix",
    Changed.DELAY: "le délai",
    Changed.PAPERS: "les papiers",
    Changed.ADDRESS: "l’adresse",
    Changed.STEPS: "les étapes",
}


def prepared_list(digits: str, guides: Iterable[Guide]) -> Checklist | None:
    """Open the list an arrival brought, if its guide is still there."""
    token = read_token(digits)
    if not isinstance(token, ChecklistToken):
        return None
    guide = next((g for g in guides if g.number == token.guide), None)
    return None if guide is None else checklist_of(guide, token)


def age_said(token: ChecklistToken | Mistyped, guide: Guide) -> str:
    """Say that a sheet was printed before its guide changed, and what changed where the guide says it; else ""."""
    if isinstance(token, Mistyped) or token.revision == guide.revision:
        return ""
    if token.revision > guide.revision:
        return "Feuille plus récente que la fiche d’ici. Vérifiez la liste."
    match [_NAMED[what] for what in changed_since(guide.changes, token.revision, guide.revision)]:
        case []:
            told = "la fiche a changé depuis"
        case [one]:
            told = f"{one} {'ont' if one.startswith('les ') else 'a'} changé"
        case [*first, last]:
            told = f"ont changé {', '.join(first)} et {last}"
    return f"Feuille ancienne : {told}. Réimprimez la liste."
