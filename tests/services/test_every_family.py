"""A report says of a family what a telling decides, and nothing else: one that nobody thought of stays untold."""

from kiosk.domain.figures.categories import told
from kiosk.domain.figures.disclosure import Status
from kiosk.domain.figures.drafting import drafted
from kiosk.domain.figures.sums import Ledger
from kiosk.domain.figures.tables import Catalogue, Place, Shape, shapes, together
from kiosk.domain.figures.telling import Telling
from kiosk.domain.figures.usage import FAMILIES, GUIDES_OPENED, Counter
from tests.helpers.publishing import GUIDES
from tests.helpers.quarters import CATALOGUE

EVERYWHERE = Place(frozenset({"meaux", "la-rochette"}), frozenset({"2026-01", "2026-02"}))


def tables() -> tuple[Shape, ...]:
    """Return every table of a report."""
    return (*shapes(Catalogue(GUIDES, {}, {}), {}, EVERYWHERE), *together(EVERYWHERE))


def test_what_no_telling_tells_no_table_tells() -> None:
    cells = [cell for shape in tables() for cell in drafted(shape, Telling())]
    assert {(cell.value, cell.status) for cell in cells} == {(None, Status.MERGED)}


def test_a_family_that_no_table_shows_is_told_to_nobody() -> None:
    shown = {wanted.family for shape in tables() for row in shape.rows for _, wanted in row.cells}
    assert set(FAMILIES) - shown == {GUIDES_OPENED.name}
    counts = Ledger({Counter(GUIDES_OPENED.name, "meaux", "2026-01", "rsa"): 90})
    telling = told(counts, EVERYWHERE, 11, CATALOGUE)
    assert GUIDES_OPENED.name not in {wanted.family for wanted in (*telling.numbers, *telling.leaves)}
