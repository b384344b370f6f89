"""The real session without a console: what kiosk.service starts, as an ordinary user, on a headless compositor."""

import os
import pwd
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "deploy" / "systemd" / "kiosk.service"
INSTALLED = Path("/opt/kiosk")  # where install.sh puts the program, and so what the unit names
HEADLESS = {"WLR_BACKENDS": "headless", "WLR_LIBINPUT_NO_DEVICES": "1", "WLR_RENDERER": "pixman"}
USER = "kiosk-session"


def service(unit: Path = UNIT) -> dict[str, list[str]]:
    """Read a unit's [Service] section: every value of each key, in order."""
    section = unit.read_text(encoding="utf-8").partition("[Service]\n")[2].partition("\n[")[0]
    found: dict[str, list[str]] = {}
    for line in section.splitlines():
        if line and not line.startswith("#"):
            key, _, value = line.partition("=")
            found.setdefault(key, []).append(value)
    return found


class Session:
    """One running session: its messages to the service manager, its picture, its end."""

    def __init__(
        self, process: subprocess.Popen[bytes], manager: socket.socket, runtime: Path, owner: list[str]
    ) -> None:
        self._process, self._manager, self._runtime, self._owner = process, manager, runtime, owner

    def wait_for(self, message: str, seconds: float) -> float:
        """Wait for a message to the service manager; return the seconds it took."""
        start = time.monotonic()
        while (left := start + seconds - time.monotonic()) > 0:
            self._manager.settimeout(min(left, 0.5))
            try:
                said = self._manager.recv(4096).decode()
            except TimeoutError:
                assert self._process.poll() is None, f"the session ended: {self._words()}"
                continue
            if message in said.splitlines():
                return time.monotonic() - start
        raise AssertionError(f"no {message} within {seconds} s: {self._words()}")

    def _words(self) -> str:
        """What the session wrote, as the journal would hold it."""
        return (self._runtime.parent / "journal").read_text(encoding="utf-8", errors="replace")[-4000:]

    def is_shown(self) -> bool:
        """Say whether the compositor is there."""
        return any(path.is_socket() for path in self._runtime.glob("wayland-?"))

    def photograph(self, output: str = "") -> Image.Image:
        """Take the picture that the panel would show; of one panel among several, if it is named."""
        shot = self.run("grim", *(["-o", output] if output else []), "-")
        return Image.open(BytesIO(shot)).convert("RGB")

    def run(self, *command: str) -> bytes:
        """Run a client of the outermost compositor; return what it says."""
        # The outermost was there first, whatever its number.
        sockets = sorted((p for p in self._runtime.iterdir() if p.is_socket()), key=lambda p: p.stat().st_ctime_ns)
        display = next(p.name for p in sockets if p.name.startswith("wayland-"))
        environment = {"PATH": os.environ["PATH"], "XDG_RUNTIME_DIR": str(self._runtime), "WAYLAND_DISPLAY": display}
        environment["SWAYSOCK"] = next((str(p) for p in sockets if p.name.startswith("sway-ipc")), "")
        done = subprocess.run([*self._owner, *command], env=environment, capture_output=True, check=True, timeout=20)
        return done.stdout

    def has_ended(self, seconds: float) -> bool:
        """Say whether the session ends by itself within a time."""
        try:
            self._process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def end(self, seconds: float = 10) -> int:
        """Ask the session to end as systemd does, all its processes at once; return its exit status."""
        os.killpg(self._process.pid, signal.SIGTERM)
        return self._process.wait(timeout=seconds)


@contextmanager
def running_session(options: str, screens: str = "", unit: Path = UNIT) -> Iterator[Session]:
    """Start what a unit starts, with these options of /etc/kiosk/session.env; end it with the block.

    `screens` is the text of a file such as deploy/screens.sway, for two screens.
    """
    with ExitStack() as after:
        folder = Path(tempfile.mkdtemp(prefix="kiosk-session-", dir="/var/tmp"))
        after.callback(shutil.rmtree, folder, ignore_errors=True)
        folder.chmod(0o755)
        apart = _may_mount()
        owner = _owner(after, seen=[Path(os.path.realpath(sys.executable)), *([] if apart else [ROOT / "kiosk"])])
        folders = {name: folder / name for name in ("runtime", "state")}
        manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        after.callback(manager.close)
        manager.bind(str(folder / "notify"))
        for path in folders.values():
            path.mkdir(mode=0o700)
        if owner:
            for path in (*folders.values(), folder / "notify"):
                shutil.chown(path, USER, USER)
        environment = _environment(folders) | {"NOTIFY_SOCKET": str(folder / "notify"), "KIOSK_OPTIONS": options}
        # Hung upside down, the picture comes out upright all the same, and is really composed: the compositor of
        # Debian 12 hands the only window's own buffer to an unturned panel, and photographs of that are black.
        environment["CAGE_OPTIONS"] = "-r -r"
        if screens:
            environment |= _two_screens(folder, screens if apart else screens.replace(str(INSTALLED), str(ROOT)))
        journal = after.enter_context((folder / "journal").open("wb"))
        process = subprocess.Popen(
            [*(_at_the_installed_place(after) if apart else []), *owner, *_command(unit, INSTALLED if apart else ROOT)],
            env=environment,
            start_new_session=True,
            stdout=journal,
            stderr=journal,
        )
        after.callback(_kill, process)
        yield Session(process, manager, folders["runtime"], owner)


def _two_screens(folder: Path, text: str) -> dict[str, str]:
    path = folder / "screens.sway"
    path.write_text(text, encoding="utf-8")
    return {"KIOSK_SCREENS": str(path), "WLR_HEADLESS_OUTPUTS": "2"}


def _may_mount() -> bool:
    """Say whether this process may have mounts of its own: not in a plain chroot, nor in most containers."""
    if subprocess.run(["unshare", "--mount", "true"], check=False, stderr=subprocess.DEVNULL).returncode == 0:
        return True
    sockets = Path("/tmp/.X11-unix")
    if not sockets.exists():  # as systemd makes it at boot: the X server would make it its own
        sockets.mkdir()
        sockets.chmod(0o1777)
    return False


def _owner(after: ExitStack, seen: list[Path]) -> list[str]:
    """Return the command that becomes an ordinary user who can see some paths: none where the tests are run by one."""
    if os.geteuid() != 0:
        return []
    subprocess.run(["useradd", "--system", "--user-group", "--no-create-home", USER], check=True)
    after.callback(subprocess.run, ["userdel", "--force", USER], check=True, stderr=subprocess.DEVNULL)
    who = pwd.getpwnam(USER)
    become = ["setpriv", f"--reuid={who.pw_uid}", f"--regid={who.pw_gid}", "--clear-groups", "--no-new-privs"]
    if not all(part.stat().st_mode & 0o001 for path in seen for part in path.parents):
        # A checkout in root's own folder, or a developer's own interpreter: to be read all the same, no more.
        become += ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"]
    return become


def _command(unit: Path, program: Path) -> list[str]:
    """Return a unit's ExecStart for a program at this place."""
    (start,) = service(unit)["ExecStart"]
    # systemd names the main process as the one watched, and exec keeps its number all the way to the compositor.
    watched = ["sh", "-c", 'WATCHDOG_PID=$$ exec "$@"', "sh"]
    return [*watched, *shlex.split(start.replace(str(INSTALLED), str(program)))]


def _at_the_installed_place(after: ExitStack) -> list[str]:
    """Return the command that shows this checkout where the unit expects the program, to what it starts alone."""
    if not INSTALLED.exists():
        INSTALLED.mkdir()
        after.callback(INSTALLED.rmdir)
    # The unit's own /tmp in memory, too: the X server's sockets go there.
    mount = f"mount --bind {shlex.quote(str(ROOT))} {INSTALLED} && mount -t tmpfs -o mode=1777 kiosk /tmp"
    return ["unshare", "--mount", "sh", "-c", f'{mount} && cd {INSTALLED} && exec "$@"', "sh"]


def _environment(folders: dict[str, Path]) -> dict[str, str]:
    """Return what systemd would set, with no screen, no input, and a watchdog in a hurry."""
    given = dict(pair.split("=", 1) for line in service()["Environment"] for pair in shlex.split(line))
    own = {"PATH": os.environ["PATH"], "HOME": str(folders["state"]), "STATE_DIRECTORY": str(folders["state"])}
    own |= {"XDG_RUNTIME_DIR": str(folders["runtime"]), "WATCHDOG_USEC": "3000000"}
    return given | HEADLESS | own


def _kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=10)
