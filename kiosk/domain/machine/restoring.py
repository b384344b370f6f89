"""What a backup would put in the place of what a box holds, said before anything is replaced."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from types import MappingProxyType

from kiosk.domain.french import day_words, hour_words, number_words


class RestoreTrouble(Enum):
    """Why a backup cannot be put back: each has a cause of its own, for not every one is the key's fault."""

    UNREADABLE = auto()
    NO_BACKUP = auto()
    NO_PROGRAM = auto()
    NO_IDENTITY = auto()
    WRONG_IDENTITY = auto()
    DAMAGED = auto()
    TOO_NEW = auto()
    FIGURES = auto()
    INVENTED = auto()
    ACCOUNTS = auto()
    SETTINGS = auto()
    IN_USE = auto()


SAID = MappingProxyType(
    {
        RestoreTrouble.UNREADABLE: "Le fichier ne peut pas être lu. Vérifiez son nom, et que la clé USB est branchée.",
        RestoreTrouble.NO_BACKUP: "Ce fichier n’est pas une sauvegarde de borne.",
        RestoreTrouble.NO_PROGRAM: "Il manque le programme «\u202fage\u202f» : installez le paquet age.",
        RestoreTrouble.NO_IDENTITY: "Le fichier donné avec --identity n’est pas une clé privée (AGE-SECRET-KEY-…).",
        RestoreTrouble.WRONG_IDENTITY: "Cette clé privée n’ouvre pas cette sauvegarde : elle a été fermée pour une "
        "autre.",
        RestoreTrouble.DAMAGED: "La sauvegarde est incomplète ou abîmée, et la clé n’y est pour rien : prenez‑en une "
        "autre.",
        RestoreTrouble.TOO_NEW: "Cette sauvegarde vient d’une version plus récente : mettez d’abord la borne à jour.",
        RestoreTrouble.FIGURES: "Les chiffres de cette sauvegarde ne sont pas sains.",
        RestoreTrouble.INVENTED: "Les chiffres de cette sauvegarde sont inventés (formation ou simulation).",
        RestoreTrouble.ACCOUNTS: "Les comptes de cette sauvegarde ne sont pas sains.",
        RestoreTrouble.SETTINGS: "Les réglages de cette sauvegarde ne conviennent pas à cette version.",
        RestoreTrouble.IN_USE: "La borne est ouverte. Arrêtez‑la d’abord : sudo systemctl stop kiosk",
    }
)  # fmt: skip
NOTHING_CHANGED = "Rien n’a été remplacé."


@dataclass(frozen=True, slots=True)
class Held:
    """What stands on one side: from which month to which something was counted ("" for nothing), accounts, settings."""

    first: str
    last: str
    accounts: int
    settings: tuple[str, ...]

    def months(self) -> str:
        """Write the months as people read them."""
        if not self.first:
            return "aucun chiffre"
        return f"chiffres de {self.first} à {self.last}" if self.first != self.last else f"chiffres de {self.first}"


@dataclass(frozen=True, slots=True)
class Exchange:
    """A sound backup, and what it would replace. Without an administrator in it the accounts stay as they are."""

    made: datetime  # local
    site: str
    version: str
    here: Held
    there: Held
    takes_accounts: bool
    folder: str

    def said(self) -> str:
        """Say in French what will be replaced, by what, and what stays."""
        when = f"{day_words(self.made.date())} {self.made.year} à {hour_words(self.made, whole=True)}"
        accounts = (
            f"Comptes : {_counted(self.here.accounts)} ici, remplacés par {_counted(self.there.accounts)}."
            if self.takes_accounts
            else "Comptes : ceux d’ici restent (la sauvegarde n’a pas d’administrateur)."
        )
        return "\n".join(
            (
                f"Sauvegarde du {when}, faite à {self.site} (version {self.version}).",
                f"Chiffres : {self.here.months()} ici, remplacés par : {self.there.months()}.",
                accounts,
                f"Réglages de {self.folder} remplacés : {', '.join(self.there.settings)}.",
                "La journée en cours et le numéro de cette borne ne changent pas. "
                "Ce qui est remplacé est gardé de côté jusqu’après la prochaine fermeture.",
            )
        )


def _counted(accounts: int) -> str:
    return f"{number_words(accounts)} compte{'s' if accounts > 1 else ''}"


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was replaced; `detail` names file, key and what was expected, where a file of settings is the cause."""

    trouble: RestoreTrouble
    detail: str = ""

    def said(self) -> str:
        """Say in French why, and that all is as it was."""
        return "\n".join(filter(None, (SAID[self.trouble], self.detail, NOTHING_CHANGED)))
