"""How old a backup may be, what a public key looks like, which files are ours to forget."""

from datetime import datetime, timedelta

import pytest

from kiosk.domain.machine.backups import SAID, BackupTrouble, backup_name, is_backup_name, is_public_key, of_backup
from kiosk.domain.machine.health import State
from kiosk.domain.machine.restoring import SAID as RESTORING_SAID
from kiosk.domain.machine.restoring import RestoreTrouble
from tests.helpers.waiting_room import PARIS

NOW = datetime(2026, 12, 8, 10, 12, tzinfo=PARIS)
# From the tests of age's own specification.
KEY = "age1t7rxyev2z3rw82stdlrrepyc39nvn86l5078zqkf5uasdy86jp6svpy7pa"


@pytest.mark.parametrize(
    ("days", "state", "said"),
    [
        (0, State.GOOD, "Dernière sauvegarde\u202f: mardi 8\u00a0décembre 2026 à 10\u00a0h\u00a012."),
        (7, State.GOOD, "Dernière sauvegarde\u202f: mardi 1er\u00a0décembre 2026 à 10\u00a0h\u00a012."),
        (9, State.WATCH, "La dernière sauvegarde est d’il y a 9\u00a0jours\u202f: dimanche 29\u00a0novembre 2026"),
        (-2, State.WATCH, "La dernière sauvegarde serait du jeudi 10\u00a0décembre 2026"),
    ],
)
def test_each_week_a_backup_is_asked_for(days: int, state: State, said: str) -> None:
    found = of_backup(NOW - timedelta(days=days), NOW, has_key=True)
    assert found.state is state
    assert found.says.startswith(said)
    assert state is State.GOOD or "touchez «\u202fSauvegarder\u202f»" in found.to_do


def test_a_box_without_a_key_says_whom_to_ask_and_one_that_was_never_backed_up_what_to_do() -> None:
    assert "Demandez une clé de sauvegarde" in of_backup(None, NOW, has_key=False).to_do
    assert "Mettez la clé USB des sauvegardes" in of_backup(None, NOW, has_key=True).to_do


def test_every_letter_of_a_public_key_counts() -> None:
    assert is_public_key(KEY)
    for place in range(4, len(KEY)):
        other = "q" if KEY[place] != "q" else "p"
        assert not is_public_key(KEY[:place] + other + KEY[place + 1 :])
    assert not any(map(is_public_key, ("", "age1", KEY.upper(), f"{KEY}q", KEY[:-1], f" {KEY}", f"{KEY}\n")))


def test_only_backups_of_the_same_site_are_ever_forgotten() -> None:
    name = backup_name("meaux", NOW)
    assert name == "sauvegarde-borne-meaux-2026-12-08-10h12-00.age"
    assert is_backup_name(name, "meaux")
    strangers = (name.replace("meaux", "melun"), f"copie de {name}", f"{name}.old", name.replace("2026", "MMXX"))
    assert not any(is_backup_name(each, "meaux") for each in strangers)


def test_every_trouble_is_a_whole_sentence_in_french_that_betrays_nothing() -> None:
    assert set(SAID) == set(BackupTrouble)
    assert set(RESTORING_SAID) == set(RestoreTrouble)
    for said in (*SAID.values(), *RESTORING_SAID.values()):
        assert said[0].isupper()
        assert not [sign for sign in (" :", " ;", " ?", "'", "« ", " »") if sign in said]
