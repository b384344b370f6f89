"""Which tests a run needs: those that a change touches, or those that anything tells the time.

    python -m pytest -p tests.choosing --touched    domain and services, and whatever reaches what changed since main
    python -m pytest -p tests.choosing --clocks     whatever reaches a clock, the machine's or one that is handed in

A test reaches what its file imports, and what that imports in its turn; what Kivy loads by name is told here.
"""

import re
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[1]
# Whoever takes a clock knows this port; the machine's own comes from the adapter, or from a process of its own.
CLOCKS = {"kiosk.ports", "kiosk.machine_ports", "kiosk.adapters.machine.clocks", "subprocess"}
FOUNDATIONS = {"kiosk.domain", "kiosk.services"}
# Heavier than the ordinary loop can bear, unless what they reach was changed.
HEAVY = {"screens.app", "kiosk.adapters.documents.visitor_sheets", "subprocess"}
# Who loads, by name and not by import, the modules and the other files of a folder; the deepest folder counts.
BY_NAME = {
    "screens/visitor": "screens.app",
    "screens/desk": "screens.desk.register",
    "screens/staff": "screens.desk.register",
    "kiosk/adapters/schedules/child": "kiosk.adapters.schedules.reader",
    "kiosk/adapters/errands/backup_child": "kiosk.adapters.errands.backup_place",
    "kiosk/adapters/database/migrations": "kiosk.adapters.database.connections",
    "kiosk/adapters/centre/migrations": "kiosk.adapters.centre.schema",
    "kiosk/adapters/centre/telling": "kiosk.adapters.centre.far",
}
LOADERS = BY_NAME | {
    "screens": "screens.app",
    "assets": "kiosk.shipped",
    "config": "kiosk.shipped",
    "deploy": "tests.house.test_deploy",
    "tests/expected": "tests.helpers.pictures",
}
Imports = dict[str, set[str]]


def imports() -> Imports:
    """Return what each module imports directly, with its own package and what it or pytest loads by name.

    The fixtures of a room of tests count for each of its files; those of the house only where they are asked for.
    """
    graph = grimp.build_graph("kiosk", "screens", "tests", include_external_packages=True, cache_dir=None)
    found = {module: set(graph.find_modules_directly_imported_by(module)) for module in graph.modules}
    for module, imported in found.items():
        room = module.rpartition(".")[0]
        imported.update({room, f"{room}.conftest"} & set(found) - {"tests.conftest"})
    for folder, loader in BY_NAME.items():
        found[loader] |= {module for module in found if module.startswith(folder.replace("/", "."))}
    return found


def reached(imports: Imports, start: Iterable[str]) -> set[str]:
    """Return all that some modules reach, themselves included."""
    seen: set[str] = set()
    waiting = list(start)
    while waiting:
        module = waiting.pop()
        if module not in seen:
            seen.add(module)
            waiting.extend(imports.get(module, ()))
    return seen


def changed_files(root: Path = ROOT) -> list[str]:
    """Return the paths that differ from where this branch left main, what is not committed included."""

    def git(*words: str) -> list[str]:
        return subprocess.run(["git", *words], cwd=root, check=True, capture_output=True, text=True).stdout.splitlines()

    main = next(iter(git("for-each-ref", "--format=%(refname)", "refs/heads/main", "refs/remotes/origin/main")), "HEAD")
    (since,) = git("merge-base", "HEAD", main)
    return [*git("diff", "--name-only", since), *git("ls-files", "--others", "--exclude-standard")]


def modules_of(paths: Iterable[str], imports: Imports) -> set[str]:
    """Return the modules that a change of some files touches at first hand; a page of text touches none."""
    touched: set[str] = set()
    for path in map(Path, paths):
        module = re.sub(r"\.__init__$", "", ".".join(path.with_suffix("").parts))
        loader = next((LOADERS[str(folder)] for folder in path.parents if str(folder) in LOADERS), None)
        if module in imports and path.suffix in {".py", ".kv"}:
            touched.add(module)
        elif loader is not None:
            touched.add(loader)
        elif path.suffix != ".md" and path.parts[:2] != ("tests", "system"):
            touched |= set(imports)  # nobody knows whom it concerns: everybody
    return touched


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the two choices."""
    parser.addoption("--touched", action="store_true", help="only domain, services, and what changed since main")
    parser.addoption("--clocks", action="store_true", help="only what can be told the time")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what the choice does not ask for."""
    if not (config.option.touched or config.option.clocks):
        return
    known = imports()
    touched = modules_of(changed_files(), known) if config.option.touched else set()

    @cache
    def is_needed(*starts: str) -> bool:
        reach = reached(known, starts)
        return bool(reach & CLOCKS) if config.option.clocks else is_foundation(reach) or bool(reach & touched)

    kept = [item for item in items if is_needed(*starts(item, known))]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def starts(item: pytest.Item, imports: Imports) -> tuple[str, ...]:
    """Return the modules that a test begins with: its file, and what opens a kiosk where it asks for one."""
    file = ".".join(item.path.relative_to(ROOT).with_suffix("").parts)
    if file not in imports:
        return tuple(imports)  # a room of scripts, which nobody can import: it may reach anything
    return (file, "tests.conftest") if "open_kiosk" in getattr(item, "fixturenames", ()) else (file,)


def is_foundation(reach: set[str]) -> bool:
    """Say whether a test is one of the domain or the services, and light."""
    return any(module.startswith(tuple(FOUNDATIONS)) for module in reach) and not reach & HEAVY
