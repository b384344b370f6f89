"""Kiosk, desk and board as three processes on one data folder, for stories of a whole day."""

import json
import subprocess
import sys
from pathlib import Path
from typing import IO, Any, Self

ACTOR = Path(__file__).parent / "actor.py"


class Player:
    """One screen: every method name is a command of the actor. `within` is what its process is started by."""

    def __init__(self, role: str, data: Path, *, within: tuple[str, ...] = (), log: IO[str] | None = None) -> None:
        self.role = role
        self._process = subprocess.Popen(
            [*within, sys.executable, str(ACTOR), role, str(data)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log or subprocess.DEVNULL, text=True,
            encoding="utf-8",
        )  # fmt: skip
        self._answer()

    def __getattr__(self, command: str) -> Any:
        def send(*arguments: object) -> Any:
            print(json.dumps([command, *arguments]), file=self._process.stdin, flush=True)
            return self._answer()

        return send

    def _answer(self) -> Any:
        for line in self._process.stdout:
            if line.startswith("{"):
                answer = json.loads(line)
                assert "lost" not in answer, f"{self.role}: {answer['lost']}"
                return answer["answer"]
        raise AssertionError(f"{self.role} ended")

    def end(self) -> None:
        """Leave as a person closes the lid: asked first, then made to."""
        if self._process.poll() is None:
            self.leave()
        self._process.wait(20)


class Stage:
    """The three screens, told the time together."""

    def __init__(self, data: Path) -> None:
        self.kiosk, self.desk, self.board = (Player(role, data) for role in ("kiosk", "desk", "board"))

    def at(self, hour: int, minute: int = 0) -> None:
        """Let it be an hour of Tuesday 24 November 2026 at Meaux, for everybody."""
        for player in (self.kiosk, self.desk, self.board):
            player.at(f"2026-11-24T{hour:02d}:{minute:02d}:00+01:00")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for player in (self.board, self.desk, self.kiosk):
            player.end()
