"""What is wrong with the files and what to do, in French: said at the foot of the desk and on the health page alike."""

from types import MappingProxyType
from typing import assert_never

from kiosk.domain.machine.data_state import Mishap, Trouble
from kiosk.domain.machine.printing import Obstacle, QueueTrouble, Unready

TROUBLES = MappingProxyType(
    {
        Trouble.FULL: "Le disque est plein. Faites de la place",
        Trouble.READ_ONLY: "Le disque ne se laisse plus écrire. Redémarrez l’appareil, ou changez le disque",
        Trouble.DENIED: "Les fichiers ne sont pas au compte de la borne. Appelez qui l’a installée",
        Trouble.MISSING: "Le dossier des données n’est plus là. "
        "Rebranchez le disque, ou appelez qui a installé la borne",
        Trouble.FOREIGN: "Le fichier d’un autre programme est à la place du nôtre. Appelez qui a installé la borne",
        Trouble.TOO_NEW: "Les fichiers viennent d’une version plus récente. Mettez la borne à jour",
        Trouble.BUSY: "Un autre programme retient les fichiers. Fermez‑le, ou redémarrez l’appareil",
        Trouble.MOVED: "Les fichiers ont été déplacés. La borne les cherche",
        Trouble.DAMAGED: "Les fichiers sont abîmés et ne se réparent pas. Changez le disque",
        Trouble.BROKEN: "Le disque répond mal. Redémarrez l’appareil, ou changez le disque",
    }
)
MISHAPS = MappingProxyType(
    {
        Mishap.DAY_DAMAGED: "Le fichier du jour était abîmé : une partie est perdue. Réimportez votre agenda.",
        Mishap.DAY_RESCUED: "Le fichier du jour était abîmé : tout a été repris.",
        Mishap.FIGURES_DAMAGED: "Le fichier des chiffres était abîmé : une partie manque. "
        "L’ancien est gardé (figures.sqlite.kept).",
        Mishap.FIGURES_RESCUED: "Le fichier des chiffres était abîmé : tout a été repris.",
        Mishap.DEVICE_DAMAGED: "Le fichier de l’appareil était abîmé. Vérifiez les comptes ; "
        "s’il n’y en a plus : kiosk staff setup-code",
        Mishap.DEVICE_RESCUED: "Le fichier de l’appareil était abîmé : les comptes ont été repris.",
    }
)
_OBSTACLES = MappingProxyType(
    {
        Obstacle.PAPER: ("n’a plus de papier", "Ajoutez du papier, puis imprimez une feuille."),
        Obstacle.TRAY: ("a un bac vide", "Ajoutez du papier."),
        Obstacle.BLOCKED: ("est arrêtée", "Regardez son écran ou ses voyants : capot, bourrage, encre."),
        Obstacle.AWAY: ("ne répond pas", "Allumez‑la et vérifiez son câble, puis imprimez une feuille."),
        Obstacle.LOW: ("n’a bientôt plus de papier ou d’encre", "Préparez un rouleau, des feuilles ou une cartouche."),
    }
)


def obstacle_said(queue: str, obstacle: Obstacle) -> tuple[str, str]:
    """Say what stands in a printer's way, and what to do about it."""
    what, to_do = _OBSTACLES[obstacle]
    return f"L’imprimante «\u202f{queue}\u202f» {what}.", to_do


def queue_said(trouble: QueueTrouble) -> tuple[str, str]:
    """Say why a queue cannot be relied on, and what to do about it."""
    named = f"«\u202f{trouble.queue}\u202f»"
    match trouble.why:
        case Unready.MISSING:
            there = ", ".join(trouble.known) or "aucune"
            return (
                f"L’imprimante {named} n’existe pas sur cet appareil. Imprimantes présentes : {there}.",
                "Mettez le bon nom dans kiosk.toml, puis redémarrez l’appareil.",
            )
        case Unready.NOT_OURS:
            return f"La borne ne peut pas relancer l’imprimante {named}.", "Redémarrez l’appareil."
        case Unready.NO_SERVICE:
            return "Le service d’impression de cet appareil ne répond pas.", "Redémarrez l’appareil."
        case never:
            assert_never(never)
