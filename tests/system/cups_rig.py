"""A cupsd of our own, on loopback, in a folder of its own, torn down with the test that started it.

Its settings are those of the installed kiosk: the cupsd.conf that CUPS' package ships, settled as install.sh settles
it; only the account is that of `kiosk_account` here.

Traps met on the way: cupsd works as root and hands its filters to `lp`, so every folder must be open to that account;
AppArmor knows /usr/sbin/cupsd by its path and would keep it out of the folder, so a copy runs.
"""

import grp
import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.system.everywhere import Everywhere
from tests.system.folders_of_others import around, left_as_found
from tests.system.kiosk_account import KIOSK
from tests.system.patience import until

ROOT = Path(__file__).parents[2]
SHIPPED = Path("/usr/share/cups/cupsd.conf.default")
_BACKENDS = Path("/usr/lib/cups/backend")
_SETTLE = 'root=$0; . "$root/deploy/setup.sh"; . "$root/deploy/cups/settle.sh"; settle_cups "$1"'

_BUS = """<busconfig><type>system</type><listen>unix:path={folder}/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_destination="*"/><allow receive_sender="*"/>
</policy></busconfig>"""
# What a rig needs otherwise than a machine: no port, no network, no log that is turned over.
_NOT_HERE = re.compile(r"(Listen|Port|Browsing|BrowseLocalProtocols|MaxLogSize|JobKillDelay)\b", re.IGNORECASE)
_HERE = """Listen {folder}/sock
Browsing No
MaxLogSize 0
JobKillDelay 1
"""
# Each folder that cupsd makes its own.
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


def settled(settings: str, file: Path) -> str:
    """Write a cupsd.conf and settle it as install.sh does; return what it says then."""
    file.write_text(settings, encoding="utf-8")
    subprocess.run(["bash", "-euc", _SETTLE, str(ROOT), str(file)], check=True)
    return file.read_text(encoding="utf-8")


@contextmanager
def running_cups(history: str = "60", settings: str | None = None) -> Iterator["Rig"]:
    """Start a cupsd, in a folder of its own; leave nothing of it behind, and nothing else changed."""
    folder = Path(tempfile.mkdtemp(prefix="cups-"))
    folder.chmod(0o755)
    rig = Rig(folder, history, SHIPPED.read_text(encoding="utf-8") if settings is None else settings)
    with left_as_found(around(folder)):
        try:
            rig.start()
            yield rig
        finally:
            rig.stop()
            shutil.rmtree(folder)


class Rig:
    """One private cupsd, one private bus, any number of printers."""

    def __init__(self, folder: Path, history: str, settings: str) -> None:
        self.folder = folder
        self.socket = folder / "sock"
        self.environment = os.environ | {
            "CUPS_SERVER": str(self.socket),
            "CUPS_SERVERROOT": str(folder / "etc"),  # where its commands look for settings of their own
            "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={folder}/bus",
            "LC_ALL": "C",
            "HOME": str(folder),
            "PATH": f"{os.environ['PATH']}:/usr/sbin",
        }
        self._history, self._settings = history, settings
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
        values = {"folder": self.folder, "user": user, "group": group, "administrators": administrators}
        (self.folder / "bus.conf").write_text(_BUS.format(**values))
        (self.folder / "etc" / "cups-files.conf").write_text(_FILES.format(**values))
        self._settle(self.folder / "etc" / "cupsd.conf")
        shutil.copy("/usr/sbin/cupsd", self.folder / "cupsd")
        self.start_cupsd()

    def _settle(self, file: Path) -> None:
        """Write cupsd.conf: what was there, settled, then what a rig needs otherwise."""
        lines = [line for line in settled(self._settings, file).splitlines() if not _NOT_HERE.match(line)]
        text = "\n".join([*lines, _HERE.format(folder=self.folder)])
        text = re.sub(r"(?m)^PreserveJobHistory .*", f"PreserveJobHistory {self._history}", text)
        file.write_text(re.sub(r"(Require user .*)\bkiosk\b", rf"\1{KIOSK}", text), encoding="utf-8")

    def start_cupsd(self) -> None:
        files = ["-c", f"{self.folder}/etc/cupsd.conf", "-s", f"{self.folder}/etc/cups-files.conf"]
        self._daemon = self.spawn("cupsd", f"{self.folder}/cupsd", "-f", *files)
        until(lambda: "is running" in self.ask("lpstat", "-r"))

    def stop_cupsd(self) -> None:
        assert self._daemon is not None
        self._daemon.terminate()
        self._daemon.wait()

    def printer(self, queue: str, *options: str) -> Everywhere:
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
