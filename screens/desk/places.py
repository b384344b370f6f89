"""Where people put files for the desk, and take them from."""

from pathlib import Path

from screens.desk.wording import path_said

# Keys as Debian mounts them.
KEYS = ("/media", "/run/media")
# The folders of the account under which the desk runs.
OWN = ("~/Téléchargements", "~/Downloads", "~/Documents", "~/Bureau")
PLACES = (*KEYS, *OWN)
# Letters of a name that a button has room for on the smallest desk.
LONGEST = 34


def file_said(path: Path) -> str:
    """Return a file's name as it can be drawn; the middle of a long one is left out."""
    name = path_said(Path(path.name))
    return name if len(name) <= LONGEST else f"{name[: LONGEST // 2]}…{name[-LONGEST // 2 + 1 :]}"


def folder_said(path: Path) -> str:
    """Say where a file lies, as whoever put it there would: "Documents", "clé MARIE", "dossier agendas"."""
    if is_on_a_key(path):
        key = next(path.relative_to(key) for key in KEYS if path.is_relative_to(key))
        return f"clé {file_said(key.parents[-2] if len(key.parts) > 1 else key)}"
    home = Path.home()
    inside = path.relative_to(home).parts[:-1] if path.is_relative_to(home) else ()
    return file_said(Path(inside[0])) if inside else f"dossier {file_said(path.parent)}"


def is_on_a_key(path: Path) -> bool:
    """Say whether a file lies on a key: somebody takes it away."""
    return any(path.is_relative_to(key) for key in KEYS)
