"""What each declared relation binds, as sums: at each site in each month, or all sites together by quarter."""

from collections.abc import Collection, Iterator

from kiosk.domain.figures.relations import Relation
from kiosk.domain.figures.sums import Sum, sum_of
from kiosk.domain.figures.usage import quarter_of


def bound_sums(relation: Relation, places: Collection[tuple[str, str]]) -> Iterator[tuple[Sum, Sum]]:
    """Yield the sums that a relation binds at some sites in some months; of what is counted together, by quarter."""
    ends = (relation.left, frozenset[str]()), (relation.right, relation.values)
    grounds = [(frozenset({site}), frozenset({month})) for site, month in sorted(places)]
    if relation.left.is_together:
        sites = frozenset(site for site, _ in places)
        quarters = sorted({quarter_of(month) for _, month in places})
        months = [frozenset(month for _, month in places if quarter_of(month) == quarter) for quarter in quarters]
        grounds = [(sites, each) for each in months]
    for here in grounds:
        left, right = (sum_of(family, *here, values) for family, values in ends)
        yield left, right
