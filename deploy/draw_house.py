# ruff: noqa: INP001 - a script to run by hand, not a package.
"""Draw the rooms of the house and their imports as one picture: docs/house.svg.

.venv/bin/python deploy/draw_house.py, whenever a test says that the picture is behind the code. A room is a package, or
a few modules named here; what it is for is the first line of its own docstring. An arrow says "knows"; one that a way
through other rooms tells already is left out. An arrow of a circle is red. A dotted one is told by no import: the
screens are named in a register, and read from the disk when they are first shown.
"""

import ast
import sys
from html import escape
from itertools import pairwise
from pathlib import Path
from textwrap import wrap
from typing import NamedTuple

import grimp

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "house.svg"
# Rooms that are halls of several rooms, and those made of modules that lie beside the packages.
HALLS = ("kiosk.adapters", "screens.desk")
BESIDE = {
    "kiosk.composition": (
        *("kiosk.composition", "kiosk.wiring", "kiosk.backup_wiring", "kiosk.centre_wiring"),
        *("kiosk.contents", "kiosk.data_folder"),
    ),
    "kiosk ports": (
        *("kiosk.ports", "kiosk.desk_ports", "kiosk.machine_ports", "kiosk.backup_ports", "kiosk.centre_ports"),
    ),
    "kiosk settings": (
        *("kiosk.settings", "kiosk.sites", "kiosk.profiles", "kiosk.shipped", "kiosk.refusals"),
        *("kiosk.outward", "kiosk.accessibility", "kiosk.centre_address", "kiosk.pictograms"),
    ),
    "kiosk.commands": ("kiosk.commands", "kiosk.__main__"),
}
FOR = {
    "kiosk.composition": "Builds and wires: nobody else knows both the verbs and the adapters.",
    "kiosk ports": "What the verbs need from the world.",
    "kiosk settings": "The site, its profile, its settings, the files that come with the program.",
}
# Packages that only hold the rooms in them.
WALLS = {"kiosk", "screens", "kiosk.adapters"}

WIDTH, HEIGHT, ACROSS, DOWN, MARGIN, LINE = 202, 78, 22, 56, 24, 13
COLOURS = {"kiosk.adapters": "#DDF1E4", "screens": "#E4E9FA", "kiosk": "#F4F1EA"}
LEGEND = (
    "An arrow says: knows. What a way through other rooms tells already is left out.",
    "Dotted: named in a register, read from the disk when first shown. Red: a circle.",
    "Green: adapters. Blue: screens. Grey: the kiosk without a window.",
)
INK, RED = "#14213D", "#A3202B"
Arrow = tuple[str, str]


class Drawing(NamedTuple):
    """What is drawn: each floor from left to right, the arrows, those of a circle, those told by no import."""

    rows: list[list[str]]
    arrows: set[Arrow]
    circles: set[Arrow]
    dotted: set[Arrow]


def room_of(module: str) -> str:
    """Return the room of a module by its full name."""
    for room, modules in BESIDE.items():
        if module in modules or f"{module.rpartition('.')[0]}" in modules:
            return room
    parts = module.split(".")
    deep = module.startswith(tuple(f"{hall}." for hall in HALLS)) and (ROOT / Path(*parts[:3])).is_dir()
    return ".".join(parts[: 3 if deep else 2])


def arrows_found() -> tuple[set[Arrow], set[Arrow]]:
    """Return who knows whom, room by room, TYPE_CHECKING included; and whom by name only."""
    graph = grimp.build_graph("kiosk", "screens", cache_dir=None)
    rooms = {module: room_of(module) for module in graph.modules - WALLS}
    known = {
        (rooms[module], rooms[other])
        for module in rooms
        for other in graph.find_modules_directly_imported_by(module)
        if other in rooms and rooms[module] != rooms[other]
    }
    shown = {room for room in rooms.values() if room == "screens.visitor" or room.startswith("screens.desk.")}
    return known, {("screens.app", room) for room in shown} - known


def reached(arrows: set[Arrow]) -> dict[str, set[str]]:
    """Return all that each room comes to by its arrows."""
    below = {room: {b for a, b in arrows if a == room} for arrow in arrows for room in arrow}
    for through, beyond in below.items():
        for found in below.values():
            if through in found:
                found.update(beyond)
    return below


def plan() -> Drawing:
    """Lay the rooms out in floors: each above all that it knows."""
    known, dotted = arrows_found()
    every = known | dotted
    below = reached(every)
    circles = {(a, b) for a, b in every if a in below[b]}
    straight = every - circles
    below = reached(straight)
    kept = {(a, b) for a, b in straight if not any(b in below[c] for x, c in straight if x == a and c != b)}
    floor = floors(straight, {room for arrow in every for room in arrow})
    ways = {arrow: way(*arrow, floor) for arrow in kept}
    rows: list[set[str]] = [
        {room for room in floor if floor[room] == level} for level in range(max(floor.values()) + 1)
    ]
    for (a, _), passed in ways.items():
        for level, point in enumerate(passed[:-1], floor[a] + 1):
            rows[level].add(point)
    steps = {step for (a, _), passed in ways.items() for step in pairwise((a, *passed))}
    return Drawing(ordered([sorted(row) for row in rows], steps), kept, circles, dotted)


def floors(arrows: set[Arrow], rooms: set[str]) -> dict[str, int]:
    """Return the floor of each room from the top: as low as those above it let it stand."""
    depth = dict.fromkeys(rooms, 0)
    for _ in rooms:
        for a, b in arrows:
            depth[b] = max(depth[b], depth[a] + 1)
    return depth


def way(a: str, b: str, floor: dict[str, int]) -> tuple[str, ...]:
    """Return the points by which an arrow passes the floors between two rooms; arrows to one room share them."""
    return (*(f"{b}@{level}" for level in range(floor[a] + 1, floor[b])), b)


def ordered(rows: list[list[str]], steps: set[Arrow]) -> list[list[str]]:
    """Put what stands on each floor near what it knows and is known by."""
    near = {each: [b if a == each else a for a, b in steps if each in {a, b}] for row in rows for each in row}
    for _ in range(24):
        where = {each: x + width(each) / 2 for row in rows for each, x in zip(row, lefts(row), strict=True)}
        pull = {each: sum(where[n] for n in [*near[each], each]) / (len(near[each]) + 1) for each in where}
        rows = [sorted(row, key=lambda each: (round(pull[each], 6), each)) for row in rows]
    return rows


def width(each: str) -> int:
    """Return how wide a room, or an arrow that passes, stands on its floor, in pixels."""
    return 4 if "@" in each else WIDTH


def lefts(row: list[str]) -> list[float]:
    """Return the left edges of a floor about its middle, in pixels."""
    edges = [sum(width(each) + ACROSS for each in row[:i]) for i in range(len(row) + 1)]
    return [edge - (edges[-1] - ACROSS) / 2 for edge in edges[:-1]]


def places(rows: list[list[str]]) -> dict[str, tuple[float, float]]:
    """Return the left upper corner of each room and each point passed, in pixels."""
    least = min(lefts(row)[0] for row in rows)
    return {
        each: (MARGIN + x - least, MARGIN + floor * (HEIGHT + DOWN))
        for floor, row in enumerate(rows)
        for each, x in zip(row, lefts(row), strict=True)
    }


def said_of(room: str) -> str:
    """Return what a room is for: the first sentence of its package's docstring."""
    if room in FOR:
        return FOR[room]
    folder = ROOT / Path(*room.split("."))
    path = folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return text.split("\n")[0]


def box(room: str, x: float, y: float) -> list[str]:
    """Draw a room."""
    colour = next(COLOURS[start] for start in COLOURS if room.startswith(start))
    lines = wrap(said_of(room), 36, max_lines=4, placeholder=" …")
    return [
        f'<rect x="{x:.0f}" y="{y:.0f}" width="{WIDTH}" height="{HEIGHT}" rx="8" fill="{colour}" stroke="{INK}"/>',
        f'<text x="{x + 8:.0f}" y="{y + 16:.0f}" class="name">{escape(room.removeprefix("screens."))}</text>',
        *(
            f'<text x="{x + 8:.0f}" y="{y + 31 + i * LINE:.0f}">{escape(line, quote=False)}</text>'
            for i, line in enumerate(lines)
        ),
    ]


def line(points: list[str], at: dict[str, tuple[float, float]], how: str) -> str:
    """Draw an arrow from the foot of one room, past the floors between, to the head of another."""
    x, y = at[points[0]]
    path = f"M{x + width(points[0]) / 2:.0f} {y + HEIGHT:.0f}"
    for before, after in pairwise(points):
        from_x, from_y = at[before][0] + width(before) / 2, at[before][1] + HEIGHT
        to_x, to_y = at[after][0] + width(after) / 2, at[after][1]
        bend = max(DOWN * 0.6, (to_y - from_y) * 0.4)
        path += f"C{from_x:.0f} {from_y + bend:.0f} {to_x:.0f} {to_y - bend:.0f} {to_x:.0f} {to_y:.0f}"
        path += f"V{to_y + HEIGHT:.0f}" if "@" in after else ""
    return f'<path d="{path}" class="{how}" marker-end="url(#{"red" if how == "circle" else "tip"})"/>'


STYLE = f"""<style>
text {{ font: 10px sans-serif; fill: {INK}; }} .name {{ font: bold 13px sans-serif; }}
path {{ fill: none; stroke: {INK}; stroke-opacity: 0.55; stroke-width: 1.4; }}
.named {{ stroke-dasharray: 3 4; }} .circle {{ stroke: {RED}; stroke-opacity: 1; }} marker path {{ stroke: none; }}
</style>"""


def tip(name: str, colour: str) -> str:
    """Draw the tip of arrows of a colour."""
    shape = f'<path d="M0 0L8 4L0 8z" style="fill:{colour};stroke:none"/>'
    size = 'viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"'
    return f'<marker id="{name}" {size}>{shape}</marker>'


def drawn() -> str:
    """Return the picture, the same for the same code, byte for byte."""
    found = plan()
    at = places(found.rows)
    floor = {each: level for level, row in enumerate(found.rows) for each in row}
    across = max(x + width(each) for each, (x, _) in at.items()) + MARGIN
    high = len(found.rows) * (HEIGHT + DOWN) - DOWN + 2 * MARGIN
    lines = [
        line([a, *way(a, b, floor)], at, "named" if (a, b) in found.dotted else "knows")
        for a, b in sorted(found.arrows)
    ]
    lines += [line([a, b], at, "circle") for a, b in sorted(found.circles)]
    boxes = [part for room in sorted(at) if "@" not in room for part in box(room, *at[room])]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across:.0f} {high}">',
        "<title>The rooms of the house: an arrow says who knows whom</title>",
        STYLE,
        f"<defs>{tip('tip', INK)}{tip('red', RED)}</defs>",
        '<rect width="100%" height="100%" fill="#FFFFFF"/>',
        *(f'<text x="{MARGIN}" y="{MARGIN + i * LINE}">{text}</text>' for i, text in enumerate(LEGEND)),
        *lines,
        *boxes,
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def main() -> None:
    """Write the picture, into docs/ or the file that is named."""
    sys.path.insert(0, str(ROOT))
    picture = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURE
    picture.parent.mkdir(exist_ok=True)
    picture.write_text(drawn(), encoding="utf-8")


if __name__ == "__main__":
    main()
