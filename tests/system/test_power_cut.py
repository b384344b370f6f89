"""The current fails two hundred times: no number is lost or given twice, no count is lost or doubled."""

import itertools
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

DRIVER = Path(__file__).with_name("living_kiosk.py")
KILLS = 200
SEED = 20261124
# About how long each operation lasts, in seconds: the current fails anywhere in it.
LASTS = {"declare": 0.0008, "call": 0.0008, "print": 0.0008, "help": 0.004, "flush": 0.004}
# How often the current fails once an operation has begun to write; the other times, anywhere in the operation.
AIMED = 0.5
WRITES = {"declare": 1, "call": 2, "print": 1, "help": 4, "flush": 3}


@dataclass
class Life:
    """What one life of the kiosk was heard to say, in order."""

    lines: list[str] = field(default_factory=list)

    @property
    def found(self):
        return next(json.loads(line[6:]) for line in self.lines if line.startswith("found "))

    def confirmed(self, kind):
        return [int(line.split()[2]) for line in self.lines if line.startswith(f"= {kind} ")]

    @property
    def in_flight(self):
        """The operation that had begun and was never confirmed, if any."""
        begun = [line for line in self.lines if line[:2] in {"> ", "= "}]
        return begun[-1][2:] if begun and begun[-1].startswith("> ") else None

    @property
    def died_before_its_commit_returned(self):
        """Something was written after BEGIN, and COMMIT, whose last act is the fsync, never came back."""
        return next((line for line in reversed(self.lines) if line[0] in "BWD"), "D") == "W"

    @property
    def commits(self):
        """How long each commit took from its first write, in seconds."""
        return [int(line[2:]) / 1e6 for line in self.lines if line.startswith("D ") and line != "D 0"]


@dataclass(frozen=True)
class Moment:
    """When the current fails: so long after the nth operation of a kind began, or after its so-manieth write."""

    kind: str
    nth: int
    write: int
    delay: float


class Watch:
    """Waits for a moment while the lines come in."""

    def __init__(self, moment):
        self._operations, self._writes, self._kind = moment.nth, moment.write, moment.kind

    def has_come(self, line):
        if self._operations > 0:
            self._operations -= line == f"> {self._kind}"
            return self._operations == 0 and self._writes == 0
        self._writes -= line == "W"
        return self._writes == 0


class Kiosk:
    """The process that forks one life after another."""

    def __init__(self, folder):
        command = [sys.executable, str(DRIVER), str(folder)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        self._rest = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.stdin.close()
        self._process.wait(timeout=10)
        self._process.stdout.close()

    def live_and_die(self, seed, moment):
        """Let the kiosk live until the moment comes, cut the current, and return what it said."""
        life, watch, pid = Life(), Watch(moment), 0
        self._process.stdin.write(f"{seed}\n".encode())
        while True:
            for line in self._heard():
                if line == "dead":
                    return life
                life.lines.append(line)
                if line.startswith("born "):
                    pid = int(line.split()[1])
                elif pid and watch.has_come(line):
                    _wait(moment.delay)
                    os.kill(pid, signal.SIGKILL)
                    pid = 0

    def _heard(self):
        heard = os.read(self._process.stdout.fileno(), 65536)
        assert heard, "the kiosk's parent ended"
        self._rest += heard
        *lines, self._rest = self._rest.split(b"\n")
        return [line.decode() for line in lines]


def _wait(seconds):
    """Wait more exactly than sleep does."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        pass


def _moment(chance, commits):
    kind, nth = chance.choice(tuple(LASTS)), chance.randint(1, 6)
    if chance.random() < AIMED:
        return Moment(kind, nth, chance.randint(1, WRITES[kind]), chance.uniform(0, statistics.median(commits)))
    return Moment(kind, nth, 0, chance.uniform(0, LASTS[kind]))


def _lives(folder):
    chance, commits = random.Random(SEED), [0.0]
    with Kiosk(folder) as kiosk:
        for seed in range(KILLS):
            life = kiosk.live_and_die(seed, _moment(chance, commits))
            commits += life.commits
            yield life
        # One more start tells what the last death left.
        yield kiosk.live_and_die(KILLS, Moment("flush", 1, 0, 0.0))


@pytest.fixture(scope="module")
def lives(tmp_path_factory):
    return list(_lives(tmp_path_factory.mktemp("power-cut")))


def _restarts(lives):
    return list(itertools.pairwise(lives))


def test_the_current_failed_two_hundred_times_in_the_midst_of_things(lives):
    deaths = lives[:KILLS]
    assert {life.in_flight for life in deaths} >= {"declare", "call", "print", "help", "flush"}
    share = sum(life.died_before_its_commit_returned for life in deaths) / KILLS
    print(f"{share:.0%} of the deaths came between a transaction's first write and the return of its COMMIT")
    assert share >= 0.30


def test_the_last_number_confirmed_still_stands_after_every_restart(lives):
    for life, following in _restarts(lives):
        assert set(life.confirmed("declare")) <= set(following.found["numbers"])


def test_no_number_is_ever_given_twice(lives):
    given = [number for life in lives for number in life.confirmed("declare")]
    assert len(given) > KILLS
    assert given == sorted(set(given))


def test_no_number_is_skipped_and_at_most_the_one_under_way_is_added(lives):
    for life, following in _restarts(lives):
        before, after = life.found["numbers"], following.found["numbers"]
        assert after == list(range(1, len(after) + 1))
        surplus = len(after) - len(before) - len(life.confirmed("declare"))
        assert surplus in ((0, 1) if life.in_flight == "declare" else (0,))


@pytest.mark.parametrize(
    ("family", "kind"),
    [
        ("arrivals", "call"),
        ("languages", "call"),
        ("sheets", "print"),
        ("visits", "help"),
        ("new-people", "help"),
    ],
)  # fmt: skip
def test_every_confirmed_count_is_there_once(lives, family, kind):
    for life, following in _restarts(lives):
        before, after = (part.found["totals"].get(family, 0) for part in (life, following))
        surplus = after - before - len(life.confirmed(kind))
        assert surplus in ((0, 1) if life.in_flight == kind else (0,))


def test_who_counts_as_a_person_and_the_counts_never_part(lives):
    for life in lives:
        arrivals, languages = (life.found["totals"].get(family, 0) for family in ("arrivals", "languages"))
        assert arrivals == languages == life.found["people"]


def test_a_session_counts_whole_or_not_at_all(lives):
    for life in lives:
        totals = life.found["totals"]
        assert totals.get("demarches", 0) == totals.get("outcomes", 0) == 2 * totals.get("visits", 0)


def test_flushes_did_move_counts(lives):
    assert sum(moved for life in lives for moved in life.confirmed("flush")) > KILLS
