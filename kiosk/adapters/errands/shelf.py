"""A folder of reports that may lie on a share."""

from base64 import b64encode
from pathlib import Path

from kiosk.adapters.errands.sender import Errands

SECONDS = 30.0


class FarShelf:
    """The port `ReportShelf`: a folder that does not answer costs some seconds, once."""

    def __init__(self, folder: Path, errands: Errands) -> None:
        self._folder = str(folder)
        self._errands = errands

    def put(self, name: str, content: bytes) -> bool:
        """Write a file, unless one of that name stands there; say whether it is there now."""
        request = {"do": "put", "folder": self._folder, "name": name, "content": b64encode(content).decode()}
        answer = self._errands.send(self._folder, request, SECONDS)
        return bool(answer and answer["put"])
