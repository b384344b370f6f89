"""Backing an installed box up and restoring it, asked by root: in a thrown-away copy of this machine."""

import re

import pytest

from tests.system.box_rig import asked_in_a_copy

pytestmark = pytest.mark.system

_WEEK = r"""
exec 2>&1
cd /root
age-keygen -o /root/private.txt 2> /dev/null
mkdir -m 700 /root/usb
echo "--- without"
kiosk staff setup-code > /dev/null
kiosk backup /root/usb; echo "ends $?"
sed -i "s/^key = \"\"/key = \"$(age-keygen -y private.txt)\"/" /etc/kiosk/kiosk.toml
chmod 600 /etc/kiosk/sites/meaux.toml; chown kiosk /etc/kiosk/sites/meaux.toml
echo 905172 | kiosk staff add A1 --role administrator --pin-stdin > /dev/null
echo "--- made"
kiosk backup /root/usb; echo "ends $?"
stat -c '%U %a %n' /root/usb/*.age
kiosk backup /media/CLE; echo "ends $?"
echo "--- trial"
backup=$(ls /root/usb/*.age)
echo 905173 | kiosk staff add A2 --pin-stdin > /dev/null
echo "# changed since" >> /etc/kiosk/sites/meaux.toml
kiosk restore "$backup" --identity /root/private.txt --check; echo "ends $?"
kiosk staff list
echo "--- asked"
echo non | kiosk restore "$backup" --identity /root/private.txt; echo "ends $?"
kiosk staff list
echo "--- restored"
echo oui | kiosk restore "$backup" --identity /root/private.txt; echo "ends $?"
kiosk staff list
grep -c "changed since" /etc/kiosk/sites/meaux.toml
stat -c '%U %a %n' /etc/kiosk/sites/meaux.toml /etc/kiosk/kiosk.toml
echo "--- in use"
flock /var/lib/kiosk/real/keeper.lock kiosk restore "$backup" --identity private.txt --yes; echo "ends $?"
echo "--- not the box's"
find /var/lib/kiosk ! -user kiosk
find /var/lib/kiosk -perm /077
echo "--- end"
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return what the box said, by the part of the week."""
    return asked_in_a_copy(tmp_path_factory.mktemp("box"), _WEEK)


def test_without_a_key_nothing_is_written_and_a_sentence_says_so(said: dict[str, str]) -> None:
    assert said["without"] == "Aucune clé de sauvegarde n’est réglée. Appelez qui a installé la borne.\nends 1\n"


def test_root_backs_the_box_up_into_a_place_of_its_own_and_not_where_no_key_is(said: dict[str, str]) -> None:
    assert re.search(r"(?m)^root 600 /root/usb/sauvegarde-borne-meaux-\S+\.age$", said["made"])
    assert "Aucune clé USB n’est branchée." in said["made"]
    assert re.findall(r"ends (\d)", said["made"]) == ["0", "1"]


@pytest.mark.parametrize("part", ["trial", "asked"])
def test_what_is_only_tried_or_answered_by_no_replaces_nothing(said: dict[str, str], part: str) -> None:
    assert "2 comptes ici, remplacés par 1 compte." in said[part]
    assert "Rien n’a été remplacé.\nends 0\n" in said[part]
    assert "A2  mediator" in said[part]


def test_a_restored_box_has_the_accounts_and_settings_of_then_and_each_file_its_owner(said: dict[str, str]) -> None:
    told = said["restored"]
    assert "C’est fait." in told
    assert "A1  administrator" in told
    assert "A2" not in told
    assert told.endswith("0\nkiosk 600 /etc/kiosk/sites/meaux.toml\nroot 644 /etc/kiosk/kiosk.toml\n")
    assert said["not the box's"] == ""


def test_a_box_that_somebody_works_in_is_left_alone(said: dict[str, str]) -> None:
    assert "La borne est ouverte. Arrêtez‑la d’abord" in said["in use"]
    assert said["in use"].endswith("ends 2\n")
