"""A real `kiosk run` for test_memory.py: the first life works on what standard input tells, the second only stands.

Nothing that is looked for stands in this file: a program's own text would be found in its memory.
"""

import json
import os
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT)]

LIFE = "TEST_LIFE"


def say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


def work(services, told):
    """Plan, receive, assist: what a day leaves in the memory of a process."""
    from datetime import timedelta

    from kiosk.domain.reception.appointments import Appointment, Motif
    from kiosk.domain.reception.assistance import Demarche

    day = services.planning._day
    with day.transaction() as records:
        for n in range(20):
            starts = services.planning._clock() - timedelta(minutes=n)
            records.add_appointment(
                Appointment(starts, 45, Motif.PANDA, told["letters"], first_visit=True,
                            slip_code=str(int(told["code"]) + n), source_hash=told["hash"])
            )  # fmt: skip
    noted = services.arrivals.declare(None, told["letters"], "fr")
    services.arrivals.attach(noted.ticket, told["token"])
    session = services.assistance.open("Bureau 1", noted.ticket, Demarche("rsa"))
    return session, services.planning.day(starts.date())


def live() -> None:
    # Kivy reads its settings when it is imported: after the command has prepared them.
    while "screens.app" not in sys.modules:
        time.sleep(0.05)
    from kivy.app import App

    while (app := App.get_running_app()) is None or app.root is None or not app.root.is_ready:
        time.sleep(0.05)
    life = os.environ.get(LIFE, "1")
    os.environ[LIFE] = "2"
    if life == "1":
        told, done = json.loads(sys.stdin.readline()), threading.Event()
        app.held = [told]
        app.root.ask(lambda s: work(s, told), lambda found: (app.held.append(found), done.set()))
        assert done.wait(60)
    say(f"life {life}")


if __name__ == "__main__":
    from kiosk.commands.showing import ScreenRole, run

    threading.Thread(target=live, daemon=True).start()
    run(data=Path(sys.argv[1]), site="meaux", windowed=True, window="800x600", role=ScreenRole(sys.argv[2]))
