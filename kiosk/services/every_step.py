"""Steps that are all taken: one that fails keeps none of the others from its work."""

from collections.abc import Callable, Iterable
from typing import Any

from kiosk.machine_ports import PurgeFailed


def each_taken(steps: Iterable[tuple[str, Callable[[], object]]]) -> tuple[dict[str, Any], list[str]]:
    """Take every step, whatever became of the others; return what each gave, and which failed."""
    done: dict[str, Any] = {}
    failures: list[str] = []
    for name, step in steps:
        try:
            done[name] = step()
        except Exception as error:
            # A text of unknown origin may hold letters: our own sentence, or the kind alone.
            failures.append(str(error) if isinstance(error, PurgeFailed) else f"{name}: {type(error).__name__}")
    return done, failures
