"""When this box was last backed up: one small file beside the data, which any version reads or passes by."""

from datetime import UTC, datetime
from pathlib import Path

from kiosk.adapters.machine.private_files import private_folder, write_private


class BackupNote:
    """The port `BackupLog`; `data` is the folder that the data lie in."""

    def __init__(self, data: Path) -> None:
        self._file = data / "last-backup"

    def note_backup(self, at: datetime) -> None:
        """Write it down. Raises OSError."""
        private_folder(self._file.parent)
        write_private(self._file, f"{at.astimezone(UTC).isoformat()}\n".encode())

    def last_backup(self) -> datetime | None:
        """Return it; what nobody can read counts as never."""
        try:
            at = datetime.fromisoformat(self._file.read_text(encoding="utf-8").strip())
        except (OSError, ValueError):
            return None
        return at if at.tzinfo is not None else None
