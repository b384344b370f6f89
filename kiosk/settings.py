"""Settings from TOML files: one frozen object, checked whole, refused with file, key and what was expected."""

import tomllib
from pathlib import Path
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, SecretStr, ValidationError, field_validator

from kiosk.outward import Backup, Centre, Reporting
from kiosk.profiles import Profile
from kiosk.refusals import complaints
from kiosk.shipped import shipped
from kiosk.sites import Frozen, Site
from kiosk.voices import Voice

_Model = TypeVar("_Model", bound=BaseModel)


class WrongSetting(Exception):
    """A settings file cannot be used; the message names file, key and what was expected, a line each."""


class Panel(Frozen):
    """The screen as measured on the spot: sizes on it are millimetres through `ppi`."""

    ppi: Annotated[float, Field(ge=40, le=400)] = 102.0
    viewing_distance_mm: Annotated[int, Field(ge=250, le=1000)] = 500


class Printing(Frozen):
    """CUPS queues by name. An empty name prints into a folder of PDFs."""

    a4: str = ""
    ticket: str = ""
    confirm_within_seconds: Annotated[int, Field(ge=5, le=300)] = 45


class Desk(Frozen):
    """The desk: how the kiosk knows that it is alive, its number on the wall screen, its own screen's density."""

    alive_within_seconds: Annotated[int, Field(ge=5, le=600)] = 60
    number: Annotated[int, Field(ge=1, le=9)] = 1
    ppi: Annotated[float, Field(ge=40, le=400)] = 96.0


class Watch(Frozen):
    """Where plans come from by themselves: a folder, empty for none, whose files are destroyed; and addresses.

    An address is a secret: whoever holds it reads what is published there. Nothing ever quotes one.
    """

    folder: str = ""
    addresses: dict[str, SecretStr] = Field(default_factory=dict, repr=False)

    @field_validator("addresses")
    @classmethod
    def _encrypted(cls, addresses: dict[str, SecretStr]) -> dict[str, SecretStr]:
        told = [address.get_secret_value() for address in addresses.values()]
        if not set(addresses) <= set("123456789") or len(set(told)) < len(told):
            raise ValueError("expected agendas from 1 to 9, each with an address of its own")
        if not all(map(_is_address, told)):
            raise ValueError('expected addresses between quotes that begin with "https://" or "webcal://"')
        return addresses

    def by_agenda(self) -> dict[int, str]:
        """Return the addresses, for the one who reads what stands there."""
        return {int(agenda): address.get_secret_value() for agenda, address in self.addresses.items()}


def _is_address(told: str) -> bool:
    try:
        parts = urlsplit(told)
        has_place = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    return has_place and parts.scheme in {"https", "webcal", "webcals"} and told.isprintable()


class Times(Frozen):
    """Time-outs, in seconds (reference D01–D05; DESIGN "Behaviour")."""

    idle: Annotated[int, Field(ge=60, le=300)] = 120
    idle_reading: Annotated[int, Field(ge=120, le=900)] = 300
    answer: Annotated[int, Field(ge=20, le=120)] = 45
    result: Annotated[int, Field(ge=20, le=120)] = 30
    slip_of_another: Annotated[int, Field(ge=5, le=60)] = 10
    offer_to_speak: Annotated[int, Field(ge=0, le=60)] = 0
    repeat_the_question: Annotated[int, Field(ge=0, le=60)] = 10


class Scanner(Frozen):
    """A reader that types: keys of one burst come faster than any person's."""

    longest_gap_ms: Annotated[int, Field(ge=10, le=200)] = 50


class Keys(Frozen):
    """What is plugged in beside the panel, for whoever does not touch it; and how soon the same key counts again."""

    switches: bool = False
    same_key_again: Annotated[int, Field(ge=150, le=2000)] = 150


# Without a word about it, every language that has a catalogue (issue 16, point 1).
OFFERED = ("fr", "en", "ar", "es", "pt", "ro", "tr", "uk")


class Settings(Frozen):
    """Everything the program can be told, whole and valid."""

    site: Site
    profile: Profile = Profile()
    languages: tuple[str, ...] = OFFERED
    panel: Panel = Panel()
    printing: Printing = Printing()
    desk: Desk = Desk()
    times: Times = Times()
    scanner: Scanner = Scanner()
    keys: Keys = Keys()
    voice: Voice = Voice()
    imports: Watch = Watch()
    reports: Reporting = Reporting()
    backup: Backup = Backup()
    centre: Centre = Centre()


class KioskFile(Frozen):
    """What `kiosk.toml` may say; the site is named there and described in a file of its own."""

    site: str = "meaux"
    profile: str = "france-services"
    languages: tuple[str, ...] = OFFERED
    panel: Panel = Panel()
    printing: Printing = Printing()
    desk: Desk = Desk()
    times: Times = Times()
    scanner: Scanner = Scanner()
    keys: Keys = Keys()
    voice: Voice = Voice()
    imports: Watch = Watch()
    reports: Reporting = Reporting()
    backup: Backup = Backup()
    centre: Centre = Centre()

    @field_validator("languages")
    @classmethod
    def _spoken(cls, languages: tuple[str, ...]) -> tuple[str, ...]:
        known = ["fr", *sorted(p.stem for p in shipped("assets", "languages").glob("*.po"))]
        if "fr" not in languages or len(set(languages)) < len(languages) or not set(languages) <= set(known):
            raise ValueError(
                f'expected "fr", and others of {", ".join(known)}, each once; found {", ".join(languages)}'
            )
        return languages


def _read(path: Path) -> dict[str, Any]:
    try:
        # utf-8-sig: Windows' own editor puts a mark before the first letter.
        content = tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise WrongSetting(f"{path}: expected a file that can be read; found: {error.strerror}") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise WrongSetting(f"{path}: line {line}: expected text saved as UTF-8; found another encoding") from error
    except tomllib.TOMLDecodeError as error:
        raise WrongSetting(f"{path}: expected TOML, a key = value on each line; found: {error}") from error
    return {key: _tupled(value) for key, value in content.items()}


def _tupled(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _tupled(inner) for key, inner in value.items()}
    return tuple(_tupled(v) for v in value) if isinstance(value, list) else value


def _checked(model: type[_Model], path: Path, content: dict[str, Any]) -> _Model:
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise WrongSetting("\n".join(complaints(path, error, model))) from error


def known_sites(folder: Path | None = None) -> tuple[Site, ...]:
    """Return each site that has a sound file; the others are told by `kiosk check --site`."""
    found = []
    for path in sorted(((folder or shipped("config")) / "sites").glob("*.toml")):
        try:
            found.append(_checked(Site, path, _read(path)))
        except WrongSetting:
            continue
    return tuple(found)


def known_towns(folder: Path | None = None) -> dict[str, str]:
    """Return the town of each known site, by its id."""
    return {site.id: site.town for site in known_sites(folder)}


def load_settings(folder: Path | None = None, *, site: str | None = None) -> Settings:
    """Read `kiosk.toml` and one site's file from a folder (the shipped one by default). Raises WrongSetting."""
    folder = folder or shipped("config")
    main = folder / "kiosk.toml"
    kiosk = _checked(KioskFile, main, _read(main))
    chosen, asker = (site, "--site") if site else (kiosk.site, f"{main}: site")
    known = sorted(p.stem for p in (folder / "sites").glob("*.toml"))
    if chosen not in known:
        raise WrongSetting(f"{asker}: expected one of {', '.join(known)}; found {chosen!r}")
    place = folder / "sites" / f"{chosen}.toml"
    described = _checked(Site, place, _read(place))
    if described.id != chosen:
        raise WrongSetting(f"{place}: id: expected {chosen!r}, as the file is named; found {described.id!r}")
    profile = _profile(folder, described.profile or kiosk.profile, f"{main}: profile")
    values = {name: getattr(kiosk, name) for name in KioskFile.model_fields if name not in {"site", "profile"}}
    return Settings(site=described, profile=profile, **values)


def _profile(folder: Path, name: str, asker: str) -> Profile:
    known = sorted(p.stem for p in (folder / "profiles").glob("*.toml"))
    if not known:
        return Profile()
    if name not in known:
        raise WrongSetting(f"{asker}: expected one of {', '.join(known)}; found {name!r}")
    place = folder / "profiles" / f"{name}.toml"
    found = _checked(Profile, place, _read(place))
    # A folder of further guides stands beside the profile.
    return found.model_copy(update={"guides": str(folder / "profiles" / found.guides)}) if found.guides else found
