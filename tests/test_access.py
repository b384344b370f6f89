"""The desk opens to a PIN; wrong ones cost time, weak ones are refused, and nobody becomes administrator by chance."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import SetClock

from kiosk.adapters.database import open_databases
from kiosk.adapters.pins import Argon2Pins
from kiosk.domain.access import Role, Staff, is_weak, wait_after, wait_left
from kiosk.domain.codes import BadgeCode, Mistyped, new_badge_code, read_badge_code
from kiosk.services.access import Access, Refused, Throttled, Unlocked, WrongPin

ROOT = Path(__file__).parents[1]
PIN, OTHER = "274183", "905172"
NOON = datetime(2026, 11, 24, 11, tzinfo=UTC)


def access(files, clock):
    return Access(files.staff, Argon2Pins(), clock, lambda n: 12345678 % n)


@pytest.fixture
def files(tmp_path):
    with open_databases(tmp_path) as opened:
        yield opened


@pytest.mark.parametrize(
    "pin",
    ["000000", "123456", "987654", "890123", "121212", "123123", "112211", "246810", "159753", "010190", "311299",
     "990131", "111998", "112233"],
)  # fmt: skip
def test_the_pins_anybody_would_try_first_are_refused(pin):
    assert is_weak(pin)


def test_most_pins_are_not_refused():
    refused = sum(is_weak(f"{n:06d}") for n in range(0, 1_000_000, 37))
    assert 0 < refused / (1_000_000 / 37) < 0.12


def test_the_right_pin_opens_and_a_wrong_one_does_not(files, clock):
    here = access(files, clock)
    assert here.add("M1", Role.MEDIATOR, PIN) == Staff("M1", Role.MEDIATOR)
    assert here.unlock("M1", OTHER) == WrongPin(timedelta())
    assert here.unlock("M1", PIN) == Unlocked(Staff("M1", Role.MEDIATOR))
    assert here.unlock("personne", PIN) == WrongPin(timedelta())


def test_five_errors_cost_15_seconds_then_twice_that_and_never_over_five_minutes(files, clock):
    here = access(files, clock)
    here.add("M1", Role.MEDIATOR, PIN)
    waits = []
    for _ in range(12):
        outcome = here.unlock("M1", OTHER)
        waits.append(outcome.wait.total_seconds())
        clock.now += outcome.wait
    assert waits == [0, 0, 0, 0, 15, 30, 60, 120, 240, 300, 300, 300]


def test_a_shut_pad_does_not_even_look_at_the_right_pin_and_a_restart_does_not_open_it(tmp_path, clock):
    with open_databases(tmp_path) as files:
        here = access(files, clock)
        here.add("M1", Role.MEDIATOR, PIN)
        for _ in range(5):
            here.unlock("M1", OTHER)
    with open_databases(tmp_path) as files:
        here = access(files, clock)
        clock.advance(seconds=14)
        assert here.unlock("M1", PIN) == Throttled(timedelta(seconds=1))
        clock.advance(seconds=1)
        assert isinstance(here.unlock("M1", PIN), Unlocked)
        clock.advance(seconds=1)
        assert here.unlock("M1", OTHER) == WrongPin(timedelta())


def test_a_clock_set_back_locks_nobody_out_for_longer():
    assert wait_left(5, NOON, NOON - timedelta(days=400)) == timedelta(seconds=15)
    assert max(wait_after(n) for n in range(100)) == timedelta(minutes=5)


def test_the_administrator_is_whoever_holds_the_installers_code_once(files, clock):
    here = access(files, clock)
    assert isinstance(here.create_administrator("00000000", "A1", PIN), Refused)
    code = here.new_setup_code()
    assert isinstance(here.create_administrator("99999999", "A1", PIN), Refused)
    assert here.needs_administrator()
    assert here.create_administrator(f"{code[:4]} {code[4:]}", "A1", PIN) == Staff("A1", Role.ADMINISTRATOR)
    assert isinstance(here.create_administrator(code, "A2", OTHER), Refused)
    assert [s.label for s in here.staff()] == ["A1"]


def test_nobody_removes_themselves_nor_the_last_administrator(files, clock):
    here = access(files, clock)
    chief = here.add("A1", Role.ADMINISTRATOR, PIN)
    other = here.add("M1", Role.MEDIATOR, OTHER)
    assert isinstance(here.remove("A1"), Refused)
    assert isinstance(here.remove("M1", other), Refused)
    assert isinstance(here.remove("M9", chief), Refused)
    assert here.remove("M1", chief) == other
    second = here.add("A2", Role.ADMINISTRATOR, OTHER)
    assert here.remove("A1", second) == chief
    assert [s.label for s in here.staff()] == ["A2"]


def test_guessing_the_installers_code_shuts_the_pad_too(files, clock):
    here = access(files, clock)
    here.new_setup_code()
    for _ in range(5):
        here.create_administrator("99999999", "A1", PIN)
    assert isinstance(here.create_administrator("99999999", "A1", PIN), Throttled)


@pytest.mark.parametrize(
    ("label", "pin"), [("", PIN), ("Jean-Baptiste Durand", PIN), ("M1", "12345"), ("M1", "123456")]
)
def test_an_account_that_says_too_much_or_opens_too_easily_is_refused(files, clock, label, pin):
    assert isinstance(access(files, clock).add(label, Role.STAFF, pin), Refused)


def test_no_byte_of_the_folder_holds_a_pin_and_the_hash_is_argon2id(tmp_path, clock):
    with open_databases(tmp_path) as files:
        here = access(files, clock)
        here.add("M1", Role.MEDIATOR, PIN)
        here.unlock("M1", OTHER)
        assert files.staff.pin_hash("M1").startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"M1" in held
    assert PIN.encode() not in held
    assert OTHER.encode() not in held


def test_a_badge_chooses_the_account_and_a_new_one_ends_the_old(files, clock):
    here = access(files, clock)
    here.add("M1", Role.MEDIATOR, PIN)
    badge = here.new_badge("M1")
    assert here.of_badge(badge) == Staff("M1", Role.MEDIATOR)
    assert here.of_badge(BadgeCode("000000000")) is None
    assert read_badge_code(badge.digits) == badge
    assert isinstance(read_badge_code("123456789"), Mistyped)
    assert new_badge_code(lambda n: 12345678) == BadgeCode("123456786")


def _kiosk(data, *words, typed=""):
    command = [sys.executable, "-m", "kiosk", "staff", *words, "--data", str(data)]
    return subprocess.run(command, cwd=ROOT, input=typed, capture_output=True, text=True, check=False, timeout=60)


def test_accounts_are_kept_from_the_terminal(tmp_path):
    code = _kiosk(tmp_path, "setup-code").stdout.strip()
    assert len(code) == len("1234 5678")
    assert _kiosk(tmp_path, "add", "M1", "--role", "mediator", "--pin-stdin", typed=PIN).returncode == 0
    refused = _kiosk(tmp_path, "add", "M2", "--pin-stdin", typed="123456")
    assert (refused.returncode, "trop facile" in refused.stderr) == (2, True)
    assert _kiosk(tmp_path, "list").stdout == "M1  mediator  Médiateur\n"
    assert _kiosk(tmp_path, "reset", "M1", "--pin-stdin", typed=OTHER).returncode == 0
    with open_databases(tmp_path / "real") as files:
        assert isinstance(access(files, SetClock()).unlock("M1", OTHER), Unlocked)
    assert _kiosk(tmp_path, "remove", "M9").returncode == 2
    assert _kiosk(tmp_path, "badge", "M1", "--out", str(tmp_path / "b.pdf")).returncode == 0
    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF")
