"""One sheet through a CUPS queue: sent, followed to its final state, and what stood in its way.

Times are in seconds. An obstacle counts only once it has lasted: CUPS shows the reasons of the job before until the
new one has reached the printer, and a sleeping printer looks offline while it wakes.
"""

import math
import re
import time
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.adapters.printing.ipp import Attribute, Cups, CupsError, Operation, Reply, Status, Tag
from kiosk.adapters.printing.media import Media, page_size
from kiosk.domain.machine.printing import Obstacle, Printed

_POLL = 0.25
_LONGEST_ASK = 5.0

# Numbers from RFC 8011, 5.3.7 (job-state).
_CANCELLED = 7
_ENDS = {
    4: Printed.STOPPED,  # held: the printer asks for a password, or CUPS will try again later
    6: Printed.STOPPED,
    _CANCELLED: Printed.CANCELLED,
    8: Printed.STOPPED,  # aborted: a filter or the printer gave up
    9: Printed.DELIVERED,
}

# Keywords from RFC 8011, 5.4.12, and PWG 5100.9; `offline` and `connecting-to-device` as CUPS uses them.
_PAPER, _TRAY, _BLOCKED, _AWAY = "paper", "tray", "blocked", "away"
_STOPS = {
    _PAPER: frozenset({"media-empty", "media-needed"}),
    _BLOCKED: frozenset(
        {
            *("cover-open", "door-open", "interlock-open", "media-jam", "input-tray-missing", "output-tray-missing"),
            *("output-area-full", "marker-supply-empty", "marker-waste-full", "toner-empty", "spool-area-full"),
            *("paused", "moving-to-paused", "shutdown"),
        }
    ),
    _AWAY: frozenset({"offline", "connecting-to-device", "timed-out"}),
}
_PATIENCE = {_PAPER: 4.0, _TRAY: math.inf, _BLOCKED: 4.0, _AWAY: 15.0}
_PASSING = ("connecting-to-device", "paused", "moving-to-paused")
_LOW = ("media-low", "toner-low", "marker-supply-low")
_OUTCOMES = {_PAPER: Printed.PAPER_OUT, _TRAY: Printed.PAPER_OUT, _BLOCKED: Printed.STOPPED, _AWAY: Printed.STOPPED}

# What CUPS takes for a paper of any size when a driver stands behind the queue, exact to the hundredth of a millimetre;
# from the PWG name it would round down to whole points, and a roll of exactly 80 mm refuses 79.72.
_CUSTOM = re.compile(r"custom_sheet_(\d+x\d+mm)")
_PAPERS = Attribute(Tag.KEYWORD, "requested-attributes", ("media-supported", "media-default"))


def obstacle(reasons: tuple[str, ...]) -> str | None:
    """Say what keeps a printer from printing, from its `printer-state-reasons`: "paper", "blocked", "away" or "tray".

    A reason may end in a severity. A warning or a report stops nothing, with three exceptions: a sheet that needs
    paper waits whatever the severity; CUPS words a printer it cannot reach as `offline-report`; and one empty tray
    among several explains a job that never ends, though it does not stop one ("tray").
    """
    names = {
        re.sub("-(error|warning|report)$", "", reason)
        for reason in reasons
        if not reason.endswith(("-warning", "-report")) or reason.startswith(("media-needed", "offline"))
    }
    kind = next((kind for kind, known in _STOPS.items() if names & known), None)
    return kind or (_TRAY if any(reason.startswith("media-empty") for reason in reasons) else None)


def obstacle_of(reasons: tuple[str, ...]) -> Obstacle | None:
    """Say what stands in the way of a printer that prints nothing now; what is about to run out counts too.

    One that is being spoken to is not away, and a queue that was paused starts again with the next sheet.
    """
    standing = tuple(reason for reason in reasons if not reason.startswith(_PASSING))
    if kind := obstacle(standing):
        return Obstacle(kind)
    return Obstacle.LOW if any(reason.startswith(_LOW) for reason in standing) else None


def media_in(reply: Reply) -> Media:
    """Return the papers that cupsd names for a queue."""
    return Media.read(reply.all("media-supported"), "".join(reply.all("media-default")[:1]))


@dataclass(slots=True)
class Watch:
    """How long the present obstacle has lasted."""

    kind: str | None = None
    since: float = 0.0

    def see(self, kind: str | None, at: float) -> Printed | None:
        """Note what stands in the way at a moment; return the outcome once it has lasted too long."""
        if kind != self.kind:
            self.kind, self.since = kind, at
        return self.outcome if kind and at - self.since >= _PATIENCE[kind] else None

    @property
    def outcome(self) -> Printed:
        """Say how the sheet ended if there is no more time to wait."""
        return _OUTCOMES[self.kind] if self.kind else Printed.UNAVAILABLE


class CupsJob:
    """One sheet on its way; its end must be known by `deadline`, a moment that `elapsed` tells."""

    def __init__(self, cups: Cups, queue: str, deadline: float, elapsed: Callable[[], float]) -> None:
        self._cups = cups
        self._queue = queue
        self._deadline = deadline
        self._elapsed = elapsed

    def run(self, pdf: bytes, title: str) -> Printed:
        """Start the queue, print one sheet unscaled on paper of its own size, wait for its end. Raises CupsError."""
        # Both need the right to administer printers; without it a queue that works still prints.
        for operation in (Operation.RESUME_PRINTER, Operation.ACCEPT_JOBS):
            self._ask(operation)
        told, size = self.about_paper(), page_size(pdf)
        if told.status == Status.NOT_FOUND:
            return Printed.NO_QUEUE
        medium = media_in(told).name_for(size) if size else ""
        if medium is None:
            return Printed.WRONG_PAPER
        subscription = self._subscribe()
        begun = self._send(pdf, title, medium)
        job = begun.first("job-id")
        if not begun.accepted or not isinstance(job, int):
            return Printed.STOPPED if begun.status == Status.NOT_ACCEPTING else Printed.UNAVAILABLE
        return self._follow(job, subscription)

    def about_paper(self) -> Reply:
        """Ask which papers the queue has."""
        return self._ask(Operation.GET_PRINTER, _PAPERS)

    def _remaining(self) -> float:
        return self._deadline - self._elapsed()

    def _ask(
        self,
        operation: Operation,
        *attributes: Attribute,
        group: Tag | None = None,
        template: tuple[Attribute, ...] = (),
        document: bytes = b"",
    ) -> Reply:
        within = min(_LONGEST_ASK, max(0.1, self._remaining()))
        return self._cups.ask(
            operation, self._queue, *attributes, group=group, template=template, document=document, within=within
        )

    def _subscribe(self) -> Reply:
        """Ask CUPS to remember how jobs of this queue end, should it forget the jobs themselves."""
        wanted = (
            Attribute(Tag.KEYWORD, "notify-pull-method", ("ippget",)),
            Attribute(Tag.KEYWORD, "notify-events", ("job-completed",)),
            Attribute(Tag.INTEGER, "notify-lease-duration", (math.ceil(self._remaining()) + 10,)),
        )
        return self._ask(Operation.SUBSCRIBE, group=Tag.SUBSCRIPTION, template=wanted)

    def _send(self, pdf: bytes, title: str, medium: str) -> Reply:
        described = (
            Attribute(Tag.NAME, "job-name", (title,)),
            Attribute(Tag.MIME_TYPE, "document-format", ("application/pdf",)),
        )
        exact = _CUSTOM.fullmatch(medium)
        # Should this program die, CUPS itself cancels the job rather than print it when somebody brings paper.
        wanted = (
            Attribute(Tag.INTEGER, "job-cancel-after", (math.ceil(self._remaining()) + 1,)),
            Attribute(Tag.KEYWORD, "job-sheets", ("none",)),
            Attribute(Tag.KEYWORD, "print-scaling", ("none",)),
            *((Attribute(Tag.KEYWORD, "media", (medium,)),) if medium else ()),
            *((Attribute(Tag.KEYWORD, "PageSize", (f"Custom.{exact[1]}",)),) if exact else ()),
        )
        return self._ask(Operation.PRINT_JOB, *described, group=Tag.JOB, template=wanted, document=pdf)

    def _follow(self, job: int, subscription: Reply) -> Printed:
        watch = Watch()
        while self._remaining() > 0:
            try:
                ended = self._end(job, subscription) or self._stopped_by_an_obstacle(watch)
            except CupsError:
                ended = None  # systemd starts cupsd again and the job goes on: its end can still be learnt
            if ended:
                return ended
            time.sleep(_POLL)
        return watch.outcome

    def _end(self, job: int, subscription: Reply) -> Printed | None:
        answer = self._ask(Operation.GET_JOB, Attribute(Tag.INTEGER, "job-id", (job,)))
        state = answer.first("job-state")
        if answer.status == Status.NOT_FOUND:
            state = self._end_of_forgotten(job, subscription)
        return _ENDS.get(state) if isinstance(state, int) else None

    def _end_of_forgotten(self, job: int, subscription: Reply) -> int:
        """Return the final state among the events kept; a job that left no trace counts as cancelled."""
        number = subscription.first("notify-subscription-id")
        if isinstance(number, int):
            asked = Attribute(Tag.INTEGER, "notify-subscription-ids", (number,))
            for event in self._ask(Operation.GET_NOTIFICATIONS, asked).groups:
                state = event.get("job-state", ())
                if job in event.get("notify-job-id", ()) and state and isinstance(state[0], int):
                    return state[0]
        return _CANCELLED

    def _stopped_by_an_obstacle(self, watch: Watch) -> Printed | None:
        answer = self._ask(Operation.GET_PRINTER)
        return watch.see(obstacle(answer.all("printer-state-reasons")), self._elapsed())
