"""Memory after many visits against after fifty: check-in, guide, papers, a step, erase, in three languages and sizes.

.venv/bin/python tests/bench/bench_memory.py [VISITS]
"""

import gc
import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ["SDL_VIDEODRIVER"] = "offscreen"
WARM = 50


def resident() -> float:
    """Return the resident memory of this process, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def visit(hand: object, number: int) -> None:
    """Make one visit by touches."""
    shell = hand.shell
    shell.situation.wear(size=(100, 125, 160)[number % 3])
    shell.situation.speak(("fr", "en", "ar")[number % 3])
    hand.rest()
    hand.reach("J’ai rendez‑vous avec le médiateur")
    hand.reach("Je ne sais pas")
    hand.reach("B")
    hand.reach("C’est bon")
    hand.rest()
    hand.reach("Préparer ma démarche en attendant")
    hand.reach("Mes papiers")
    hand.reach("Refaire ma carte d’identité")
    while shell.screen.name == "questions":
        hand.reach(shell.situation.visit.checklist.next_question().answers[0].text)
    hand.reach("Continuer")
    while shell.screen.name == "papers":
        hand.tap(hand.controls()[-1])
    hand.tap(hand.controls()[-1])
    hand.tap(next(c for c in hand.controls() if c.style == "stop"))
    hand.rest()


def main() -> None:
    from kiosk.composition import outfit
    from kiosk.settings import load_settings
    from screens.running.environment import prepare_kivy

    prepare_kivy(1920, 1080, windowed=True)
    from kivy.config import Config

    Config.set("graphics", "maxfps", "0")
    from screens.app import open_shell
    from screens.driver.hand import Hand

    visits = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    with tempfile.TemporaryDirectory() as folder:
        fixed = datetime(2026, 11, 24, 9, 12, tzinfo=UTC)
        kit = outfit(load_settings(site="meaux"), Path(folder), practice=True, clock=lambda: fixed)
        hand = Hand(open_shell(kit))
        hand.shell.wake()
        hand.until(lambda: hand.shell.is_ready, "the guides did not load")
        hand.shell.idle.stop()
        warm = 0.0
        for number in range(visits):
            hand.eyes_open = number % 10 == 0  # every tenth visit is drawn, whole
            visit(hand, number)
            if number + 1 == WARM:
                gc.collect()
                warm = resident()
        gc.collect()
        grown = resident() - warm
        print(f"{visits} visits: {warm:.1f} MB after {WARM}, {warm + grown:.1f} MB at the end")
        print(f"growth {grown / (visits - WARM) * 1000:.2f} MB per 1,000 visits; {len(gc.get_objects())} objects")
        hand.let_go()


if __name__ == "__main__":
    main()
