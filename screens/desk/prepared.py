"""The list that somebody prepared and brings, by the digits that were scanned."""

from collections.abc import Iterable

from kiosk.domain.guides.changes import SAID, changed_since
from kiosk.domain.guides.guide import Checklist, Guide, checklist_of
from kiosk.domain.reception.codes import ChecklistToken, Mistyped, read_token


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
    changed = [SAID[what] for what in changed_since(guide.changes, token.revision, guide.revision)]
    if not changed:
        return "Feuille ancienne : la fiche a changé depuis. Réimprimez la liste."
    told = ", ".join(words[:1].lower() + words[1:].rstrip(".") for words in changed)
    return f"Feuille ancienne : {told}."
