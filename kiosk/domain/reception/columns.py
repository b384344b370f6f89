"""The columns of a sheet as somebody at the desk may see them: numbered, by the kind of what stands in them.

A sheet without titles has a person in its first line: no value of it is shown, kept or told.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class Kind(StrEnum):
    """What most values of a column are."""

    DAY = "day"
    MOMENT = "moment"  # a day and an hour
    HOUR = "hour"
    NUMBER = "number"
    SHORT = "short"  # a word or three
    LONG = "long"
    EMPTY = "empty"


_DAYS, _NAMES = ("date",), ("family", "given", "family_first", "first_first", "letters")
# What a column of each kind may say, the likeliest first.
MAY_SAY: dict[Kind, tuple[str, ...]] = {
    Kind.DAY: _DAYS,
    Kind.MOMENT: ("starts", "date", "ends"),
    Kind.HOUR: ("hour", "ends", "minutes"),
    Kind.NUMBER: ("minutes", "code", "event"),
    Kind.SHORT: (*_NAMES, "motif", "subject", "status", "first", "code"),
    Kind.LONG: ("subject", "motif", "family_first", "first_first"),
    Kind.EMPTY: (),
}
# Two columns may not say the same; of how a name is written, a sheet knows one.
_ONE_OF = ({"family", "family_first", "first_first"},)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one sheet. `roles` says which place says what; `titles` stand there only if they are known ones.

    `corrections` are those of the roles that somebody chose. `mark` is a keyed hash of the titles, or of the kinds
    where there are none: the next file of that source has it too.
    """

    mark: str
    kinds: tuple[Kind, ...]
    roles: tuple[tuple[str, int], ...] = ()
    titles: tuple[str, ...] = ()
    corrections: tuple[tuple[str, int], ...] = ()

    def role_at(self, place: int) -> str:
        """Return what a column says, "" for nothing that counts."""
        return next((role for role, at in self.roles if at == place and role != "name"), "")

    def with_role(self, role: str, place: int) -> "Columns":
        """Return the columns once one of them says something, or nothing with ""; no other says the same."""
        same = next((group for group in _ONE_OF if role in group), {role})
        kept = {said: at for said, at in self.roles if at != place and said not in same and said != "name"}
        return replace(self, roles=tuple(({**kept, role: place} if role else kept).items()))

    def next_role(self, place: int) -> "Columns":
        """Return the columns once a touch gave one of them the next thing that its kind may say."""
        choices = (*MAY_SAY[self.kinds[place]], "")
        at = self.role_at(place)
        return self.with_role(choices[(choices.index(at) + 1) % len(choices)] if at in choices else "", place)

    def correcting(self, role: str, place: int) -> "Columns":
        """Return what corrects titles that are known: nothing but what somebody said otherwise, so far and now."""
        return replace(self, roles=tuple({**dict(self.corrections), role: place}.items()))

    def guessed(self) -> "Columns":
        """Return the columns with what is beyond doubt: where one alone holds days, or hours, it says them."""
        found = self
        for kind, role in ((Kind.MOMENT, "starts"), (Kind.DAY, "date"), (Kind.HOUR, "hour")):
            places = [place for place, each in enumerate(self.kinds) if each is kind]
            if len(places) == 1:
                found = found.with_role(role, places[0])
        return found


Chosen = Mapping[str, Mapping[str, int]]
