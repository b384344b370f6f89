"""What changed in a guide since a sheet was printed: the sheet bears the guide's revision."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from kiosk.domain.french import to_translate
from kiosk.domain.guides.fields import Between


class Changed(StrEnum):
    """A kind of fact that changed, what costs most to miss first; named as a guide's file does, in French."""

    PRICE = "prix"
    DELAY = "délai"
    PAPERS = "papiers"
    ADDRESS = "adresse"
    STEPS = "étapes"


SAID = {
    Changed.PRICE: to_translate("Le prix a changé."),
    Changed.DELAY: to_translate("Le délai a changé."),
    Changed.PAPERS: to_translate("Les papiers ont changé."),
    Changed.ADDRESS: to_translate("L’adresse a changé."),
    Changed.STEPS: to_translate("Les étapes ont changé."),
}


@dataclass(frozen=True, slots=True)
class Change:
    """What a revision of a guide changed; a revision that changed several things has several."""

    revision: Annotated[int, Between(2, 999)]
    what: Changed


def changed_since(changes: Iterable[Change], printed: int, current: int) -> tuple[Changed, ...]:
    """Return what changed after the revision that was printed, what costs most to miss first.

    Nothing where a revision since does not say what it changed.
    """
    since = [change for change in changes if printed < change.revision <= current]
    if {change.revision for change in since} != set(range(printed + 1, current + 1)):
        return ()
    told = {change.what for change in since}
    return tuple(what for what in Changed if what in told)
