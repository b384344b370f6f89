"""A site hides, orders and adds guides in its own folder; a slip of the hand there is named."""

import shutil
from pathlib import Path

import pytest

from kiosk.adapters.guides.content import WrongGuide
from kiosk.contents import guides
from kiosk.settings import WrongSetting, load_settings

ROOT = Path(__file__).parents[2]
PROFILES = sorted(path.stem for path in (ROOT / "config" / "profiles").glob("*.toml"))


@pytest.fixture
def config(tmp_path):
    shutil.copytree(ROOT / "config", tmp_path / "config")
    return tmp_path / "config"


def choose(config, text, name="essai"):
    (config / "profiles" / f"{name}.toml").write_text(text, encoding="utf-8")
    main = config / "kiosk.toml"
    main.write_text(main.read_text(encoding="utf-8").replace('profile = "france-services"', f'profile = "{name}"'))
    return load_settings(config)


@pytest.mark.parametrize("name", PROFILES)
def test_every_shipped_profile_names_guides_that_exist(config, name):
    main = config / "kiosk.toml"
    main.write_text(main.read_text(encoding="utf-8").replace('profile = "france-services"', f'profile = "{name}"'))
    settings = load_settings(config)
    found = [guide.id for guide in guides(settings)]
    assert found[: len(settings.profile.order)] == list(settings.profile.order)
    assert not set(found) & set(settings.profile.hide)


def test_the_default_puts_lost_papers_first(config):
    assert guides(load_settings(config))[0].id == "papiers-perdus"
    assert len(guides(load_settings(config))) == len(guides())


def test_guides_are_hidden_ordered_and_added_without_touching_ours(config):
    own = config / "profiles" / "ici"
    own.mkdir()
    text = (ROOT / "assets" / "guides" / "rsa.toml").read_text(encoding="utf-8")
    (own / "notre-aide.toml").write_text(
        text.replace('id = "rsa"', 'id = "notre-aide"', 1).replace("number = 2", "number = 900", 1), encoding="utf-8"
    )
    found = [g.id for g in guides(choose(config, 'hide = ["rsa"]\norder = ["notre-aide", "impots"]\nguides = "ici"\n'))]
    assert found[:2] == ["notre-aide", "impots"]
    assert "rsa" not in found


def test_a_guide_of_the_site_never_takes_the_number_of_ours(config):
    own = config / "profiles" / "ici"
    own.mkdir()
    text = (ROOT / "assets" / "guides" / "rsa.toml").read_text(encoding="utf-8")
    (own / "notre-aide.toml").write_text(text.replace('id = "rsa"', 'id = "notre-aide"', 1), encoding="utf-8")
    with pytest.raises(WrongGuide, match=r"ici: number: 2 is used by 2 guides"):
        guides(choose(config, 'guides = "ici"\n'))


def test_a_folder_of_guides_that_is_not_there_is_named(config):
    with pytest.raises(WrongGuide, match=r"guides: expected a folder; found '.*nulle-part'"):
        guides(choose(config, 'guides = "nulle-part"\n'))


def test_an_unknown_guide_or_profile_is_named(config):
    with pytest.raises(WrongGuide, match="order: expected the id of a guide; found 'nulle-part'"):
        guides(choose(config, 'order = ["nulle-part"]\n'))
    with pytest.raises(WrongSetting, match=r"profile: expected one of .*france-services"):
        (config / "profiles" / "essai.toml").unlink()
        load_settings(config)
