"""Where people put files for the desk, and take them from."""

from pathlib import Path

# Keys as Debian mounts them.
KEYS = ("/media", "/run/media")
# The folders of the account under which the desk runs.
OWN = ("~/Téléchargements", "~/Downloads", "~/Documents", "~/Bureau")
PLACES = (*KEYS, *OWN)


def is_on_a_key(path: Path) -> bool:
    """Say whether a file lies on a key: somebody takes it away."""
    return any(path.is_relative_to(key) for key in KEYS)
