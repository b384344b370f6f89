"""What typings/ tells of Kivy is so: a function that a later Kivy drops, or calls otherwise, is found here."""

import ast
import inspect
from importlib import import_module
from pathlib import Path

import pytest

TYPINGS = Path(__file__).parents[2] / "typings"
TOLD = sorted(path.relative_to(TYPINGS) for path in TYPINGS.rglob("*.pyi"))


def module_of(path: Path) -> str:
    """Return a module's full name."""
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def things(module: object, tree: ast.Module) -> dict[str, tuple[object, ast.ClassDef]]:
    """Return each class told, or the one object of a class that is only told for it, with what is told of it."""
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    single = {node.annotation.id: node.target.id for node in tree.body if isinstance(node, ast.AnnAssign)}
    return {name: (getattr(module, single.get(name, name), None), told) for name, told in classes.items()}


@pytest.mark.parametrize("path", TOLD, ids=module_of)
def test_kivy_has_every_function_that_the_types_tell_of(path: Path) -> None:
    module = import_module(module_of(path))
    tree = ast.parse((TYPINGS / path).read_text(encoding="utf-8"))
    functions = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    missing = [name for name in functions if not hasattr(module, name)]
    for name, (thing, told) in things(module, tree).items():
        if name == "_Info":
            continue  # what the window says of itself is a class of no module
        methods = [node for node in told.body if isinstance(node, ast.FunctionDef)]
        missing += [] if thing else [name]
        missing += [f"{name}.{method.name}" for method in methods if not hasattr(thing, method.name)]
        missing += [f"{name}.{unknown}" for method in methods for unknown in unknown_arguments(thing, method)]
    assert missing == []


def unknown_arguments(thing: object, told: ast.FunctionDef) -> list[str]:
    """Return the arguments told by name that the real function does not take; compiled ones do not say."""
    try:
        taken = inspect.signature(getattr(thing, told.name, None)).parameters
    except (TypeError, ValueError):
        return []
    if any(each.kind is each.VAR_KEYWORD for each in taken.values()):
        return []
    named = [each.arg for each in told.args.kwonlyargs + told.args.args if each.arg not in {"self", *taken}]
    return [f"{told.name}({name}=)" for name in named if not told.name.startswith("__")]
