"""What the machine itself tells about its clock."""

import re
import time
from datetime import date
from pathlib import Path

import pytest

from kiosk import BUILT
from kiosk.adapters.machine.clocks import LinuxMachine, system_clock

ROOT = Path(__file__).parents[2]


def _with_battery(root, told):
    clock = root / "sys/class/rtc/rtc0"
    clock.mkdir(parents=True)
    (clock / "since_epoch").write_text(f"{told}\n")
    return LinuxMachine(root)


def test_a_machine_without_battery_clock_counts_no_hours_while_it_is_off(tmp_path):
    assert not LinuxMachine(tmp_path).keeps_time_off()


@pytest.mark.parametrize("behind", [0, 7200, -7200])
def test_a_battery_clock_is_one_whatever_its_time_zone(tmp_path, behind):
    assert _with_battery(tmp_path, int(system_clock().timestamp()) - behind).keeps_time_off()


@pytest.mark.parametrize("told", [0, 946684800, "", "none"])
def test_a_battery_that_ran_down_counts_no_hours(tmp_path, told):
    assert not _with_battery(tmp_path, told).keeps_time_off()


def test_the_kernel_names_its_boot_and_counts_its_life():
    machine = LinuxMachine()
    assert machine.boot() == Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    before = machine.uptime()
    assert before <= machine.uptime()
    assert before.total_seconds() <= time.clock_gettime(time.CLOCK_BOOTTIME)


def test_the_kernels_word_on_the_clock_is_taken_before_any_file(tmp_path):
    mark = tmp_path / "run/systemd/timesync/synchronized"
    mark.parent.mkdir(parents=True)
    mark.touch()
    # The mark stays for as long as the machine runs; the kernel knows when somebody has set the clock since.
    assert LinuxMachine(tmp_path).is_synchronised() == LinuxMachine().is_synchronised()


def test_the_program_is_not_younger_than_what_is_decided_about_it():
    decided = re.findall(r"^\*\*(\d{4}-\d\d-\d\d)", (ROOT / "DECISIONS.md").read_text(), re.MULTILINE)
    newest = max(date.fromisoformat(each) for each in decided)
    assert BUILT.date() >= newest, "a release is made: write its day into kiosk/__init__.py"
