"""Sends a process to a file or a folder, waits for it so long, and leaves it behind where it does not come back."""

import json
import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from io import BufferedRandom
from pathlib import Path
from typing import Any

# The program that is sent: it works on files; reading what they hold is somebody else's.
_CHILD = "kiosk.adapters.errands.child"
_ROOT = Path(__file__).parents[3]
# How long a killed process may take to end. One that waits for a dead share ends when the share does, or never.
_LAST_SECONDS = 1.0
# No event is waited for: a signal's own handler may call back, and would find the event's lock taken.
_LOOK_EVERY = 0.02
Message = dict[str, Any]


class Errands:
    """Whatever hangs, hangs there. Any thread may send; a place that somebody was left behind in gets nobody else."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._left: dict[str, subprocess.Popen[bytes]] = {}
        self._is_over = False

    def send(
        self, place: str, request: Message, seconds: float, program: str = _CHILD, handles: tuple[int, ...] = ()
    ) -> Message | None:
        """Return the answer; None from a place that does not answer within so many seconds, or did not before.

        A child that ends without an answer (a limit was reached) gives {}; `program` is the module that it runs, and
        `handles` are open files that it has too.
        """
        with memory_file(json.dumps(request).encode()) as question, memory_file() as said:
            child = self._sent(place, program, (question, said), handles)
            if child is None or not self._is_back(place, child, seconds):
                return None
            return _read(said) if child.returncode == 0 else {}

    def send_all(self, requests: dict[str, Message], seconds: float) -> list[Message]:
        """Send to several places at once; return the answers of those that answer."""
        with ThreadPoolExecutor(max(1, len(requests))) as pool:
            answers = pool.map(lambda each: self.send(each[0], each[1], seconds), requests.items())
            return [answer for answer in answers if answer]

    def recall(self) -> None:
        """Send nobody any more, and wait for nobody: for a program that ends. A signal's handler may call."""
        self._is_over = True

    def _sent(
        self, place: str, program: str, talk: tuple[BufferedRandom, BufferedRandom], handles: tuple[int, ...]
    ) -> subprocess.Popen[bytes] | None:
        # PYTHONPATH: the child finds the program wherever the parent runs from; -P: nothing that lies there.
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(_ROOT), os.environ.get("PYTHONPATH", "")])}
        with self._lock:
            if self._is_over or (place in self._left and self._left[place].poll() is None):
                return None
            self._left.pop(place, None)
            return subprocess.Popen(
                [sys.executable, "-P", "-m", program],
                stdin=talk[0], stdout=talk[1], stderr=subprocess.DEVNULL, env=environment, pass_fds=handles,
            )  # fmt: skip

    def _is_back(self, place: str, child: subprocess.Popen[bytes], seconds: float) -> bool:
        is_back = self._ends(child, seconds)
        if not is_back:
            child.kill()
            if not self._ends(child, _LAST_SECONDS):
                # Not even a kill ends it: it waits in the kernel. One is enough: there will be no second one.
                self._left[place] = child
        return is_back

    def _ends(self, child: subprocess.Popen[bytes], seconds: float) -> bool:
        end = time.monotonic() + seconds
        while child.poll() is None:
            if self._is_over or time.monotonic() > end:
                return False
            time.sleep(_LOOK_EVERY)
        return True


def memory_file(content: bytes = b"") -> BufferedRandom:
    """Return a file that is on no disk: no pipe fills up, and a limit on file size bounds what is answered."""
    file = os.fdopen(os.memfd_create("errand", os.MFD_CLOEXEC), "w+b")
    file.write(content)
    file.seek(0)
    return file


def _read(said: BufferedRandom) -> Message:
    said.seek(0)
    answer: Message = json.load(said)
    return answer
