"""The weekly backup, from the page that says how the box is: a key, a touch, a sentence."""

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from kiosk.adapters.errands.backup_place import KeyPlace
from kiosk.settings import load_settings
from tests.helpers.backed_up import new_pair
from tests.helpers.desk_office import Office


@pytest.fixture
def stick(tmp_path, monkeypatch) -> list[Path]:
    """Return the keys that are plugged in; settings name a public key."""
    public = new_pair(tmp_path).public
    plugged: list[Path] = []

    def with_a_key(*given, **named):
        settings = load_settings(*given, **named)
        return settings.model_copy(update={"backup": settings.backup.model_copy(update={"key": public})})

    monkeypatch.setattr("tests.helpers.desk_office.load_settings", with_a_key)
    media = {"keys": (str(tmp_path / "media"),), "mounts": lambda: tuple(plugged)}
    monkeypatch.setattr("kiosk.adapters.errands.backup_place.KeyPlace", partial(KeyPlace, **media))
    return plugged


@pytest.fixture
def room(tmp_path, clock, stick):
    office = Office(tmp_path / "box", clock)
    office.enter()
    yield office
    office.close()


def said(office: Office) -> str:
    return " ".join(office.see()).replace("\u00a0", " ").replace("\u202f", " ")


def plugged_in(stick: list[Path], tmp_path: Path) -> Path:
    key = tmp_path / "media" / "SAUVEGARDE"
    key.mkdir(parents=True)
    stick.append(key)
    return key


def test_a_touch_backs_up_on_the_key_and_the_page_then_says_when(room, stick, tmp_path, clock):
    room.root.show("health")
    room.rest()
    assert "Aucune sauvegarde n’a encore été faite." in said(room)
    key = plugged_in(stick, tmp_path)
    room.tap("Sauvegarder")
    (backup,) = key.iterdir()
    assert backup.read_bytes().startswith(b"age-encryption.org/v1\n")
    assert f"Sauvegardé ici : {backup}" in said(room)
    assert "Dernière sauvegarde : mardi 24 novembre 2026 à 10 h 12." in said(room)
    clock.now += timedelta(days=9)
    room.root.unlock(room.root.staff or pytest.fail("locked"))
    room.root.show("health")
    room.rest()
    assert "La dernière sauvegarde est d’il y a 9 jours" in said(room)
    assert "→ Mettez la clé USB des sauvegardes, puis touchez « Sauvegarder »." in said(room)


def test_without_a_key_or_with_one_that_was_pulled_a_sentence_says_what_to_do(room, stick, tmp_path):
    room.root.show("health")
    room.rest()
    room.tap("Sauvegarder")
    assert "Aucune clé USB n’est branchée. Mettez celle des sauvegardes, puis recommencez." in said(room)
    plugged_in(stick, tmp_path).rmdir()
    room.tap("Sauvegarder")
    assert "La clé USB a été retirée, ou ne répond plus." in said(room)
    assert "Aucune sauvegarde n’a encore été faite." in said(room)
