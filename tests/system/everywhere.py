"""IPP Everywhere printers on loopback, whose sheets come out in a folder.

A trap met on the way: ippeveprinter refuses to start without a system bus, even with DNS-SD off, so the rig gives it a
private one (no avahi-daemon is needed then).
"""

import re
import socket
import subprocess
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

from tests.system.patience import until

if TYPE_CHECKING:
    from tests.system.cups_rig import Rig

# What ippeveprinter runs for each sheet: it "comes out" once the printer is not slow any more.
_ENGINE = """#!/bin/sh
touch {busy}
while [ -e {slow} ]; do sleep 0.1; done
cp "$1" {tray}/$(date +%s%N).pdf
rm -f {busy}
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Everywhere:
    """An `ippeveprinter` whose sheets come out in a folder; it can run out of paper, be slow, and die."""

    def __init__(self, rig: "Rig", name: str, options: tuple[str, ...]) -> None:
        self._rig, self._name, self._port, self._options = rig, name, free_port(), options
        self.uri = f"ipp://localhost:{self._port}/ipp/print"
        self.tray = rig.folder / f"tray-{name}"
        self.slow = rig.folder / f"slow-{name}"
        self.busy = rig.folder / f"busy-{name}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.tray.mkdir(exist_ok=True)
        engine = self._rig.folder / f"engine-{self._name}"
        engine.write_text(_ENGINE.format(busy=self.busy, slow=self.slow, tray=self.tray))
        engine.chmod(0o755)
        where = ["-r", "off", "-n", "localhost", "-p", str(self._port), "-c", str(engine)]
        self._process = self._rig.spawn(self._name, "ippeveprinter", *where, *self._options, self._name)
        until(lambda: self._paper_page("") is not None)

    def _paper_page(self, query: str) -> bytes | None:
        try:
            with urllib.request.urlopen(f"http://localhost:{self._port}/media{query}", timeout=5) as page:
                return page.read()
        except OSError:
            return None

    def load(self, sheets: int) -> None:
        """Put so many sheets in every tray, through the printer's own page."""
        trays = "&".join(f"size{tray}=iso_a4_210x297mm&level{tray}={sheets}" for tray in range(8))
        assert self._paper_page(f"?{trays}")

    def sheets(self) -> list[Path]:
        """Return what came out, in order."""
        return sorted(self.tray.glob("*.pdf"))

    def ended(self) -> list[str]:
        """Return how the printer itself says that its jobs ended."""
        told = self._rig.ask("ipptool", "-tv", self.uri, "get-completed-jobs.test")
        return re.findall(r"job-state \(enum\) = (\S+)", told)

    def clear(self) -> None:
        """Let the engine come to rest and take away what came out."""
        self.slow.unlink(missing_ok=True)
        until(lambda: not self.busy.exists())
        for sheet in self.sheets():
            sheet.unlink()

    def die(self) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.wait()
