"""A cupsd and IPP Everywhere printers of our own, on loopback, torn down with the test that started them.

The policy that install.sh puts into cupsd.conf is in force; its account is that of `kiosk_account` here.

Traps met on the way: ippeveprinter refuses to start without a system bus, even with DNS-SD off, so it gets a private
one (no avahi-daemon is needed then); cupsd works as root and hands its filters to `lp`, so every folder must be open
to that account; AppArmor knows /usr/sbin/cupsd by its path and would keep it out of the folder, so a copy runs.
"""

import grp
import os
import pwd
import re
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from tests.system.kiosk_account import KIOSK

POLICY = Path(__file__).parents[2] / "deploy" / "cups" / "kiosk.policy"
_BACKENDS = Path("/usr/lib/cups/backend")

_BUS = """<busconfig><type>system</type><listen>unix:path={folder}/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_destination="*"/><allow receive_sender="*"/>
</policy></busconfig>"""
_CUPSD = """Listen {folder}/sock
LogLevel warn
MaxLogSize 0
Browsing No
DefaultShared No
WebInterface No
PreserveJobFiles No
PreserveJobHistory {history}
JobKillDelay 1
DefaultAuthType Basic
<Location />
Order allow,deny
Allow all
</Location>
"""
_FILES = """ServerRoot {folder}/etc
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/state
TempDir {folder}/tmp
AccessLog {folder}/access.log
ErrorLog {folder}/error.log
PageLog {folder}/page.log
User {user}
Group {group}
SystemGroup {administrators}
ServerBin {folder}/lib
"""

# A backend that ends as it is told: 0 prints, 1 fails, 4 stops the printer, 6 asks to be called again (backend(7)).
_MOODY = """#!/bin/sh
[ $# -gt 0 ] || exit 0
cat "${{6:--}}" > {folder}/taken.pdf
mood=$(cat {folder}/mood)
[ "$mood" != 0 ] || cp {folder}/taken.pdf {folder}/moody/$1.pdf
exit "$mood"
"""

# What ippeveprinter runs for each sheet: it "comes out" once the printer is not slow any more.
_ENGINE = """#!/bin/sh
touch {busy}
while [ -e {slow} ]; do sleep 0.1; done
cp "$1" {tray}/$(date +%s%N).pdf
rm -f {busy}
"""


def until(done: Callable[[], object], seconds: float = 15.0) -> None:
    """Wait for something to become true."""
    limit = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < limit, f"still waiting after {seconds} s"
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Rig:
    """One private cupsd, one private bus, any number of printers."""

    def __init__(self, folder: Path, history: str = "60") -> None:
        self.folder = folder
        self.socket = folder / "sock"
        self.environment = os.environ | {
            "CUPS_SERVER": str(self.socket),
            "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={folder}/bus",
            "LC_ALL": "C",
            "HOME": str(folder),
            "PATH": f"{os.environ['PATH']}:/usr/sbin",
        }
        self._history = history
        self._daemon: subprocess.Popen[bytes] | None = None
        self._started: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        for part in ("etc", "spool", "cache", "state", "tmp", "lib", "lib/backend"):
            (self.folder / part).mkdir()
            (self.folder / part).chmod(0o755)
        for program in (*_BACKENDS.parent.glob("[!b]*"), *_BACKENDS.iterdir()):
            (self.folder / "lib" / program.relative_to(_BACKENDS.parent)).symlink_to(program)
        (self.folder / "tmp").chmod(0o1777)
        user, group = ("lp", "lp") if os.geteuid() == 0 else (pwd.getpwuid(os.geteuid()).pw_name, "nogroup")
        administrators = grp.getgrgid(os.getegid()).gr_name  # nobody else may start a queue here
        values = {"folder": self.folder, "history": self._history, "user": user, "group": group}
        values["administrators"] = administrators
        for name, text in (("bus.conf", _BUS), ("cupsd.conf", _CUPSD), ("cups-files.conf", _FILES)):
            (self.folder / name).write_text(text.format(**values))
        policy = POLICY.read_text(encoding="utf-8")
        with (self.folder / "cupsd.conf").open("a", encoding="utf-8") as settings:
            settings.write(re.sub(r"(Require user .*)\bkiosk\b", rf"\1{KIOSK}", policy))
        shutil.copy("/usr/sbin/cupsd", self.folder / "cupsd")
        self.start_cupsd()

    def start_cupsd(self) -> None:
        files = ["-c", f"{self.folder}/cupsd.conf", "-s", f"{self.folder}/cups-files.conf"]
        self._daemon = self.spawn("cupsd", f"{self.folder}/cupsd", "-f", *files)
        until(lambda: "is running" in self.ask("lpstat", "-r"))

    def stop_cupsd(self) -> None:
        assert self._daemon is not None
        self._daemon.terminate()
        self._daemon.wait()

    def printer(self, queue: str, *options: str) -> "Everywhere":
        """Start a printer and the queue that prints on it."""
        if not (self.folder / "bus").exists():
            self.spawn("bus", "dbus-daemon", f"--config-file={self.folder}/bus.conf", "--nofork", "--nopidfile")
            until((self.folder / "bus").exists)
        printer = Everywhere(self, queue, options)
        printer.start()
        self.queue(queue, printer.uri)
        return printer

    def queue(self, name: str, uri: str) -> None:
        """Make a queue that prints on an IPP Everywhere printer."""
        self.ask("lpadmin", "-p", name, "-E", "-v", uri, "-m", "everywhere")
        # cupsd describes the printer in the background, and sends what comes before that as it is, in no known size.
        until((self.folder / "cache" / f"{name}.data").exists)

    def moody(self, queue: str) -> Path:
        """Make a queue whose backend exits with what `mood` is set to; return where its sheets come out."""
        tray = self.folder / "moody"
        tray.mkdir(exist_ok=True)
        tray.chmod(0o777)
        self.mood(0)
        (self.folder / "taken.pdf").touch(0o666)
        (self.folder / "taken.pdf").chmod(0o666)
        backend = self.folder / "lib" / "backend" / "moody"
        backend.write_text(_MOODY.format(folder=self.folder))
        backend.chmod(0o755)
        self.ask("lpadmin", "-p", queue, "-E", "-v", "moody://here", "-m", "raw")
        return tray

    def mood(self, exits_with: int) -> None:
        """Say how the moody backend ends from now on."""
        (self.folder / "mood").write_text(f"{exits_with}\n")

    def ask(self, *command: str) -> str:
        """Run a CUPS command against this cupsd; return what it says on either stream."""
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=30, check=False)
        return done.stdout + done.stderr

    def waiting(self, queue: str) -> str:
        """Return what `lpstat` shows as not finished."""
        return self.ask("lpstat", "-W", "not-completed", "-o", queue)

    def spawn(self, name: str, *command: str) -> "subprocess.Popen[bytes]":
        with (self.folder / f"{name}.out").open("ab") as out:
            child = subprocess.Popen(command, env=self.environment, stdout=out, stderr=out, cwd=self.folder)
        self._started.append(child)
        return child

    def stop(self) -> None:
        for child in reversed(self._started):
            child.terminate()
        for child in reversed(self._started):
            try:
                child.wait(10)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


class Everywhere:
    """An `ippeveprinter` whose sheets come out in a folder; it can run out of paper, be slow, and die."""

    def __init__(self, rig: Rig, name: str, options: tuple[str, ...]) -> None:
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
