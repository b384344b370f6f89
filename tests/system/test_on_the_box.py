"""The command line of an installed box, asked by root, by its own account and by somebody else."""

import re

import pytest

from tests.system.box_rig import asked_in_a_copy

pytestmark = pytest.mark.system

_EVENING = r"""
exec 2>&1
cd /root
PIN=905172
echo "--- before"
kiosk purge; echo "ends $?"
find /var/lib/kiosk /root/.local/share/kiosk-france-services 2>/dev/null
echo "--- account"
echo $PIN | kiosk staff add A1 --role administrator --pin-stdin; echo "ends $?"
kiosk staff list
runuser -u kiosk -- kiosk staff list
echo "--- others"
runuser -u visitor -- kiosk staff list; echo "ends $?"
runuser -u visitor -- kiosk purge; echo "ends $?"
echo "--- sheet"
kiosk slips cards --out /root/cartes.pdf; echo "ends $?"
stat -c '%U %a %n' /root/cartes.pdf
runuser -u kiosk -- kiosk slips cards --out /root/autres.pdf; echo "ends $?"
echo "--- purge"
kiosk purge; echo "ends $?"
echo "--- tend"
kiosk tend --once --every 5; echo "ends $?"
echo "--- empty"
mkdir -p /root/other/real; : > /root/other/real/day.sqlite
kiosk purge --data /root/other; echo "ends $?"
kiosk purge --data /root/nowhere; echo "ends $?"
stat -c '%s %n' /root/other/real/*; ls -d /root/nowhere
echo "--- of another folder"
install -d -m 700 -o visitor /srv/elsewhere
echo $PIN | kiosk staff add A2 --pin-stdin --data /srv/elsewhere; echo "ends $?"
find /srv/elsewhere ! -user visitor
echo "--- plan"
printf 'BEGIN:VCALENDAR\nEND:VCALENDAR\n' > /root/plan.ics
kiosk import /root/plan.ics; echo "ends $?"
echo "--- look"
kiosk check --out /root/etat.pdf; echo "ends $?"
stat -c '%U %n' /root/etat.pdf
kiosk check --data /root/nowhere > /dev/null; ls -d /root/nowhere
echo "--- not the box's"
find /var/lib/kiosk ! -user kiosk
find /root/.local/share/kiosk-france-services 2>/dev/null
find /var/lib/kiosk -perm /077
echo "--- no account"
userdel kiosk
kiosk staff list; echo "ends $?"
echo "--- end"
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return what the box said, by the part of the evening."""
    return asked_in_a_copy(tmp_path_factory.mktemp("box"), _EVENING)


def test_a_box_that_received_nobody_has_nothing_to_purge_and_says_so(said: dict[str, str]) -> None:
    told = said["before"]
    assert "/var/lib/kiosk/real: there is no day.sqlite here" in told
    assert "ends 2\n/var/lib/kiosk\n" in told
    assert "nothing personal left" not in told


def test_root_and_the_kiosk_s_account_see_the_same_box(said: dict[str, str]) -> None:
    assert re.findall(r"(?m)^A1  administrator", said["account"]) == ["A1  administrator"] * 2


def test_an_account_that_is_nobody_s_here_is_sent_to_whoever_may(said: dict[str, str]) -> None:
    assert said["others"].count("/var/lib/kiosk: Permission denied; only its own account and root may: sudo") == 2
    assert said["others"].count("ends 2") == 2


def test_what_root_wants_written_in_its_own_place_is_written_there_and_is_root_s(said: dict[str, str]) -> None:
    assert "root 600 /root/cartes.pdf\n" in said["sheet"]
    assert "/root/autres.pdf: Permission denied" in said["sheet"]


def test_root_closes_the_day_of_the_box(said: dict[str, str]) -> None:
    assert said["purge"].startswith("/var/lib/kiosk/real: ")
    assert "nothing personal left\nends 0" in said["purge"]
    assert said["tend"] == "ends 0\n"


def test_a_folder_that_holds_no_day_was_not_purged(said: dict[str, str]) -> None:
    told = said["empty"]
    assert told.count("there is no day.sqlite here, nothing was read or changed") == 2
    assert told.count("ends 2") == 2
    assert "nothing personal left" not in told
    assert "0 /root/other/real/day.sqlite\n" in told
    assert "cannot access '/root/nowhere'" in told


def test_root_leaves_no_file_of_its_own_among_the_data_of_others(said: dict[str, str]) -> None:
    assert said["of another folder"] == "A2: mediator\nends 0\n"
    assert said["not the box's"] == ""


def test_a_plan_in_a_place_of_root_s_alone_is_said_to_be_out_of_the_kiosk_s_reach(said: dict[str, str]) -> None:
    assert said["plan"].startswith("/root/plan.ics: the account of the data cannot read it")
    assert "ends 2" in said["plan"]


def test_root_looks_at_the_box_and_takes_the_sheet_home(said: dict[str, str]) -> None:
    assert "] Effacement" in said["look"]
    assert "root /root/etat.pdf\n" in said["look"]
    assert "cannot access '/root/nowhere'" in said["look"]


def test_without_its_account_nobody_touches_the_box_s_data(said: dict[str, str]) -> None:
    assert "it belongs to no account of this machine" in said["no account"]
    assert "ends 2" in said["no account"]
