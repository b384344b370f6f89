"""Settings: what ships is whole and plausible, and a wrong setting is refused in words that help."""

import itertools
import re
import shutil
import tomllib
import traceback
from datetime import date, datetime, time
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from kiosk.settings import KioskFile, Settings, WrongSetting, load_settings
from kiosk.shipped import shipped
from kiosk.sites import OpeningTable, Site

SITES = ("la-rochette", "fontainebleau", "meaux")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped settings, to spoil."""
    return Path(shutil.copytree(shipped("config"), tmp_path / "config"))


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} no longer holds {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def refusal(folder: Path, site: str | None = None) -> str:
    with pytest.raises(WrongSetting) as refused:
        load_settings(folder, site=site)
    return str(refused.value)


def test_the_three_sites_are_open_24_hours_a_week_together() -> None:
    slots = [slot for name in SITES for slot in load_settings(site=name).site.opening(2026).slots]
    minutes = [slot.end.hour * 60 + slot.end.minute - slot.start.hour * 60 - slot.start.minute for slot in slots]
    assert sum(minutes) == 24 * 60


def test_one_mediator_is_never_needed_at_two_sites_on_the_same_day() -> None:
    days = {name: {o.day for o in load_settings(site=name).site.openings} for name in SITES}
    for one, other in itertools.combinations(SITES, 2):
        assert days[one].isdisjoint(days[other])


def test_meaux_is_open_on_a_tuesday_morning_and_closed_on_a_public_holiday() -> None:
    site = load_settings(site="meaux").site
    opening = site.opening(2026)
    assert opening.is_open(datetime(2026, 11, 24, 10, 12, tzinfo=site.zone))
    assert not opening.is_open(datetime(2026, 11, 24, 12, 30, tzinfo=site.zone))
    assert opening.on(date(2026, 7, 14)) == ()


@pytest.mark.parametrize("name", SITES)
def test_what_no_one_confirmed_is_marked_so_and_no_street_is_given(name: str) -> None:
    site = load_settings(site=name).site
    assert not site.confirmed
    assert site.address == ""
    assert not site.show_address
    assert site.slot_minutes == 30
    assert site.services == ("France services", "Accès aux droits", "PAND@")


def test_closures_cover_both_their_days(folder: Path) -> None:
    place = folder / "sites" / "meaux.toml"
    place.write_text(uncommented(place), encoding="utf-8")
    opening = load_settings(folder, site="meaux").site.opening(2026)
    assert {date(2026, 12, 24), date(2027, 1, 3)} <= opening.closed
    assert not {date(2026, 12, 23), date(2027, 1, 4)} & opening.closed


def test_a_file_saved_by_the_editor_of_windows_is_read(folder: Path) -> None:
    place = folder / "sites" / "meaux.toml"
    place.write_text(place.read_text(encoding="utf-8"), encoding="utf-8-sig", newline="\r\n")
    assert load_settings(folder, site="meaux").site.town == "Meaux"


# Each spoils one line: the file, what stands there, what is written instead, then what the refusal says.
WRONG = {
    "an unknown key": ("kiosk.toml", "idle = 120", "idel = 120", ("times.idel", "not known", "idle, idle_reading")),
    "an unknown table": ("kiosk.toml", "[scanner]", "[scaner]", ("scaner", "not known", "scanner")),
    "a number as text": ("kiosk.toml", "answer = 45", 'answer = "45"', ("times.answer", "a whole number", "'45'")),
    "a text as number": ("kiosk.toml", 'a4 = ""', "a4 = 4", ("printing.a4", "a text between quotes", "found 4")),
    "too small": ("kiosk.toml", "idle = 120", "idle = 5", ("times.idle", "60 or more", "found 5")),
    "too large": ("kiosk.toml", "ppi = 102.0", "ppi = 4000", ("panel.ppi", "400 or less", "found 4000")),
    "a word for a number": ("kiosk.toml", "ppi = 102.0", 'ppi = "fine"', ("panel.ppi", "a number", "'fine'")),
    "a text for a list": (
        "kiosk.toml",
        '["fr", "en", "ar", "es", "pt", "ro", "tr", "uk"]',
        '"fr"',
        ("languages", "square brackets", "'fr'"),
    ),
    "a language not there": ("kiosk.toml", '"uk"]', '"zz"]', ("languages", "ar, en, es", "ro, tr, zz")),
    "no French": ("kiosk.toml", '["fr", ', "[", ("languages", 'expected "fr"', "found en, ar")),
    "a value for a table": ("kiosk.toml", "[panel]", "desk = 3\n[panel]", ("desk", "such as [desk]", "found 3")),
    "an unknown site": ("kiosk.toml", 'site = "meaux"', 'site = "melun"', ("site", "meaux", "'melun'")),
    "an unknown engine": ("kiosk.toml", '"pico", ', '"festival", ', ("voice.engines", "espeak-ng", "festival")),
    "an engine twice": ("kiosk.toml", '"pico", ', '"piper", ', ("voice.engines", "each once")),
    "other headphones": ("kiosk.toml", 'headphones = "none"', 'headphones = "yes"', ("declared, jack", "'yes'")),
    "a key as quick as a reader's": (
        "kiosk.toml",
        "key_again = 150",
        "key_again = 20",
        ("keys.same_key_again", "150 or more"),
    ),
    "a key that takes for ever": (
        "kiosk.toml",
        "key_again = 150",
        "key_again = 2001",
        ("keys.same_key_again", "2000 or"),
    ),
    "half a key": ("kiosk.toml", '\nkey = ""', '\nkey = "age1qqqq"', ("backup.key", "58 signs more", "'age1qqqq'")),
    "the key's other half": (
        "kiosk.toml",
        '\nkey = ""',
        '\nkey = "AGE-SECRET-KEY-1QYQS"',
        ("backup.key", "must not be on this machine"),
    ),
    "paper nowhere": ("kiosk.toml", 'comes_out = ""', 'comes_out = "up"', ("paper_comes_out", "below", "'up'")),
    "broken TOML": ("kiosk.toml", 'site = "meaux"', "site = meaux", ("expected TOML", "line 6")),
    "an hour of 25": ("sites/meaux.toml", '"09:00"', '"25:00"', ("openings (entry 1).start", '"09:30"', "'25:00'")),
    "an hour as number": ("sites/meaux.toml", '"09:00"', "9", ("openings (entry 1).start", '"09:30"', "found 9")),
    "an hour elsewhere": ("sites/meaux.toml", '"09:00"', '"09:00Z"', ("openings (entry 1).start", "'09:00Z'")),
    "an end before": ("sites/meaux.toml", '"12:30"', '"08:30"', ("openings (entry 1)", "later", "09:00 to 08:30")),
    "overlapping": ("sites/meaux.toml", '"13:30"', '"12:00"', ("openings", "overlap", "mardi", "12:30", "12:00")),
    "an unknown day": ("sites/meaux.toml", '"mardi"', '"tuesday"', ("openings (entry 1).day", "lundi", "'tuesday'")),
    "yes for true": ("sites/meaux.toml", "holidays = true", 'holidays = "oui"', ("public_holidays", "true or false")),
    "no town": ("sites/meaux.toml", 'town = "Meaux"', "", ("town", "expected this key")),
    "an empty town": ("sites/meaux.toml", 'town = "Meaux"', 'town = ""', ("town", "1 character(s) at least")),
    "a long town": ("sites/meaux.toml", '"Meaux"', f'"{"M" * 41}"', ("town", "40 characters at most")),
    "a name of another": ("sites/meaux.toml", 'id = "meaux"', 'id = "melun"', ("id", "expected 'meaux'", "'melun'")),
    "an id in capitals": ("sites/meaux.toml", 'id = "meaux"', 'id = "Meaux"', ("id", "small letters", "'Meaux'")),
    "an unknown zone": ("sites/meaux.toml", "# time_zone", "time_zone", ("time_zone", "Europe/Paris", "'Paris'")),
    "a day as text": ("sites/meaux.toml", "# [[clo", "[[clo", ("closures (entry 1).first", "without quotes")),
    "days backwards": ("sites/meaux.toml", "# [[clo", "[[clo", ("closures (entry 1)", "2027-01-03, 2026-12-24")),
}
# Some lines need a second change before they are wrong.
THEN = {
    "a value for a table": ("[desk]", "[scanner.desk]"),
    "an unknown zone": ('"Europe/Paris"', '"Paris"'),
    "a day as text": ("# first = 2026-12-24\n# last", 'first = "24 décembre"\nlast'),
    "days backwards": ("# first = 2026-12-24\n# last = 2027-01-03", "first = 2027-01-03\nlast = 2026-12-24"),
}


@pytest.mark.parametrize("fault", WRONG)
def test_a_wrong_setting_is_refused_with_file_key_and_what_was_expected(folder: Path, fault: str) -> None:
    name, old, new, said = WRONG[fault]
    spoil(folder / name, old, new)
    if fault in THEN:
        spoil(folder / name, *THEN[fault])
    message = refusal(folder)
    assert str(folder / name) in message
    assert "expected" in message
    for words in said:
        assert words in message


def test_every_wrong_setting_of_a_file_is_said_at_once_each_on_its_line(folder: Path) -> None:
    spoil(folder / "kiosk.toml", "idle = 120", "idle = 5")
    spoil(folder / "kiosk.toml", 'a4 = ""', "a4 = 4")
    assert [line.split(": ")[1] for line in refusal(folder).splitlines()] == ["printing.a4", "times.idle"]


def test_a_site_asked_for_by_name_that_does_not_exist_is_answered_with_those_that_do(folder: Path) -> None:
    sites = ", ".join(sorted(path.stem for path in (folder / "sites").glob("*.toml")))
    assert "meaux" in sites
    assert refusal(folder, site="melun") == f"--site: expected one of {sites}; found 'melun'"


def test_a_path_is_no_site(folder: Path) -> None:
    assert "expected one of" in refusal(folder, site="../kiosk")


def test_a_file_in_another_encoding_is_refused_with_its_line(folder: Path) -> None:
    place = folder / "sites" / "meaux.toml"
    place.write_bytes(place.read_text(encoding="utf-8").replace("’", "'").encode("latin-1"))
    line = next(n for n, text in enumerate(place.read_bytes().splitlines(), 1) if b"\xe8" in text)
    assert refusal(folder).startswith(f"{place}: line {line}: expected text saved as UTF-8")


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "kiosk.toml").unlink()
    assert refusal(folder).startswith(f"{folder / 'kiosk.toml'}: expected a file that can be read")


def uncommented(path: Path) -> str:
    """The file with every setting that is only shown in a comment switched on."""
    return re.sub(r"(?m)^# (\[.+\]|\w+ = .+)$", r"\1", path.read_text(encoding="utf-8"))


def keys(model: type[BaseModel], table: str = "") -> set[str]:
    found = set()
    for name, field in model.model_fields.items():
        inner = [c for c in (field.annotation, *get_args(field.annotation)) if isinstance(c, type)]
        inner = [c for c in inner if issubclass(c, BaseModel)]
        found |= keys(inner[0], f"{table}{name}.") if inner else {f"{table}{name}"}
    return found


def written(content: object, table: str = "") -> set[str]:
    if isinstance(content, dict):
        return set().union(*(written(value, f"{table}.{key}") for key, value in content.items()))
    if isinstance(content, list) and content and isinstance(content[0], dict):
        return set().union(*(written(entry, table) for entry in content))
    # Of addresses there may be one for each agenda, of orders of engines one for each language.
    return {re.sub(r"(addresses\.\d|by_language\.\w+)$", lambda key: key[0].split(".")[0], table.removeprefix("."))}


def test_every_setting_can_be_found_in_the_files_and_no_other() -> None:
    assert written(tomllib.loads(uncommented(shipped("config", "kiosk.toml")))) == keys(KioskFile)
    for name in SITES:
        assert written(tomllib.loads(uncommented(shipped("config", "sites", f"{name}.toml")))) == keys(Site)


TOLD = "https://agenda.example/s3cr3t/calendar.ics"
# What somebody may write where an address belongs, and what is said of it: never the address.
ADDRESSES = {
    "an open line": (f'[imports.addresses]\n1 = "{TOLD.replace("https", "http")}"', "https://"),
    "no agenda": (f'[imports.addresses]\n12 = "{TOLD}"', "from 1 to 9"),
    "one for two": (f'[imports.addresses]\n1 = "{TOLD}"\n2 = "{TOLD}"', "of its own"),
    "a list": (f'[imports.addresses]\n1 = ["{TOLD}"]', "1 = "),
    "no table": (f'[imports]\naddresses = "{TOLD}"', "[imports.addresses]"),
    "another key": (f'[imports]\naddress = "{TOLD}"', "folder, addresses"),
    "no quotes": (f"[imports.addresses]\n1 = {TOLD}", "expected TOML"),
    "a broken port": ('[imports.addresses]\n1 = "https://agenda.example:s3cr3t/"', "https://"),
}


@pytest.mark.parametrize("fault", ADDRESSES)
def test_a_wrong_address_is_refused_without_a_word_of_it(folder: Path, fault: str) -> None:
    lines, said = ADDRESSES[fault]
    place = folder / "kiosk.toml"
    place.write_text(lines, encoding="utf-8")
    with pytest.raises(WrongSetting) as refused:
        load_settings(folder)
    assert said in str(refused.value)
    told = "".join(traceback.format_exception(refused.value))
    assert "s3cr3t" not in told


def test_the_half_of_a_key_that_opens_is_repeated_nowhere(folder: Path) -> None:
    (folder / "kiosk.toml").write_text('[backup]\nkey = "AGE-SECRET-KEY-1QYQS"', encoding="utf-8")
    with pytest.raises(WrongSetting) as refused:
        load_settings(folder)
    assert "QYQS" not in "".join(traceback.format_exception(refused.value))


def test_an_address_is_kept_and_shown_nowhere(folder: Path) -> None:
    (folder / "kiosk.toml").write_text(f'[imports.addresses]\n2 = "{TOLD}"', encoding="utf-8")
    settings = load_settings(folder)
    assert settings.imports.by_agenda() == {2: TOLD}
    assert "s3cr3t" not in f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"


def test_everything_the_program_can_be_told_comes_from_one_of_the_two_files() -> None:
    assert set(Settings.model_fields) == set(KioskFile.model_fields)


def test_the_files_show_the_values_that_count_when_a_line_is_left_out() -> None:
    bare = Settings(site=load_settings().site, profile=load_settings().profile)
    assert load_settings() == bare
    site = tomllib.loads(uncommented(shipped("config", "sites", "meaux.toml")))
    for key in ("address", "show_address", "time_zone", "confirmed", "slot_minutes", "elsewhere", "public_holidays"):
        assert site[key] == Site.model_fields[key].default


def test_hours_may_be_written_with_one_digit_or_as_toml_times() -> None:
    assert OpeningTable(day="mardi", start="9:00", end=time(12, 30)).start == time(9)  # type: ignore[arg-type]
