"""The centre as a box sees it: a process is sent, and left behind where it does not come back."""

from typing import Any

from kiosk.adapters.errands.sender import Errands
from kiosk.domain.figures.tallies import Answer, Heard, Issue, Silence, Tally

_PROGRAM = "kiosk.adapters.centre.telling"
# A name that nobody resolves, a server that greets and says no more: libpq's own limits do not hold for either.
SECONDS = 60.0


class FarCentre:
    """The port `Centre`. The address may hold a password: it goes to the child and into no message."""

    def __init__(self, address: str, errands: Errands, *, without_tls: bool = False) -> None:
        self._address = address
        self._errands = errands
        self._without_tls = without_tls

    def tell(self, tallies: tuple[Tally, ...], issues: tuple[Issue, ...]) -> Heard | Silence:
        """Tell everything, and return within a minute what the centre says of it."""
        request = {
            "address": self._address,
            "without_tls": self._without_tls,
            "tallies": [_written(part) for tally in tallies for part in map(tally.at, tally.sites)],
            "issues": [_named(issue) for issue in issues],
            "devices": [tally.device for tally in tallies],
        }
        answer = self._errands.send("centre", request, SECONDS, _PROGRAM)
        if not answer:
            return Silence.OUT_OF_REACH
        if "silence" in answer:
            return Silence(answer["silence"])
        heard = tuple((device, Answer(said)) for device, said in answer["heard"])
        return Heard(heard, tuple(answer["unbound"]))


def _written(part: Tally) -> dict[str, Any]:
    """Write what one device counted at one site."""
    (site,) = part.sites
    cells = sorted((c.family, c.period, c.value, n) for c, n in part.totals.items())
    return {
        "site": site,
        "device": part.device,
        "batch": part.batch,
        "digest": part.digest,
        "columns": [list(column) for column in zip(*cells, strict=True)],
    }


def _named(issue: Issue) -> dict[str, Any]:
    """Write what a report is called, and a site's quarter as it was published."""
    cells = [(c.table, c.row, c.column, ",".join(sorted(c.sum.values)), c.value, c.status.value) for c in issue.cells]
    return {
        "site": issue.site,
        "name": [issue.period, issue.scope, issue.issued.isoformat(), issue.version, issue.threshold],
        "columns": [list(column) for column in zip(*cells, strict=True)],
    }
