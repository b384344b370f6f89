"""A table whose family nobody lists among those that are protected would be published unmasked: none is left out."""

from kiosk.domain.figures.sums import GROUPS, RELATIONS
from kiosk.domain.figures.tables import Catalogue, Place, shapes
from tests.helpers.publishing import GUIDES

EVERYWHERE = Place(frozenset({"meaux", "la-rochette"}), frozenset({"2026-01", "2026-02"}))


def told_of() -> set[str]:
    """Return every family that some table of a report tells of."""
    tables = shapes(Catalogue(GUIDES, {}, {}), {}, EVERYWHERE)
    return {wanted.family for table in tables for row in table.rows for _, wanted in row.cells}


def test_every_family_that_a_report_tells_of_is_protected_once() -> None:
    protected = [family.name for group in GROUPS for family in group]
    assert len(protected) == len(set(protected))
    assert told_of() == set(protected)


def test_families_that_tell_of_one_another_are_protected_together() -> None:
    places = {family: n for n, group in enumerate(GROUPS) for family in group}
    assert [r for r in RELATIONS if places[r.left] != places[r.right]] == []
