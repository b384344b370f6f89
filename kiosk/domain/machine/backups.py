"""A backup: what years have left and how the box is set, never the day; locked with a key that the box has not."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from types import MappingProxyType

from kiosk.domain.french import day_words, hour_words
from kiosk.domain.machine.health import Finding, Kind, State

# A week, and the hours by which a Tuesday's is later than the Tuesday's before.
DUE_AFTER = timedelta(days=7, hours=12)
# So many stay on a key: two months of weeks.
KEPT = 8
# Figures of ten years take a few megabytes; what is larger is no backup of ours.
LARGEST = 48 * 1024 * 1024  # bytes
_NAME = "sauvegarde-borne"
# The alphabet of Bech32, and what its checksum is made with (BIP 173).
_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_KEY = re.compile(rf"age1[{_LETTERS}]{{58}}")


class BackupTrouble(Enum):
    """Why there is no backup."""

    TRAINING = auto()
    NO_KEY = auto()
    NO_PROGRAM = auto()
    WRONG_KEY = auto()
    NO_STICK = auto()
    FULL = auto()
    READ_ONLY = auto()
    SILENT = auto()
    BROKEN = auto()
    INVENTED = auto()
    DATA = auto()


# In French, for who stands before the screen or has typed the command: what is wrong, and what to do.
SAID = MappingProxyType(
    {
        BackupTrouble.TRAINING: "En formation, rien n’est sauvegardé. Terminez la formation, puis recommencez.",
        BackupTrouble.NO_KEY: "Aucune clé de sauvegarde n’est réglée. Appelez qui a installé la borne.",
        BackupTrouble.NO_PROGRAM: "Il manque le programme «\u202fage\u202f», qui ferme les sauvegardes. "
        "Appelez qui a installé la borne.",
        BackupTrouble.WRONG_KEY: "La clé de sauvegarde réglée n’en est pas une. Appelez qui a installé la borne.",
        BackupTrouble.NO_STICK: "Aucune clé USB n’est branchée. Mettez celle des sauvegardes, puis recommencez.",
        BackupTrouble.FULL: "La clé USB est pleine. L’ancienne sauvegarde y reste. Faites de la place, "
        "ou mettez une autre clé, puis recommencez.",
        BackupTrouble.READ_ONLY: "La clé USB refuse l’écriture. Ôtez son verrou, ou mettez une autre clé, "
        "puis recommencez.",
        BackupTrouble.SILENT: "La clé USB a été retirée, ou ne répond plus. L’ancienne sauvegarde y reste. "
        "Remettez‑la, puis recommencez.",
        BackupTrouble.BROKEN: "La clé USB ne garde pas ce qui y est écrit. L’ancienne sauvegarde y reste. "
        "Mettez une autre clé, puis recommencez.",
        BackupTrouble.INVENTED: "Ces chiffres sont inventés : ils ne se sauvegardent pas.",
        BackupTrouble.DATA: "Les chiffres ne peuvent pas être lus. Regardez «\u202fFichiers\u202f» dans l’état de la "
        "borne.",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Backed:
    """A backup is whole and on its disk; `place` is where, for who takes it along."""

    place: str


@dataclass(frozen=True, slots=True)
class Account:
    """An account as it is kept: a label, a role, the hash of a PIN, the fingerprint of a badge or ""."""

    label: str
    role: str
    hash: str
    badge: str


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a backup holds: when and where it was made (UTC), the figures as SQLite writes them, accounts, settings.

    Settings are files by their path in the folder of settings. There is no place in it for anything of a day.
    """

    made: datetime
    site: str
    version: str
    figures: bytes
    accounts: tuple[Account, ...]
    settings: Mapping[str, bytes]


def backup_name(site: str, made: datetime) -> str:
    """Name a backup by its local time, to the second: none is ever written over another."""
    return f"{_NAME}-{site}-{made:%Y-%m-%d-%Hh%M-%S}.age"


def is_backup_name(name: str, site: str) -> bool:
    """Say whether a file is a backup that a box at this site made."""
    return re.fullmatch(rf"{_NAME}-{re.escape(site)}-\d{{4}}-\d\d-\d\d-\d\dh\d\d-\d\d\.age", name, re.ASCII) is not None


def is_public_key(text: str) -> bool:
    """Say whether this is the public half of a key of age, every letter of it right (age, C2SP; checksum: BIP 173)."""
    if not _KEY.fullmatch(text):
        return False
    prefix = "age"
    values = [ord(sign) >> 5 for sign in prefix] + [0] + [ord(sign) & 31 for sign in prefix]
    checksum = 1
    for value in (*values, *map(_LETTERS.index, text.removeprefix("age1"))):
        top, checksum = checksum >> 25, (checksum & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_GENERATORS):
            checksum ^= generator if top >> bit & 1 else 0
    return checksum == 1


def of_backup(last: datetime | None, now: datetime, *, has_key: bool) -> Finding:
    """Judge the last backup of this box by its age; both times are local."""
    if not has_key:
        to_do = (
            "Chaque mois, gardez le rapport sur une clé USB : «\u202fChiffres\u202f», puis «\u202fTableur\u202f». "
            "Demandez une clé de sauvegarde à qui a installé la borne."
        )
        return Finding(Kind.BACKUP, State.WATCH, "Aucune sauvegarde : aucune clé de sauvegarde n’est réglée.", to_do)
    to_do = "Mettez la clé USB des sauvegardes, puis touchez «\u202fSauvegarder\u202f»."
    if last is None:
        return Finding(Kind.BACKUP, State.WATCH, "Aucune sauvegarde n’a encore été faite.", to_do)
    when = f"{day_words(last.date())} {last.year} à {hour_words(last)}"
    days = (now.date() - last.date()).days
    if now - last > DUE_AFTER:
        return Finding(
            Kind.BACKUP, State.WATCH, f"La dernière sauvegarde est d’il y a {days}\u00a0jours : {when}.", to_do
        )
    if days < 0:
        return Finding(Kind.BACKUP, State.WATCH, f"La dernière sauvegarde serait du {when}.", to_do)
    return Finding(Kind.BACKUP, State.GOOD, f"Dernière sauvegarde : {when}.")
