"""How each part of the box is: a finding says what was seen and, unless it is good, what the mediator does about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """What is looked at, in the order in which a box is gone round."""

    PRINTER_TICKET = "printer-ticket"
    PRINTER_A4 = "printer-a4"
    SHEETS = "sheets"
    READER = "reader"
    SOUND = "sound"
    FILES = "files"
    PURGE = "purge"
    CLOCK = "clock"
    DISK = "disk"
    ENCRYPTION = "encryption"
    BACKUP = "backup"
    CENTRE = "centre"
    CONTENT = "content"
    VERSION = "version"


class State(Enum):
    """How grave it is, the gravest first: people are not served well; they will not be for ever; all is well."""

    BAD = 0
    WATCH = 1
    GOOD = 2


NAMES = MappingProxyType(
    {
        Kind.PRINTER_TICKET: "Imprimante à tickets",
        Kind.PRINTER_A4: "Imprimante A4",
        Kind.SHEETS: "Feuilles de la borne",
        Kind.READER: "Lecteur de codes",
        Kind.SOUND: "Son",
        Kind.FILES: "Fichiers",
        Kind.PURGE: "Effacement",
        Kind.CLOCK: "Date et heure",
        Kind.DISK: "Place sur le disque",
        Kind.ENCRYPTION: "Chiffrement du disque",
        Kind.BACKUP: "Sauvegarde",
        Kind.CENTRE: "Envoi des chiffres",
        Kind.CONTENT: "Fiches",
        Kind.VERSION: "Logiciel",
    }
)
STATES = MappingProxyType({State.BAD: "À régler", State.WATCH: "À surveiller", State.GOOD: "Bon"})


@dataclass(frozen=True, slots=True)
class Finding:
    """What was seen of one part of the box, in French; `to_do` is for the mediator, empty only where all is well."""

    kind: Kind
    state: State
    says: str
    to_do: str = ""

    def __post_init__(self) -> None:
        """Refuse a fault that leaves whoever reads it alone with it."""
        if bool(self.to_do) == (self.state is State.GOOD):
            raise ValueError("expected something to do about a fault, and nothing about what is good")

    @property
    def name(self) -> str:
        """Return what it is about."""
        return NAMES[self.kind]


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Put what must be done first; within that, the order in which a box is gone round."""
    order = list(Kind)
    return tuple(sorted(findings, key=lambda found: (found.state.value, order.index(found.kind))))


def summed_up(findings: Iterable[Finding]) -> tuple[str, State]:
    """Say in a line how the box is, and the gravest state there is."""
    states = [found.state for found in findings]
    bad, watched = states.count(State.BAD), states.count(State.WATCH)
    told = [_counted(bad, "à régler"), _counted(watched, "à surveiller")]
    said = ", ".join(part for part in told if part) or "Tout est bon"
    return f"{said}.", State.BAD if bad else State.WATCH if watched else State.GOOD


def _counted(number: int, what: str) -> str:
    return f"{number} point{'s' if number > 1 else ''} {what}" if number else ""
