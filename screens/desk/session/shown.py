"""What of a session is on show: a value, from which every word and button of its screen follows."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.domain.guides.guide import Checklist, Guide
from kiosk.domain.reception.assistance import OTHER_DEMARCHE, Actor, AssistedSession, Demarche, Outcome
from kiosk.domain.reception.codes import ChecklistToken, write_token
from screens.desk.prepared import prepared_list


class Leaf(StrEnum):
    """What of the guide is on show."""

    PAPERS = "Papiers"
    QUESTIONS = "Situation"
    STEPS = "Étapes"
    OUTCOME = "Suite"
    DEMARCHES = "Démarches"


class Side(StrEnum):
    """What is asked beside the guide."""

    OUTCOME = "outcome"
    ACTOR = "actor"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in a session something is missing: the outcome of its démarche number `at`, or one more with None."""

    at: int | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A session, and where in it somebody is looking.

    `at` is the place of the démarche on show; while `is_adding`, another is looked for by the letters in `typed`.
    """

    session: AssistedSession
    guides: tuple[Guide, ...]
    at: int = 0
    leaf: Leaf = Leaf.PAPERS
    side: Side = Side.OUTCOME
    is_adding: bool = False
    typed: str = ""

    @classmethod
    def first(cls, session: AssistedSession, guides: tuple[Guide, ...], spot: Spot | None, *, narrow: bool) -> Shown:
        """Look at the session from its beginning, or where something is missing."""
        if spot is None:
            return cls(session, guides, is_adding=not session.demarches)
        leaf = Leaf.OUTCOME if narrow else Leaf.PAPERS
        return cls(session, guides, at=spot.at or 0, is_adding=spot.at is None, leaf=leaf)

    @property
    def place(self) -> int:
        """Return the place of the démarche on show: the last, should there be fewer meanwhile."""
        return min(self.at, len(self.session.demarches) - 1)

    @property
    def current(self) -> Demarche | None:
        """Return the démarche on show."""
        return self.session.demarches[self.place] if self.session.demarches else None

    @property
    def checklist(self) -> Checklist | None:
        """Return the list of the démarche on show; none for a démarche that no guide describes."""
        demarche = self.current
        guide = self.guide_of(demarche) if demarche is not None else None
        if demarche is None or guide is None:
            return None
        return prepared_list(demarche.token, (guide,)) or Checklist(guide)

    def guide_of(self, demarche: Demarche) -> Guide | None:
        """Return the guide of a démarche."""
        return next((g for g in self.guides if g.id == demarche.guide), None)

    # --- what an act makes of it
    def changed(self, demarche: Demarche) -> Shown:
        """Change the démarche on show."""
        return replace(self, session=self.session.changed(self.place, demarche))

    def redirected(self, actor: Actor) -> Shown:
        """Send the person elsewhere with the démarche on show."""
        demarche = self.current
        return self if demarche is None else self.changed(replace(demarche, outcome=Outcome.REDIRECTED, actor=actor))

    def without(self) -> Shown:
        """Take the démarche on show off the session."""
        return replace(self, session=self.session.without(self.place), at=0)

    def with_guide(self, guide: Guide | None) -> Shown:
        """Add a démarche, from its questions: a guide's, or one that no guide describes."""
        demarche = Demarche(guide.id, Checklist(guide).token()) if guide else Demarche(OTHER_DEMARCHE)
        return self._last(self.session.with_demarche(demarche), Leaf.QUESTIONS if guide else Leaf.PAPERS)

    def with_list(self, code: ChecklistToken, guide: Guide) -> Shown:
        """Add the démarche of a list that was shown to the reader, from its papers."""
        return self._last(self.session.with_demarche(Demarche(guide.id, write_token(code))), Leaf.PAPERS)

    def with_first_visit(self) -> Shown:
        """Say whether this person comes for the first time: unknown, then yes, then no."""
        return replace(self, session=replace(self.session, first_visit=self.session.first_visit is not True))

    def _last(self, session: AssistedSession, leaf: Leaf) -> Shown:
        return replace(self, session=session, at=len(session.demarches) - 1, leaf=leaf, is_adding=False)


def plain(words: str) -> str:
    """Return words as a hurried hand types them: small, without accents or signs."""
    bare = unicodedata.normalize("NFKD", words.casefold())
    return "".join(c for c in bare if c.isalnum())
