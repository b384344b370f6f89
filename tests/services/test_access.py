"""The desk opens to a PIN; wrong ones cost time, weak ones are refused, and nobody becomes administrator by chance."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.adapters.database.folders import open_databases
from kiosk.adapters.machine.pins import ARGON2, Argon2Pins
from kiosk.domain.reception.access import LONGEST_WAIT, Pad, Role, Staff, Tries, is_weak, wait_after, wait_left
from kiosk.domain.reception.codes import BadgeCode, Mistyped, new_badge_code, read_badge_code
from kiosk.services.access import Access, Refused, Throttled, Unlocked, WrongPin
from tests.conftest import SetClock

ROOT = Path(__file__).parents[2]
PIN, OTHER = "274183", "905172"
NOON = datetime(2026, 11, 24, 11, tzinfo=UTC)


# What the box itself hashes with: elsewhere the tests do with the cheapest.
STRONG, HASHED = Argon2Pins(ARGON2), "$argon2id$v=19$m=65536,t=3,p=4$"


def access(files, clock, hasher=None):
    return Access(files.staff, hasher or Argon2Pins(), clock, lambda n: 12345678 % n)


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
    here = access(files, clock, STRONG)
    assert here.add("M1", Role.MEDIATOR, PIN) == Staff("M1", Role.MEDIATOR)
    assert here.unlock("M1", OTHER, Pad.DESK) == WrongPin(timedelta())
    assert here.unlock("M1", PIN, Pad.DESK) == Unlocked(Staff("M1", Role.MEDIATOR))
    assert here.unlock("personne", PIN, Pad.DESK) == WrongPin(timedelta())


def test_five_errors_cost_15_seconds_then_twice_that_and_never_over_five_minutes(files, clock):
    here = access(files, clock)
    here.add("M1", Role.MEDIATOR, PIN)
    waits = []
    for _ in range(12):
        outcome = here.unlock("M1", OTHER, Pad.DESK)
        waits.append(outcome.wait.total_seconds())
        clock.now += outcome.wait
    assert waits == [0, 0, 0, 0, 15, 30, 60, 120, 240, 300, 300, 300]


def test_a_shut_pad_does_not_even_look_at_the_right_pin_and_a_restart_does_not_open_it(tmp_path, clock):
    with open_databases(tmp_path) as files:
        here = access(files, clock)
        here.add("M1", Role.MEDIATOR, PIN)
        for _ in range(5):
            here.unlock("M1", OTHER, Pad.DESK)
    with open_databases(tmp_path) as files:
        here = access(files, clock)
        clock.advance(seconds=14)
        assert here.unlock("M1", PIN, Pad.DESK) == Throttled(timedelta(seconds=1))
        clock.advance(seconds=1)
        assert isinstance(here.unlock("M1", PIN, Pad.DESK), Unlocked)
        clock.advance(seconds=1)
        assert here.unlock("M1", OTHER, Pad.DESK) == WrongPin(timedelta())


def test_a_clock_set_back_locks_nobody_out_for_longer():
    guessed = Tries(5, NOON, NOON, 5)
    assert wait_left(guessed, Pad.KIOSK, NOON - timedelta(days=400)) == timedelta(seconds=15)
    assert max(wait_after(n) for n in range(100)) == timedelta(minutes=5)


@pytest.fixture
def quick(files, clock):
    """An account M1 whose PIN is tried a thousand times over."""
    here = access(files, clock)
    here.add("M1", Role.MEDIATOR, PIN)
    return here


def guess(here, clock, pad, times):
    """Guess without a pause, as far as the pad lets one; return how many were looked at."""
    looked_at = 0
    for _ in range(times):
        match here.unlock("M1", OTHER, pad):
            case WrongPin(wait=wait):
                looked_at += 1
                if wait > LONGEST_WAIT:
                    break
                clock.now += wait
            case Throttled():
                break
    return looked_at


def test_whoever_guesses_at_the_kiosk_all_day_keeps_nobody_from_the_desk(quick, clock):
    guess(quick, clock, Pad.KIOSK, 44)
    assert isinstance(quick.unlock("M1", OTHER, Pad.KIOSK), WrongPin)
    assert isinstance(quick.unlock("M1", PIN, Pad.KIOSK), Throttled)
    assert isinstance(quick.unlock("M1", PIN, Pad.DESK), Unlocked)


def test_with_one_pad_only_a_badge_lets_the_mediator_in_while_somebody_guesses(quick, clock):
    for pad in (Pad.KIOSK, Pad.DESK):
        guess(quick, clock, pad, 1000)
    assert isinstance(quick.unlock("M1", PIN, Pad.KIOSK), Throttled)
    assert isinstance(quick.unlock("M1", PIN, Pad.BADGE), Unlocked)


@pytest.mark.parametrize(("pad", "most"), [(Pad.KIOSK, 200), (Pad.DESK, 100), (Pad.BADGE, 50)])
def test_each_place_takes_so_many_wrong_pins_a_day_and_opens_again_the_next(quick, clock, pad, most):
    assert guess(quick, clock, pad, 1000) == most
    shut = quick.unlock("M1", PIN, pad)
    assert timedelta() < shut.wait < timedelta(days=1)
    clock.now += shut.wait
    assert isinstance(quick.unlock("M1", PIN, pad), Unlocked)


def test_a_right_pin_between_two_guesses_gives_the_guesser_no_tries_back(quick, clock):
    looked_at = 0
    for _ in range(Pad.KIOSK.tries_a_day):
        if isinstance(quick.unlock("M1", PIN, Pad.KIOSK), Unlocked):
            looked_at += guess(quick, clock, Pad.KIOSK, 4)
    assert looked_at == Pad.KIOSK.tries_a_day


def test_a_clock_set_back_shuts_no_pad_for_years(quick, clock):
    guess(quick, clock, Pad.DESK, 1000)
    clock.advance(days=-2500)
    outcome = quick.unlock("M1", PIN, Pad.DESK)
    assert isinstance(outcome, Unlocked) or outcome.wait <= timedelta(minutes=5)


def test_another_pin_from_the_administrator_opens_every_pad_at_once(quick, clock):
    for pad in Pad:
        guess(quick, clock, pad, 1000)
    quick.reset("M1", OTHER)
    assert all(isinstance(quick.unlock("M1", OTHER, pad), Unlocked) for pad in Pad)


def test_the_administrator_is_whoever_holds_the_installers_code_once(files, clock):
    here = access(files, clock)
    assert isinstance(here.create_administrator("00000000", "A1", PIN, Pad.DESK), Refused)
    code = here.new_setup_code()
    assert isinstance(here.create_administrator("99999999", "A1", PIN, Pad.DESK), Refused)
    assert here.needs_administrator()
    assert here.create_administrator(f"{code[:4]} {code[4:]}", "A1", PIN, Pad.DESK) == Staff("A1", Role.ADMINISTRATOR)
    assert isinstance(here.create_administrator(code, "A2", OTHER, Pad.DESK), Refused)
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
        here.create_administrator("99999999", "A1", PIN, Pad.DESK)
    assert isinstance(here.create_administrator("99999999", "A1", PIN, Pad.DESK), Throttled)


@pytest.mark.parametrize(
    ("label", "pin"), [("", PIN), ("Jean-Baptiste Durand", PIN), ("M1", "12345"), ("M1", "123456")]
)
def test_an_account_that_says_too_much_or_opens_too_easily_is_refused(files, clock, label, pin):
    assert isinstance(access(files, clock).add(label, Role.STAFF, pin), Refused)


def test_no_byte_of_the_folder_holds_a_pin_and_the_hash_is_argon2id(tmp_path, clock):
    with open_databases(tmp_path) as files:
        here = access(files, clock, STRONG)
        here.add("M1", Role.MEDIATOR, PIN)
        here.unlock("M1", OTHER, Pad.DESK)
        assert files.staff.pin_hash("M1").startswith(HASHED)
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
        assert files.staff.pin_hash("M1").startswith(HASHED)
        assert isinstance(access(files, SetClock()).unlock("M1", OTHER, Pad.DESK), Unlocked)
    assert _kiosk(tmp_path, "remove", "M9").returncode == 2
    assert _kiosk(tmp_path, "badge", "M1", "--out", str(tmp_path / "b.pdf")).returncode == 0
    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF")
