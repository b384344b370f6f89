"""The print queues of this machine: which there are, and which are the kiosk's own.

CUPS lets the kiosk's account start a queue again, and empty it, where the policy `kiosk` is in force (`deploy/cups`).
Whoever administers printers gives it to the queues of the settings and to no other, with the error policy that drops a
sheet which failed: retried later, it would come out in front of somebody else.
"""

from collections.abc import Collection
from urllib.parse import quote

from kiosk.adapters.printing.ipp import Attribute, Cups, Operation, Status, Tag
from kiosk.domain.machine.printing import QueueTrouble, Unready

POLICY, _OTHERS = "kiosk", "default"
_DROP_WHAT_FAILED = "abort-job"
_STOPPED = 5  # printer-state, RFC 8011, 5.4.11
_WITHIN = 1.0
_STANDING = (
    "printer-name",
    "printer-state",
    "printer-op-policy",
    "printer-op-policy-supported",
    "printer-error-policy",
)


class Queues:
    """The queues behind one cupsd. Every verb raises CupsError when it does not answer."""

    def __init__(self, cups: Cups) -> None:
        self._cups = cups

    def known(self) -> dict[str, str]:
        """Return the policy of each queue, by its name."""
        wanted = Attribute(Tag.KEYWORD, "requested-attributes", ("printer-name", "printer-op-policy"))
        answer = self._cups.ask(Operation.GET_PRINTERS, "", wanted, within=_WITHIN)
        return {
            str(group["printer-name"][0]): str(group.get("printer-op-policy", ("",))[0])
            for group in answer.groups
            if "printer-name" in group
        }

    def own(self, wanted: Collection[str]) -> tuple[str, ...]:
        """Make the queues named the kiosk's own, and take back those it had; return those that cupsd refused."""
        known = self.known()
        asked = {name: (POLICY, _DROP_WHAT_FAILED) for name in wanted if name in known}
        asked |= {name: (_OTHERS, "") for name, policy in known.items() if policy == POLICY and name not in wanted}
        return tuple(name for name, (policy, error) in asked.items() if not self._change(name, policy, error))

    def trouble(self, name: str) -> QueueTrouble | None:
        """Say why a queue cannot be relied on; None when nothing shows."""
        wanted = Attribute(Tag.KEYWORD, "requested-attributes", _STANDING)
        answer = self._cups.ask(Operation.GET_PRINTER, quote(name, safe=""), wanted, within=_WITHIN)
        if answer.status == Status.NOT_FOUND:
            return QueueTrouble(name, Unready.MISSING, tuple(sorted(self.known())))
        is_installed = POLICY in answer.all("printer-op-policy-supported")
        is_ours = answer.first("printer-op-policy") == POLICY
        if (is_installed or answer.first("printer-state") == _STOPPED) and not is_ours:
            return QueueTrouble(name, Unready.NOT_OURS)
        return None

    def reasons(self, name: str) -> tuple[str, ...]:
        """Return what cupsd last heard of a printer's state."""
        wanted = Attribute(Tag.KEYWORD, "requested-attributes", ("printer-state-reasons",))
        answer = self._cups.ask(Operation.GET_PRINTER, quote(name, safe=""), wanted, within=_WITHIN)
        return answer.all("printer-state-reasons")

    def _change(self, name: str, policy: str, error: str) -> bool:
        changes = {"printer-op-policy": policy, "printer-error-policy": error}
        template = tuple(Attribute(Tag.NAME, key, (value,)) for key, value in changes.items() if value)
        queue = quote(name, safe="")
        return self._cups.ask(
            Operation.CHANGE_PRINTER, queue, group=Tag.PRINTER, template=template, within=_WITHIN
        ).accepted
