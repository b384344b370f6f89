"""A checkout of a few lines with locks of its own, and an index of tiny wheels, for the real deploy/setup.sh."""

import base64
import hashlib
import os
import shutil
import subprocess
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

DEPLOY = Path(__file__).parents[2] / "deploy"
PROGRAM = 'import sys\ndef main():\n    print("kiosk", *sys.argv[1:])\nif __name__ == "__main__":\n    main()\n'
BUILDER = ("setuptools", "80.0")


@dataclass
class Checkout:
    """A checkout in `root` and what it installs from; `env` is what the caller's own settings come to."""

    root: Path
    index: Path
    env: dict[str, str] = field(default_factory=dict)

    def offer(self, name: str, version: str, *requires: str, extra: str = "") -> None:
        """Publish a release: one more wheel on the index."""
        folder = self.index / name
        folder.mkdir(parents=True, exist_ok=True)
        wheel(folder, name, version, requires, extra)
        links = "".join(f'<a href="{each.name}">{each.name}</a>\n' for each in sorted(folder.glob("*.whl")))
        (folder / "index.html").write_text(links)

    def pin(self, lock: str, *releases: tuple[str, str]) -> None:
        """Write a lock of releases on the index, each with its hash."""
        lines = []
        for name, version in releases:
            content = (self.index / name / f"{name.replace('-', '_')}-{version}-py3-none-any.whl").read_bytes()
            lines.append(f"{name}=={version} \\\n    --hash=sha256:{hashlib.sha256(content).hexdigest()}\n")
        (self.root / "deploy" / lock).write_text("".join(lines))

    def need_environment(self, *locks: str, **run: object) -> subprocess.CompletedProcess[str]:
        """Run the function that run.sh, test.sh and install.sh share."""
        return self.bash(f"need_environment {' '.join(locks)}", **run)

    def bash(self, line: str, **run: object) -> subprocess.CompletedProcess[str]:
        """Run a line as the scripts do, with the checkout's setup.sh sourced."""
        script = f'set -euo pipefail; root=$1; . "$root/deploy/setup.sh"; {line}'
        env = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
        env = {name: value for name, value in env.items() if not name.endswith("DISPLAY")}
        env |= {
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_INDEX_URL": self.index.as_uri(),
            "PIP_NO_CACHE_DIR": "1",
            **self.env,
        }
        command = ["bash", "-c", script, "bash", str(self.root)]
        return subprocess.run(
            command, check=False, capture_output=True, text=True, timeout=300, env=env, cwd="/", **run
        )  # type: ignore[call-overload]

    def holds(self) -> set[str]:
        """List what the environment holds, but for the installer that its interpreter brought."""
        python = self.root / ".venv" / "bin" / "python"
        listed = subprocess.run(
            [str(python), "-I", "-m", "pip", "freeze", "--all"], check=True, capture_output=True, text=True
        )
        return {line for line in listed.stdout.split() if not line.startswith("pip==")}


def checkout(root: Path, index: Path) -> Checkout:
    """Make a checkout whose tests need an extra of a release that gets a newer one tomorrow."""
    (root / "deploy").mkdir(parents=True)
    for name in ("setup.sh", "compare_environment.py"):
        shutil.copy(DEPLOY / name, root / "deploy")
    (root / "kiosk").mkdir()
    (root / "kiosk" / "__init__.py").touch()
    (root / "kiosk" / "__main__.py").write_text(PROGRAM)
    made = Checkout(root, index)
    made.offer(*BUILDER)
    made.offer("drawing", "1.0", "paper>=1")
    made.offer("paper", "1.0")
    made.offer("covering", "7.0", 'paper; extra == "toml"', extra="toml")
    made.offer("cov-plugin", "3.0", "covering[toml]>=7")
    made.pin("build.lock", BUILDER)
    made.pin("runtime.lock", ("drawing", "1.0"), ("paper", "1.0"))
    made.pin("requirements.lock", ("cov-plugin", "3.0"), ("covering", "7.0"), ("drawing", "1.0"), ("paper", "1.0"))
    return made


def wheel(folder: Path, name: str, version: str, requires: tuple[str, ...] = (), extra: str = "") -> Path:
    """Write a wheel that holds one empty module."""
    module = name.replace("-", "_")
    info = f"{module}-{version}.dist-info"
    metadata = [f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"]
    metadata += [f"Provides-Extra: {extra}\n"] if extra else []
    metadata += [f"Requires-Dist: {each}\n" for each in requires]
    files = {
        f"{module}.py": f"VERSION = {version!r}\n",
        f"{info}/METADATA": "".join(metadata),
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},{_digest(content)},{len(content)}\n" for path, content in files.items())
    target = folder / f"{module}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(target, "w") as archive:
        for path, content in {**files, f"{info}/RECORD": f"{record}{info}/RECORD,,\n"}.items():
            archive.writestr(path, content)
    return target


def _digest(content: str) -> str:
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(content.encode()).digest()).rstrip(b"=").decode()
