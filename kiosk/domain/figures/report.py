"""A report: what was published of a period, the period before beside it, and how its rows are named."""

from dataclasses import dataclass, replace

from kiosk.domain.figures.periods import Period
from kiosk.domain.figures.publication import FileKind, Publication
from kiosk.domain.figures.tables import NO_GUIDE, Catalogue, Place, Shape, shapes, together

INVENTED = "chiffres inventés"


@dataclass(frozen=True, slots=True)
class Report:
    """What a report shows: a publication, the one of the period before (if any), the names of its rows."""

    period: Period
    now: Publication
    before: Publication | None
    catalogue: Catalogue
    place: Place
    # A training's or a simulation's: every page, sheet and row of it says so.
    is_invented: bool = False
    # How the numbers of a territory were made; "" for a permanence's.
    note: str = ""

    @property
    def tables(self) -> tuple[Shape, ...]:
        """Return the tables as they are named, in order."""
        seen = {cell.sum.family: frozenset({""}) for cell in self.now.cells if cell.row == NO_GUIDE}
        made = (*shapes(self.catalogue, seen, self.place), *together(self.place))
        # A territory is made of territories, or of sites.
        return tuple(replace(each, title="Lieu par lieu") if self.note and each.id == "site" else each for each in made)

    @property
    def before_words(self) -> str:
        """Return what the numbers of the period before stand under: which may not be all of it."""
        whole = len(self.period.previous().months)
        held = len(self.before.months) if self.before else 0
        return "avant" if held == whole else f"avant, {held} mois sur {whole}"

    @property
    def is_comparable(self) -> bool:
        """Say whether something was counted in each month of both periods."""
        each = len(self.period.months)
        return self.before is not None and len(self.before.months) == len(self.now.months) == each

    @property
    def town(self) -> str:
        """Return what the scope is called."""
        town = self.catalogue.towns.get(self.now.scope, "Tous les sites")
        return f"{town} ({INVENTED})" if self.is_invented else town


def file_name(report: Report, kind: FileKind) -> str:
    """Name a report's file after its period and its scope; one of a training says so."""
    kind_of = "formation-" if report.is_invented else ""
    return f"chiffres-{kind_of}{report.now.period}-{report.now.scope}.{kind.value}"
