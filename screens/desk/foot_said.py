"""What the foot of the desk says of files, chores and printers: what is wrong now, what befell today, what to do."""

from collections.abc import Iterable
from types import MappingProxyType
from typing import assert_never

from kiosk.domain.machine.chores import ChoreTrouble
from kiosk.domain.machine.data_state import DataState, Mishap, Sound, Trouble
from kiosk.domain.machine.printing import QueueTrouble, Unready
from kiosk.screen_ports import Translator
from kiosk.services.printers import Standing
from screens.desk.printed import PRINTED

_TROUBLES = {
    Trouble.FULL: "Le disque est plein. Faites de la place",
    Trouble.READ_ONLY: "Le disque ne se laisse plus écrire. Redémarrez l’appareil, ou changez le disque",
    Trouble.DENIED: "Les fichiers ne sont pas au compte de la borne. Appelez qui l’a installée",
    Trouble.MISSING: "Le dossier des données n’est plus là. Rebranchez le disque, ou appelez qui a installé la borne",
    Trouble.FOREIGN: "Le fichier d’un autre programme est à la place du nôtre. Appelez qui a installé la borne",
    Trouble.TOO_NEW: "Les fichiers viennent d’une version plus récente. Mettez la borne à jour",
    Trouble.BUSY: "Un autre programme retient les fichiers. Fermez‑le, ou redémarrez l’appareil",
    Trouble.MOVED: "Les fichiers ont été déplacés. La borne les cherche",
    Trouble.DAMAGED: "Les fichiers sont abîmés et ne se réparent pas. Changez le disque",
    Trouble.BROKEN: "Le disque répond mal. Redémarrez l’appareil, ou changez le disque",
}
_MISHAPS = {
    Mishap.DAY_DAMAGED: "Le fichier du jour était abîmé : une partie est perdue. Réimportez votre agenda.",
    Mishap.DAY_RESCUED: "Le fichier du jour était abîmé : tout a été repris.",
    Mishap.FIGURES_DAMAGED: "Le fichier des chiffres était abîmé : une partie manque. "
    "L’ancien est gardé (figures.sqlite.kept).",
    Mishap.FIGURES_RESCUED: "Le fichier des chiffres était abîmé : tout a été repris.",
    Mishap.DEVICE_DAMAGED: "Le fichier de l’appareil était abîmé. Vérifiez les comptes ; "
    "s’il n’y en a plus : kiosk staff setup-code",
    Mishap.DEVICE_RESCUED: "Le fichier de l’appareil était abîmé : les comptes ont été repris.",
}

# What does not answer, and what to do about it: people are received all the same.
CHORES_SAID = MappingProxyType(
    {
        ChoreTrouble.FOLDER_SILENT: "Le dossier surveillé ne répond pas. Importez avec une clé USB.",
        ChoreTrouble.FOLDER_MISSING: "Le dossier surveillé est introuvable. Importez avec une clé USB.",
        ChoreTrouble.FILES_REMAIN: "Un fichier reste dans le dossier surveillé. Voir : Planning, Importer.",
        ChoreTrouble.CALENDAR_UNREAD: "Un agenda en ligne ne se lit pas. Voir : Planning, Importer.",
        ChoreTrouble.REPORTS_SILENT: "Le dossier des rapports ne répond pas. Ils seront écrits plus tard.",
        ChoreTrouble.CLOSING_STUCK: "L’effacement dure trop longtemps. Redémarrez l’appareil.",
        ChoreTrouble.IMPORTS_STUCK: "L’import dure trop longtemps. Redémarrez l’appareil.",
        ChoreTrouble.CALENDARS_STUCK: "La lecture d’un agenda en ligne est bloquée. Redémarrez l’appareil.",
        ChoreTrouble.REPORTS_STUCK: "Un fichier ne s’écrit pas. Retirez la clé USB.",
        ChoreTrouble.PRINTING_STUCK: "L’impression est bloquée. Vérifiez l’imprimante, puis redémarrez l’appareil.",
        ChoreTrouble.SPEECH_STUCK: "La voix est bloquée. Redémarrez l’appareil.",
        ChoreTrouble.FIGURES_STUCK: "Le calcul des chiffres est bloqué. Redémarrez l’appareil.",
        ChoreTrouble.TOO_MANY_CODES: "Trop de codes en une minute : la borne envoie à l’accueil. Vérifiez le lecteur.",
        ChoreTrouble.READER_SLOW: "Lecteur trop lent à la borne. Dans kiosk.toml, sous [scanner], "
        "augmentez longest_gap_ms.",
    }
)


def files_said(state: DataState | None, mishaps: tuple[Mishap, ...]) -> str:
    """Return what to say: the trouble of now first; "" when there is nothing to say."""
    said = [_MISHAPS[mishap] for mishap in mishaps]
    if isinstance(state, Sound):
        if state.figures is not None:
            said.insert(0, f"Chiffres en attente. {_TROUBLES[state.figures]}.")
    elif state is not None:
        said.insert(0, f"Personne ne peut s’inscrire : on envoie à l’accueil. {_TROUBLES[state.trouble]}.")
    return " ".join(said)


def chores_said(troubles: Iterable[ChoreTrouble]) -> str:
    """Say what does not answer, and what to do about it: people are received all the same."""
    return " ".join(CHORES_SAID[trouble] for trouble in troubles)


def printers_said(standing: Standing, t: Translator) -> str:
    """Say what must be put right at the printers, the gravest first; nothing when all is well."""
    if standing.troubles:
        return _trouble(standing.troubles[0])
    if standing.failed:
        at, ended = standing.failed
        when = f"{t.day(at.date()).capitalize()} à {t.hour(at)}"
        return f"{when}, une feuille de la borne n’est pas sortie. {PRINTED[ended]}"
    return ""


def _trouble(trouble: QueueTrouble) -> str:
    match trouble.why:
        case Unready.MISSING:
            there = ", ".join(trouble.known) or "aucune"
            return (
                f"L’imprimante «\u00a0{trouble.queue}\u00a0» n’existe pas sur cet appareil. "
                f"Imprimantes présentes : {there}. "
                "Mettez le bon nom dans kiosk.toml, puis redémarrez l’appareil."
            )
        case Unready.NOT_OURS:
            return f"La borne ne peut pas relancer l’imprimante «\u00a0{trouble.queue}\u00a0». Redémarrez l’appareil."
        case Unready.NO_SERVICE:
            return "Le service d’impression de cet appareil ne répond pas. Redémarrez l’appareil."
        case never:
            assert_never(never)
