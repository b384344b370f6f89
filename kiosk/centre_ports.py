"""What the verbs need from where many sites' figures come together."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol

from kiosk.domain.figures.disclosure import Told
from kiosk.domain.figures.tallies import Heard, Issue, Silence, Tally
from kiosk.domain.figures.territorial import Part
from kiosk.domain.figures.territories import PlacedSite


class Centre(Protocol):
    """The centre as a box sees it: it may be far, slow, shut or gone."""

    def tell(self, tallies: tuple[Tally, ...], issues: tuple[Issue, ...]) -> Heard | Silence:
        """Tell everything, and return within a minute what the centre says of it."""


class Archive(Protocol):
    """The centre as who makes its reports sees it."""

    def places(self) -> tuple[PlacedSite, ...]:
        """Return where every site lies."""

    def parts(self, period: str) -> tuple[Part, ...]:
        """Return what sites published of a quarter, each publication once."""

    def roots(self, months: Iterable[str]) -> Mapping[tuple[str, str], int]:
        """Return what each site counted in some months, by site and family; a site without any count is not in it."""

    def awaited(self, period: str, months: Iterable[str]) -> frozenset[str]:
        """Return the sites where a device counted in the months of a quarter, and has not published it."""

    def frozen(self, period: str) -> Mapping[tuple[str, str], Told]:
        """Return what was published of departments, by department and row."""

    def freeze(self, period: str, told: Mapping[tuple[str, str], Told], day: date) -> None:
        """Publish it for good; what stands already is left as it is."""
