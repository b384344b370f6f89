"""The port `Archive` on the centre's database: whoever reads is of the role `centre_report`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, except_, func, select
from sqlalchemy.dialects.postgresql import insert

from kiosk.adapters.centre.tables import FROZEN, PUBLISHED, SITE, TERRITORY, TOLD, TOTAL
from kiosk.domain.figures.disclosure import Status
from kiosk.domain.figures.disclosure import Told as ToldNumber
from kiosk.domain.figures.territorial import ROOTS, Part, Said
from kiosk.domain.figures.territories import PlacedSite

_REGION, _COUNTRY = TERRITORY.alias("region"), TERRITORY.alias("country")
_PLACES = (
    select(SITE.c.site, SITE.c.name, TERRITORY.c.name, _REGION.c.name, _COUNTRY.c.name)
    .join(TERRITORY, SITE.c.territory == TERRITORY.c.territory)
    .join(_REGION, TERRITORY.c.parent == _REGION.c.territory)
    .join(_COUNTRY, _REGION.c.parent == _COUNTRY.c.territory)
    .order_by(SITE.c.site)
)


class SqlArchive:
    """Reads what sites told; writes what the centre published, once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def places(self) -> tuple[PlacedSite, ...]:
        """Return where every site lies."""
        return tuple(PlacedSite(*row) for row in self._connection.execute(_PLACES))

    def parts(self, period: str) -> tuple[Part, ...]:
        """Return what sites published of a quarter; a box put back from a backup says it again, and it counts once."""
        cells: dict[tuple[str, str], dict[tuple[str, str, str], Said]] = defaultdict(dict)
        shared: dict[str, frozenset[str]] = {}
        for row in self._connection.execute(select(TOLD).where(TOLD.c.period == period)):
            values = shared.setdefault(row.members, frozenset(filter(None, row.members.split(","))))
            cells[row.site, row.device][row.shape, row.line, row.heading] = Said(values, row.number, Status(row.status))
        named = select(PUBLISHED).where(PUBLISHED.c.period == period, PUBLISHED.c.scope == PUBLISHED.c.site)
        found: dict[Any, Part] = {}
        for row in self._connection.execute(named.order_by(PUBLISHED.c.site, PUBLISHED.c.device)):
            said = cells[row.site, row.device]
            found.setdefault((row.site, frozenset(said.items())), Part(row.site, row.threshold, said))
        return tuple(found.values())

    def roots(self, months: Iterable[str]) -> Mapping[tuple[str, str], int]:
        """Return what each site counted in some months, by site and family; a site without any count is not in it."""
        wanted = (
            select(TOTAL.c.site, TOTAL.c.family, func.sum(TOTAL.c.n))
            .where(TOTAL.c.month.in_(tuple(months)), TOTAL.c.family.in_([family.name for family in ROOTS]))
            .group_by(TOTAL.c.site, TOTAL.c.family)
        )
        return {(site, family): int(n) for site, family, n in self._connection.execute(wanted) if n}

    def awaited(self, period: str, months: Iterable[str]) -> frozenset[str]:
        """Return the sites where a device counted in the months of a quarter, and has not published it."""
        counted = select(TOTAL.c.site, TOTAL.c.device).where(TOTAL.c.month.in_(tuple(months)), TOTAL.c.n != 0)
        said = select(PUBLISHED.c.site, PUBLISHED.c.device).where(
            PUBLISHED.c.period == period, PUBLISHED.c.scope == PUBLISHED.c.site
        )
        return frozenset(site for site, _ in self._connection.execute(except_(counted, said)))

    def frozen(self, period: str) -> Mapping[tuple[str, str], ToldNumber]:
        """Return what was published of departments, by department and row."""
        held = self._connection.execute(select(FROZEN).where(FROZEN.c.period == period))
        return {(row.territory, row.line): ToldNumber(row.number, Status(row.status)) for row in held}

    def freeze(self, period: str, told: Mapping[tuple[str, str], ToldNumber], day: date) -> None:
        """Publish it for good; what stands already is left as it is."""
        rows = [
            {"territory": territory, "period": period, "line": line, "number": each.value, "status": each.status,
             "issued": day}
            for (territory, line), each in told.items()
        ]  # fmt: skip
        if rows:
            self._connection.execute(insert(FROZEN).on_conflict_do_nothing(), rows)
