"""Which site this box stands at: chosen at the desk, since one box travels between three (PRODUCT F19)."""

from pathlib import Path

from kiosk.adapters.machine.private_files import private_folder, write_private
from kiosk.sites import Site


class ChosenSite:
    """One small file beside the data, shared by kiosk, desk and board; `towns` maps the sites known to their towns."""

    def __init__(self, data: Path, here: Site, towns: dict[str, str]) -> None:
        self._file = data / "site"
        self._here = here
        self.towns = towns
        self._at_start = chosen_site(data)

    def choose(self, site: str) -> None:
        """Note that the box stands at another site; every screen then starts again there."""
        private_folder(self._file.parent)
        write_private(self._file, f"{site}\n".encode())

    def has_changed(self) -> bool:
        """Say whether another site was chosen since this process started."""
        return chosen_site(self._file.parent) != self._at_start


def chosen_site(data: Path) -> str | None:
    """Return the site chosen at the desk, None when nobody chose."""
    try:
        return (data / "site").read_text(encoding="utf-8").strip() or None
    except (OSError, UnicodeDecodeError):
        return None
