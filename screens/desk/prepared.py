"""The list that somebody prepared and brings, by the digits that were scanned."""

from collections.abc import Iterable

from kiosk.domain.guides.guide import Checklist, Guide, checklist_of
from kiosk.domain.reception.codes import ChecklistToken, read_token


def prepared_list(digits: str, guides: Iterable[Guide]) -> Checklist | None:
    """Open the list an arrival brought, if its guide is still there."""
    token = read_token(digits)
    if not isinstance(token, ChecklistToken):
        return None
    guide = next((g for g in guides if g.number == token.guide), None)
    return None if guide is None else checklist_of(guide, token)
