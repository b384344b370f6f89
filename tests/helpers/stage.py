"""Kiosk, desk and board as three processes on one data folder, for stories of a whole day."""

import json
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import IO, Any, Self

ACTOR = Path(__file__).parent / "actor.py"
PATIENCE = 150  # seconds for one answer; a hand gives up after 60 of them by itself


class Player:
    """One screen: every method name is a command of the actor. `within` is what its process is started by."""

    def __init__(
        self, role: str, data: Path, *, within: tuple[str, ...] = (), log: IO[str] | None = None, watched: str = "",
        is_awaited: bool = True,
    ) -> None:  # fmt: skip
        self.role = role
        self._log = log or tempfile.NamedTemporaryFile("w", encoding="utf-8")  # noqa: SIM115
        self._heard: queue.Queue[str] = queue.Queue()
        self._process = subprocess.Popen(
            [*within, sys.executable, "-X", "faulthandler", str(ACTOR), role, str(data), watched],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log, text=True, encoding="utf-8",
        )  # fmt: skip
        threading.Thread(target=self._hear, daemon=True).start()
        if is_awaited:
            self.come_on()

    def come_on(self) -> None:
        """Wait until the screen is there."""
        self._answer()

    def __getattr__(self, command: str) -> Any:
        def send(*arguments: object) -> Any:
            print(json.dumps([command, *arguments]), file=self._process.stdin, flush=True)
            return self._answer()

        return send

    def _hear(self) -> None:
        for line in self._process.stdout:
            if line.startswith("{"):
                self._heard.put(line)
        self._heard.put("")

    def _answer(self) -> Any:
        try:
            line = self._heard.get(timeout=PATIENCE)
        except queue.Empty:
            self._process.send_signal(signal.SIGABRT)  # it says where it stands
            line = self._heard.get(timeout=20)
        if not line:
            said = Path(self._log.name).read_text(encoding="utf-8", errors="replace")[-6000:]
            raise AssertionError(f"{self.role} ended, or answered nothing for {PATIENCE} s:\n{said}")
        answer = json.loads(line)
        assert "lost" not in answer, f"{self.role}: {answer['lost']}"
        return answer["answer"]

    def end(self) -> None:
        """Leave as a person closes the lid: asked first, then made to."""
        if self._process.poll() is None:
            self.leave()
        self._process.wait(20)
        self._log.close()


class Stage:
    """Three screens on one folder, told the time together: kiosk, desk, and the wall screen or a second desk.

    The kiosk is there first: it keeps the folder, and looks at `watched`. `day` is a day of the winter at Meaux.
    """

    def __init__(self, data: Path, third: str = "board", watched: str = "") -> None:
        self.day = "2026-11-24"  # a Tuesday
        self.kiosk = Player("kiosk", data, watched=watched)
        self.desk, self.board = (Player(role, data, watched=watched, is_awaited=False) for role in ("desk", third))
        self.desk.come_on()
        self.board.come_on()

    def at(self, hour: int, minute: int = 0) -> None:
        """Let it be an hour of the day, for everybody."""
        for player in (self.kiosk, self.desk, self.board):
            player.at(f"{self.day}T{hour:02d}:{minute:02d}:00+01:00")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for player in (self.board, self.desk, self.kiosk):
            player.end()
