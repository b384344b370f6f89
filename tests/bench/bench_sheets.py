"""A list on paper, warm: A4 with shaped Arabic, French beside it and the code; then a ticket and a receipt.

Every round lays out another list, so that nothing is answered from what an earlier one left behind.
Run: `python tests/bench/bench_sheets.py`.
"""

import random
import statistics
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT)]

from kiosk.adapters.documents.visitor_sheets import PdfVisitorSheets  # noqa: E402
from kiosk.adapters.guides.content import load_guides  # noqa: E402
from kiosk.domain.guides.guide import Checklist  # noqa: E402
from kiosk.domain.reception.arrivals import Series, Ticket  # noqa: E402
from kiosk.settings import load_settings  # noqa: E402
from kiosk.shipped import shipped  # noqa: E402

WARM_UP, ROUNDS = 5, 60
AIM_MS = 40.0
SITE = load_settings(site="meaux").site
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=SITE.zone)


def lists(seed: int) -> Iterator[Checklist]:
    """Yield lists as visitors make them, of all guides in turn."""
    hand, guides = random.Random(seed), load_guides(shipped("assets", "guides"))
    while True:
        for guide in guides:
            made = Checklist(guide)
            while question := made.next_question():
                made = made.answer(question.id, hand.choice(question.answers).id)
            for paper in made.papers():
                made = made.tick(paper.id, owned=hand.random() < 0.5)
            yield made


def timed(make: Callable[[Checklist], bytes]) -> list[float]:
    """Return the milliseconds of each round after the warm-up."""
    found = []
    for _, made in zip(range(WARM_UP + ROUNDS), lists(1), strict=False):
        begun = perf_counter()
        make(made)
        found.append((perf_counter() - begun) * 1e3)
    return found[WARM_UP:]


def main() -> None:
    press = PdfVisitorSheets(SITE, practice=False)
    begun = perf_counter()
    press.receipt(Ticket(Series.A, 1), NOON, "fr")
    first = (perf_counter() - begun) * 1e3
    sheets: dict[str, Callable[[Checklist], bytes]] = {
        "A4 list, Arabic": lambda made: press.list_a4(made, "ar", NOON),
        "A4 list, French": lambda made: press.list_a4(made, "fr", NOON),
        "ticket list, Arabic": lambda made: press.list_ticket(made, "ar", NOON),
        "receipt, Arabic": lambda _: press.receipt(Ticket(Series.A, 12), NOON, "ar"),
    }
    for name, make in sheets.items():
        found = sorted(timed(make))
        p95 = found[int(len(found) * 0.95)]
        aim = f" (aim {AIM_MS:.0f})" if name.startswith("A4") else ""
        print(f"{name}: median {statistics.median(found):.1f} ms{aim}, p95 {p95:.1f} ms")
    print(f"very first sheet, with the PDF library and the faces loaded: {first:.0f} ms")


if __name__ == "__main__":
    main()
