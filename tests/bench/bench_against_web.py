"""Touch to picture beside a browser: the same screens, in one run, watched from outside on one X screen.

The peer is the strongest there can be: our own screens as drawn, written as one page whose sections are shown and
hidden, so that nothing is loaded between a touch and its answer. Each is pressed and let go through XTEST; what
counts is the time from letting go to the last change of the screen.

Needs Xvfb, chromium and python-xlib (openbox if there is one):  python tests/bench/bench_against_web.py [ROUNDS]
"""

import hashlib
import html
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT)]

SCREEN, WIDTH, HEIGHT = ":93", 1920, 1080
WALK = (
    "J’ai rendez‑vous avec le médiateur", "10", "B", "E", "N", "C’est bon", "Préparer ma démarche en attendant",
    "Mes papiers", "Refaire ma carte d’identité", "Je l’ai perdue", "Effacer mon écran",
)  # fmt: skip
PATCHES = [(int(WIDTH * x), int(HEIGHT * y)) for x in (0.06, 0.2, 0.4, 0.6, 0.8) for y in (0.2, 0.35, 0.5, 0.65, 0.8)]
WATCHED, PRESSED, BETWEEN = 1.0, 0.1, 0.7  # seconds


def draw_the_walk(folder: Path) -> list[tuple[int, int]]:
    """Walk through our screens; write them as one page, and return where each touch lies, from the top left."""
    os.environ["SDL_VIDEODRIVER"] = "offscreen"
    from screens.running.environment import prepare_kivy

    prepare_kivy(WIDTH, HEIGHT, windowed=True)
    from kiosk.composition import outfit
    from kiosk.settings import load_settings
    from screens.app import open_shell
    from screens.driver.hand import Hand

    kit = outfit(load_settings(site="meaux"), folder / "drawn", practice=True, sheets=folder / "sheets")
    hand, points, pages = Hand(open_shell(kit, (WIDTH, HEIGHT))), [], []
    hand.shell.ask(lambda services: services.arrivals.desk_is_alive())
    hand.shell.wake()
    hand.until(lambda: hand.shell.is_ready, "the guides did not load")
    for words in WALK:
        hand.rest()
        pages.append(section(hand.shell))
        control = hand.find(words)
        x, y = control.to_window(*control.center)
        points.append((round(x), round(HEIGHT - y)))
        hand.tap(control)
    hand.let_go()
    (folder / "page.html").write_text(page(pages), encoding="utf-8")
    return points


def section(root: object) -> str:
    """Return what is on show, box by box and text by text."""
    from tests.helpers.edges import shapes_of
    from tests.helpers.inspector import texts_of

    parts = []
    for shape in shapes_of(root):
        (x, y, width, height), (ground, edge, border) = shape.box, shape.paints
        parts.append(
            f"<i style='left:{x}px;top:{HEIGHT - y - height}px;width:{width}px;height:{height}px;"
            f"background:{rgb(ground)};border:{border}px solid {rgb(edge)};border-radius:{shape.radius}px'></i>"
        )
    for text in (each for each in texts_of(root) if each.texture_size[0]):
        (x, y), (_, height) = text.texture_pos, text.texture_size
        lines = html.escape("\n".join(text.lines_at(text.width)))
        parts.append(
            f"<b style='left:{x}px;top:{HEIGHT - y - height}px;font:{text.font_size}px/1.3 {text.face};"
            f"color:{rgb(text.colour)}'>{lines}</b>"
        )
    return f"<section>{''.join(parts)}</section>"


def rgb(colour: tuple[float, ...]) -> str:
    return f"rgb({','.join(str(round(255 * channel)) for channel in colour[:3])})"


def page(sections: list[str]) -> str:
    from screens.toolkit.typesetting import FACES

    faces = "".join(f"@font-face{{font-family:{name};src:url(file://{path})}}" for name, path in FACES.items())
    script = (
        "const all=[...document.querySelectorAll('section')];let at=0;"
        "const show=i=>{at=i;all.forEach((s,k)=>s.style.display=k==i?'block':'none')};"
        "document.addEventListener('click',()=>show((at+1)%all.length));show(0)"
    )
    return (
        f"<!doctype html><meta charset=utf-8><style>{faces}body{{margin:0;background:#F4F1EA;overflow:hidden}}"
        f"i,b{{position:absolute;box-sizing:border-box;white-space:pre}}</style>{''.join(sections)}<script>{script}</script>"
    )


@contextmanager
def running(*command: str, **environment: str) -> Iterator[None]:
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(20)


class Watch:
    """Hands and eyes on an X screen."""

    def __init__(self) -> None:
        # By name: whoever runs this bench installs it, the project does not ask for it.
        self._x, self._send = import_module("Xlib.X"), import_module("Xlib.ext.xtest").fake_input
        self._display = import_module("Xlib.display").Display(SCREEN)
        self._root = self._display.screen().root

    def _look(self) -> str:
        seen = (self._root.get_image(x, y, 48, 24, self._x.ZPixmap, 0xFFFFFFFF).data for x, y in PATCHES)
        return hashlib.sha1(b"".join(seen), usedforsecurity=False).hexdigest()

    def touch(self, x: int, y: int) -> float:
        """Press, let go, and return the milliseconds to the last change."""
        self._send(self._display, self._x.MotionNotify, x=x, y=y)
        self._send(self._display, self._x.ButtonPress, 1)
        self._display.sync()
        time.sleep(PRESSED)
        before = self._look()
        begun = changed = time.perf_counter()
        self._send(self._display, self._x.ButtonRelease, 1)
        self._display.sync()
        while time.perf_counter() - begun < WATCHED:
            seen, now = self._look(), time.perf_counter()
            if seen != before:
                before, changed = seen, now
            time.sleep(0.001)
        time.sleep(BETWEEN)
        return 1000 * (changed - begun)


def watched(command: Callable[[Path], tuple[str, ...]], points: list[tuple[int, int]], folder: Path, rounds: int):
    """Run a program and walk through it; return the milliseconds of first visits and of all touches."""
    with running(*command(folder), DISPLAY=SCREEN, SDL_VIDEODRIVER="x11"):
        time.sleep(9)
        watch = Watch()
        walks = [[watch.touch(*point) for point in points] for _ in range(rounds)]
    return walks[0], [each for walk in walks for each in walk]


def kiosk(folder: Path) -> tuple[str, ...]:
    return (sys.executable, "-m", "kiosk", "run", "--practice", "--site", "meaux", "--data", str(folder / "kiosk"))


def browser(folder: Path) -> tuple[str, ...]:
    return (
        "chromium", "--no-sandbox", "--kiosk", "--no-first-run", f"--window-size={WIDTH},{HEIGHT}",
        "--window-position=0,0", f"--user-data-dir={folder / 'profile'}", f"file://{folder / 'page.html'}",
    )  # fmt: skip


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    missing = [each for each in ("Xvfb", "chromium") if shutil.which(each) is None]
    if missing:
        sys.exit(f"not installed: {', '.join(missing)}")
    with tempfile.TemporaryDirectory() as name, running("Xvfb", SCREEN, "-screen", "0", f"{WIDTH}x{HEIGHT}x24"):
        folder, figures = Path(name), {}
        points = draw_the_walk(folder)
        for label, command in (("browser", browser), ("kiosk", kiosk)):
            figures[label] = watched(command, points, folder, rounds)
        for place, what in enumerate(("first visits", "all")):
            told = {label: (statistics.median(f[place]), statistics.quantiles(f[place], n=20)[-1])
                    for label, f in figures.items()}  # fmt: skip
            (b, b95), (k, k95) = told["browser"], told["kiosk"]
            print(
                f"{what}: kiosk {k:.0f} ms, p95 {k95:.0f}; browser {b:.0f}, p95 {b95:.0f}: "
                f"{k / b:.2f} x, {k95 / b95:.2f} x"
            )


if __name__ == "__main__":
    main()
